//! Folds `oneOf` and `anyOf` into the simplest kind that loses nothing, and closes the arena.
//!
//! In: merged drafts. Out: `Schemas`. Must not: decide how a reader tells arms apart (that is `lower`'s part).
//!
//! The rules, in order: null among the arms makes the schema nullable; arms that only say `required` fall away; an arm
//! that allows anything makes the whole anything; nested unions without a name are spliced in; members beside the arms
//! go into every arm; all arms of strings become one open enum or one string, numbers alike; one arm left stands for
//! the whole.

use super::draft::{Arms, Draft, Drafts, State};
use super::merge::{all_of, merge_one};
use super::model::{Discriminator, EnumKind, Kind, Node, Place, SchemaId, Schemas, Union};
use crate::diag::Diagnostics;

/// Nested unions are spliced this often at most.
const MAX_SPLICES: usize = 32;

/// Folds every union and closes the arena.
pub(super) fn finish(mut drafts: Drafts, diagnostics: &mut Diagnostics) -> Schemas {
    let mut index = 0;
    while index < drafts.0.len() {
        fold(&mut drafts, SchemaId(index), diagnostics);
        index += 1;
    }
    break_cycles(&mut drafts, diagnostics);
    report_lost(&drafts, diagnostics);
    let nodes = drafts.0.into_iter();
    Schemas(nodes.map(|d| Node { kind: d.kind, notes: d.notes, place: d.place, origin: d.origin }).collect())
}

fn fold(drafts: &mut Drafts, id: SchemaId, diagnostics: &mut Diagnostics) {
    let Some(set) = choose(drafts, id, diagnostics) else { return };
    let Some(mut arms) = gather(drafts, id, &set.ids) else {
        // An arm allows anything: what the schema says beside its arms is all there is.
        return;
    };
    if arms.is_empty() {
        return;
    }
    let mut discriminator = set.discriminator.map(|d| pointed(drafts, d));
    if matches!(&drafts.get(id).kind, Kind::Object { members, .. } if !members.is_empty()) {
        let plain = std::mem::take(&mut arms);
        arms = spread(drafts, id, &plain, diagnostics);
        moved(discriminator.as_mut(), &plain, &arms);
    }
    let arms = simplify(drafts, id, arms);
    let draft = drafts.get_mut(id);
    draft.kind = match arms.as_slice() {
        [] => return,
        [only] => Kind::Ref(*only),
        _ => Kind::Union(Union { discriminator: discriminator.map(|d| known(d, &arms)), arms: arms.clone() }),
    };
    if let [only] = arms.as_slice() {
        stand_in(drafts, id, *only);
    }
}

/// An inline schema that another one stands for takes its place, and so its name.
fn stand_in(drafts: &mut Drafts, id: SchemaId, only: SchemaId) {
    let arm = drafts.get_mut(only);
    if matches!(arm.place, Place::Arm { of, .. } if of == id) {
        arm.place = Place::Part { of: id };
    }
}

/// A mapping that points at schemas, not at other names of them.
fn pointed(drafts: &Drafts, mut discriminator: Discriminator) -> Discriminator {
    for (_, id) in &mut discriminator.mapping {
        *id = drafts.target(*id);
    }
    discriminator
}

/// The mapping follows arms that were replaced.
fn moved(discriminator: Option<&mut Discriminator>, before: &[SchemaId], after: &[SchemaId]) {
    let Some(discriminator) = discriminator else { return };
    for (_, id) in &mut discriminator.mapping {
        if let Some((_, new)) = before.iter().zip(after).find(|(old, _)| *old == id) {
            *id = *new;
        }
    }
}

/// A mapping without the values of arms that fell away.
fn known(mut discriminator: Discriminator, arms: &[SchemaId]) -> Discriminator {
    discriminator.mapping.retain(|(_, id)| arms.contains(id));
    discriminator
}

