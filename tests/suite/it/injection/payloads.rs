//! Documents whose texts and names try to become code, markup, keys of a manifest or paths.
//!
//! In: a document. Out: the same with a payload at every position of a kind. Must not: touch what the document's shape
//! depends on, such as types and locations.

use serde_json::{Map, Value};

/// What is put in place of texts and names. `pwned` marks what must never become code.
pub(super) const PAYLOADS: &[&str] = &[
    "```\npub fn pwned() {}\n```",
    "```rust\npwned!()\n```",
    "~~~\npwned!()\n~~~",
    "    pwned!();\n\n\tpwned!();",
    "</code></pre><script>alert('pwned')</script>",
    "<img src=x onerror=alert(1)>",
    "*/ pub fn pwned() {} /*",
    "\"; pub fn pwned() {} //",
    "\"#; pub fn pwned() {} //",
    "{{ pwned }} {% raw %} {# pwned #}",
    "../../pwned",
    "[a](javascript:alert(1)) <javascript:alert(1)>",
    "`",
    "#[doc = \"pwned\"]",
    "#![doc(html_root_url = \"https://pwned.example\")]",
    "a\u{202e}b\u{0}c\u{7}",
    "\n[dependencies]\npwned = \"1\"\n",
    "[`pwned`]: https://pwned.example\n\n# pwned\n| a | b |\n| - | - |",
    "<!-- pwned",
    "&lt;script&gt; &#60;img&#62; \\<b>",
];

/// A kind of position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Positions {
    /// What people read.
    Texts,
    /// What is named: properties, tags, calls, values of enums.
    Names,
}

/// Keys whose texts are for people, or stand for themselves.
const TEXTS: [&str; 16] = [
    "title",
    "description",
    "summary",
    "example",
    "default",
    "pattern",
    "bearerFormat",
    "termsOfService",
    "meaning",
    "display-name",
    "about",
    "from",
    "name",
    "identifier",
    "since",
    "note",
];
/// Objects whose keys are names.
const NAMED: [&str; 2] = ["properties", "examples"];
/// Keys whose texts, or whose lists of texts, are names.
const NAMES: [&str; 3] = ["operationId", "tags", "enum"];

/// The document with a payload at every position of a kind; `round` says which comes first.
pub(super) fn with_payloads(document: &Value, positions: Positions, round: usize) -> Value {
    let mut document = document.clone();
    let mut next = round;
    walk(&mut document, "", "", positions, &mut next);
    document
}

fn payload(next: &mut usize) -> &'static str {
    *next += 1;
    PAYLOADS.get((*next - 1) % PAYLOADS.len()).copied().unwrap_or_default()
}

fn walk(value: &mut Value, key: &str, holder: &str, positions: Positions, next: &mut usize) {
    match value {
        Value::Object(map) => {
            if positions == Positions::Names && NAMED.contains(&key) && !NAMED.contains(&holder) {
                rename(map, next);
            }
            for (name, value) in map.iter_mut() {
                walk(value, name, key, positions, next);
            }
        }
        Value::Array(items) => {
            for item in items {
                walk(item, key, holder, positions, next);
            }
        }
        Value::String(text) => match positions {
            // A parameter's or a scheme's name is an identifier; only info and contact have names for people.
            Positions::Texts if TEXTS.contains(&key) && (key != "name" || ["contact", "license"].contains(&holder)) => {
                *text = payload(next).to_owned();
            }
            Positions::Names if NAMES.contains(&key) => {
                let marker = *next;
                *text = format!("{} {marker}", payload(next));
            }
            Positions::Texts | Positions::Names => {}
        },
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every other key gets a payload, so that those the document refers to are there, too.
fn rename(map: &mut Map<String, Value>, next: &mut usize) {
    let old = std::mem::take(map);
    for (index, (key, value)) in old.into_iter().enumerate() {
        let key = if index % 2 == 1 { format!("{} {index}", payload(next)) } else { key };
        map.insert(key, value);
    }
}
