//! Pages and checks: what a document says stays text.

use super::{BASE, compared};
use xtask::diff::{self, Comparison, Documents};
use xtask::review::{self, Page};

/// A document whose names and texts try to become markup, and one without them.
fn hostile() -> Comparison {
    let name = "</script><img src=x onerror=alert(1)>` | ::error::x {{ 7*7 }}";
    let key = format!("        '{name}': {{type: string, enum: ['{name}', b]}}\n");
    let old = BASE.replace("        town: {type: string}\n", &format!("        town: {{type: string}}\n{key}"));
    let new = BASE.replace("title: Shop", &format!("title: '{name}'"));
    compared(&old, &new)
}

fn page(page: Page, comparison: &Comparison) -> String {
    review::render(page, comparison).expect("the template is right")
}

#[test]
fn nothing_of_a_document_becomes_html() {
    let html = page(Page::Review, &hostile());
    assert!(html.contains("&lt;img src=x onerror"), "the text is there");
    assert!(!html.contains("<img"));
    assert_eq!(html.matches("</script>").count(), 1);
    for asks in ["<link", "<a ", "<iframe", "url(", "@import", "fetch("] {
        assert!(!html.contains(asks), "the page asks for something with `{asks}`");
    }
}

#[test]
fn nothing_of_a_document_becomes_markdown() {
    for text in [page(Page::Guide, &hostile()), page(Page::Changelog, &hostile())] {
        let events: Vec<_> = pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES).collect();
        let is_html = |event: &pulldown_cmark::Event<'_>| {
            matches!(event, pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_))
        };
        assert!(!events.iter().any(is_html), "{text}");
        assert!(!text.contains("49"), "no template runs twice");
    }
}

#[test]
fn the_forms_of_forges_are_what_forges_read() {
    let comparison = hostile();
    let sarif = diff::to_sarif(&comparison);
    assert_eq!(sarif["version"], "2.1.0");
    let shown = comparison.shown(Documents::Plain).count();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(shown));
    assert_eq!(diff::to_gitlab(&comparison).as_array().map(Vec::len), Some(shown));
    for line in diff::to_github(&comparison).lines() {
        assert!(["::error ", "::warning ", "::notice::"].iter().any(|start| line.starts_with(start)), "{line}");
    }
    let junit = diff::to_junit(&comparison);
    assert_eq!(junit.matches("<testcase ").count(), shown);
    assert!(!junit.contains("<img"));
}

#[test]
fn a_guide_says_what_to_do_once_and_ends() {
    let new = BASE.replace("        town: {type: string}", "        city: {type: string}");
    let guide = page(Page::Guide, &compared(BASE, &new));
    assert_eq!(guide.matches("`town` → `city`").count(), 1, "{guide}");
    assert!(guide.contains("## 1. Renamed") && guide.ends_with("Otherwise nothing.\n"), "{guide}");
    let same = page(Page::Guide, &compared(BASE, BASE));
    assert!(!same.contains("## 1."), "{same}");
}
