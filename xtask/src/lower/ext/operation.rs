//! `x-sdk` on operations and tags.
//!
//! In: its value. Out: facts about a call. Must not: check paths against schemas.

use serde_json::Value;

use super::pagination::{PageFacts, pagination};
use super::reader::{Reader, as_path, wrong};
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Batch, Deprecation, Idempotency, RateLimit, WireName};

/// The facts of an operation's extension.
#[derive(Debug, Default)]
pub(in crate::lower) struct OperationFacts {
    pub(in crate::lower) service: Option<String>,
    pub(in crate::lower) method: Option<String>,
    pub(in crate::lower) unwrap: Vec<WireName>,
    pub(in crate::lower) wrap: Option<WireName>,
    pub(in crate::lower) rate_limit: Option<RateLimit>,
    pub(in crate::lower) idempotency: Option<Idempotency>,
    pub(in crate::lower) pagination: Option<PageFacts>,
    pub(in crate::lower) batch: Option<Batch>,
    /// The data of the event that ends a stream.
    pub(in crate::lower) last_event: Option<String>,
    pub(in crate::lower) deprecated: Option<Deprecation>,
    /// Where the extension is, for diagnostics about its values.
    pub(in crate::lower) at: Pointer,
}

/// Reads an operation's extension. `at` is the operation.
pub(in crate::lower) fn operation<'v>(
    extensions: impl IntoIterator<Item = (&'v String, &'v Value)>,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> OperationFacts {
    let mut facts = OperationFacts { at: at.clone(), ..OperationFacts::default() };
    let Some((value, at)) = super::own(extensions, at) else { return facts };
    facts.at = at.clone();
    let mut reader = Reader::new(value, at, diagnostics);
    facts.service = reader.text("service", diagnostics);
    facts.method = reader.text("method", diagnostics);
    facts.unwrap = reader.path("unwrap", diagnostics).unwrap_or_default();
    facts.wrap = reader.text("wrap", diagnostics).map(WireName);
    facts.rate_limit = reader.get("rate-limit").and_then(|(value, at)| rate_limit(value, at, diagnostics));
    facts.idempotency = reader.get("idempotency").and_then(|(value, at)| idempotency(value, at, diagnostics));
    facts.pagination = reader.get("pagination").and_then(|(value, at)| pagination(value, at, diagnostics));
    facts.batch = reader.get("batch").and_then(|(value, at)| batch(value, at, diagnostics));
    facts.last_event = reader.text("last-event", diagnostics);
    facts.deprecated = reader.get("deprecated").map(|(value, at)| deprecation(value, at, diagnostics));
    reader.finish(diagnostics);
    facts
}

/// `{since: 2026-01, note: use another one}`, of an operation or a schema.
pub(super) fn deprecation(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Deprecation {
    let mut reader = Reader::new(value, at, diagnostics);
    let facts = Deprecation { since: reader.text("since", diagnostics), note: reader.text("note", diagnostics) };
    reader.finish(diagnostics);
    facts
}

/// The service that a tag's extension names. `at` is the tag.
pub(in crate::lower) fn tag_service<'v>(
    extensions: impl IntoIterator<Item = (&'v String, &'v Value)>,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let (value, at) = super::own(extensions, at)?;
    let mut reader = Reader::new(value, at, diagnostics);
    let service = reader.text("service", diagnostics);
    reader.finish(diagnostics);
    service
}

/// `{calls: 10, per: 1s}`.
pub(super) fn rate_limit(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<RateLimit> {
    let mut reader = Reader::new(value, at, diagnostics);
    let limit = read_limit(&mut reader, diagnostics);
    reader.finish(diagnostics);
    limit
}

/// The limit in an object that may hold more.
pub(super) fn read_limit(reader: &mut Reader<'_>, diagnostics: &mut Diagnostics) -> Option<RateLimit> {
    reader.need("calls", diagnostics);
    let calls = reader.positive("calls", diagnostics).map(|calls| u32::try_from(calls).unwrap_or(u32::MAX));
    let per = reader.need_text("per", diagnostics);
    let per_ms = duration(&per?, &reader.at().child("per"), "per", diagnostics);
    Some(RateLimit { calls: calls?, per_ms: per_ms? })
}

/// Milliseconds of a text such as `500ms`.
pub(super) fn duration(text: &str, at: &Pointer, key: &str, diagnostics: &mut Diagnostics) -> Option<u64> {
    let ms = milliseconds(text);
    if ms.is_none() {
        wrong(at, key, "a duration such as 500ms, 1s, 2m or 1h", diagnostics);
    }
    ms
}

/// `500ms`, `1s`, `2m`, `1h`; never zero.
fn milliseconds(text: &str) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let scale = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(scale).filter(|ms| *ms > 0)
}

fn idempotency(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<Idempotency> {
    match value {
        Value::String(text) if text == "idempotent" => Some(Idempotency::Idempotent),
        Value::String(text) if text == "not-idempotent" => Some(Idempotency::NotIdempotent),
        Value::Object(_) => {
            let mut reader = Reader::new(value, at.clone(), diagnostics);
            let names = reader.texts("natural-key", diagnostics);
            let header = reader.header("key-header", diagnostics).map(Idempotency::KeyHeader);
            let property = reader.text("key-property", diagnostics).map(Idempotency::KeyProperty);
            reader.finish(diagnostics);
            let natural =
                (!names.is_empty()).then(|| Idempotency::NaturalKey(names.into_iter().map(WireName).collect()));
            let mut found = [natural, header, property].into_iter().flatten();
            let first = found.next();
            if first.is_none() || found.next().is_some() {
                wrong(&at, "idempotency", IDEMPOTENCY, diagnostics);
            }
            first
        }
        _ => {
            wrong(&at, "idempotency", IDEMPOTENCY, diagnostics);
            None
        }
    }
}

const IDEMPOTENCY: &str = "idempotent, not-idempotent, {natural-key: […]}, {key-header: NAME} or {key-property: NAME}";

fn batch(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<Batch> {
    let mut reader = Reader::new(value, at, diagnostics);
    reader.need("max-items", diagnostics);
    let max = reader.positive("max-items", diagnostics).map(|max| u32::try_from(max).unwrap_or(u32::MAX));
    let items = reader.get("items").and_then(|(value, _)| as_path(value));
    reader.finish(diagnostics);
    Some(Batch { max_items: max?, items: items.unwrap_or_default() })
}
