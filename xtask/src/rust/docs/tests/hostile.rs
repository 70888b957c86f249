//! Text that tries to become markup, code or a doctest, alone and in pairs.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::*;

const FRAGMENTS: &[&str] = &[
    "```x",
    "```\ncode\n```",
    "````\n```\n\n```rust\npanic!();\n```\n````",
    "~~~rust\npanic!()",
    "    panic!();",
    "<script>alert(1)</script>",
    "</div></pre>",
    "<!-- a",
    "<pre><code class=\"language-rust\">",
    "<img src=x onerror=alert(1)>",
    "[Foo] <T>",
    "[a](javascript:alert(1))",
    "[https://a.example/b](/docs)",
    "[x](https://a.example/) ![i](https://a.example/i.png)",
    "<https://a.example/x|y>",
    "<mailto:admin@localhost>",
    "<mailto:admin@host.example>",
    "https://a.example/](x",
    "[x]: https://a.example",
    "[^1] and [^1]: note",
    "`",
    "``` `` `",
    "\\",
    "*",
    "_",
    "~~gone~~",
    "- [ ] task",
    "# head",
    "> quote",
    "1. one",
    "| a | b |\n| - | - |\n| `c` | d |",
    "---",
    "===",
    "&lt;b&gt; &#60;",
    "*/ \"# //! /// #![doc]",
    "{{ x }} {% raw %}",
    "\u{202e}\u{2066}a\0",
    "",
];

/// As rustdoc reads a doc comment.
fn events(markdown: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(markdown, options).collect()
}

/// Finds what must not be in the output of `source`, or be left open by it.
fn check(output: &str, source: &str) {
    let ours = "\n\n```rust\nlet ours = 1;\n```";
    let behind = format!("{output}{ours}");
    // Open links and code blocks, and blocks of Rust.
    let (mut quoted, mut rust) = (0, 0);
    for event in events(&behind) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                panic!("{event:?} of {source:?} in {output:?}")
            }
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::CodeBlock(CodeBlockKind::Indented)) => {
                panic!("{event:?} of {source:?} in {output:?}")
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "rust" => {
                quoted += 1;
                rust += 1;
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                quoted += 1;
                assert!(&*info == "text", "{info:?} of {source:?} in {output:?}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                quoted += 1;
                let is_safe = ["https://", "mailto:admin@host."].iter().any(|start| dest_url.starts_with(start));
                assert!(is_safe, "{dest_url:?} of {source:?} in {output:?}");
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => quoted -= 1,
            Event::Text(text) if quoted == 0 => {
                assert!(!text.contains("https://a"), "bare address of {source:?} in {output:?}");
            }
            _ => {}
        }
    }
    assert_eq!(rust, 1, "{source:?} opens or takes a code block: {output:?}");
    assert!(behind.ends_with(ours));
}

#[test]
fn nothing_of_a_text_runs_and_nothing_stays_open() {
    for first in FRAGMENTS {
        for second in FRAGMENTS {
            for between in ["", " ", "\n", "\n\n"] {
                let source = format!("{first}{between}{second}");
                check(&render(&source), &source);
                for line in [inline(&source), cell(&source), escaped(&source), code(&source)] {
                    assert!(!line.contains('\n'), "{source:?}");
                    // As the start of a paragraph, and within one.
                    check(&line, &source);
                    check(&format!("- `404`: {line}."), &source);
                }
                check(&format!("[{}](<https://a.example>)", link_text(&source)), &source);
            }
        }
    }
}

#[test]
fn a_line_is_the_first_block() {
    assert_eq!(inline("```\na\n\nb\n```\n\nmore"), "`a b`");
    assert_eq!(inline("one\ntwo\n\nthree"), "one two");
    assert_eq!(inline("- a\n- b\n\nend"), "a; b");
    assert_eq!(inline("```x"), "\\`\\`\\`x");
    assert_eq!(inline("<p>a</p>\n\nb"), "a");
    assert_eq!(inline("# head\n\ntext"), "head");
}
