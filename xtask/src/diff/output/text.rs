//! The comparison for a terminal.
//!
//! In: `Comparison`. Out: text, worst first. Must not: decide a level.

use std::fmt::Write as _;

use crate::diag::{Colour, Level, Paint, clean};
use crate::diff::change::{Change, Comparison, Documents, ItemPair, Place};
use crate::diff::level::{Semver, Wire};

/// How many operations are listed with a change.
const MOST_OPERATIONS: usize = 4;

/// How many lines of a document are shown with a change.
const MOST_LINES: usize = 4;

/// The text of `diff`.
#[must_use]
pub fn to_text(comparison: &Comparison, documents: Documents, colour: Colour) -> String {
    let paint = Paint(colour);
    let mut text = String::new();
    let groups = [
        (Wire::Breaking, "Breaking"),
        (Wire::Risky, "Risky"),
        (Wire::Compatible, "Compatible"),
        (Wire::None, "The crate alone"),
        (Wire::Doc, "Texts"),
    ];
    for (wire, title) in groups {
        let changes: Vec<&Change> = comparison.shown(documents).filter(|change| change.wire == wire).collect();
        if changes.is_empty() {
            continue;
        }
        let title = match wire {
            Wire::Breaking => paint.level(Level::Error, title),
            Wire::Risky => paint.level(Level::Warning, title),
            Wire::Compatible => paint.level(Level::Note, title),
            Wire::None | Wire::Doc => paint.bold(title),
        };
        let _ = writeln!(text, "{title} ({})\n", changes.len());
        changes.iter().for_each(|change| one(change, paint, &mut text));
    }
    text.push_str(&summary(comparison));
    text
}

fn one(change: &Change, paint: Paint, text: &mut String) {
    let message = paint.bold(&change.message);
    let _ = writeln!(text, "  {message}  [{}, crate: {}]", change.kind.id(), change.semver.word());
    for (word, place) in [("old", &change.old), ("new", &change.new)] {
        if let Some(Place { written, excerpt, .. }) = place {
            let _ = writeln!(text, "    {word}: {}:{}:{}", written.file, written.line, written.column);
            if change.wire >= Wire::Risky {
                lines(excerpt, text);
            }
        }
    }
    if let Some(item) = item(&change.item) {
        let error = change.items.iter().filter(|item| item.semver == Semver::Major).find_map(|item| item.error);
        let error = error.map(|error| format!(" ({error})")).unwrap_or_default();
        let _ = writeln!(text, "    Rust: {item}{error}");
    }
    if !change.operations.is_empty() {
        let shown = change.operations.iter().take(MOST_OPERATIONS).cloned().collect::<Vec<_>>().join(", ");
        let rest = change.operations.len().saturating_sub(MOST_OPERATIONS);
        let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        let _ = writeln!(text, "    {}: {shown}{rest}", change.side.word());
    }
    if let Some(inference) = &change.inference {
        let _ = writeln!(text, "    probable: {}", inference.evidence);
    }
    text.push('\n');
}

/// The first lines of a part of a document, below its place.
fn lines(excerpt: &[String], text: &mut String) {
    let indent = excerpt.first().map_or(0, |line| line.len() - line.trim_start().len());
    for line in excerpt.iter().take(MOST_LINES) {
        let _ = writeln!(text, "      | {}", clean(line.get(indent..).unwrap_or(line.trim())));
    }
}

fn item(pair: &ItemPair) -> Option<String> {
    match (&pair.old, &pair.new) {
        (Some(old), Some(new)) if old == new => Some(old.clone()),
        (Some(old), Some(new)) => Some(format!("{old} -> {new}")),
        (Some(old), None) => Some(format!("{old} is gone")),
        (None, Some(new)) => Some(format!("{new} is new")),
        (None, None) => None,
    }
}

fn summary(comparison: &Comparison) -> String {
    let count = |wire: Wire| comparison.changes.iter().filter(|change| change.wire == wire).count();
    let verdict = comparison.verdict();
    if comparison.changes.iter().all(|change| change.wire == Wire::Doc) {
        return format!("no change but of {} texts", count(Wire::Doc)).replace("no change but of 0 texts", "no change");
    }
    let release = if verdict.release == verdict.moving {
        String::new()
    } else {
        format!(" for code that moves, {} for the release", verdict.release.word())
    };
    format!(
        "{} breaking, {} risky, {} compatible, {} texts; crate: {}{release}",
        count(Wire::Breaking),
        count(Wire::Risky),
        count(Wire::Compatible),
        count(Wire::Doc),
        verdict.moving.word(),
    )
}
