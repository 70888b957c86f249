//! From an item of the crate to the document, and back.
//!
//! In: a version, and an item, a pointer or a line. Out: the items that fit, each with where it comes from. Must not:
//! compare.

use std::collections::BTreeSet;

use serde_json::Value;

use super::items::{self, Item};
use super::reach::Uses;
use super::version::Version;
use crate::contract::Contract;
use crate::diag::{Pointer, Written};

/// An item and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// `models::Tracking.tag`.
    pub item: String,
    pub signature: String,
    /// Where its part of the document was written.
    pub written: Option<Written>,
    /// Where overlays changed that part.
    pub overlays: Vec<Written>,
    /// The operations that lead to it.
    pub operations: Vec<String>,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question<'q> {
    /// The end of an item's path: `Tracking::tag`.
    Item(&'q str),
    /// A JSON pointer into the document.
    Pointer(&'q str),
    /// A line of a file.
    Line { file: &'q str, line: usize },
}

impl<'q> Question<'q> {
    /// Reads `Tracking::tag`, `/components/schemas/Tracking` or `spec/api.yaml:12`.
    #[must_use]
    pub fn of(text: &'q str) -> Self {
        let pointer = text.strip_prefix('#').unwrap_or(text);
        if pointer.starts_with('/') {
            return Self::Pointer(pointer);
        }
        // A column may follow the line.
        let mut parts = text.split(':');
        match (parts.next(), parts.next().and_then(|line| line.parse().ok())) {
            (Some(file), Some(line)) => Self::Line { file, line },
            _ => Self::Item(text),
        }
    }
}

/// The items of a version that fit, by path.
#[must_use]
pub fn trace(version: Version<'_>, question: &Question<'_>) -> Vec<Trace> {
    let items = items::of(version.view);
    let contract = version.contract;
    let all: Vec<(&String, &Item)> = items.iter().collect();
    let found: Vec<(&String, &Item)> = match question {
        Question::Item(name) => all.into_iter().filter(|(path, _)| ends_with(path, name)).collect(),
        Question::Pointer(pointer) => nearest(contract, all, &Pointer::new(*pointer)),
        Question::Line { file, line } => at_line(contract, all, file, *line),
    };
    let uses = Uses::of(contract);
    found.into_iter().map(|(path, item)| one(contract, &uses, path, item)).collect()
}

/// Whether a path ends in these names. A field may be written with a dot or with colons.
fn ends_with(path: &str, name: &str) -> bool {
    let plain = |text: &str| text.replace("::", ".");
    let (path, name) = (plain(path), plain(name));
    path == name || path.strip_suffix(&name).is_some_and(|rest| rest.ends_with('.'))
}

/// The items at a pointer, or at the nearest part around it that has some.
fn nearest<'i>(
    contract: &Contract,
    all: Vec<(&'i String, &'i Item)>,
    pointer: &Pointer,
) -> Vec<(&'i String, &'i Item)> {
    let at = |item: &Item| item.origin.as_ref().map(|origin| contract.written(origin).pointer);
    let origins: Vec<Option<Pointer>> = all.iter().map(|(_, item)| at(item)).collect();
    let held = pointer.ancestors().map(Pointer::new).find(|at| origins.contains(&Some(at.clone())));
    let Some(held) = held else { return Vec::new() };
    all.into_iter().zip(origins).filter(|(_, at)| *at == Some(held.clone())).map(|(item, _)| item).collect()
}

/// The items whose part of the document begins at a line, or last before it.
fn at_line<'i>(
    contract: &Contract,
    all: Vec<(&'i String, &'i Item)>,
    file: &str,
    line: usize,
) -> Vec<(&'i String, &'i Item)> {
    let is_file = |name: &str| name == file || name.ends_with(&format!("/{file}"));
    let at = |item: &Item| {
        let written = contract.written(item.origin.as_ref()?);
        (is_file(&written.file) && written.line <= line).then_some(written.line)
    };
    let lines: Vec<Option<usize>> = all.iter().map(|(_, item)| at(item)).collect();
    let Some(last) = lines.iter().flatten().max().copied() else { return Vec::new() };
    all.into_iter().zip(lines).filter(|(_, line)| *line == Some(last)).map(|(item, _)| item).collect()
}

fn one(contract: &Contract, uses: &Uses, path: &str, item: &Item) -> Trace {
    let written = item.origin.as_ref().map(|at| contract.written(at));
    let operations: BTreeSet<String> = item.origin.as_ref().map(|at| uses.operations(at)).unwrap_or_default();
    let overlays = match (&item.origin, &written) {
        (Some(at), Some(written)) => overlays(contract, at, &written.file),
        _ => Vec::new(),
    };
    let operations = operations.into_iter().collect();
    Trace { item: path.to_owned(), signature: item.signature.clone(), written, overlays, operations }
}

/// The parts directly below a part that another file has written: overlays.
fn overlays(contract: &Contract, at: &Pointer, own: &str) -> Vec<Written> {
    let Some(Value::Object(map)) = contract.value(at) else { return Vec::new() };
    let mut found: Vec<Written> = map
        .keys()
        .map(|key| contract.written(&at.child(key)))
        .filter(|written| written.file != own && !written.file.is_empty())
        .collect();
    found.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    found.dedup_by(|a, b| (&a.file, a.line) == (&b.file, b.line));
    found
}

#[cfg(test)]
mod tests {
    use super::{Question, ends_with};

    #[test]
    fn questions_are_told_apart() {
        assert_eq!(Question::of("Tracking::tag"), Question::Item("Tracking::tag"));
        assert_eq!(Question::of("#/paths"), Question::Pointer("/paths"));
        assert_eq!(Question::of("spec/a.yaml:12:3"), Question::Line { file: "spec/a.yaml", line: 12 });
    }

    #[test]
    fn the_end_of_a_path_is_enough() {
        assert!(ends_with("models::Tracking.tag", "Tracking::tag"));
        assert!(ends_with("models::Tracking.tag", "models.Tracking.tag"));
        assert!(!ends_with("models::MyTracking.tag", "Tracking::tag"));
    }
}
