//! The root extension: webhooks.
//!
//! In: the object under `webhooks`. Out: the same, checked against `x-sdk.schema.json`.
//! Must not: verify signatures; crates do not use it yet.

use serde_json::Value;

use super::operation::duration;
use super::reader::{Reader, missing, wrong};
use crate::diag::{Diagnostics, Pointer};
use crate::ir::Webhooks;

pub(super) fn webhooks(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Webhooks {
    let mut reader = Reader::new(value, at, diagnostics);
    reader.need("signature", diagnostics);
    if let Some((value, at)) = reader.get("signature") {
        signature(value, at, diagnostics);
    }
    if let Some((value, at)) = reader.get("timestamp") {
        timestamp(value, at, diagnostics);
    }
    reader.text("version-header", diagnostics);
    reader.path("event", diagnostics);
    reader.path("event-id", diagnostics);
    reader.need("binds-body", diagnostics);
    reader.flag("binds-body", diagnostics);
    if let Some((value, at)) = reader.get("payload") {
        let mut payload = Reader::new(value, at, diagnostics);
        payload.need("path", diagnostics);
        payload.path("path", diagnostics);
        payload.need_text("schema", diagnostics);
        payload.finish(diagnostics);
    }
    if let Some((value, at)) = reader.get("delivery") {
        delivery(value, at, diagnostics);
    }
    reader.texts("open", diagnostics);
    if let Some((value, at)) = reader.get("samples") {
        samples(value, &at, diagnostics);
    }
    reader.finish(diagnostics);
    Webhooks { facts: value.clone() }
}

/// Where the signature is, and what is signed.
fn signature(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) {
    let mut reader = Reader::new(value, at, diagnostics);
    for (key, words) in [
        ("in", ["header", "body"].as_slice()),
        ("algorithm", &["hmac-sha256"]),
        ("key", &["webhook-secret", "account-email"]),
        ("message", &["body", "timestamp"]),
        ("encoding", &["hex", "base64"]),
    ] {
        reader.need(key, diagnostics);
        reader.choice(key, words, diagnostics);
    }
    reader.need_text("name", diagnostics);
    reader.finish(diagnostics);
}

fn timestamp(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) {
    let mut reader = Reader::new(value, at, diagnostics);
    reader.need("in", diagnostics);
    reader.choice("in", &["header", "body"], diagnostics);
    reader.need_text("name", diagnostics);
    reader.choice("unit", &["epoch-seconds"], diagnostics);
    reader.finish(diagnostics);
}

/// How the sender delivers.
fn delivery(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) {
    let mut reader = Reader::new(value, at, diagnostics);
    reader.choice("method", &["POST", "PUT"], diagnostics);
    if let Some((_, at)) = reader.get("success").filter(|(value, _)| !is_statuses(value)) {
        wrong(&at, "success", "a status such as 200, or a range such as 200-299", diagnostics);
    }
    for key in ["max-tries", "growth", "max-urls"] {
        reader.positive(key, diagnostics);
    }
    if let Some(text) = reader.text("first-delay", diagnostics) {
        duration(&text, &reader.at().child("first-delay"), "first-delay", diagnostics);
    }
    reader.finish(diagnostics);
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

/// Known signatures, to be recomputed.
fn samples(value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let Some(list) = value.as_array() else {
        wrong(at, "samples", "a list", diagnostics);
        return;
    };
    if list.is_empty() {
        missing(&at.index(0), "samples", diagnostics);
    }
    for (index, value) in list.iter().enumerate() {
        let mut reader = Reader::new(value, at.index(index), diagnostics);
        for key in ["key", "message", "signature"] {
            reader.need_text(key, diagnostics);
        }
        reader.finish(diagnostics);
    }
}
