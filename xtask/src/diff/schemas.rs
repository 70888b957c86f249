//! Pairs of schemas.
//!
//! In: pairs from the worklist. Out: facts, and the pairs below. Must not: recurse.

use serde_json::Value;

use super::compared::{Compared, component, has_component};
use super::fact::Reach;
use super::ids::PairId;
use super::kind::Kind as ChangeKind;
use super::pairs::{From, Passes, Role};
use super::same::Effective;
use super::walk::Walk;
use super::{documentation, facets, objects, types, unions, values};
use crate::resolve::{EnumKind, Kind, SchemaId};

/// Compares everything on the worklist.
pub(super) fn compare(walk: &mut Walk<'_>) {
    while let Some((id, old, new)) = walk.pairs.next() {
        pair(walk, id, old, new);
    }
}

fn pair(walk: &mut Walk<'_>, id: PairId, old: SchemaId, new: SchemaId) {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (a, b) = (Effective::of(before, old), Effective::of(after, new));
    let (old_at, new_at) = (&before.schemas[old].origin, &after.schemas[new].origin);
    let compared = Compared { id, old_at, new_at, old: &a, new: &b };
    documentation::schema(walk, (old_at, new_at), &Reach::Pair(id));
    if let (Some(from), Some(to)) = (component(before, a.target), component(after, b.target)) {
        if from != to && !renamed(walk, &compared, from, to) {
            return;
        }
        if (a.target, b.target) != (old, new) {
            facets::annotations(walk, &compared, &a.own, &b.own);
            facets::limits(walk, &compared, (&a.own.constraints, &b.own.constraints));
            walk.pairs.enter(a.target, b.target, Role::Field, From::Pair(id, Passes::Both));
            return;
        }
    }
    facets::annotations(walk, &compared, &a.all, &b.all);
    facets::conditions(walk, &compared);
    kinds(walk, &compared);
}

/// Two components with different names in one place. False where they are not the same thing, which is one fact.
fn renamed(walk: &mut Walk<'_>, compared: &Compared<'_>, from: &str, to: &str) -> bool {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (old, new) = (&before.schemas[compared.old.target].origin, &after.schemas[compared.new.target].origin);
    let names = (Value::from(from), Value::from(to));
    let equal = walk.same.schemas(compared.old.target, compared.new.target);
    if !has_component(after, from) && !has_component(before, to) {
        let evidence = if equal {
            "the same place, one component gone, one new, equal content"
        } else {
            "the same place, one component gone, one new"
        };
        let fact = compared
            .fact(ChangeKind::SchemaRenamed, format!("is now called {to}"))
            .both((old, names.0), (new, names.1))
            .about(Some(old), Some(new))
            .probable(evidence);
        walk.add(fact);
        return true;
    }
    let (kind, text) = if equal {
        (ChangeKind::SchemaRenamed, format!("is now described by {to}"))
    } else {
        (ChangeKind::FieldType, format!("is now {to}, which is another component"))
    };
    let fact = compared.fact(kind, text).both((compared.old_at, names.0), (compared.new_at, names.1));
    walk.add(fact);
    false
}

/// What the values are.
fn kinds(walk: &mut Walk<'_>, compared: &Compared<'_>) {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (old, new) = (&before.schemas[compared.old.target].kind, &after.schemas[compared.new.target].kind);
    let limits = (&compared.old.all.constraints, &compared.new.all.constraints);
    match (old, new) {
        (Kind::Object { .. }, Kind::Object { .. }) => {
            facets::limits(walk, compared, limits);
            objects::compare(walk, compared);
        }
        (Kind::Array { items: from }, Kind::Array { items: to }) => {
            facets::limits(walk, compared, limits);
            let role = walk.pairs.role(compared.id);
            walk.pairs.enter(*from, *to, role, From::Pair(compared.id, Passes::Both));
        }
        (Kind::Union(_), _) | (_, Kind::Union(_)) => unions::compare(walk, compared),
        (Kind::Enum { kind: from, values: a }, Kind::Enum { kind: to, values: b }) if from == to => {
            values::lists(walk, compared, a, b);
            facets::limits(walk, compared, limits);
        }
        (Kind::Enum { kind, values: a }, other) if is_free(*kind, other) => {
            values::freed(walk, compared, a);
            facets::limits(walk, compared, limits);
        }
        (other, Kind::Enum { kind, values: b }) if is_free(*kind, other) => {
            values::restricted(walk, compared, b);
            facets::limits(walk, compared, limits);
        }
        (from, to) if std::mem::discriminant(from) == std::mem::discriminant(to) => {
            values::allowed(walk, compared);
            facets::format(walk, compared, from);
            facets::limits(walk, compared, limits);
        }
        (from, to) => types::compare(walk, compared, from, to),
    }
}

/// All values of the kind that an enum lists some of.
fn is_free(kind: EnumKind, other: &Kind) -> bool {
    matches!((kind, other), (EnumKind::String, Kind::String { .. }) | (EnumKind::Integer, Kind::Integer { .. }))
}
