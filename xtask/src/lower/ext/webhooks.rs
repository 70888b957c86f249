//! What the root extension says of webhooks.
//!
//! In: the object under `webhooks`. Out: the same, once it is known to be what `x-sdk.schema.json` says.
//! Must not: verify anything; no part of a crate is made of it yet.

use serde_json::Value;

use super::operation::duration;
use super::reader::{Reader, missing, wrong};
use crate::diag::{Diagnostics, Pointer};
use crate::ir::Webhooks;

pub(super) fn webhooks(value: &Value, at: Pointer, found: &mut Diagnostics) -> Webhooks {
    let mut reader = Reader::new(value, at, found);
    reader.need("signature", found);
    if let Some((value, at)) = reader.get("signature") {
        signature(value, at, found);
    }
    if let Some((value, at)) = reader.get("timestamp") {
        timestamp(value, at, found);
    }
    reader.text("version-header", found);
    reader.path("event", found);
    reader.path("event-id", found);
    reader.need("binds-body", found);
    reader.flag("binds-body", found);
    if let Some((value, at)) = reader.get("payload") {
        let mut payload = Reader::new(value, at, found);
        payload.need("path", found);
        payload.path("path", found);
        payload.need_text("schema", found);
        payload.finish(found);
    }
    if let Some((value, at)) = reader.get("delivery") {
        delivery(value, at, found);
    }
    reader.texts("open", found);
    if let Some((value, at)) = reader.get("samples") {
        samples(value, &at, found);
    }
    reader.finish(found);
    Webhooks { facts: value.clone() }
}

/// Where the signature stands, and what it is made of.
fn signature(value: &Value, at: Pointer, found: &mut Diagnostics) {
    let mut reader = Reader::new(value, at, found);
    for (key, words) in [
        ("in", ["header", "body"].as_slice()),
        ("algorithm", &["hmac-sha256"]),
        ("key", &["webhook-secret", "account-email"]),
        ("message", &["body", "timestamp"]),
        ("encoding", &["hex", "base64"]),
    ] {
        reader.need(key, found);
        reader.choice(key, words, found);
    }
    reader.need_text("name", found);
    reader.finish(found);
}

fn timestamp(value: &Value, at: Pointer, found: &mut Diagnostics) {
    let mut reader = Reader::new(value, at, found);
    reader.need("in", found);
    reader.choice("in", &["header", "body"], found);
    reader.need_text("name", found);
    reader.choice("unit", &["epoch-seconds"], found);
    reader.finish(found);
}

/// How the sender goes about it.
fn delivery(value: &Value, at: Pointer, found: &mut Diagnostics) {
    let mut reader = Reader::new(value, at, found);
    reader.choice("method", &["POST", "PUT"], found);
    if let Some((_, at)) = reader.get("success").filter(|(value, _)| !is_statuses(value)) {
        wrong(&at, "success", "a status such as 200, or a range such as 200-299", found);
    }
    for key in ["max-tries", "growth", "max-urls"] {
        reader.positive(key, found);
    }
    if let Some(text) = reader.text("first-delay", found) {
        duration(&text, &reader.at().child("first-delay"), "first-delay", found);
    }
    reader.finish(found);
}

/// `200` or `200-299`.
fn is_statuses(value: &Value) -> bool {
    let status = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    match value {
        Value::Number(number) => number.as_u64().is_some_and(|number| (100..1000).contains(&number)),
        Value::String(text) => text.split_once('-').is_some_and(|(from, to)| status(from) && status(to) && from <= to),
        _ => false,
    }
}

/// Signatures that were made elsewhere, to be recomputed.
fn samples(value: &Value, at: &Pointer, found: &mut Diagnostics) {
    let Some(list) = value.as_array() else {
        wrong(at, "samples", "a list", found);
        return;
    };
    if list.is_empty() {
        missing(&at.index(0), "samples", found);
    }
    for (index, value) in list.iter().enumerate() {
        let mut reader = Reader::new(value, at.index(index), found);
        for key in ["key", "message", "signature"] {
            reader.need_text(key, found);
        }
        reader.finish(found);
    }
}