/// The one set of arms that the schema is read by.
fn choose(drafts: &mut Drafts, id: SchemaId, diagnostics: &mut Diagnostics) -> Option<Arms> {
    let mut sets = std::mem::take(&mut drafts.get_mut(id).arms);
    if sets.len() > 1 {
        let meaningful = |set: &Arms| set.ids.iter().any(|arm| !drafts.get(drafts.target(*arm)).is_blank());
        sets.retain(meaningful);
    }
    if sets.len() > 1 {
        let at = drafts.get(id).origin.clone();
        let text = "several `oneOf` or `anyOf` meet in this schema; only the first is used";
        diagnostics.warn("resolve-union-lost", &at, text, "describe the combinations in one `oneOf`");
    }
    sets.into_iter().next()
}

/// The arms that say something, nested ones spliced in; `None` if one of them allows anything.
fn gather(drafts: &mut Drafts, id: SchemaId, ids: &[SchemaId]) -> Option<Vec<SchemaId>> {
    let mut found = Vec::new();
    let mut todo: std::collections::VecDeque<SchemaId> = ids.iter().copied().collect();
    let mut splices = 0;
    let mut nullable = false;
    while let Some(arm) = todo.pop_front() {
        let target = drafts.target(arm);
        let draft = drafts.get(target);
        if target == id {
            continue;
        }
        nullable |= drafts.get(arm).notes.nullable || draft.notes.nullable;
        if draft.kind == Kind::Null && draft.arms.is_empty() {
            nullable = true;
        } else if draft.is_blank() {
            if draft.demanded.is_empty() && draft.lost.is_none() && drafts.get(id).kind == Kind::Any {
                return None;
            }
        } else if let Some(inner) = splice(draft, target == arm).filter(|_| splices < MAX_SPLICES) {
            splices += 1;
            for arm in inner.into_iter().rev() {
                todo.push_front(arm);
            }
        } else if !found.contains(&target) {
            found.push(target);
        }
    }
    drafts.get_mut(id).notes.nullable |= nullable;
    Some(found)
}

/// The arms of an inline union without members or a discriminator of its own.
fn splice(draft: &Draft, inline: bool) -> Option<Vec<SchemaId>> {
    let plain = inline && matches!(draft.place, Place::Arm { .. });
    match (&draft.kind, draft.arms.as_slice()) {
        (Kind::Any, [set]) if plain && set.discriminator.is_none() => Some(set.ids.clone()),
        (Kind::Union(union), []) if plain && union.discriminator.is_none() => Some(union.arms.clone()),
        _ => None,
    }
}

/// Puts the members beside the arms into every arm.
fn spread(drafts: &mut Drafts, id: SchemaId, arms: &[SchemaId], diagnostics: &mut Diagnostics) -> Vec<SchemaId> {
    let mut base = Draft::new(Place::Part { of: id }, drafts.get(id).origin.clone());
    base.kind = drafts.get(id).kind.clone();
    base.demanded = drafts.get(id).demanded.clone();
    base.state = State::Merged;
    let base = drafts.push(base);
    let mut spread = Vec::with_capacity(arms.len());
    for (index, arm) in arms.iter().enumerate() {
        if has_members_of(drafts, *arm, base) || !matches!(drafts.get(*arm).kind, Kind::Object { .. }) {
            spread.push(*arm);
            continue;
        }
        let place = Place::Arm { of: id, index };
        let both = all_of(drafts, vec![base, *arm], place, id);
        let title = arm_title(drafts, *arm);
        let origin = drafts.get(*arm).origin.clone();
        let draft = drafts.get_mut(both);
        draft.notes.title = title;
        draft.origin = origin;
        merge_one(drafts, both, diagnostics);
        spread.push(both);
    }
    drafts.get_mut(id).kind = Kind::Any;
    spread
}

fn arm_title(drafts: &Drafts, arm: SchemaId) -> Option<String> {
    let draft = drafts.get(arm);
    match &draft.place {
        Place::Component(key) => Some(key.clone()),
        _ => draft.notes.title.clone(),
    }
}

/// The arm has every member of the base already: it extends it.
fn has_members_of(drafts: &Drafts, arm: SchemaId, base: SchemaId) -> bool {
    let (Kind::Object { members: have, .. }, Kind::Object { members: want, .. }) =
        (&drafts.get(arm).kind, &drafts.get(base).kind)
    else {
        return false;
    };
    want.iter().all(|member| have.iter().any(|other| other.name == member.name))
}

