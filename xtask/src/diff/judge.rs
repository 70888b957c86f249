//! Facts become changes: with a level, a side, the operations that meet them, and their places.
//!
//! In: what the walk has found. Out: changes, without the items of the crate. Must not: look for a fact.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::change::{Cause, Change, Inference, ItemPair, Place};
use super::fact::{Fact, Reach, Spot};
use super::ids::{Direction, OperationId};
use super::kind::Kind;
use super::level::{Semver, Side, Wire};
use super::pairs::Role;
use super::walk::Walk;
use crate::contract::Contract;
use crate::diag::Pointer;

/// Longer values are not shown.
const MOST_BYTES: usize = 2_000;

/// How many lines of a part are shown, and how much of each.
const EXCERPT: usize = 6;
const WIDTH: usize = 160;

/// A change, and the parts of the working documents that it is about.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) change: Change,
    /// Several where one place in a file makes several parts, as an action of an overlay does.
    pub(super) subjects: Vec<Subject>,
}

/// A part of the older and of the newer working document.
pub(super) type Subject = (Option<Pointer>, Option<Pointer>);

/// What makes two facts one.
type FactKey = (Kind, Option<(String, Pointer)>, Option<(String, Pointer)>, String);

/// The operations that send and receive what a fact is about.
type Met = [BTreeSet<OperationId>; 2];

/// One change for each fact, however many places lead to it.
pub(super) fn changes(walk: &Walk<'_>) -> Vec<Judged> {
    let mut merged: BTreeMap<FactKey, (Fact, Met, Vec<Subject>)> = BTreeMap::new();
    for fact in &walk.facts {
        let fact = Fact { kind: by_role(walk, fact), ..fact.clone() };
        let at = |contract: &Contract, spot: &Option<Spot>| {
            let written = contract.written(&spot.as_ref()?.at);
            Some((written.file, written.pointer))
        };
        let (old, new) = (at(walk.old.contract, &fact.old), at(walk.new.contract, &fact.new));
        // Scopes of one list differ in their text only.
        let key = (fact.kind, old, new, fact.text.clone());
        let (met, subject) = (met(walk, &fact.reach), fact.subject.clone());
        let (_, known, subjects) = merged.entry(key).or_insert_with(|| (fact, Met::default(), Vec::new()));
        subjects.push(subject);
        for (known, more) in known.iter_mut().zip(met) {
            known.extend(more);
        }
    }
    let mut all: Vec<Judged> = merged
        .into_values()
        .map(|(fact, met, subjects)| Judged { change: judged(walk, &fact, &met), subjects })
        .collect();
    all.sort_by(|a, b| order(&a.change).cmp(&order(&b.change)));
    all
}

/// By component, path, kind and places; what has no component comes last.
pub(super) fn order(change: &Change) -> (bool, Option<&str>, &str, &str, [&str; 2]) {
    let text =
        [&change.old, &change.new].map(|place| place.as_ref().map_or("", |place| place.written.pointer.as_str()));
    (change.component.is_none(), change.component.as_deref(), &change.path, change.kind.id(), text)
}

/// The kind that fits what the schema describes.
fn by_role(walk: &Walk<'_>, fact: &Fact) -> Kind {
    let Reach::Pair(pair) = fact.reach else { return fact.kind };
    match (walk.pairs.role(pair), fact.kind) {
        (Role::Parameter, Kind::FieldType) => Kind::ParamType,
        (Role::Parameter, Kind::FieldTypeWidened) => Kind::ParamTypeWidened,
        (Role::Parameter, Kind::FieldTypeNarrowed) => Kind::ParamTypeNarrowed,
        (Role::Parameter, Kind::FieldDefault) => Kind::ParamDefault,
        (Role::Parameter, Kind::FieldDeprecated) => Kind::ParamDeprecated,
        (Role::Parameter, Kind::FieldDoc) => Kind::OpDoc,
        (Role::Header, Kind::FieldType | Kind::FieldTypeWidened | Kind::FieldTypeNarrowed) => Kind::RespHeaderType,
        (Role::RequestBody, Kind::FieldType | Kind::FieldTypeWidened | Kind::FieldTypeNarrowed) => Kind::BodyType,
        (Role::ResponseBody, Kind::FieldType | Kind::FieldTypeWidened | Kind::FieldTypeNarrowed) => Kind::RespBodyType,
        (_, kind) => kind,
    }
}

