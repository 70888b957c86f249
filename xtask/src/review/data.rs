//! The values of the templates.
//!
//! In: a comparison. Out: `Review`. Must not: hold markup; HTML is escaped by its template.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::diff::{Change, Comparison, Document, Documents, ItemChange, Place, Semver, Wire};

/// A comparison as the templates see it.
#[derive(Debug, Serialize)]
pub(super) struct Review {
    title: String,
    old: String,
    new: String,
    semver: &'static str,
    release: &'static str,
    breaking: usize,
    risky: usize,
    compatible: usize,
    crate_only: usize,
    texts: usize,
    probable: usize,
    unapproved: usize,
    old_dates: String,
    new_dates: String,
    services: Vec<String>,
    changes: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    message: String,
    kind: &'static str,
    what: &'static str,
    wire: &'static str,
    request: Option<&'static str>,
    response: Option<&'static str>,
    semver: &'static str,
    side: &'static str,
    group: String,
    operations: Vec<String>,
    /// With bars between them.
    services: String,
    places: Vec<Excerpt>,
    items: Vec<Item>,
    evidence: Option<String>,
    approved: Option<String>,
    fingerprint: String,
}

#[derive(Debug, Serialize)]
struct Excerpt {
    side: &'static str,
    file: String,
    line: usize,
    column: usize,
    pointer: String,
    lines: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Item {
    old: Option<String>,
    new: Option<String>,
    old_signature: Option<String>,
    new_signature: Option<String>,
    semver: &'static str,
    error: Option<&'static str>,
    what: &'static str,
}

impl Review {
    pub(super) fn of(comparison: &Comparison) -> Self {
        let mut changes: Vec<&Change> = comparison.shown(Documents::Plain).collect();
        changes.sort_by_key(|change| std::cmp::Reverse((change.wire, change.semver)));
        let count = |wire: Wire| comparison.changes.iter().filter(|change| change.wire == wire).count();
        let verdict = comparison.verdict();
        Self {
            title: comparison.new.title.clone(),
            old: comparison.old.version.clone(),
            new: comparison.new.version.clone(),
            semver: verdict.moving.word(),
            release: verdict.release.word(),
            breaking: count(Wire::Breaking),
            risky: count(Wire::Risky),
            compatible: count(Wire::Compatible),
            crate_only: count(Wire::None),
            texts: count(Wire::Doc),
            probable: changes.iter().filter(|change| change.inference.is_some()).count(),
            unapproved: changes.iter().filter(|change| change.approved.is_none()).count(),
            old_dates: dates(&comparison.old),
            new_dates: dates(&comparison.new),
            services: services(comparison.services.values()),
            changes: changes.into_iter().map(|change| row(change, comparison)).collect(),
        }
    }
}

/// `released 2026-01-08, supported until 2029-01-11`.
fn dates(document: &Document) -> String {
    let part = |word: &str, date: &Option<String>| date.as_ref().map(|date| format!("{word} {date}"));
    let parts = [part("released", &document.released), part("supported until", &document.supported_until)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Each once, sorted.
fn services<'s>(all: impl Iterator<Item = &'s String>) -> Vec<String> {
    all.collect::<BTreeSet<_>>().into_iter().cloned().collect()
}

fn row(change: &Change, comparison: &Comparison) -> Row {
    let group = change.component.clone().or_else(|| change.operations.first().cloned());
    let places = [("old", &change.old), ("new", &change.new)];
    Row {
        message: change.message.clone(),
        kind: change.kind.id(),
        what: change.kind.what(),
        wire: change.wire.word(),
        request: change.request.map(Wire::word),
        response: change.response.map(Wire::word),
        semver: change.semver.word(),
        side: change.side.word(),
        group: group.unwrap_or_else(|| "the API".to_owned()),
        operations: change.operations.clone(),
        services: services(change.operations.iter().filter_map(|one| comparison.services.get(one))).join("|"),
        places: places.into_iter().filter_map(|(side, place)| Some(excerpt(side, place.as_ref()?))).collect(),
        items: change.items.iter().filter(|item| item.semver >= Semver::Minor).map(item).collect(),
        evidence: change.inference.as_ref().map(|inference| inference.evidence.clone()),
        approved: change.approved.as_ref().map(|approved| approved.reason.clone()),
        fingerprint: change.fingerprint.clone(),
    }
}

fn excerpt(side: &'static str, place: &Place) -> Excerpt {
    let written = &place.written;
    Excerpt {
        side,
        file: written.file.clone(),
        line: written.line,
        column: written.column,
        pointer: written.pointer.as_str().to_owned(),
        lines: place.excerpt.clone(),
    }
}

fn item(change: &ItemChange) -> Item {
    Item {
        old: change.item.old.clone(),
        new: change.item.new.clone(),
        old_signature: change.signature.old.clone(),
        new_signature: change.signature.new.clone(),
        semver: change.semver.word(),
        error: change.error,
        what: change.what,
    }
}
