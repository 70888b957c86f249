//! What no schema can say of a new version: behaviour, redirects, limits.
//!
//! In: the text of `notes.<version>.yaml`. Out: changes. Must not: read a file.

use serde_json::{Value, json};

use super::change::{Cause, Change, Comparison, ItemPair, Place};
use super::judge;
use super::kind::Kind;
use super::level::{Semver, Side, Wire};
use crate::diag::{Diagnostics, Pointer, SourceMap, Span, Written, codes};
use crate::load::{self, Limits};

/// Adds the notes of the newer version to a comparison.
///
/// # Errors
///
/// If the text is not valid; all diagnostics are returned together, with the sources that show them.
pub fn add_notes(comparison: &mut Comparison, name: &str, text: &str) -> Result<(), (Diagnostics, SourceMap)> {
    let document = load::load_bytes(name, text.as_bytes(), &Limits::default())?;
    let (value, sources) = (document.value, document.sources);
    let mut diagnostics = Diagnostics::default();
    let list = Pointer::default().child("notes");
    let Some(notes) = value.get("notes").and_then(Value::as_array) else {
        report(&mut diagnostics, &Pointer::default(), "`notes` is missing or no list");
        return Err((diagnostics, sources));
    };
    for (index, note) in notes.iter().enumerate() {
        let at = list.index(index);
        let Some(message) = note.get("message").and_then(Value::as_str).filter(|text| !text.trim().is_empty()) else {
            report(&mut diagnostics, &at, "a note needs a `message`");
            continue;
        };
        let wire = note.get("wire").and_then(Value::as_str);
        let Some(wire) = Wire::ALL.into_iter().find(|level| wire == Some(level.word())) else {
            report(&mut diagnostics, &at, "a note needs `wire`: breaking, risky or compatible");
            continue;
        };
        let calls = note.get("operations").and_then(Value::as_array).into_iter().flatten();
        let operations = calls.filter_map(|call| call.as_str().map(str::to_owned)).collect();
        comparison.changes.push(change(message.trim(), wire, operations, place(&sources, &at)));
    }
    if diagnostics.has_errors() {
        return Err((diagnostics, sources));
    }
    comparison.changes.sort_by(|a, b| judge::order(a).cmp(&judge::order(b)));
    Ok(())
}

fn report(diagnostics: &mut Diagnostics, at: &Pointer, message: &str) {
    let help = "write it as in `- {message: What is another now., wire: risky, operations: [GET /parcels]}`";
    diagnostics.report_at(codes::DIFF_NOTES_UNREADABLE, Span::At(at.clone()), message, help);
}

fn place(sources: &SourceMap, at: &Pointer) -> Written {
    sources.written(at)
}

fn change(message: &str, wire: Wire, operations: Vec<String>, written: Written) -> Change {
    let path = written.pointer.as_str().trim_start_matches('/').to_owned();
    let mut change = Change {
        kind: Kind::NoteBehaviour,
        wire,
        request: None,
        response: None,
        semver: Semver::None,
        side: Side::None,
        operations,
        component: None,
        path,
        old: None,
        new: Some(Place { written, value: json!(message), excerpt: Vec::new() }),
        items: Vec::new(),
        item: ItemPair::default(),
        // The sentence ends where it is shown.
        message: message.trim_end_matches('.').to_owned(),
        fingerprint: String::new(),
        loose_fingerprint: String::new(),
        inference: None,
        cause: Cause::Notes,
        approved: None,
    };
    (change.fingerprint, change.loose_fingerprint) = judge::fingerprints(&change, 0);
    change
}
