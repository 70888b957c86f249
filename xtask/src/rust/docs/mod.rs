//! Untrusted text, made safe for doc comments, string literals and Markdown tables.
//!
//! In: `ir::Docs` as the document has it. Out: lines that rustdoc takes without a warning.
//! Must not: lose content; only what cannot be shown is removed.

mod escape;
pub mod facts;
mod html;
mod markdown;
mod writer;

use crate::ir::{Deprecation, Docs};

pub use escape::{code, plain};

/// Lines of a doc comment, without the comment marks. Empty lines are empty strings.
pub type DocLines = Vec<String>;

/// Summary, blank line, body, link. `fallback` is used if the document has none.
#[must_use]
pub fn lines(docs: &Docs, fallback: &str) -> DocLines {
    let mut lines = markdown::render(&docs.summary);
    let body = markdown::render(&docs.body);
    if lines.is_empty() {
        lines = body;
    } else if body != lines {
        append(&mut lines, body);
    }
    if lines.is_empty() {
        lines.push(fallback.to_owned());
    }
    if let Some(link) = docs.link.as_deref().and_then(escape::url) {
        let text = docs.link_text.as_deref().map(link_text).unwrap_or_default();
        let link = if text.is_empty() { format!("<{link}>") } else { format!("[{text}]({link})") };
        append(&mut lines, vec![format!("See {link}.")]);
    }
    lines
}

/// One line of text in which nothing is markup; addresses are links.
#[must_use]
pub fn escaped(text: &str) -> String {
    escape::line_start(&escape::text(&plain(text), escape::Urls::Link))
}

/// The text between the brackets of a link: nothing in it is markup, and addresses stay text.
#[must_use]
pub fn link_text(text: &str) -> String {
    escape::text(&plain(text), escape::Urls::Text)
}

/// An address as a link, if it is one of the web.
#[must_use]
pub fn address(text: &str) -> Option<String> {
    escape::url(text).map(|url| format!("<{url}>"))
}

/// Adds a paragraph.
pub fn append(lines: &mut DocLines, more: DocLines) {
    if more.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more);
}

/// The note of a `#[deprecated]`: one plain line.
#[must_use]
pub fn deprecation(deprecation: &Deprecation) -> String {
    let text = |text: &Option<String>| text.as_deref().map(plain).filter(|text| !text.is_empty());
    match (text(&deprecation.since), text(&deprecation.note)) {
        (None, None) => "the API has deprecated this".to_owned(),
        (None, Some(note)) => note,
        (Some(since), None) => format!("the API has deprecated this since {since}"),
        (Some(since), Some(note)) => format!("the API has deprecated this since {since}; {note}"),
    }
}

/// One line of Markdown for a table cell or a heading.
#[must_use]
pub fn inline(text: &str) -> String {
    let line = markdown::render_line(text);
    // An empty code block, or an image: shown as it is written.
    if line.is_empty() { escaped(text) } else { line }
}

/// One line of Markdown for a table cell.
#[must_use]
pub fn cell(text: &str) -> String {
    escape::pipes(&inline(text))
}

#[cfg(test)]
mod tests;
