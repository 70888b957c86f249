//! Components that no call uses.
//!
//! In: the components of both contracts, after the walk over all calls. Out: facts, and pairs that are left to compare.
//! Must not: report a component that something uses; that is seen where it is used.

use std::collections::HashSet;

use serde_json::Value;

use super::fact::{Fact, Reach};
use super::kind::Kind;
use super::pairs::{From, Role};
use super::walk::Walk;
use crate::contract::{Contract, Operation};
use crate::resolve::SchemaId;

pub(super) fn compare(walk: &mut Walk<'_>) {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (used_before, used_after) = (used(before), used(after));
    let renamed: HashSet<Option<crate::diag::Pointer>> = walk
        .facts
        .iter()
        .filter(|fact| fact.kind == Kind::SchemaRenamed)
        .flat_map(|fact| [fact.subject.0.clone(), fact.subject.1.clone()])
        .collect();
    for (key, old) in &before.components {
        match after.components.iter().find(|(other, _)| other == key) {
            Some((_, new)) => walk.pairs.enter(*old, *new, Role::Field, From::Component),
            None => {
                let at = &before.schemas[*old].origin;
                if !used_before.contains(old) && !renamed.contains(&Some(at.clone())) {
                    walk.add(Fact::new(Kind::SchemaRemoved, Reach::Nowhere, "is gone").old(at, Value::Null));
                }
            }
        }
    }
    for (key, new) in &after.components {
        let at = &after.schemas[*new].origin;
        let known = before.components.iter().any(|(other, _)| other == key);
        if !known && !used_after.contains(new) && !renamed.contains(&Some(at.clone())) {
            walk.add(Fact::new(Kind::SchemaAdded, Reach::Nowhere, "is new").new_side(at, Value::Null));
        }
    }
}

/// The schemas that calls, webhooks and callbacks lead to.
fn used(contract: &Contract) -> HashSet<SchemaId> {
    let mut queue = Vec::new();
    let mut operations: Vec<&Operation> = contract.operations.iter().chain(&contract.webhooks).collect();
    while let Some(operation) = operations.pop() {
        operations.extend(operation.callbacks.iter().flat_map(|(_, requests)| requests));
        queue.extend(operation.parameters.iter().map(|parameter| parameter.schema));
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        queue.extend(bodies.chain(responses).filter_map(|media| media.schema));
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        queue.extend(headers.filter_map(|header| header.schema));
    }
    let mut met: HashSet<SchemaId> = queue.iter().copied().collect();
    while let Some(id) = queue.pop() {
        queue.extend(contract.schemas.held(id).filter(|below| met.insert(*below)));
    }
    met
}
