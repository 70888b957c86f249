//! Pairs of operations, and what differs in them beside their inputs and outputs.
//!
//! In: the operations of both contracts. Out: facts, and pairs of parameters, bodies and responses for the modules that
//! compare them. Must not: look into a schema.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::call::{Call, Pair, Sender, direction, name};
use super::fact::{Fact, Reach};
use super::ids::Direction;
use super::kind::Kind;
use super::paths::{self, Prefixes};
use super::walk::{Walk, of_call};
use super::{documentation, parameters, payloads, security};
use crate::contract::{Contract, Operation};
use crate::diag::Pointer;

pub(super) fn compare(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old.contract, walk.new.contract);
    let prefixes = Prefixes::of(old, new);
    let found = matched(old, new, &prefixes);
    moved_paths(walk, &found.pairs);
    for (before, after) in &found.pairs {
        let id = walk.name(name(before));
        one(walk, &Pair { old: before, new: after, id }, Sender::Caller);
    }
    for gone in found.gone {
        let id = walk.name(name(gone));
        let (kind, text) = if gone.deprecated {
            (Kind::OpRemovedAnnounced, "is gone; it was deprecated")
        } else {
            (Kind::OpRemoved, "is gone")
        };
        walk.add(Fact::new(kind, of_call((id, Direction::Request)), text).old(&gone.origin, summary(gone)));
    }
    for added in found.added {
        let id = walk.name(name(added));
        walk.add(
            Fact::new(Kind::OpAdded, of_call((id, Direction::Request)), "is new")
                .new_side(&added.origin, summary(added)),
        );
    }
    webhooks(walk, &old.webhooks, &new.webhooks);
}

fn summary(operation: &Operation) -> Value {
    json!({"operationId": operation.id, "deprecated": operation.deprecated})
}

struct Matched<'a> {
    pairs: Vec<(&'a Operation, &'a Operation)>,
    gone: Vec<&'a Operation>,
    added: Vec<&'a Operation>,
}

/// Pairs operations by method and path, then by id.
fn matched<'a>(old: &'a Contract, new: &'a Contract, prefixes: &Prefixes) -> Matched<'a> {
    let key = |operation: &Operation, prefix: &str| (operation.method.clone(), paths::key(&operation.path, prefix));
    let mut by_key: BTreeMap<(String, String), &Operation> = BTreeMap::new();
    for operation in &new.operations {
        by_key.entry(key(operation, &prefixes.new)).or_insert(operation);
    }
    let (mut pairs, mut gone) = (Vec::new(), Vec::new());
    for operation in &old.operations {
        match by_key.remove(&key(operation, &prefixes.old)) {
            Some(other) => pairs.push((operation, other)),
            None => gone.push(operation),
        }
    }
    let mut added: Vec<&Operation> = by_key.into_values().collect();
    added.sort_by(|a, b| a.origin.cmp(&b.origin));
    gone.retain(|operation| {
        let same_id = |other: &&Operation| operation.id.is_some() && operation.id == other.id;
        let found = added.iter().position(same_id).or_else(|| paths::alike(operation, &added));
        let Some(other) = found.map(|index| added.remove(index)) else { return true };
        pairs.push((operation, other));
        false
    });
    Matched { pairs, gone, added }
}

/// Paths and methods that changed. All operations of a path that moved together are one fact.
fn moved_paths(walk: &mut Walk<'_>, pairs: &[(&Operation, &Operation)]) {
    let prefixes = Prefixes::of(walk.old.contract, walk.new.contract);
    let mut moved: BTreeMap<(Pointer, Pointer), Vec<(&Operation, &Operation)>> = BTreeMap::new();
    for (old, new) in pairs {
        let paths = paths::key(&old.path, &prefixes.old) != paths::key(&new.path, &prefixes.new);
        if paths {
            let items = (old.origin.parent().unwrap_or_default(), new.origin.parent().unwrap_or_default());
            moved.entry(items).or_default().push((old, new));
        }
        if old.method != new.method {
            let id = walk.name(name(old));
            let text = format!("is now called with {}", new.method);
            walk.add(
                Fact::new(Kind::OpMethod, of_call((id, Direction::Request)), text)
                    .both((&old.origin, old.method.as_str().into()), (&new.origin, new.method.as_str().into())),
            );
        }
    }
    for ((from, to), operations) in moved {
        for (old, new) in operations {
            let id = walk.name(name(old));
            let text = format!("is now at {}", new.path);
            let fact = Fact::new(Kind::OpPath, of_call((id, Direction::Request)), text)
                .both((&from, old.path.as_str().into()), (&to, new.path.as_str().into()))
                .about(Some(&old.origin), Some(&new.origin));
            let probable = old.id.is_none() || old.id != new.id;
            walk.add(if probable { fact.probable("same method and shape, one gone, one new") } else { fact });
        }
    }
}

/// Everything of one operation.
fn one(walk: &mut Walk<'_>, pair: &Pair<'_>, sender: Sender) {
    let call = (pair.id, direction(sender, Direction::Request));
    marks(walk, pair, call);
    documentation::operation(walk, pair, call);
    parameters::compare(walk, pair, sender);
    payloads::body(walk, pair, sender);
    payloads::responses(walk, pair, sender);
    if sender == Sender::Caller {
        security::of_operation(walk, pair);
        servers(walk, pair);
    }
    callbacks(walk, pair);
}