fn met(walk: &Walk<'_>, reach: &Reach) -> Met {
    match reach {
        Reach::Pair(pair) => walk.pairs.reach(*pair),
        Reach::Operation(id, Direction::Request) => [BTreeSet::from([*id]), BTreeSet::new()],
        Reach::Operation(id, Direction::Response) => [BTreeSet::new(), BTreeSet::from([*id])],
        Reach::Api | Reach::Nowhere => Met::default(),
    }
}

/// The level on the wire: of both sides, and of each that the fact reaches.
fn levels(fact: &Fact, met: &Met) -> (Wire, [Option<Wire>; 2], Side) {
    let levels = fact.levels.unwrap_or_else(|| fact.kind.levels());
    let [sent, received] = met.clone().map(|operations| !operations.is_empty());
    let (request, response) = (sent.then_some(levels.0), received.then_some(levels.1));
    let wire = match (&fact.reach, request.max(response)) {
        (_, Some(wire)) => wire,
        (Reach::Api, None) => levels.0,
        (_, None) if levels.0 == Wire::Doc => Wire::Doc,
        (_, None) => Wire::None,
    };
    let side = match (sent, received) {
        (true, true) => Side::Both,
        (true, false) => Side::Request,
        (false, true) => Side::Response,
        (false, false) => Side::None,
    };
    (wire, [request, response], side)
}

fn judged(walk: &Walk<'_>, fact: &Fact, met: &Met) -> Change {
    let (wire, [request, response], side) = levels(fact, met);
    let all: BTreeSet<OperationId> = met.iter().flatten().copied().collect();
    let mut operations: Vec<String> = all.iter().filter_map(|id| walk.names.get(id.0).cloned()).collect();
    operations.sort();
    let old = fact.old.as_ref().map(|spot| place(walk.old.contract, spot));
    let new = fact.new.as_ref().map(|spot| place(walk.new.contract, spot));
    let written = old.as_ref().or(new.as_ref()).map(|place| place.written.pointer.clone()).unwrap_or_default();
    // What an overlay says is about the part that it changes.
    let by_overlay = written.as_str().starts_with("/actions/");
    let working = fact.old.as_ref().or(fact.new.as_ref()).map(|spot| spot.at.clone()).unwrap_or_default();
    let shown = if by_overlay { working } else { written };
    let (component, path) = grouped(&shown);
    let spot = fact.old.as_ref().map(|spot| (walk.old.contract, spot));
    let spot = spot.or_else(|| fact.new.as_ref().map(|spot| (walk.new.contract, spot)));
    let parameter = spot.and_then(|(contract, spot)| parameter(contract, &spot.at));
    let message = match (&parameter, &fact.reach) {
        (_, Reach::Api) => capital(&fact.text),
        (Some(parameter), Reach::Pair(_)) => {
            message(fact, None, "", &operations, &format!(" {parameter}{}", dotted(&path)))
        }
        _ => message(fact, component.as_deref(), &path, &operations, ""),
    };
    let inference = fact.evidence.clone().map(|evidence| Inference { evidence });
    let mut change = Change {
        kind: fact.kind,
        wire,
        request,
        response,
        semver: Semver::None,
        side,
        operations,
        component,
        path,
        old,
        new,
        items: Vec::new(),
        item: ItemPair::default(),
        message,
        fingerprint: String::new(),
        loose_fingerprint: String::new(),
        inference,
        cause: if by_overlay { Cause::Overlay } else { Cause::Description },
        approved: None,
    };
    (change.fingerprint, change.loose_fingerprint) = fingerprints(&change, 0);
    change
}

fn place(contract: &Contract, spot: &Spot) -> Place {
    let text = spot.value.to_string();
    let value = if text.len() > MOST_BYTES { serde_json::json!({"$cut": text.len()}) } else { spot.value.clone() };
    placed(contract, &spot.at, value)
}

/// A part of a document with the lines that begin it.
pub(super) fn placed(contract: &Contract, at: &Pointer, value: Value) -> Place {
    let written = contract.written(at);
    let lines = (written.line..written.line + EXCERPT).map_while(|line| contract.sources.line(&written.file, line));
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut excerpt: Vec<String> = Vec::new();
    for line in lines {
        // What is not deeper than the first line is another part.
        if excerpt.first().is_some_and(|first| indent(line) <= indent(first)) {
            break;
        }
        excerpt.push(line.chars().take(WIDTH).collect());
    }
    Place { written, value, excerpt }
}

