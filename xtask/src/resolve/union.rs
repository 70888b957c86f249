//! Folds `oneOf` and `anyOf` into the simplest kind that loses nothing, and closes the arena.
//!
//! In: merged drafts. Out: `Schemas`. Must not: decide how branches are distinguished (`lower` does).
//!
//! The rules, in order: branches of which one only says `required` become one object; null among the branches makes the
//! schema nullable; a branch that allows anything makes the whole anything; nested unions without a name are spliced in; properties
//! beside the branches go into every branch; all branches of strings become one open enum or one string, numbers alike;
//! a single branch replaces the whole.

use super::draft::{Branches, SchemaDraft, SchemaDrafts, State};
use super::merge::merge_one;
use super::model::{Discriminator, Kind, Node, SchemaId, SchemaLocation, Schemas, Union};
use super::required_choice::fold_required;
use super::unite::simplify;
use crate::coverage::Account;
use crate::diag::{Diagnostics, codes};

/// Nested unions are spliced this often at most.
const MAX_SPLICES: usize = 32;

/// Folds every union and closes the arena.
pub(super) fn finish(
    mut drafts: SchemaDrafts,
    mut holds: Vec<(SchemaId, SchemaId)>,
    account: &Account,
    diagnostics: &mut Diagnostics,
) -> Schemas {
    let mut index = 0;
    while index < drafts.0.len() {
        fold(&mut drafts, SchemaId(index), diagnostics);
        index += 1;
    }
    (0..drafts.0.len()).for_each(|index| drop_itself(&mut drafts, SchemaId(index)));
    break_cycles(&mut drafts, diagnostics);
    report_lost(&drafts, account, diagnostics);
    holds.sort_unstable();
    let nodes = drafts.0.into_iter().map(|draft| Node {
        kind: draft.kind,
        notes: draft.notes,
        location: draft.location,
        required: draft.demanded,
        origin: draft.origin,
        reads: draft.reads,
    });
    Schemas { nodes: nodes.collect(), holds }
}

fn fold(drafts: &mut SchemaDrafts, id: SchemaId, diagnostics: &mut Diagnostics) {
    let Some(set) = choose(drafts, id, diagnostics) else { return };
    if set.discriminator.is_none() && fold_required(drafts, id, &set.ids, diagnostics) {
        return;
    }
    let Some(mut branches) = gather(drafts, id, &set.ids) else {
        // A branch allows anything: only what is beside the branches restricts the value.
        return;
    };
    if branches.is_empty() {
        return;
    }
    let mut discriminator = set.discriminator.map(|d| pointed(drafts, d));
    if matches!(&drafts.get(id).kind, Kind::Object { properties, .. } if !properties.is_empty()) {
        let plain = std::mem::take(&mut branches);
        branches = spread(drafts, id, &plain, diagnostics);
        moved(discriminator.as_mut(), &plain, &branches);
    }
    let branches = simplify(drafts, id, branches);
    let draft = drafts.get_mut(id);
    draft.kind = match branches.as_slice() {
        [] => return,
        [only] => Kind::Ref(*only),
        _ => {
            Kind::Union(Union { discriminator: discriminator.map(|d| known(d, &branches)), branches: branches.clone() })
        }
    };
    if let [only] = branches.as_slice() {
        stand_in(drafts, id, *only);
    }
}

/// A branch that has turned out to be the union itself adds nothing to it.
fn drop_itself(drafts: &mut SchemaDrafts, id: SchemaId) {
    let Kind::Union(union) = &drafts.get(id).kind else { return };
    let others: Vec<SchemaId> = union.branches.iter().copied().filter(|branch| drafts.target(*branch) != id).collect();
    if others.len() == union.branches.len() {
        return;
    }
    if let ([_, _, ..], Kind::Union(union)) = (others.as_slice(), &mut drafts.get_mut(id).kind) {
        union.branches = others;
        return;
    }
    drafts.get_mut(id).kind = others.first().map_or(Kind::Any, |only| Kind::Ref(*only));
}

/// An inline schema that another one represents takes its location, and so its name.
fn stand_in(drafts: &mut SchemaDrafts, id: SchemaId, only: SchemaId) {
    let branch = drafts.get_mut(only);
    if matches!(branch.location, SchemaLocation::Branch { of, .. } if of == id) {
        branch.location = SchemaLocation::Part { of: id };
    }
}

/// A mapping that points at schemas, not at other names of them.
fn pointed(drafts: &SchemaDrafts, mut discriminator: Discriminator) -> Discriminator {
    for (_, id) in &mut discriminator.mapping {
        *id = drafts.target(*id);
    }
    discriminator
}

/// The mapping follows branches that were replaced.
fn moved(discriminator: Option<&mut Discriminator>, before: &[SchemaId], after: &[SchemaId]) {
    let Some(discriminator) = discriminator else { return };
    for (_, id) in &mut discriminator.mapping {
        if let Some((_, new)) = before.iter().zip(after).find(|(old, _)| *old == id) {
            *id = *new;
        }
    }
}

/// A mapping without the values of removed branches.
fn known(mut discriminator: Discriminator, branches: &[SchemaId]) -> Discriminator {
    discriminator.mapping.retain(|(_, id)| branches.contains(id));
    discriminator
}

/// The set of branches that is used.
fn choose(drafts: &mut SchemaDrafts, id: SchemaId, diagnostics: &mut Diagnostics) -> Option<Branches> {
    let mut sets = std::mem::take(&mut drafts.get_mut(id).branches);
    if sets.len() > 1 {
        let meaningful = |set: &Branches| set.ids.iter().any(|branch| !drafts.get(drafts.target(*branch)).is_blank());
        sets.retain(meaningful);
    }
    if sets.len() > 1 {
        let at = drafts.get(id).origin.clone();
        let text = "several `oneOf` or `anyOf` meet in this schema; only the first is used";
        diagnostics.report(codes::RESOLVE_UNSUPPORTED_UNION, &at, text, "describe the combinations in one `oneOf`");
    }
    sets.into_iter().next()
}