/// Folds arms that one kind can say.
fn simplify(drafts: &mut Drafts, id: SchemaId, arms: Vec<SchemaId>) -> Vec<SchemaId> {
    let of_sort = |drafts: &Drafts, sort: fn(&Kind) -> bool| -> Vec<SchemaId> {
        arms.iter().copied().filter(|arm| drafts.get(*arm).arms.is_empty() && sort(&drafts.get(*arm).kind)).collect()
    };
    let is_text = |kind: &Kind| matches!(kind, Kind::String { .. } | Kind::Enum { kind: EnumKind::String, .. });
    let is_number = |kind: &Kind| {
        matches!(kind, Kind::Integer { .. } | Kind::Number { .. } | Kind::Enum { kind: EnumKind::Integer, .. })
    };
    let groups = [
        (of_sort(drafts, is_text), text as fn(&mut Drafts, SchemaId, &[SchemaId]) -> SchemaId),
        (of_sort(drafts, is_number), number),
        (of_sort(drafts, |kind| *kind == Kind::Bool), |_, _, same| same.first().copied().unwrap_or(SchemaId(0))),
    ];
    let mut arms = arms;
    for (group, unite) in groups {
        if group.len() < 2 {
            continue;
        }
        let one = unite(drafts, id, &group);
        let mut first = true;
        arms.retain_mut(|arm| {
            if !group.contains(arm) {
                return true;
            }
            *arm = one;
            std::mem::take(&mut first)
        });
    }
    arms
}

/// Strings: an open enum of all the values, or a plain string.
fn text(drafts: &mut Drafts, id: SchemaId, group: &[SchemaId]) -> SchemaId {
    let mut values: Vec<String> = Vec::new();
    let mut formats: Vec<Option<String>> = Vec::new();
    let mut enums = Vec::new();
    for arm in group {
        match &drafts.get(*arm).kind {
            Kind::Enum { values: more, .. } => {
                enums.push(*arm);
                for value in more {
                    if !values.contains(value) {
                        values.push(value.clone());
                    }
                }
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
        _ => Kind::Enum { kind: EnumKind::String, values },
    };
    made(drafts, id, kind)
}

/// Numbers: the one enum there is, an integer if all are, else a number.
fn number(drafts: &mut Drafts, id: SchemaId, group: &[SchemaId]) -> SchemaId {
    let sorts: Vec<Kind> = group.iter().map(|arm| drafts.get(*arm).kind.clone()).collect();
    if sorts.iter().any(|kind| matches!(kind, Kind::Number { .. })) {
        return made(drafts, id, Kind::Number { format: None });
    }
    let mut enums = group.iter().filter(|arm| matches!(drafts.get(**arm).kind, Kind::Enum { .. }));
    match (enums.next(), enums.next()) {
        (Some(only), None) => *only,
        _ => made(drafts, id, Kind::Integer { format: None }),
    }
}

fn made(drafts: &mut Drafts, of: SchemaId, kind: Kind) -> SchemaId {
    let mut draft = Draft::new(Place::Arm { of, index: 0 }, drafts.get(of).origin.clone());
    draft.kind = kind;
    draft.state = State::Merged;
    drafts.push(draft)
}

/// A chain of references that never meets a description becomes any JSON, with an error.
fn break_cycles(drafts: &mut Drafts, diagnostics: &mut Diagnostics) {
    // The walk that first touched a node; a node touched by the present walk closes a cycle.
    let mut seen = vec![usize::MAX; drafts.0.len()];
    for start in 0..drafts.0.len() {
        let mut id = SchemaId(start);
        while let Kind::Ref(next) = drafts.get(id).kind {
            if seen[id.0] == start {
                let at = drafts.get(id).origin.clone();
                let text = "this schema refers to itself without ever saying what it is";
                diagnostics.error("resolve-ref-cycle", &at, text, "describe one of the schemas on the way");
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

fn report_lost(drafts: &Drafts, diagnostics: &mut Diagnostics) {
    for draft in &drafts.0 {
        if let Some(keyword) = draft.lost {
            let text = format!("`{keyword}` is not read; values it forbids are accepted");
            diagnostics.note("resolve-meaning-lost", &draft.origin, text, "nothing to do, unless clients rely on it");
        }
    }
}
