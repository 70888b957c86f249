//! Texts and examples.
//!
//! In: pairs of parts of both documents. Out: facts that change nothing on the wire. Must not: tell what the texts say.

use serde_json::{Map, Value};

use super::call::{Call, Pair};
use super::fact::{Fact, Reach};
use super::kind::Kind;
use super::walk::{Walk, of_call};
use crate::contract::{Contract, Parameter};
use crate::diag::Pointer;

/// What only a reader reads.
const TEXTS: [&str; 10] = [
    "title",
    "summary",
    "description",
    "example",
    "examples",
    "externalDocs",
    "comment",
    "termsOfService",
    "contact",
    "license",
];

/// Extensions that say how long something is there, which are facts of their own.
pub(super) const LIFE: [&str; 2] = ["x-sunset", "x-stability-level"];

/// The texts about the API.
pub(super) fn api(walk: &mut Walk<'_>) {
    let info = Pointer::default().child("info");
    compare(walk, (&info, &info), Kind::ApiDoc, &Reach::Api);
    let tags = Pointer::default().child("tags");
    let names = |contract: &Contract| -> Vec<(String, Pointer)> {
        let list = contract.value(&tags).and_then(Value::as_array).map_or(0, Vec::len);
        let at = (0..list).map(|index| tags.index(index));
        let name = |at: &Pointer| contract.value(&at.child("name")).and_then(Value::as_str).map(str::to_owned);
        at.filter_map(|at| Some((name(&at)?, at))).collect()
    };
    let (old, new) = (names(walk.old.contract), names(walk.new.contract));
    for (name, from) in &old {
        if let Some((_, to)) = new.iter().find(|(other, _)| other == name) {
            compare(walk, (from, to), Kind::ApiDoc, &Reach::Api);
        }
    }
}

/// The texts of an operation.
pub(super) fn operation(walk: &mut Walk<'_>, pair: &Pair<'_>, call: Call) {
    compare(walk, (&pair.old.origin, &pair.new.origin), Kind::OpDoc, &of_call(call));
}

pub(super) fn parameter(walk: &mut Walk<'_>, old: &Parameter, new: &Parameter, call: Call) {
    compare(walk, (&old.origin, &new.origin), Kind::OpDoc, &of_call(call));
}

/// The texts of a body, a response or a header.
pub(super) fn text(walk: &mut Walk<'_>, at: (&Pointer, &Pointer), call: Call) {
    compare(walk, at, Kind::OpDoc, &of_call(call));
}

/// The examples of a media type.
pub(super) fn examples(walk: &mut Walk<'_>, at: (&Pointer, &Pointer), call: Call) {
    compare(walk, at, Kind::OpDoc, &of_call(call));
}

/// The texts of a schema.
pub(super) fn schema(walk: &mut Walk<'_>, at: (&Pointer, &Pointer), reach: &Reach) {
    compare(walk, at, Kind::FieldDoc, reach);
}

fn compare(walk: &mut Walk<'_>, (old, new): (&Pointer, &Pointer), kind: Kind, reach: &Reach) {
    let (before, after) = (texts(walk.old.contract, old), texts(walk.new.contract, new));
    if before == after {
        return;
    }
    let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
    for key in keys {
        let (from, to) = (before.get(key), after.get(key));
        if from == to {
            continue;
        }
        let mut fact = Fact::new(kind, reach.clone(), format!("has another `{key}`"));
        if let Some(value) = from {
            fact = fact.old(&old.child(key), value.clone());
        }
        if let Some(value) = to {
            fact = fact.new_side(&new.child(key), value.clone());
        }
        walk.add(fact.about(Some(old), Some(new)));
    }
}

fn texts(contract: &Contract, at: &Pointer) -> Map<String, Value> {
    let Some(Value::Object(map)) = contract.value(at) else { return Map::new() };
    let is_text = |key: &str| {
        TEXTS.contains(&key) || (key.starts_with("x-") && !key.starts_with("x-sdk") && !LIFE.contains(&key))
    };
    map.iter().filter(|(key, _)| is_text(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}
