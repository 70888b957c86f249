//! Responses that are streams, as a server could send them.
//!
//! In: what a call gives, and an item of it. Out: the response, and what must come of it. Must not: know a type;
//! `responses` does.

use quote::quote;
use serde_json::Value;

use super::json;
use crate::ir::{Framing, Payload};
use crate::rust::view::{Check, TestResponse};

/// A stream of two items. The first event has all that an event can have.
pub(super) fn response(payload: &Payload, accept: &[String], status: u16, item: &Value) -> Option<TestResponse> {
    let data = match (payload, item) {
        (Payload::Events(crate::ir::StreamItem::Text), Value::String(text)) => text.clone(),
        (_, item) => json::flat(item),
    };
    let item = json::literal(item);
    let (body, usual, check) = match payload {
        Payload::Events(_) => {
            let body = format!("retry: 1000\nid: 1\nevent: sample\ndata: {data}\n\n: comment\ndata: {data}\n\n");
            (body, "text/event-stream", Check::Events(item))
        }
        Payload::Lines(Framing::Lines, _) => (format!("{data}\n{data}\n"), "application/x-ndjson", Check::Lines(item)),
        Payload::Lines(Framing::Sequence, _) => {
            (format!("\u{1e}{data}\n\u{1e}{data}\n"), "application/json-seq", Check::Lines(item))
        }
        _ => return None,
    };
    let media_type = media_type(accept, usual);
    Some(TestResponse { status, body: quote!(#body), media_type: Some(media_type), check })
}

/// The content type of the response: the first that is accepted, unless that is a range.
pub(super) fn media_type(accept: &[String], usual: &str) -> String {
    let first = accept.first().filter(|media_type| !media_type.contains('*') && !media_type.is_empty());
    first.map_or_else(|| usual.to_owned(), Clone::clone)
}
