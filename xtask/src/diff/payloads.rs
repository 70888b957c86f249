//! Bodies of requests and responses, and the headers of responses.
//!
//! In: a pair of operations. Out: facts, and pairs of schemas. Must not: compare a schema.

use serde_json::{Value, json};

use super::call::{Call, Pair, Sender, direction};
use super::fact::Fact;
use super::ids::Direction;
use super::kind::Kind;
use super::pairs::Role;
use super::walk::{Walk, of_call};
use super::{documentation, protocol};
use crate::contract::{Body, Contract, Header, Media, Operation, Response};
use crate::diag::Pointer;
use crate::ir::Api;
use crate::resolve::{Kind as SchemaKind, SchemaId};

/// The body of the request.
pub(super) fn body(walk: &mut Walk<'_>, pair: &Pair<'_>, sender: Sender) {
    let call = (pair.id, direction(sender, Direction::Request));
    match (&pair.old.body, &pair.new.body) {
        (None, None) => {}
        (Some(old), None) => walk.add(
            Fact::new(Kind::BodyRemoved, of_call(call), "no longer takes a body")
                .old(&old.origin, media_types(&old.content))
                .about(Some(&pair.old.origin), Some(&pair.new.origin)),
        ),
        (None, Some(new)) => {
            let (kind, text) = if new.required {
                (Kind::BodyAddedRequired, "requires a body now")
            } else {
                (Kind::BodyAddedOptional, "takes a body now")
            };
            walk.add(
                Fact::new(kind, of_call(call), text)
                    .new_side(&new.origin, media_types(&new.content))
                    .about(Some(&pair.old.origin), Some(&pair.new.origin)),
            );
        }
        (Some(old), Some(new)) => both_bodies(walk, pair, (old, new), call),
    }
}

fn both_bodies(walk: &mut Walk<'_>, pair: &Pair<'_>, (old, new): (&Body, &Body), call: Call) {
    if old.required != new.required {
        let (kind, text) = if new.required {
            (Kind::BodyBecameRequired, "requires its body now")
        } else {
            (Kind::BodyBecameOptional, "no longer requires its body")
        };
        let at = |contract: &Contract, body: &Body| {
            let at = body.origin.child("required");
            if contract.value(&at).is_some() { at } else { body.origin.clone() }
        };
        let (from, to) = (at(walk.old.contract, old), at(walk.new.contract, new));
        walk.add(
            Fact::new(kind, of_call(call), text)
                .both((&from, old.required.into()), (&to, new.required.into()))
                .about(Some(&pair.old.origin), Some(&pair.new.origin)),
        );
    }
    documentation::text(walk, (&old.origin, &new.origin), call);
    let kinds = MediaKinds { added: Kind::BodyMediaAdded, removed: Kind::BodyMediaRemoved, role: Role::RequestBody };
    contents(walk, pair, (&old.content, &new.content), &kinds, call);
}

fn media_types(content: &[Media]) -> Value {
    content.iter().map(|media| media.name.as_str()).collect()
}

/// The words for one direction.
struct MediaKinds {
    added: Kind,
    removed: Kind,
    role: Role,
}

fn contents(walk: &mut Walk<'_>, pair: &Pair<'_>, (old, new): (&[Media], &[Media]), kinds: &MediaKinds, call: Call) {
    for before in old {
        match new.iter().find(|after| after.name == before.name) {
            Some(after) => {
                documentation::examples(walk, (&before.origin, &after.origin), call);
                if let (Some(from), Some(to)) = (before.schema, after.schema) {
                    let (from, to) = unwrapped(walk, pair, (from, to), kinds.role);
                    walk.schema(from, to, kinds.role, call);
                }
            }
            None => walk.add(
                Fact::new(kinds.removed, of_call(call), format!("no longer has {}", before.name))
                    .old(&before.origin, before.name.as_str())
                    .about(Some(&pair.old.origin), Some(&pair.new.origin)),
            ),
        }
    }
    for after in new {
        if old.iter().all(|before| before.name != after.name) {
            walk.add(
                Fact::new(kinds.added, of_call(call), format!("has {} now", after.name))
                    .new_side(&after.origin, after.name.as_str())
                    .about(Some(&pair.old.origin), Some(&pair.new.origin)),
            );
        }
    }
}

/// The payloads, where they are wrapped in different ways, which is a fact of its own.
fn unwrapped(walk: &Walk<'_>, pair: &Pair<'_>, schemas: (SchemaId, SchemaId), role: Role) -> (SchemaId, SchemaId) {
    let wrapping = |api: &Api, operation: &Operation| -> Vec<String> {
        let mut calls = api.services.iter().flat_map(|service| &service.operations);
        let call = calls.find(|call| protocol::key(call) == (operation.method.clone(), operation.path.clone()));
        let Some(call) = call else { return Vec::new() };
        let path = match role {
            Role::RequestBody => call.body.iter().filter_map(|body| body.wrapper.clone()).collect(),
            _ => call.success.path.clone(),
        };
        path.into_iter().map(|name| name.0).collect()
    };
    let (old, new) = (wrapping(walk.old.api, pair.old), wrapping(walk.new.api, pair.new));
    if old == new {
        return schemas;
    }
    let inner = (inside(walk.old.contract, schemas.0, &old), inside(walk.new.contract, schemas.1, &new));
    if let (Some(from), Some(to)) = inner { (from, to) } else { schemas }
}

/// The property that a path leads to.
fn inside(contract: &Contract, schema: SchemaId, path: &[String]) -> Option<SchemaId> {
    path.iter().try_fold(schema, |at, name| match &contract.schemas[contract.schemas.target(at)].kind {
        SchemaKind::Object { properties, .. } => {
            properties.iter().find(|property| property.name == *name).map(|property| property.schema)
        }
        _ => None,
    })
}