/// Id, deprecation and tags.
fn marks(walk: &mut Walk<'_>, pair: &Pair<'_>, call: Call) {
    let (old, new) = (pair.old, pair.new);
    let at = |contract: &Contract, operation: &Operation, key: &str| {
        let at = operation.origin.child(key);
        if contract.value(&at).is_some() { at } else { operation.origin.clone() }
    };
    let (before, after) = (walk.old.contract, walk.new.contract);
    let mut changed = |kind: Kind, key: &str, text: &str, values: (Value, Value)| {
        let (from, to) = (at(before, old, key), at(after, new, key));
        walk.add(
            Fact::new(kind, of_call(call), text)
                .both((&from, values.0), (&to, values.1))
                .about(Some(&old.origin), Some(&new.origin)),
        );
    };
    match (old.deprecated, new.deprecated) {
        (false, true) => changed(Kind::OpDeprecated, "deprecated", "is deprecated", (false.into(), true.into())),
        (true, false) => {
            changed(Kind::OpUndeprecated, "deprecated", "is no longer deprecated", (true.into(), false.into()));
        }
        _ => {}
    }
    if old.id != new.id {
        changed(Kind::OpId, "operationId", "has another id", (json!(old.id), json!(new.id)));
    }
    for (key, kind) in documentation::LIFE.into_iter().zip([Kind::OpSunset, Kind::OpStability]) {
        let read = |contract: &Contract, operation: &Operation| {
            contract.value(&operation.origin.child(key)).cloned().unwrap_or(Value::Null)
        };
        let values = (read(before, old), read(after, new));
        let kind = match (kind, &values.0) {
            // The end of something is announced, whether or not it is marked.
            (Kind::OpSunset, Value::Null) if !old.deprecated && new.deprecated => continue,
            (Kind::OpSunset, Value::Null) => Kind::OpDeprecated,
            (kind, _) => kind,
        };
        if values.0 != values.1 {
            changed(kind, key, &format!("has another `{key}`"), values);
        }
    }
    let sorted = |tags: &[String]| {
        let mut tags = tags.to_vec();
        tags.sort();
        tags
    };
    if sorted(&old.tags) != sorted(&new.tags) || old.tags.first() != new.tags.first() {
        changed(Kind::OpTag, "tags", "has other tags", (json!(old.tags), json!(new.tags)));
    }
}

/// Servers of the operation's own.
fn servers(walk: &mut Walk<'_>, pair: &Pair<'_>) {
    let urls = |operation: &Operation| operation.servers.iter().map(|server| server.url.clone()).collect::<Vec<_>>();
    let (old, new) = (urls(pair.old), urls(pair.new));
    if old == new {
        return;
    }
    let at = |operation: &Operation| {
        operation.servers.first().map_or_else(|| operation.origin.clone(), |server| server.origin.clone())
    };
    let reach = Reach::Operation(pair.id, Direction::Request);
    walk.add(
        Fact::new(Kind::OpServer, reach, "is served elsewhere")
            .both((&at(pair.old), json!(old)), (&at(pair.new), json!(new)))
            .about(Some(&pair.old.origin), Some(&pair.new.origin)),
    );
}

fn webhooks(walk: &mut Walk<'_>, old: &[Operation], new: &[Operation]) {
    let hook = |operation: &Operation| format!("WEBHOOK {}", operation.path);
    for before in old {
        let id = walk.name(hook(before));
        match new.iter().find(|after| after.path == before.path && after.method == before.method) {
            Some(after) => one(walk, &Pair { old: before, new: after, id }, Sender::Api),
            None => walk.add(
                Fact::new(Kind::WebhookRemoved, of_call((id, Direction::Response)), "is no longer sent")
                    .old(&before.origin.parent().unwrap_or_default(), Value::Null),
            ),
        }
    }
    for after in new {
        if old.iter().all(|before| before.path != after.path || before.method != after.method) {
            let id = walk.name(hook(after));
            walk.add(
                Fact::new(Kind::WebhookAdded, of_call((id, Direction::Response)), "is new")
                    .new_side(&after.origin.parent().unwrap_or_default(), Value::Null),
            );
        }
    }
}

/// Callbacks are compared like webhooks; their facts belong to the operation that they come from.
fn callbacks(walk: &mut Walk<'_>, pair: &Pair<'_>) {
    use super::level::Wire::{Breaking, Compatible};
    let reach = of_call((pair.id, Direction::Response));
    for (name, before) in &pair.old.callbacks {
        let Some((_, after)) = pair.new.callbacks.iter().find(|(other, _)| other == name) else {
            let Some(first) = before.first() else { continue };
            walk.add(
                Fact::new(Kind::CallbackAny, reach.clone(), format!("no longer calls back: {name}"))
                    .old(&first.origin.parent().unwrap_or_default(), Value::Null)
                    .levels(Breaking, Breaking),
            );
            continue;
        };
        for old in before {
            if let Some(new) = after.iter().find(|new| new.method == old.method) {
                one(walk, &Pair { old, new, id: pair.id }, Sender::Api);
            }
        }
    }
    for (name, after) in &pair.new.callbacks {
        if let (Some(first), true) = (after.first(), pair.old.callbacks.iter().all(|(other, _)| other != name)) {
            walk.add(
                Fact::new(Kind::CallbackAny, reach.clone(), format!("calls back: {name}"))
                    .new_side(&first.origin.parent().unwrap_or_default(), Value::Null)
                    .levels(Compatible, Compatible),
            );
        }
    }
}
