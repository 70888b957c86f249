//! Representations of a response: what a call gives, and how the caller asks for another one.
//!
//! In: an `ir::Operation`. Out: its output and decoder, and a view of each other representation. Must not: write types
//! itself; `types` does.

use proc_macro2::TokenStream;
use quote::quote;

use super::facts::facts;
use super::ident::{RustIdent, Scope};
use super::types::Types;
use super::view::{Decoder, RepresentationView};
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

/// The decoder of a payload, and what it gives.
pub(super) fn output(types: &Types<'_>, payload: &Payload) -> (Decoder, TokenStream) {
    let whole = |name: &str| Decoder::Whole(RustIdent::literal(name));
    let stream = |name: &str| Decoder::Stream(RustIdent::literal(name));
    let error = quote!(super::super::Error);
    match payload {
        Payload::Empty => (whole("empty"), quote!(())),
        Payload::Json(ty) => (whole("json"), types.unboxed(ty)),
        Payload::OptionalJson(ty) => {
            let ty = types.unboxed(ty);
            (whole("optional_json"), quote!(Option<#ty>))
        }
        Payload::Text => (whole("text"), quote!(String)),
        Payload::Binary => (whole("bytes"), quote!(sdk_runtime::Bytes)),
        Payload::Download => (stream("download"), quote!(sdk_runtime::Download<#error>)),
        Payload::Events(item) => {
            let name = if *item == StreamItem::Text { "text_events" } else { "events" };
            let item = stream_item(types, item);
            (stream(name), quote!(sdk_runtime::Events<#item, #error>))
        }
        Payload::Lines(framing, item) => {
            let item = stream_item(types, item);
            let name = match framing {
                Framing::Lines => "lines",
                Framing::Sequence => "sequence",
            };
            (stream(name), quote!(sdk_runtime::Lines<#item, #error>))
        }
        Payload::ByStatus(id) => (whole("by_status"), types.path(*id)),
    }
}

fn stream_item(types: &Types<'_>, item: &StreamItem) -> TokenStream {
    match item {
        StreamItem::Text => quote!(String),
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
        let (decoder, output) = output(types, payload);
        let name = send.as_str().trim_start_matches("send_").to_ascii_uppercase();
        RepresentationView {
            media_types: accept.join(", "),
            fact: RustIdent::literal(&format!("{fact}_AS_{name}")),
            facts: facts(operation, path, accept, None),
            decoder,
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
