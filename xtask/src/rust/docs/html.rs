//! Text of HTML fragments.
//!
//! In: an HTML block or tag of a description. Out: its text, with marks where a paragraph or line ends.
//! Must not: keep a tag that HTML knows.

/// A piece of the text of a fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// A block started or ended here.
    Paragraph,
    /// `<br>`.
    Break,
}

/// Removes the tags and comments.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_text(&mut out, &rest[..at]);
        let tail = &rest[at..];
        let after = if tail.starts_with("<!--") {
            tail.find("-->").map(|end| end + 3)
        } else {
            tail.find('>').map(|end| end + 1)
        };
        // A fragment that is cut off in a tag: nothing readable follows.
        let Some(end) = after else { return out };
        out.extend(tag(&tail[..end]));
        rest = &tail[end..];
    }
    push_text(&mut out, rest);
    out
}

fn tag(tag: &str) -> Option<Piece> {
    let name: String = tag
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match name.as_str() {
        "br" => Some(Piece::Break),
        "p" | "div" | "ul" | "ol" | "li" | "table" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "hr"
        | "section" | "blockquote" | "details" | "summary" => Some(Piece::Paragraph),
        name if INLINE.contains(&name) || tag.starts_with("<!") || tag.starts_with("<?") => None,
        // A placeholder: `<your key>`.
        _ => Some(Piece::Text(tag.to_owned())),
    }
}

/// Tags that only change how text looks.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "body", "center", "cite", "code", "dd", "del", "dfn", "dl", "dt", "em", "figure", "font",
    "footer", "head", "header", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "link", "main", "mark",
    "nav", "q", "s", "samp", "script", "small", "span", "strike", "strong", "style", "sub", "sup", "svg", "tbody",
    "td", "tfoot", "th", "thead", "title", "tt", "u", "var", "video", "wbr",
];

fn push_text(out: &mut Vec<Piece>, text: &str) {
    if text.trim().is_empty() {
        if !text.is_empty() {
            out.push(Piece::Text(" ".to_owned()));
        }
        return;
    }
    let mut text = text.to_owned();
    // `&amp;` last, so that `&amp;lt;` becomes `&lt;`.
    for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        text = text.replace(entity, c);
    }
    out.push(Piece::Text(text));
}