/// The branches that restrict the value, with nested ones spliced in; `None` if one of them allows anything.
fn gather(drafts: &mut SchemaDrafts, id: SchemaId, ids: &[SchemaId]) -> Option<Vec<SchemaId>> {
    let mut found = Vec::new();
    let mut todo: std::collections::VecDeque<SchemaId> = ids.iter().copied().collect();
    let mut splices = 0;
    let mut nullable = false;
    while let Some(branch) = todo.pop_front() {
        let target = drafts.target(branch);
        let draft = drafts.get(target);
        if target == id {
            continue;
        }
        nullable |= drafts.get(branch).notes.nullable || draft.notes.nullable;
        if draft.kind == Kind::Null && draft.branches.is_empty() {
            nullable = true;
        } else if draft.is_blank() {
            if draft.demanded.is_empty() && draft.lost.is_none() && drafts.get(id).kind == Kind::Any {
                return None;
            }
        } else if let Some(inner) = splice(draft, target == branch).filter(|_| splices < MAX_SPLICES) {
            splices += 1;
            for branch in inner.into_iter().rev() {
                todo.push_front(branch);
            }
        } else if !found.contains(&target) {
            found.push(target);
        }
    }
    drafts.get_mut(id).notes.nullable |= nullable;
    Some(found)
}

/// The branches of an inline union without properties or a discriminator of its own.
fn splice(draft: &SchemaDraft, inline: bool) -> Option<Vec<SchemaId>> {
    let plain = inline && matches!(draft.location, SchemaLocation::Branch { .. });
    match (&draft.kind, draft.branches.as_slice()) {
        (Kind::Any, [set]) if plain && set.discriminator.is_none() => Some(set.ids.clone()),
        (Kind::Union(union), []) if plain && union.discriminator.is_none() => Some(union.branches.clone()),
        _ => None,
    }
}

/// Puts the properties beside the branches into every branch.
fn spread(
    drafts: &mut SchemaDrafts,
    id: SchemaId,
    branches: &[SchemaId],
    diagnostics: &mut Diagnostics,
) -> Vec<SchemaId> {
    let mut base = SchemaDraft::new(SchemaLocation::Part { of: id }, drafts.get(id).origin.clone());
    base.kind = drafts.get(id).kind.clone();
    base.demanded = drafts.get(id).demanded.clone();
    base.state = State::Merged;
    let base = drafts.push(base);
    let mut spread = Vec::with_capacity(branches.len());
    for (index, branch) in branches.iter().enumerate() {
        if has_properties_of(drafts, *branch, base) || !matches!(drafts.get(*branch).kind, Kind::Object { .. }) {
            spread.push(*branch);
            continue;
        }
        let location = SchemaLocation::Branch { of: id, index };
        let both = drafts.all_of(vec![base, *branch], location, id);
        let title = branch_title(drafts, *branch);
        let origin = drafts.get(*branch).origin.clone();
        let draft = drafts.get_mut(both);
        draft.notes.title = title;
        draft.origin = origin;
        merge_one(drafts, both, diagnostics);
        spread.push(both);
    }
    drafts.get_mut(id).kind = Kind::Any;
    spread
}

fn branch_title(drafts: &SchemaDrafts, branch: SchemaId) -> Option<String> {
    let draft = drafts.get(branch);
    match &draft.location {
        SchemaLocation::Component(key) => Some(key.clone()),
        _ => draft.notes.title.clone(),
    }
}

/// The branch has every property of the base already: it extends it.
fn has_properties_of(drafts: &SchemaDrafts, branch: SchemaId, base: SchemaId) -> bool {
    let (Kind::Object { properties: have, .. }, Kind::Object { properties: expected, .. }) =
        (&drafts.get(branch).kind, &drafts.get(base).kind)
    else {
        return false;
    };
    expected.iter().all(|property| have.iter().any(|other| other.name == property.name))
}

/// A chain of references that never reaches a schema becomes any JSON, with an error.
fn break_cycles(drafts: &mut SchemaDrafts, diagnostics: &mut Diagnostics) {
    // The walk that first touched a node; a node touched by the present walk closes a cycle.
    let mut seen = vec![usize::MAX; drafts.0.len()];
    for start in 0..drafts.0.len() {
        let mut id = SchemaId(start);
        while let Kind::Ref(next) = drafts.get(id).kind {
            if seen[id.0] == start {
                let at = drafts.get(id).origin.clone();
                let text = "this schema is a reference that leads back to itself";
                diagnostics.report(codes::RESOLVE_REF_CYCLE, &at, text, "describe one of the schemas in the cycle");
                drafts.get_mut(id).kind = Kind::Any;
                break;
            }
            if seen[id.0] != usize::MAX {
                break;
            }
            seen[id.0] = start;
            id = next;
        }
    }
}

fn report_lost(drafts: &SchemaDrafts, account: &Account, diagnostics: &mut Diagnostics) {
    for draft in &drafts.0 {
        if let Some(keyword) = draft.lost {
            let text = format!("`{keyword}` is not supported; values that it forbids are accepted");
            account.unread(&draft.origin.child(keyword), codes::RESOLVE_UNSUPPORTED_KEYWORD, text.as_str());
            diagnostics.report(
                codes::RESOLVE_UNSUPPORTED_KEYWORD,
                &draft.origin,
                text,
                "nothing to do, unless clients rely on it",
            );
        }
    }
}
