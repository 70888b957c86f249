//! What only overlays say: envelope, errors, paging, limits.
//!
//! In: the APIs of both sides. Out: facts. Must not: know a vendor.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::fact::{Fact, Reach};
use super::ids::Direction;
use super::kind::Kind;
use super::walk::{Walk, of_call};
use crate::diag::Pointer;
use crate::ir::{Api, ErrorCode, Operation, PathPart, RawCode};

pub(super) fn compare(walk: &mut Walk<'_>) {
    api(walk);
    errors(walk);
    operations(walk);
}

fn api(walk: &mut Walk<'_>) {
    let (old, new) = (&walk.old.api.protocol, &walk.new.api.protocol);
    let pairs: [(Kind, Value, Value, &str); 5] = [
        (Kind::ApiEnvelope, json!(old.envelope), json!(new.envelope), "responses are wrapped otherwise"),
        (Kind::ApiRateLimit, json!(old.rate_limit), json!(new.rate_limit), "another rate limit holds"),
        (
            Kind::ApiRateHeaders,
            json!(old.rate_headers),
            json!(new.rate_headers),
            "other headers tell of the rate limit",
        ),
        (Kind::ApiSigning, json!(old.signing), json!(new.signing), "requests are signed otherwise"),
        (Kind::ApiWebhooks, json!(old.webhooks), json!(new.webhooks), "webhooks are sent or signed otherwise"),
    ];
    let at = Pointer::default().child("x-sdk");
    let facts = pairs.into_iter().filter(|(_, from, to, _)| from != to);
    let facts = facts.map(|(kind, from, to, text)| Fact::new(kind, Reach::Api, text).both((&at, from), (&at, to)));
    walk.facts.extend(facts.collect::<Vec<_>>());
}

fn errors(walk: &mut Walk<'_>) {
    let table = |api: &'_ Api| -> BTreeMap<RawCode, ErrorCode> {
        api.errors.iter().flat_map(|row| row.codes.iter().map(|code| (code.clone(), row.clone()))).collect()
    };
    let (old, new) = (table(walk.old.api), table(walk.new.api));
    let at = Pointer::default().child("x-sdk");
    let value =
        |row: &ErrorCode| json!({"name": row.name, "statuses": row.statuses, "class": row.class, "retry": row.retry});
    let mut facts = Vec::new();
    for (code, row) in &old {
        let code = json!(code);
        match new.get(&row_code(&code)) {
            None => {
                let text = format!("the error code {code} is gone");
                facts.push(Fact::new(Kind::ErrorCodeRemoved, Reach::Api, text).old(&at, value(row)));
            }
            Some(other) if value(other) != value(row) => {
                let text = format!("the error code {code} means something else");
                let fact = Fact::new(Kind::ErrorCodeChanged, Reach::Api, text);
                facts.push(fact.both((&at, value(row)), (&at, value(other))));
            }
            Some(_) => {}
        }
    }
    for (code, row) in new.iter().filter(|(code, _)| !old.contains_key(code)) {
        let text = format!("the error code {} is new", json!(code));
        facts.push(Fact::new(Kind::ErrorCodeAdded, Reach::Api, text).new_side(&at, value(row)));
    }
    walk.facts.extend(facts);
}

fn row_code(code: &Value) -> RawCode {
    code.as_i64().map_or_else(|| RawCode::Text(code.as_str().unwrap_or_default().to_owned()), RawCode::Number)
}

/// Facts of calls that are in both. The same change of several calls is one fact.
fn operations(walk: &mut Walk<'_>) {
    let mut known: BTreeMap<(Kind, String, String), (Pointer, Pointer)> = BTreeMap::new();
    for before in calls(walk.old.api) {
        let Some(after) = calls(walk.new.api).find(|after| key(after) == key(before)) else { continue };
        let id = walk.name(format!("{} {}", key(before).0, path(before)));
        for Changed { kind, direction, old, new, text } in changed(before, after) {
            let at = (before.origin.pointer.clone(), after.origin.pointer.clone());
            let same = (kind, old.to_string(), new.to_string());
            let (from, to) = known.entry(same).or_insert(at).clone();
            let fact = Fact::new(kind, of_call((id, direction)), text).both((&from, old), (&to, new));
            walk.add(fact.about(Some(&before.origin.pointer), Some(&after.origin.pointer)));
        }
    }
}

fn calls(api: &Api) -> impl Iterator<Item = &Operation> {
    api.services.iter().flat_map(|service| &service.operations)
}

/// Method and path.
pub(super) fn key(operation: &Operation) -> (String, String) {
    (crate::rust::method_name(operation.method).to_uppercase(), path(operation))
}

/// `/parcels/{id}`.
fn path(operation: &Operation) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Param(name) => format!("{{{name}}}"),
    };
    operation.path.iter().map(part).collect()
}

/// What an overlay says of a call in another way.
struct Changed {
    kind: Kind,
    direction: Direction,
    old: Value,
    new: Value,
    text: &'static str,
}

fn changed(old: &Operation, new: &Operation) -> Vec<Changed> {
    let paging = |operation: &Operation| {
        operation.pagination.as_ref().map(|pagination| {
            json!({"style": pagination.style, "parameter": pagination.parameter, "items": pagination.items})
        })
    };
    let wrapper = |operation: &Operation| operation.body.as_ref().and_then(|body| body.wrapper.clone());
    let all = [
        (Kind::OpPaging, Direction::Request, json!([paging(old), paging(new)]), "is paged otherwise"),
        (
            Kind::OpPayload,
            Direction::Response,
            json!([old.success.path, new.success.path]),
            "has its payload elsewhere in the response",
        ),
        (Kind::OpPayload, Direction::Request, json!([wrapper(old), wrapper(new)]), "wraps its body in another way"),
        (Kind::OpRateLimit, Direction::Request, json!([old.rate_limit, new.rate_limit]), "has another rate limit"),
        (
            Kind::OpIdempotency,
            Direction::Request,
            json!([old.idempotency, new.idempotency]),
            "may be repeated under other conditions",
        ),
        (Kind::OpBatch, Direction::Request, json!([old.batch, new.batch]), "takes another number of items"),
    ];
    let one = |(kind, direction, values, text): (Kind, Direction, Value, &'static str)| {
        let (old, new) = (values.get(0).cloned()?, values.get(1).cloned()?);
        (old != new).then_some(Changed { kind, direction, old, new, text })
    };
    all.into_iter().filter_map(one).collect()
}
