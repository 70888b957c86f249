//! The comparison for programs.
//!
//! In: `Comparison`. Out: one JSON object with sorted keys. Must not: leave a key out.

use serde_json::{Value, json};

use crate::diff::change::{Change, Comparison, Document, Documents, ItemPair, Place};
use crate::diff::judge::sorted;
use crate::diff::level::Wire;

/// The object of `diff --format json`.
#[must_use]
pub fn to_json(comparison: &Comparison, documents: Documents, diagnostics: Value) -> Value {
    let shown: Vec<Value> = comparison.shown(documents).map(change).collect();
    sorted(&json!({
        "format": 1,
        "old": document(&comparison.old),
        "new": document(&comparison.new),
        "changes": shown,
        "summary": summary(comparison),
        "diagnostics": diagnostics,
    }))
}

fn document(document: &Document) -> Value {
    json!({"file": document.file, "title": document.title, "version": document.version})
}

fn change(change: &Change) -> Value {
    json!({
        "kind": change.kind.id(),
        "wire": change.wire.word(),
        "wire_request": change.request.map(Wire::word),
        "wire_response": change.response.map(Wire::word),
        "crate": change.semver.word(),
        "side": change.side.word(),
        "operations": change.operations,
        "component": change.component,
        "path": change.path,
        "old": change.old.as_ref().map(place),
        "new": change.new.as_ref().map(place),
        "item": item(&change.item),
        "message": change.message,
        "fingerprint": change.fingerprint,
        "loose_fingerprint": change.loose_fingerprint,
        "probable": change.inference.is_some(),
        "evidence": change.inference.as_ref().map(|inference| &inference.evidence),
        "cause": change.cause.word(),
        "approved": change.approved.as_ref().map(
            |approved| json!({"reason": approved.reason, "by": approved.by, "until": approved.until}),
        ),
    })
}

fn place(place: &Place) -> Value {
    let written = &place.written;
    json!({"file": written.file, "line": written.line, "column": written.column,
           "pointer": written.pointer.as_str(), "value": place.value})
}

fn item(item: &ItemPair) -> Value {
    json!({"old": item.old, "new": item.new})
}

fn summary(comparison: &Comparison) -> Value {
    let count = |wire: Wire| comparison.changes.iter().filter(|change| change.wire == wire).count();
    let of = |id: &str| comparison.changes.iter().filter(|change| change.kind.id().starts_with(id)).count();
    let shown: Vec<&Change> = comparison.shown(Documents::Plain).collect();
    let mut components: Vec<&String> = shown.iter().filter_map(|change| change.component.as_ref()).collect();
    components.sort();
    components.dedup();
    let verdict = comparison.verdict();
    json!({
        "changes": shown.len(),
        "breaking": count(Wire::Breaking),
        "risky": count(Wire::Risky),
        "compatible": count(Wire::Compatible),
        "doc": count(Wire::Doc),
        "none": count(Wire::None),
        "crate": verdict.moving.word(),
        "release": verdict.release.word(),
        "probable": shown.iter().filter(|change| change.inference.is_some()).count(),
        "unapproved": shown.iter().filter(|change| change.approved.is_none()).count(),
        "operations_added": of("op.added"),
        "operations_removed": of("op.removed"),
        "components_changed": components.len(),
    })
}
