//! Text that holds something else.
//!
//! In: `contentEncoding`, `contentMediaType`. Out: the formats `byte`, `base64url` and `binary`. Must not: decode anything.

use crate::diag::codes;
use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fix::{self, Object};
use crate::coverage::Keyword;

pub(super) fn encoding(cx: &mut Context<'_>, object: &mut Object) {
    fix::texts(cx, object, &["contentEncoding", "contentMediaType"]);
    let encoding = object.shift_remove("contentEncoding");
    let media = object.shift_remove("contentMediaType");
    let format = match (encoding.as_ref().and_then(Value::as_str), media.as_ref().and_then(Value::as_str)) {
        (None, None) => return,
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64url") => "base64url",
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64") => "byte",
        (Some(encoding), _) => {
            let message =
                format!("the encoding `{encoding}` has no counterpart in OpenAPI 3.0; the text stays as it is sent");
            cx.report(codes::DOWNLEVEL_CONTENT, message, "decode it in your own code");
            cx.left_out("contentEncoding");
            if media.is_some() {
                cx.left_out("contentMediaType");
            }
            return;
        }
        (None, Some(media)) if is_binary(media) => "binary",
        (None, Some(media)) => {
            let message = format!("`contentMediaType: {media}` has no counterpart in OpenAPI 3.0; it stays text");
            cx.report(codes::DOWNLEVEL_CONTENT, message, "parse it in your own code");
            cx.left_out("contentMediaType");
            return;
        }
    };
    cx.rewritten(Keyword::ContentEncoding, &[Keyword::Format]);
    cx.rewritten(Keyword::ContentMediaType, &[Keyword::Format]);
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
