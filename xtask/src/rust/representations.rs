//! Representations of a response: what a call gives, and how the caller asks for another one.
//!
//! In: an `ir::Operation`. Out: its output, and a view of each other representation. Must not: write types itself;
//! `types` does.

use super::facts::facts;
use super::ident::{RustIdent, Scope};
use super::types::Types;
use super::view::{PayloadKind, RepresentationView, RustType};
use crate::ir::{BodyKind, Framing, Operation, Payload, Representation, StreamItem};

/// Names of the methods that send for a representation.
#[derive(Debug, Clone)]
pub(super) struct Senders {
    pub(super) send: RustIdent,
    with_meta: RustIdent,
    blocking: RustIdent,
}

/// Names for all other representations: `send_events`, `send_download`.
pub(super) fn senders(operation: &Operation, scope: &mut Scope) -> Vec<Senders> {
    let senders = operation.success.representations.iter().map(|representation| {
        let word = word(&representation.payload);
        let send = scope.claim(&RustIdent::literal(&format!("send_{word}")), "_too").ident;
        let mut beside = |end: &str| scope.claim(&RustIdent::literal(&format!("{send}_{end}")), "_too").ident;
        Senders { with_meta: beside("with_meta"), blocking: beside("blocking"), send: send.clone() }
    });
    senders.collect()
}

/// What a payload is, in a word.
fn word(payload: &Payload) -> &'static str {
    match payload {
        Payload::Empty => "empty",
        Payload::Json(_) | Payload::OptionalJson(_) | Payload::ByStatus(_) => "json",
        Payload::Text => "text",
        Payload::Binary | Payload::Download => "download",
        Payload::Events(_) => "events",
        Payload::Lines(..) => "lines",
    }
}

/// How a payload is read, and what it becomes.
pub(super) fn output(types: &Types<'_>, payload: &Payload) -> (PayloadKind, RustType) {
    match payload {
        Payload::Empty => (PayloadKind::Empty, RustType::Unit),
        Payload::Json(ty) => (PayloadKind::Json, types.unboxed(ty)),
        Payload::OptionalJson(ty) => (PayloadKind::OptionalJson, RustType::option(types.unboxed(ty))),
        Payload::Text => (PayloadKind::Text, RustType::String),
        Payload::Binary => (PayloadKind::Bytes, RustType::Bytes),
        Payload::Download => (PayloadKind::Download, RustType::Download),
        Payload::Events(item) => {
            let kind = if *item == StreamItem::Text { PayloadKind::TextEvents } else { PayloadKind::Events };
            (kind, RustType::Events(Box::new(stream_item(types, item))))
        }
        Payload::Lines(framing, item) => {
            let kind = match framing {
                Framing::Lines => PayloadKind::Lines,
                Framing::Sequence => PayloadKind::Sequence,
            };
            (kind, RustType::Lines(Box::new(stream_item(types, item))))
        }
        Payload::ByStatus(id) => (PayloadKind::ByStatus, types.named(*id)),
    }
}

fn stream_item(types: &Types<'_>, item: &StreamItem) -> RustType {
    match item {
        StreamItem::Text => RustType::String,
        StreamItem::Json(ty) => types.unboxed(ty),
    }
}

/// The other representations of a response.
pub(super) fn views(
    types: &Types<'_>,
    operation: &Operation,
    senders: Vec<Senders>,
    fact: &RustIdent,
) -> Vec<RepresentationView> {
    let all = operation.success.representations.iter().zip(senders);
    all.map(|(representation, Senders { send, with_meta, blocking })| {
        let Representation { payload, path, accept } = representation;
        let (decode, output) = output(types, payload);
        let name = send.as_str().trim_start_matches("send_").to_ascii_uppercase();
        RepresentationView {
            media_types: accept.join(", "),
            fact: RustIdent::literal(&format!("{fact}_AS_{name}")),
            facts: facts(operation, path, accept),
            decode,
            output,
            send,
            with_meta,
            blocking,
        }
    })
    .collect()
}

/// Whether a body of the call may be streamed, in any direction and representation.
pub(super) fn may_stream(operation: &Operation) -> bool {
    let success = &operation.success;
    let uploads =
        operation.body.as_ref().is_some_and(|body| matches!(body.kind, BodyKind::Binary | BodyKind::Multipart));
    uploads || success.payload.is_stream() || success.representations.iter().any(|other| other.payload.is_stream())
}