/// What comes back.
pub(super) fn responses(walk: &mut Walk<'_>, pair: &Pair<'_>, sender: Sender) {
    let call = (pair.id, direction(sender, Direction::Response));
    let (old, new) = (&pair.old.responses, &pair.new.responses);
    for before in old {
        match new.iter().find(|after| after.status == before.status) {
            Some(after) => response(walk, pair, (before, after), call),
            None => unmatched(walk, pair, before, Fact::old, Missing::After, call),
        }
    }
    for after in new {
        if old.iter().all(|before| before.status != after.status) {
            unmatched(walk, pair, after, Fact::new_side, Missing::Before, call);
        }
    }
    moved_success(walk, pair, call);
}

/// On which side a status is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Before,
    After,
}

fn unmatched(
    walk: &mut Walk<'_>,
    pair: &Pair<'_>,
    response: &Response,
    place: fn(Fact, &Pointer, Value) -> Fact,
    missing: Missing,
    call: Call,
) {
    let status = response.status.as_str();
    let range = status == "default" || status.ends_with("XX") && !status.starts_with('2');
    let success = status.starts_with('2') || status.starts_with('3');
    let kind = match (range, success, missing) {
        (true, _, _) => Kind::RespDefault,
        (_, true, Missing::Before) => Kind::RespSuccessAdded,
        (_, true, Missing::After) => Kind::RespSuccessRemoved,
        (_, false, Missing::Before) => Kind::RespErrorAdded,
        (_, false, Missing::After) => Kind::RespErrorRemoved,
    };
    let text = match missing {
        Missing::Before => format!("has a response {status} now"),
        Missing::After => format!("no longer has a response {status}"),
    };
    let fact = place(Fact::new(kind, of_call(call), text), &response.origin, media_types(&response.content));
    walk.add(fact.about(Some(&pair.old.origin), Some(&pair.new.origin)));
}

/// A success with another status is still the same response.
fn moved_success(walk: &mut Walk<'_>, pair: &Pair<'_>, call: Call) {
    let only = |list: &'_ [Response]| {
        let mut found = list.iter().enumerate().filter(|(_, response)| response.status.starts_with('2'));
        let first = found.next()?.0;
        found.next().is_none().then_some(first)
    };
    let (Some(old), Some(new)) = (only(&pair.old.responses), only(&pair.new.responses)) else { return };
    let (Some(old), Some(new)) = (pair.old.responses.get(old), pair.new.responses.get(new)) else { return };
    if old.status == new.status {
        return;
    }
    for before in &old.content {
        let after = new.content.iter().find(|after| after.name == before.name);
        if let (Some(from), Some(to)) = (before.schema, after.and_then(|after| after.schema)) {
            walk.schema(from, to, Role::ResponseBody, call);
        }
    }
}

fn response(walk: &mut Walk<'_>, pair: &Pair<'_>, (old, new): (&Response, &Response), call: Call) {
    documentation::text(walk, (&old.origin, &new.origin), call);
    let subject = (Some(&pair.old.origin), Some(&pair.new.origin));
    let status = &old.status;
    match (old.content.is_empty(), new.content.is_empty()) {
        (true, false) => walk.add(
            Fact::new(Kind::RespBodyAdded, of_call(call), format!("has a body now with status {status}"))
                .both((&old.origin, Value::Null), (&new.origin, media_types(&new.content)))
                .about(subject.0, subject.1),
        ),
        (false, true) => walk.add(
            Fact::new(Kind::RespBodyRemoved, of_call(call), format!("no longer has a body with status {status}"))
                .both((&old.origin, media_types(&old.content)), (&new.origin, Value::Null))
                .about(subject.0, subject.1),
        ),
        _ => {
            let kinds =
                MediaKinds { added: Kind::RespMediaAdded, removed: Kind::RespMediaRemoved, role: Role::ResponseBody };
            contents(walk, pair, (&old.content, &new.content), &kinds, call);
        }
    }
    headers(walk, pair, (old, new), call);
}

fn headers(walk: &mut Walk<'_>, pair: &Pair<'_>, (old, new): (&Response, &Response), call: Call) {
    let same = |a: &Header, b: &Header| a.name.eq_ignore_ascii_case(&b.name);
    let subject = (Some(&pair.old.origin), Some(&pair.new.origin));
    for before in &old.headers {
        let Some(after) = new.headers.iter().find(|after| same(before, after)) else {
            walk.add(
                Fact::new(
                    Kind::RespHeaderRemoved,
                    of_call(call),
                    format!("no longer sends the header {}", before.name),
                )
                .old(&before.origin, json!({"required": before.required}))
                .about(subject.0, subject.1),
            );
            continue;
        };
        if before.required != after.required {
            let text =
                format!("{} the header {}", if after.required { "always sends" } else { "may leave out" }, before.name);
            let fact = Fact::new(Kind::RespHeaderOptional, of_call(call), text)
                .both((&before.origin, before.required.into()), (&after.origin, after.required.into()))
                .about(subject.0, subject.1);
            walk.add(fact);
        }
        documentation::text(walk, (&before.origin, &after.origin), call);
        if let (Some(from), Some(to)) = (before.schema, after.schema) {
            walk.schema(from, to, Role::Header, call);
        }
    }
    for after in &new.headers {
        if old.headers.iter().all(|before| !same(before, after)) {
            walk.add(
                Fact::new(Kind::RespHeaderAdded, of_call(call), format!("sends the header {} now", after.name))
                    .new_side(&after.origin, json!({"required": after.required}))
                    .about(subject.0, subject.1),
            );
        }
    }
}
