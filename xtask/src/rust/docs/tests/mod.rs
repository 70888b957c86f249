//! Tests with hostile and ordinary descriptions.

mod hostile;

use super::*;

fn render(text: &str) -> String {
    markdown::render(text).join("\n")
}

#[test]
fn ordinary_text_stays_as_it_is() {
    let text = "The `tracking_number` of the **parcel**, see the carrier's site.";
    assert_eq!(render(text), text);
}

#[test]
fn item_links_and_tags_are_text() {
    assert_eq!(
        render("a [foo] and Vec<String> & <b>bold</b> [x][y]"),
        "a \\[foo\\] and Vec\\<String> & bold \\[x\\]\\[y\\]"
    );
    assert_eq!(render("[rel](/docs/x) [abs](https://a.example/b)"), "rel [abs](<https://a.example/b>)");
    assert_eq!(render("1 < 2 and <3"), "1 \\< 2 and \\<3");
}

#[test]
fn bare_addresses_are_linked() {
    assert_eq!(
        render("See https://a.example/x_y, or (http://b.example)."),
        "See <https://a.example/x_y>, or (<http://b.example>)."
    );
    assert_eq!(render("[https://a.example](https://a.example)"), "[https://a.example](<https://a.example>)");
    assert_eq!(render("https://"), "https://");
}

#[test]
fn code_blocks_are_never_doctests() {
    assert_eq!(render("    let x = 1;"), "```text\nlet x = 1;\n```");
    assert_eq!(render("```\npanic!()\n```"), "```text\npanic!()\n```");
    assert_eq!(render("```rust,should_panic\nx\n```"), "```text\nx\n```");
    assert_eq!(render("```json\n{}\n```"), "```json\n{}\n```");
    assert_eq!(render("````\n```\nx\n````"), "````text\n```\nx\n````");
    assert_eq!(render("```\nnever closed"), "```text\nnever closed\n```");
}

#[test]
fn backticks_out_of_balance_are_text() {
    assert_eq!(render("a ` b"), "a \\` b");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
}

#[test]
fn control_and_direction_characters_are_dropped() {
    assert_eq!(render("a\0b\u{202e}c\r\nd\u{feff}"), "abc d");
    assert_eq!(plain("a\r\n\u{2066}b"), "a b");
}

#[test]
fn lists_nest_and_wrap_under_their_text() {
    assert_eq!(render("* a\n* b\n  1. c\n  2. d\n\nend"), "- a\n- b\n  1. c\n  2. d\n\nend");
    let long = format!("- {}", "word ".repeat(40));
    let lines = markdown::render(&long);
    assert!(lines.len() > 1 && lines[1].starts_with("  word"), "{lines:?}");
    assert!(lines.iter().all(|line| line.len() <= 98));
}

#[test]
fn a_wrapped_line_never_becomes_a_heading_or_list() {
    let text = format!("{} - # 1. + > =", "word ".repeat(19));
    for line in markdown::render(&text) {
        assert!(!line.starts_with(['-', '#', '+', '>', '=']), "{line}");
    }
    assert_eq!(render("1986\\. A year"), "1986\\. A year");
}

#[test]
fn headings_go_below_our_own_and_tables_stay() {
    assert_eq!(render("# Top\ntext"), "### Top\n\ntext");
    assert_eq!(render("| a | b |\n|---|---|\n| `x|y` | 2 |"), "| a | b |\n| --- | --- |\n| \\`x | y\\` |");
}

#[test]
fn html_blocks_leave_their_text() {
    assert_eq!(render("<div>\n<p>One &lt;two&gt;</p><br/>three\n</div>"), "One \\<two>\n\nthree");
    assert_eq!(render("Bearer <token> <b>x</b>"), "Bearer \\<token> x");
    assert_eq!(render("a<br>b"), "a\nb");
    assert_eq!(render("<!-- gone -->\n\nseen"), "seen");
}

#[test]
fn summary_body_and_link_are_paragraphs() {
    let docs =
        Docs { summary: "Sum".into(), body: "Body".into(), link: Some("https://a.example".into()), ..Docs::default() };
    assert_eq!(lines(&docs, "x"), ["Sum", "", "Body", "", "See <https://a.example>."]);
    assert_eq!(lines(&Docs::default(), "The `x` property."), ["The `x` property."]);
}

#[test]
fn deep_nesting_is_laid_out_flat() {
    let lines = markdown::render(&"> ".repeat(5_000));
    assert!(lines.len() < 10);
    let lines = markdown::render(&format!("{}x", "> ".repeat(400)));
    assert_eq!(lines.len(), 1);
}
