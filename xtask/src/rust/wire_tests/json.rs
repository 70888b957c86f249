//! JSON as written in a test, in as few lines as possible.
//!
//! In: a value. Out: its text, and the literal that holds it. Must not: contain a character that an editor would hide.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// What fits in one line.
const WIDTH: usize = 100;

/// A raw string with the value's text.
pub(super) fn literal(value: &Value) -> TokenStream {
    raw(&text(value, 0))
}

/// Whether the value takes more than a line.
pub(super) fn is_long(value: &Value) -> bool {
    text(value, 0).contains('\n')
}

/// A raw string, with as many hashes as needed.
pub(super) fn raw(text: &str) -> TokenStream {
    let mut hashes = String::from("#");
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}").parse().unwrap_or_else(|_| quote!(#text))
}

/// The value, broken into lines where it is too wide.
fn text(value: &Value, indent: usize) -> String {
    let flat = flat(value);
    let lines: Vec<String> = match value {
        _ if indent + flat.len() <= WIDTH => return flat,
        Value::Object(properties) => properties
            .iter()
            .map(|(name, property)| format!("{}: {}", quoted(name), text(property, indent + 2)))
            .collect(),
        Value::Array(items) => items.iter().map(|item| text(item, indent + 2)).collect(),
        _ => return flat,
    };
    let (open, close) = if value.is_object() { ('{', '}') } else { ('[', ']') };
    let inner = " ".repeat(indent + 2);
    format!("{open}\n{inner}{}\n{}{close}", lines.join(&format!(",\n{inner}")), " ".repeat(indent))
}

/// The value in one line.
pub(super) fn flat(value: &Value) -> String {
    match value {
        Value::Object(properties) => {
            let properties: Vec<String> =
                properties.iter().map(|(name, property)| format!("{}: {}", quoted(name), flat(property))).collect();
            format!("{{{}}}", properties.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(flat).collect::<Vec<_>>().join(", ")),
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A string of JSON; all but letters, digits and plain signs are escaped.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in Value::from(text).to_string().chars() {
        if c.is_alphanumeric() || c.is_ascii_graphic() || c == ' ' {
            out.push(c);
        } else {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn short_values_stay_on_one_line_and_long_ones_are_broken() {
        assert_eq!(text(&json!({"a": [1, "b\u{202e}"]}), 0), r#"{"a": [1, "b\u202e"]}"#);
        let long = "x".repeat(70);
        let broken = text(&json!({"a": long, "b": {"c": long, "d": []}}), 0);
        assert_eq!(broken, format!("{{\n  \"a\": \"{long}\",\n  \"b\": {{\"c\": \"{long}\", \"d\": []}}\n}}"));
        assert_eq!(raw("\"#").to_string(), "r##\"\"#\"##");
    }
}
