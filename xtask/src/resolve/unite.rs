//! Branches that one kind can express.
//!
//! In: the branches of a union. Out: the branches with one in place of several strings, numbers or booleans.
//! Must not: look into objects.

use std::collections::HashSet;

use super::draft::{SchemaDraft, SchemaDrafts, State};
use super::model::{EnumKind, Kind, SchemaId, SchemaLocation, ValueNote};

/// Folds branches that one kind can express.
pub(super) fn simplify(drafts: &mut SchemaDrafts, id: SchemaId, branches: Vec<SchemaId>) -> Vec<SchemaId> {
    let of_sort = |drafts: &SchemaDrafts, sort: fn(&Kind) -> bool| -> Vec<SchemaId> {
        branches
            .iter()
            .copied()
            .filter(|branch| drafts.get(*branch).branches.is_empty() && sort(&drafts.get(*branch).kind))
            .collect()
    };
    let is_text = |kind: &Kind| matches!(kind, Kind::String { .. } | Kind::Enum { kind: EnumKind::String, .. });
    let is_number = |kind: &Kind| {
        matches!(kind, Kind::Integer { .. } | Kind::Number { .. } | Kind::Enum { kind: EnumKind::Integer, .. })
    };
    let groups = [
        (of_sort(drafts, is_text), text as fn(&mut SchemaDrafts, SchemaId, &[SchemaId]) -> SchemaId),
        (of_sort(drafts, is_number), number),
        (of_sort(drafts, |kind| *kind == Kind::Bool), |_, _, same| same.first().copied().unwrap_or(SchemaId(0))),
    ];
    let mut branches = branches;
    for (group, unite) in groups {
        if group.len() < 2 {
            continue;
        }
        let one = unite(drafts, id, &group);
        let mut first = true;
        branches.retain_mut(|branch| {
            if !group.contains(branch) {
                return true;
            }
            *branch = one;
            std::mem::take(&mut first)
        });
    }
    branches
}

/// Strings: an open enum of all the values, or a plain string.
fn text(drafts: &mut SchemaDrafts, id: SchemaId, group: &[SchemaId]) -> SchemaId {
    let mut values: Vec<String> = Vec::new();
    let mut formats: Vec<Option<String>> = Vec::new();
    let mut enums = Vec::new();
    for branch in group {
        match &drafts.get(*branch).kind {
            Kind::Enum { values: more, .. } => {
                enums.push(*branch);
                values.extend(more.iter().cloned());
            }
            Kind::String { format } => formats.push(format.clone()),
            _ => {}
        }
    }
    formats.dedup();
    let kind = match (enums.as_slice(), formats.as_slice()) {
        // Enums are open: the one there is takes any string.
        ([only], _) => return *only,
        ([], [format]) => Kind::String { format: format.clone() },
        ([], _) => Kind::String { format: None },
        _ => Kind::Enum { kind: EnumKind::String, values: distinct(values) },
    };
    made(drafts, id, kind, group)
}

/// Numbers: an open enum of all the values, an integer if all are, else a number.
fn number(drafts: &mut SchemaDrafts, id: SchemaId, group: &[SchemaId]) -> SchemaId {
    let mut values: Vec<String> = Vec::new();
    let mut enums = Vec::new();
    let mut format = None;
    for branch in group {
        match &drafts.get(*branch).kind {
            Kind::Enum { values: more, .. } => {
                enums.push(*branch);
                values.extend(more.iter().cloned());
            }
            Kind::Integer { format: own } => format = format.or_else(|| own.clone()),
            _ => return made(drafts, id, Kind::Number { format: None }, group),
        }
    }
    let kind = match enums.as_slice() {
        // Enums are open: the one there is takes any integer.
        [only] => return *only,
        [] => Kind::Integer { format },
        _ => Kind::Enum { kind: EnumKind::Integer, values: distinct(values) },
    };
    made(drafts, id, kind, group)
}

fn distinct(values: Vec<String>) -> Vec<String> {
    let mut known = HashSet::with_capacity(values.len());
    values.into_iter().filter(|value| known.insert(value.clone())).collect()
}

/// What the document says of each value: a branch of one value has a title and a description for it.
fn value_notes(drafts: &SchemaDrafts, group: &[SchemaId]) -> Vec<ValueNote> {
    let of_one = |branch: &SchemaId| {
        let draft = drafts.get(*branch);
        let Kind::Enum { values, .. } = &draft.kind else { return draft.notes.values.clone() };
        let [value] = values.as_slice() else { return draft.notes.values.clone() };
        let (title, description) = (draft.notes.title.clone(), draft.notes.description.clone());
        let note = ValueNote { value: value.clone(), title, description };
        if note.title.is_none() && note.description.is_none() { Vec::new() } else { vec![note] }
    };
    group.iter().flat_map(of_one).collect()
}

/// A schema in place of several; what all of them rule still holds.
fn made(drafts: &mut SchemaDrafts, of: SchemaId, kind: Kind, group: &[SchemaId]) -> SchemaId {
    let rules = group.iter().map(|branch| drafts.get(*branch).notes.constraints.clone());
    let rules = rules.reduce(|all, one| all.or(&one)).unwrap_or_default();
    let notes = if matches!(kind, Kind::Enum { .. }) { value_notes(drafts, group) } else { Vec::new() };
    let mut draft = SchemaDraft::new(SchemaLocation::Branch { of, index: 0 }, drafts.get(of).origin.clone());
    draft.kind = kind;
    draft.notes.constraints = rules;
    draft.notes.values = notes;
    draft.state = State::Merged;
    drafts.push(draft)
}
