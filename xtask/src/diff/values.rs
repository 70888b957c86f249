//! Values of enums.
//!
//! In: a pair of schemas with listed values. Out: facts. Must not: look at the type.

use serde_json::{Value, json};

use super::compared::Compared;
use super::kind::Kind;
use super::names::respelled;
use super::walk::Walk;
use crate::contract::Contract;
use crate::diag::Pointer;

/// Both list their values.
pub(super) fn lists(walk: &mut Walk<'_>, compared: &Compared<'_>, old: &[String], new: &[String]) {
    if let ([from], [to]) = (old, new) {
        if from != to {
            constant(walk, compared, from, to);
        }
        return;
    }
    let mut gone: Vec<&String> = old.iter().filter(|value| !new.contains(value)).collect();
    let mut added: Vec<&String> = new.iter().filter(|value| !old.contains(value)).collect();
    if gone.is_empty() && added.is_empty() {
        order(walk, compared, old, new);
        return;
    }
    let (before, after) = (walk.old.contract, walk.new.contract);
    let mut renamed = Vec::new();
    gone.retain(|from| {
        let Some(index) = added.iter().position(|to| respelled(from, to)) else { return true };
        renamed.push((*from, added.remove(index)));
        false
    });
    for (from, to) in renamed {
        let (a, b) = (item(before, compared.old_at, from), item(after, compared.new_at, to));
        let fact = compared
            .fact(Kind::EnumValueRenamed, format!("spells {from} as {to} now"))
            .both((&a, from.as_str().into()), (&b, to.as_str().into()))
            .about(Some(compared.old_at), Some(compared.new_at))
            .probable("one gone, one new, almost the same spelling");
        walk.add(fact);
    }
    for value in gone {
        let at = item(before, compared.old_at, value);
        let fact = compared.fact(Kind::EnumValueRemoved, format!("no longer has the value {value}"));
        walk.add(fact.old(&at, value.as_str()).about(Some(compared.old_at), Some(compared.new_at)));
    }
    for value in added {
        let at = item(after, compared.new_at, value);
        let fact = compared.fact(Kind::EnumValueAdded, format!("has the value {value} now"));
        walk.add(fact.new_side(&at, value.as_str()).about(Some(compared.old_at), Some(compared.new_at)));
    }
}

/// Where a value is listed.
fn item(contract: &Contract, at: &Pointer, value: &str) -> Pointer {
    let list = contract.part(at, &["enum"]);
    let index = list.as_ref().and_then(|list| {
        let is = |item: &Value| item.as_str().map_or_else(|| *item.to_string() == *value, |text| text == value);
        contract.value(list)?.as_array()?.iter().position(is)
    });
    match (list, index) {
        (Some(list), Some(index)) => list.index(index),
        (Some(list), None) => list,
        _ => at.clone(),
    }
}

/// One value on each side.
fn constant(walk: &mut Walk<'_>, compared: &Compared<'_>, from: &str, to: &str) {
    let (old, new) = places(walk, compared);
    let fact = compared
        .fact(Kind::EnumConst, format!("is always {to} now, no longer {from}"))
        .both((&old, from.into()), (&new, to.into()));
    walk.add(fact);
}

fn order(walk: &mut Walk<'_>, compared: &Compared<'_>, old: &[String], new: &[String]) {
    if old != new {
        let (from, to) = places(walk, compared);
        let fact = compared.fact(Kind::EnumOrder, "lists its values in another order");
        walk.add(fact.both((&from, json!(old)), (&to, json!(new))));
    }
}

fn places(walk: &Walk<'_>, compared: &Compared<'_>) -> (Pointer, Pointer) {
    let find =
        |contract: &Contract, at: &Pointer| contract.keyword(at, &["enum", "const"]).unwrap_or_else(|| at.clone());
    (find(walk.old.contract, compared.old_at), find(walk.new.contract, compared.new_at))
}

/// Any value is allowed now.
pub(super) fn freed(walk: &mut Walk<'_>, compared: &Compared<'_>, values: &[String]) {
    let (from, _) = places(walk, compared);
    let fact = compared.fact(Kind::EnumToFree, "takes any value now").old(&from, json!(values));
    walk.add(fact.new_side(compared.new_at, Value::Null));
}

/// Only these values are allowed now.
pub(super) fn restricted(walk: &mut Walk<'_>, compared: &Compared<'_>, values: &[String]) {
    let (_, to) = places(walk, compared);
    let fact = compared.fact(Kind::EnumFromFree, "takes only listed values now").old(compared.old_at, Value::Null);
    walk.add(fact.new_side(&to, json!(values)));
}

/// Listed values that make no enum: numbers, or values of several types.
pub(super) fn allowed(walk: &mut Walk<'_>, compared: &Compared<'_>) {
    let list = |allowed: &[Value], only: &Option<Value>| {
        let mut all = allowed.to_vec();
        all.extend(only.iter().filter(|_| allowed.is_empty()).cloned());
        all.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect::<Vec<_>>()
    };
    let (from, to) = (&compared.old.all, &compared.new.all);
    let (old, new) = (list(&from.constraints.allowed, &from.only), list(&to.constraints.allowed, &to.only));
    match (old.is_empty(), new.is_empty()) {
        (true, true) => {}
        (false, true) => freed(walk, compared, &old),
        (true, false) => restricted(walk, compared, &new),
        (false, false) => lists(walk, compared, &old, &new),
    }
}
