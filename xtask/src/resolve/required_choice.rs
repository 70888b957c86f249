//! Unions of which a branch only says which properties are required.
//!
//! In: an object and its branches. Out: the object with the properties of all branches; required is what all branches
//! require. Must not: fold branches that are no objects.

use super::draft::{SchemaDraft, SchemaDrafts, State};
use super::model::{Additional, Kind, Property, SchemaId, SchemaLocation};
use crate::diag::Diagnostics;
use crate::diag::codes;

/// Folds the branches into the schema if one of them only requires properties; false if they stay a union.
pub(super) fn fold_required(
    drafts: &mut SchemaDrafts,
    id: SchemaId,
    branches: &[SchemaId],
    diagnostics: &mut Diagnostics,
) -> bool {
    let targets: Vec<SchemaId> =
        branches.iter().map(|branch| drafts.target(*branch)).filter(|target| *target != id).collect();
    let sorts: Vec<Sort> = targets.iter().map(|target| sort(drafts.get(*target))).collect();
    let has_properties = !own_properties(drafts.get(id)).is_empty() || sorts.contains(&Sort::Object);
    let is_object = matches!(drafts.get(id).kind, Kind::Any | Kind::Object { .. });
    if !is_object || !has_properties || !sorts.contains(&Sort::OnlyRequires) || sorts.contains(&Sort::Other) {
        return false;
    }
    let required: Vec<Vec<String>> = targets.iter().map(|target| required(drafts.get(*target))).collect();
    take_properties(drafts, id, &targets);
    let Kind::Object { properties, .. } = &mut drafts.get_mut(id).kind else { return false };
    for property in properties.iter_mut() {
        property.required |= required.iter().all(|names| names.contains(&property.name));
    }
    let sure: Vec<String> =
        properties.iter().filter(|property| property.required).map(|property| property.name.clone()).collect();
    record_choice(drafts, id, &required, &sure, diagnostics);
    true
}

/// What a branch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// It says nothing of the value.
    Blank,
    OnlyRequires,
    /// It has properties of its own.
    Object,
    Other,
}

fn sort(draft: &SchemaDraft) -> Sort {
    let describes_nothing = match &draft.kind {
        Kind::Any => true,
        Kind::Object { properties, additional } => properties.is_empty() && !matches!(additional, Additional::Typed(_)),
        _ => return Sort::Other,
    };
    match (draft.parts.is_empty() && draft.branches.is_empty(), describes_nothing, draft.demanded.is_empty()) {
        (false, ..) => Sort::Other,
        (true, true, false) => Sort::OnlyRequires,
        (true, true, true) if draft.kind == Kind::Any => Sort::Blank,
        (true, true, true) => Sort::Other,
        (true, false, _) => Sort::Object,
    }
}

fn own_properties(draft: &SchemaDraft) -> &[Property] {
    match &draft.kind {
        Kind::Object { properties, .. } => properties,
        _ => &[],
    }
}

fn required(draft: &SchemaDraft) -> Vec<String> {
    let own = own_properties(draft).iter().filter(|property| property.required).map(|property| &property.name);
    own.chain(&draft.demanded).cloned().collect()
}

/// Takes the properties of every branch. One that the schema has itself stays as it is; one that several branches
/// describe is one of theirs.
fn take_properties(drafts: &mut SchemaDrafts, id: SchemaId, targets: &[SchemaId]) {
    let (mut properties, additional) = match std::mem::replace(&mut drafts.get_mut(id).kind, Kind::Any) {
        Kind::Object { properties, additional } => (properties, additional),
        _ => (Vec::new(), Additional::Open),
    };
    let mut more: Vec<(String, Vec<SchemaId>)> = Vec::new();
    for target in targets {
        for property in own_properties(drafts.get(*target)) {
            if properties.iter().any(|own| own.name == property.name) {
                continue;
            }
            match more.iter_mut().find(|(name, _)| *name == property.name) {
                Some((_, schemas)) => schemas.push(property.schema),
                None => more.push((property.name.clone(), vec![property.schema])),
            }
        }
        // What was a branch is a part of the whole, and is named so.
        let branch = drafts.get_mut(*target);
        if matches!(branch.location, SchemaLocation::Branch { of, .. } if of == id) {
            branch.location = SchemaLocation::Part { of: id };
        }
    }
    for (name, schemas) in more {
        let schema = one_of(drafts, id, &name, schemas);
        properties.push(Property { name, schema, required: false });
    }
    drafts.get_mut(id).kind = Kind::Object { properties, additional };
}

/// The schema of a property that several branches describe.
fn one_of(drafts: &mut SchemaDrafts, of: SchemaId, name: &str, mut schemas: Vec<SchemaId>) -> SchemaId {
    schemas.dedup_by_key(|schema| drafts.target(*schema));
    if let [only] = schemas.as_slice() {
        return *only;
    }
    let location = SchemaLocation::Property { of, name: name.to_owned() };
    let mut draft = SchemaDraft::new(location, drafts.get(of).origin.clone());
    draft.branches = vec![super::draft::Branches { ids: schemas, discriminator: None }];
    draft.state = State::Merged;
    drafts.push(draft)
}

/// Which properties are required depends on the branch: that goes into the docs, as no type can say it.
fn record_choice(
    drafts: &mut SchemaDrafts,
    id: SchemaId,
    required: &[Vec<String>],
    sure: &[String],
    diagnostics: &mut Diagnostics,
) {
    let mut sets: Vec<Vec<String>> = Vec::new();
    for names in required {
        let mut set: Vec<String> = names.iter().filter(|name| !sure.contains(name)).cloned().collect();
        set.sort();
        set.dedup();
        if set.is_empty() {
            return;
        }
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    let draft = drafts.get_mut(id);
    let text = "which properties are required depends on the branch; all of them are optional".to_owned();
    diagnostics.report(codes::RESOLVE_REQUIRED_CHOICE, &draft.origin, text, "nothing to do; the docs name the choice");
    draft.notes.constraints.required_sets = sets;
}
