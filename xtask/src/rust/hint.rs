//! A hint about a value: its wire name and example, and a text to show for it.
//!
//! In: a name on the wire and an example of the document. Out: a text. Must not: return a text with markup or personal
//! data.

use serde_json::Value;

/// What is known about a value beside its type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hint<'h> {
    pub(super) wire: &'h str,
    pub(super) example: Option<&'h Value>,
}

/// An example that can be shown unchanged.
pub(super) fn is_plain_text(example: &Value) -> bool {
    let shown = text(Hint { wire: "", example: Some(example) });
    example.as_str() == Some(shown.as_str())
}

/// The document's own example where it is short and plain; the property's name otherwise.
pub(super) fn text(hint: Hint<'_>) -> String {
    let plain = |text: &&str| {
        let safe = |c: char| c.is_ascii_alphanumeric() || " _.,:/@+-".contains(c);
        text.trim() == *text && !matches!(*text, "" | "." | "..") && text.len() <= 40 && text.chars().all(safe)
    };
    if let Some(text) = hint.example.and_then(Value::as_str).filter(plain) {
        return text.to_owned();
    }
    let name: String = hint
        .wire
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .take(40)
        .collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "text".to_owned() } else { name.to_owned() }
}
