//! Escapes for single runs of text.
//!
//! In: text of a document. Out: text without control characters, with nothing left that Markdown reads as markup.
//! Must not: lay out lines.

/// Represents a space at which a line must not be broken. Input never contains it: control characters are removed
/// first.
pub(super) const FIXED_SPACE: char = '\u{1}';
/// Represents a line break in the text.
pub(super) const BREAK: char = '\u{2}';

/// Removes what cannot be shown or changes the text's direction: control characters, bidirectional marks, zero-width
/// characters.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' => Some(' '),
            '\n' => Some('\n'),
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => None,
            '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// One line of plain text: no control characters, no line breaks, single spaces.
#[must_use]
pub fn plain(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A code span, whatever the text holds.
#[must_use]
pub fn code(text: &str) -> String {
    let text = plain(text);
    if text.is_empty() {
        // A code span cannot be empty.
        return "`\"\"`".to_owned();
    }
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

pub(super) fn longest_run(text: &str, needle: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == needle { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// The URL, if it is valid inside `<…>`.
pub(super) fn url(text: &str) -> Option<String> {
    let text = text.trim();
    let known = ["http://", "https://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
    let safe = text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>\\`|".contains(c));
    // rustdoc takes an address without a dot for the name of an item.
    let host =
        text.strip_prefix("mailto:").map(|mail| mail.split_once('@').is_some_and(|(_, host)| host.contains('.')));
    (known && safe && host != Some(false) && visible(text) == text).then(|| text.to_owned())
}

/// Escapes the bars that would end a table cell.
pub(super) fn pipes(text: &str) -> String {
    text.replace("\\|", "|").replace('|', "\\|")
}

/// How bare URLs in a text are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urls {
    /// As a link.
    Link,
    /// As text: a link is open already.
    Text,
}

/// Text without markup; bare URLs are linked.
pub(super) fn text(input: &str, urls: Urls) -> String {
    let mut out = String::with_capacity(input.len() + 8);
    let mut rest = input;
    while let Some(at) = if urls == Urls::Link { find_url(rest) } else { None } {
        escape_into(&mut out, &rest[..at]);
        let tail = &rest[at..];
        let end = tail.find(|c: char| c.is_whitespace() || "<>\"'`|\\)]".contains(c)).unwrap_or(tail.len());
        let address = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
        let bare = address.len() <= "https://".len();
        if bare {
            escape_into(&mut out, address);
        } else {
            out.push('<');
            out.push_str(address);
            out.push('>');
        }
        rest = &tail[address.len()..];
        if address.is_empty() {
            break;
        }
    }
    escape_into(&mut out, rest);
    out
}

fn find_url(text: &str) -> Option<usize> {
    match (text.find("http://"), text.find("https://")) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn escape_into(out: &mut String, text: &str) {
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let escape = match c {
            '[' | ']' | '<' | '*' | '`' | '~' => true,
            '\\' => next.is_ascii_punctuation() || next == ' ',
            // Inside a word an underscore is text.
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next == '#' || next.is_ascii_alphanumeric(),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
        previous = c;
    }
}

/// Escapes what is markup only at the start of a line.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '>', '-', '+', '=', '|', ':']) { format!("\\{line}") } else { line.to_owned() }
}
