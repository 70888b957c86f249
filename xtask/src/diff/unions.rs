//! Alternatives of unions.
//!
//! In: a pair of schemas of which at least one is a union. Out: facts, and the pairs of alternatives. Must not: look
//! below an alternative.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::compared::{Compared, component};
use super::kind::Kind;
use super::pairs::{From, Passes, Role};
use super::types;
use super::walk::Walk;
use crate::contract::Contract;
use crate::diag::Pointer;
use crate::resolve::{Kind as SchemaKind, SchemaId};

pub(super) fn compare(walk: &mut Walk<'_>, compared: &Compared<'_>) {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (old, new) = (branches(before, compared.old.target), branches(after, compared.new.target));
    let matched = matched(walk, &old, &new);
    let both_unions = old.len() > 1 && new.len() > 1;
    if matched.is_empty() && !both_unions {
        let kinds = (&before.schemas[compared.old.target].kind, &after.schemas[compared.new.target].kind);
        types::compare(walk, compared, kinds.0, kinds.1);
        return;
    }
    for (from, to) in &matched {
        walk.pairs.enter(*from, *to, Role::Field, From::Pair(compared.id, Passes::Both));
    }
    for branch in old.iter().filter(|branch| !matched.iter().any(|(from, _)| from == *branch)) {
        let at = place(before, compared.old_at, *branch);
        let text = format!("no longer may be {}", words(before, *branch));
        let fact = compared.fact(Kind::UnionVariantRemoved, text).old(&at, name(before, *branch));
        walk.add(fact.about(Some(compared.old_at), Some(compared.new_at)));
    }
    for branch in new.iter().filter(|branch| !matched.iter().any(|(_, to)| to == *branch)) {
        let at = place(after, compared.new_at, *branch);
        let text = format!("may be {} now", words(after, *branch));
        let fact = compared.fact(Kind::UnionVariantAdded, text).new_side(&at, name(after, *branch));
        walk.add(fact.about(Some(compared.old_at), Some(compared.new_at)));
    }
    if both_unions {
        form(walk, compared);
    }
}

/// The alternatives; a schema that is no union is its only one.
fn branches(contract: &Contract, id: SchemaId) -> Vec<SchemaId> {
    match &contract.schemas[id].kind {
        SchemaKind::Union(union) => union.branches.iter().map(|branch| contract.schemas.target(*branch)).collect(),
        _ => vec![id],
    }
}

/// Pairs alternatives by component, then by content, then what is left if there is one on each side.
fn matched(walk: &Walk<'_>, old: &[SchemaId], new: &[SchemaId]) -> Vec<(SchemaId, SchemaId)> {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let mut rest: Vec<SchemaId> = new.to_vec();
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for branch in old {
        let key = component(before, *branch);
        match rest.iter().position(|other| key.is_some() && component(after, *other) == key) {
            Some(index) => pairs.push((*branch, rest.remove(index))),
            None => left.push(*branch),
        }
    }
    left.retain(|branch| match rest.iter().position(|other| walk.same.schemas(*branch, *other)) {
        Some(index) => {
            pairs.push((*branch, rest.remove(index)));
            false
        }
        None => true,
    });
    if let ([from], [to]) = (left.as_slice(), rest.as_slice())
        && old.len() > 1
        && new.len() > 1
        && std::mem::discriminant(&before.schemas[*from].kind) == std::mem::discriminant(&after.schemas[*to].kind)
    {
        pairs.push((*from, *to));
    }
    pairs
}

/// `Box`, or what the alternative is.
fn words(contract: &Contract, id: SchemaId) -> String {
    component(contract, id).map_or_else(|| contract.schemas[id].kind.describe().to_owned(), str::to_owned)
}

fn name(contract: &Contract, id: SchemaId) -> Value {
    component(contract, id).map_or(Value::Null, Value::from)
}

