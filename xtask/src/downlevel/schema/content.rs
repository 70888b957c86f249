//! Text that holds something else.
//!
//! In: `contentEncoding`, `contentMediaType`. Out: the formats `byte` and `binary`. Must not: decode anything.

use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fix::{self, Object};

pub(super) fn encoding(cx: &mut Context<'_>, object: &mut Object) {
    fix::texts(cx, object, &["contentEncoding", "contentMediaType"]);
    let encoding = object.shift_remove("contentEncoding");
    let media = object.shift_remove("contentMediaType");
    let format = match (encoding.as_ref().and_then(Value::as_str), media.as_ref().and_then(Value::as_str)) {
        (None, None) => return,
        (Some(encoding), _) if encoding.to_ascii_lowercase().starts_with("base64") => "byte",
        (Some(encoding), _) => {
            let message =
                format!("the encoding `{encoding}` cannot be expressed in OpenAPI 3.0; the text stays as it is sent");
            cx.note("downlevel-content", message, "decode it in your own code");
            return;
        }
        (None, Some(media)) if is_binary(media) => "binary",
        (None, Some(media)) => {
            let message = format!("`contentMediaType: {media}` cannot be expressed in OpenAPI 3.0; it stays text");
            cx.note("downlevel-content", message, "parse it in your own code");
            return;
        }
    };
    if !object.contains_key("format") {
        object.insert("format".to_owned(), json!(format));
    }
    if !object.contains_key("type") {
        object.insert("type".to_owned(), json!("string"));
    }
}

/// Whether content of this type is bytes rather than text.
fn is_binary(media: &str) -> bool {
    let media = media.to_ascii_lowercase();
    !(media.starts_with("text/") || ["json", "xml", "yaml", "javascript"].iter().any(|word| media.contains(word)))
}