/// The component that a pointer is in, and what is below it or below the operation.
fn grouped(at: &Pointer) -> (Option<String>, String) {
    let parts: Vec<String> = at.parts().collect();
    let below = |count: usize| {
        let held: Pointer = parts.iter().take(count).fold(Pointer::default(), |at, part| at.child(part));
        at.below(&held).unwrap_or_default().trim_start_matches('/').to_owned()
    };
    match parts.first().map(String::as_str) {
        Some("components") if parts.len() >= 3 => (parts.get(2).cloned(), below(3)),
        Some("paths" | "webhooks" | "x-webhooks") if parts.len() >= 3 => {
            let is_method = parts.get(2).is_some_and(|part| METHODS.contains(&part.as_str()));
            (None, below(if is_method { 3 } else { 2 }))
        }
        _ => (None, at.as_str().trim_start_matches('/').to_owned()),
    }
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// `query parameter cursor`, where a part of one is meant.
fn parameter(contract: &Contract, at: &Pointer) -> Option<String> {
    at.ancestors().find_map(|at| {
        let value = contract.value(&Pointer::new(at))?;
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        // A key that is sent has a name and a place, too.
        if value.get("type").is_some_and(Value::is_string) {
            return None;
        }
        Some(format!("{} parameter {}", text("in")?, text("name")?))
    })
}

/// One sentence. `part` says which part of an operation it is, where the path does not.
fn message(fact: &Fact, component: Option<&str>, path: &str, operations: &[String], part: &str) -> String {
    let part = if part.is_empty() { described(path) } else { part.to_owned() };
    let subject = match (component, operations) {
        (Some(component), _) => format!("{component}{}", dotted(path)),
        (None, [one]) => format!("{one}{part}"),
        (None, [one, rest @ ..]) => format!("{one} and {} more:{part}", rest.len()),
        (None, []) => return capital(&fact.text),
    };
    format!("{subject} {}", fact.text)
}

/// `.place.zip` of `properties/place/properties/zip/maxLength`.
fn dotted(path: &str) -> String {
    let mut text = String::new();
    let mut parts = Pointer::new(format!("/{path}")).parts().collect::<Vec<_>>().into_iter();
    while let Some(part) = parts.next() {
        match part.as_str() {
            "properties" => {
                let name = parts.next().unwrap_or_default();
                text.push('.');
                text.push_str(&name);
            }
            "items" => text.push_str("[]"),
            _ => {}
        }
    }
    text
}

/// The same below an operation, with the response that it is in.
fn described(path: &str) -> String {
    let text = dotted(path);
    let parts: Vec<String> = Pointer::new(format!("/{path}")).parts().collect();
    let within = match parts.as_slice() {
        [first, status, _, ..] if first == "responses" => format!(" response {status}"),
        [first, _, ..] if first == "requestBody" && text.is_empty() => " body".to_owned(),
        _ => String::new(),
    };
    if text.is_empty() { within } else { format!("{within} {}", text.trim_start_matches('.')) }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Of the facts alone, so that no wording, line or level is in it. `repeat` counts those before it that would have the same.
pub(super) fn fingerprints(change: &Change, repeat: usize) -> (String, String) {
    let value = |place: &Option<Place>| place.as_ref().map_or(Value::Null, |place| sorted(&place.value));
    let thing = change.component.as_deref().or(change.operations.first().map(String::as_str));
    let mut facts: Vec<Value> =
        vec![change.kind.id().into(), change.side.word().into(), thing.into(), change.path.as_str().into()];
    let mut loose = facts.clone();
    facts.push(value(&change.old));
    facts.push(value(&change.new));
    for list in [&mut facts, &mut loose] {
        if repeat > 0 {
            list.push(repeat.into());
        }
    }
    (hash(&facts.into()), hash(&loose.into()))
}

/// With its keys in order.
pub(super) fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let ordered: BTreeMap<&String, Value> = map.iter().map(|(key, value)| (key, sorted(value))).collect();
            ordered.into_iter().map(|(key, value)| (key.clone(), value)).collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

fn hash(value: &Value) -> String {
    let digest = Sha256::digest(value.to_string().as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