/// Where an alternative is listed: in the union, or in the component that it is.
fn place(contract: &Contract, at: &Pointer, id: SchemaId) -> Pointer {
    let origin = &contract.schemas[id].origin;
    for key in ["oneOf", "anyOf"] {
        let Some(list) = contract.part(at, &[key]) else { continue };
        let items = contract.value(&list).and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..items {
            let item = list.index(index);
            let target = contract.value(&item.child("$ref")).and_then(Value::as_str);
            if item == *origin || target.and_then(|text| text.strip_prefix('#')) == Some(origin.as_str()) {
                return item;
            }
        }
    }
    at.clone()
}

/// How the alternatives are told apart, and whether several may hold.
fn form(walk: &mut Walk<'_>, compared: &Compared<'_>) {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let key = |contract: &Contract, at: &Pointer| {
        ["oneOf", "anyOf"].into_iter().find_map(|key| Some((key, contract.part(at, &[key])?)))
    };
    if let (Some((a, from)), Some((b, to))) = (key(before, compared.old_at), key(after, compared.new_at))
        && a != b
    {
        let fact = compared.fact(Kind::UnionKind, format!("is {b} now, no longer {a}"));
        walk.add(fact.both((&from, a.into()), (&to, b.into())));
    }
    let tag = |contract: &Contract, at: &Pointer| contract.part(at, &["discriminator"]);
    let (from, to) = (tag(before, compared.old_at), tag(after, compared.new_at));
    let property = |contract: &Contract, at: &Option<Pointer>| {
        at.as_ref().and_then(|at| contract.value(&at.child("propertyName"))).cloned().unwrap_or(Value::Null)
    };
    let (old, new) = (property(before, &from), property(after, &to));
    if old != new {
        let mut fact = compared.fact(Kind::UnionDiscriminator, "tells its alternatives apart by another property");
        if let Some(at) = &from {
            fact = fact.old(at, old);
        }
        if let Some(at) = &to {
            fact = fact.new_side(at, new);
        }
        walk.add(fact.about(Some(compared.old_at), Some(compared.new_at)));
        return;
    }
    if let (Some(from), Some(to)) = (from, to) {
        mappings(walk, compared, &from.child("mapping"), &to.child("mapping"));
    }
}

/// The values of the discriminator. One whose alternative came or went with it is no fact of its own.
fn mappings(walk: &mut Walk<'_>, compared: &Compared<'_>, from: &Pointer, to: &Pointer) {
    let read = |contract: &Contract, at: &Pointer| -> BTreeMap<String, String> {
        let map = contract.value(at).and_then(Value::as_object);
        let target =
            |value: &Value| value.as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
        map.into_iter().flatten().map(|(key, value)| (key.clone(), target(value))).collect()
    };
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (old, new) = (read(before, from), read(after, to));
    let names = |contract: &Contract, id: SchemaId| {
        branches(contract, id)
            .into_iter()
            .filter_map(|id| Some(component(contract, id)?.to_owned()))
            .collect::<Vec<_>>()
    };
    let (had, has) = (names(before, compared.old.target), names(after, compared.new.target));
    let subject = (Some(compared.old_at), Some(compared.new_at));
    for (value, target) in &old {
        let came_along = had.contains(target) && !has.contains(target);
        match new.get(value) {
            Some(other) if other == target => {}
            Some(other) => {
                let fact =
                    compared.fact(Kind::UnionMapping, format!("means {other} by {value} now, no longer {target}"));
                let fact = fact.both((&from.child(value), json!(target)), (&to.child(value), json!(other)));
                walk.add(fact.about(subject.0, subject.1));
            }
            None if came_along || implied(value, target) => {}
            None => {
                let fact = compared.fact(Kind::UnionMapping, format!("no longer maps {value}"));
                walk.add(fact.old(&from.child(value), json!(target)).about(subject.0, subject.1));
            }
        }
    }
    for (value, target) in new.iter().filter(|(value, _)| !old.contains_key(*value)) {
        let came_along = has.contains(target) && !had.contains(target);
        if !came_along && !implied(value, target) {
            let fact = compared.fact(Kind::UnionMapping, format!("maps {value} now"));
            walk.add(fact.new_side(&to.child(value), json!(target)).about(subject.0, subject.1));
        }
    }
}

/// A component stands for its own name without being listed.
fn implied(value: &str, target: &str) -> bool {
    value == target
}
