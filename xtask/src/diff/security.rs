//! What a call needs to be let in.
//!
//! In: requirements and schemes of both contracts. Out: facts. Must not: know how credentials are sent.

use serde_json::{Value, json};

use super::call::Pair;
use super::fact::{Fact, Reach};
use super::ids::Direction;
use super::kind::Kind;
use super::walk::Walk;
use crate::contract::{Contract, Operation, Requirement, Scheme};
use crate::diag::Pointer;
use crate::ir::Credential;

/// The schemes, and what calls need that say nothing of their own.
pub(super) fn of_api(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old.contract, walk.new.contract);
    for before in &old.schemes {
        if let Some(after) = new.schemes.iter().find(|after| after.name == before.name) {
            scheme(walk, before, after);
        }
    }
    let at = Pointer::default().child("security");
    let place = |contract: &Contract| if contract.value(&at).is_some() { at.clone() } else { Pointer::default() };
    let places = (place(old), place(new));
    requirements(walk, (&old.security, &new.security), (&places.0, &places.1), &Reach::Api);
}

/// What an operation needs, where either side says something of its own.
pub(super) fn of_operation(walk: &mut Walk<'_>, pair: &Pair<'_>) {
    if pair.old.security.is_none() && pair.new.security.is_none() {
        return;
    }
    let (old, new) = (walk.old.contract, walk.new.contract);
    let from = pair.old.security.as_ref().unwrap_or(&old.security);
    let to = pair.new.security.as_ref().unwrap_or(&new.security);
    let place = |contract: &Contract, operation: &Operation| {
        let at = operation.origin.child("security");
        if contract.value(&at).is_some() { at } else { operation.origin.clone() }
    };
    let places = (place(old, pair.old), place(new, pair.new));
    let reach = Reach::Operation(pair.id, Direction::Request);
    requirements(walk, (from, to), (&places.0, &places.1), &reach);
}

fn scheme(walk: &mut Walk<'_>, old: &Scheme, new: &Scheme) {
    let (from, to) = (&old.credential, &new.credential);
    let found = match (place_of(from), place_of(to)) {
        (Some((a, _)), Some((b, _))) if a != b => Some((Kind::AuthKeyMoved, "in", "is sent elsewhere")),
        (Some((_, a)), Some((_, b))) if a != b => Some((Kind::AuthKeyRenamed, "name", "is sent under another name")),
        (Some(_), Some(_)) => None,
        _ if from != to || old.flows.is_empty() != new.flows.is_empty() => {
            Some((Kind::AuthSchemeType, "type", "is another type of scheme"))
        }
        _ if old.flows != new.flows || old.discovery_url != new.discovery_url => {
            Some((Kind::AuthEndpoint, "flows", "has other URLs or scopes"))
        }
        _ => None,
    };
    let Some((kind, key, text)) = found else { return };
    let at = |contract: &Contract, scheme: &Scheme| {
        let at = scheme.origin.child(key);
        if contract.value(&at).is_some() { at } else { scheme.origin.clone() }
    };
    let (before, after) = (at(walk.old.contract, old), at(walk.new.contract, new));
    let value = |contract: &Contract, at: &Pointer| contract.value(at).cloned().unwrap_or(Value::Null);
    let values = (value(walk.old.contract, &before), value(walk.new.contract, &after));
    let text = format!("the security scheme {} {text}", old.name);
    walk.add(
        Fact::new(kind, Reach::Api, text)
            .both((&before, values.0), (&after, values.1))
            .about(Some(&old.origin), Some(&new.origin)),
    );
}

/// Where the key of a scheme is sent, and under which name.
fn place_of(credential: &Credential) -> Option<(&'static str, String)> {
    match credential {
        Credential::ApiKeyHeader(name) => Some(("header", name.to_ascii_lowercase())),
        Credential::ApiKeyQuery(name) => Some(("query", name.clone())),
        Credential::ApiKeyCookie(name) => Some(("cookie", name.clone())),
        Credential::Basic | Credential::Bearer | Credential::Other(_) => None,
    }
}

fn requirements(
    walk: &mut Walk<'_>,
    (old, new): (&[Requirement], &[Requirement]),
    (from, to): (&Pointer, &Pointer),
    reach: &Reach,
) {
    let open = |all: &[Requirement]| all.is_empty() || all.iter().any(Vec::is_empty);
    let mut found: Vec<(Kind, String)> = Vec::new();
    match (open(old), open(new)) {
        (true, true) => {}
        (true, false) => found.push((Kind::AuthRequired, "needs credentials now".to_owned())),
        (false, true) => found.push((Kind::AuthNotRequired, "no longer needs credentials".to_owned())),
        (false, false) => alternatives(old, new, &mut found),
    }
    for (kind, text) in found {
        walk.add(Fact::new(kind, reach.clone(), text).both((from, json!(old)), (to, json!(new))));
    }
}

/// Alternatives are the same if they name the same schemes; then their scopes are compared.
fn alternatives(old: &[Requirement], new: &[Requirement], found: &mut Vec<(Kind, String)>) {
    let names = |requirement: &Requirement| requirement.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    for before in old {
        match new.iter().find(|after| names(after) == names(before)) {
            None => {
                found.push((Kind::AuthAlternativeRemoved, format!("no longer takes {}", names(before).join(" with "))))
            }
            Some(after) => scopes(before, after, found),
        }
    }
    for after in new {
        if old.iter().all(|before| names(before) != names(after)) {
            found.push((Kind::AuthAlternativeAdded, format!("takes {} now", names(after).join(" with "))));
        }
    }
}

fn scopes(old: &Requirement, new: &Requirement, found: &mut Vec<(Kind, String)>) {
    for ((name, before), (_, after)) in old.iter().zip(new) {
        for scope in after.iter().filter(|scope| !before.contains(scope)) {
            found.push((Kind::AuthScopeAdded, format!("needs the scope {scope} of {name} now")));
        }
        for scope in before.iter().filter(|scope| !after.contains(scope)) {
            found.push((Kind::AuthScopeRemoved, format!("no longer needs the scope {scope} of {name}")));
        }
    }
}
