//! Which calls use a schema, from the side of the schema.
//!
//! In: a contract. Out: for each schema the operations that lead to it. Must not: compare.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::contract::{Contract, Operation};
use crate::diag::Pointer;
use crate::resolve::SchemaId;

/// The uses of schemas in one contract.
pub(super) struct Uses {
    above: HashMap<SchemaId, Vec<SchemaId>>,
    by_operation: HashMap<SchemaId, BTreeSet<String>>,
    by_origin: HashMap<Pointer, SchemaId>,
    operations: HashMap<Pointer, String>,
}

impl Uses {
    pub(super) fn of(contract: &Contract) -> Self {
        let mut uses = Self {
            above: HashMap::new(),
            by_operation: HashMap::new(),
            by_origin: HashMap::new(),
            operations: HashMap::new(),
        };
        for (id, node) in contract.schemas.iter() {
            uses.by_origin.insert(node.origin.clone(), id);
            for below in contract.schemas.held(id) {
                uses.above.entry(below).or_default().push(id);
            }
            let target = contract.schemas.target(id);
            if target != id {
                uses.above.entry(target).or_default().push(id);
            }
        }
        for operation in &contract.operations {
            uses.enter(operation, &super::call::name(operation));
        }
        for operation in &contract.webhooks {
            uses.enter(operation, &format!("WEBHOOK {}", operation.path));
        }
        uses
    }

    fn enter(&mut self, operation: &Operation, name: &str) {
        self.operations.insert(operation.origin.clone(), name.to_owned());
        let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        let media = bodies.chain(responses).filter_map(|media| media.schema);
        for id in parameters.chain(media).chain(headers.filter_map(|header| header.schema)) {
            self.by_operation.entry(id).or_default().insert(name.to_owned());
        }
        operation.callbacks.iter().flat_map(|(_, requests)| requests).for_each(|request| self.enter(request, name));
    }

    /// The operations that a part of the document belongs to or is used by.
    pub(super) fn operations(&self, at: &Pointer) -> BTreeSet<String> {
        let held = at.ancestors().map(Pointer::new);
        for at in held {
            if let Some(name) = self.operations.get(&at) {
                return BTreeSet::from([name.clone()]);
            }
            if let Some(id) = self.by_origin.get(&at) {
                return self.of_schema(*id);
            }
        }
        BTreeSet::new()
    }

    fn of_schema(&self, id: SchemaId) -> BTreeSet<String> {
        let (mut queue, mut met) = (vec![id], HashSet::from([id]));
        let mut found = BTreeSet::new();
        while let Some(id) = queue.pop() {
            found.extend(self.by_operation.get(&id).into_iter().flatten().cloned());
            queue.extend(self.above.get(&id).into_iter().flatten().copied().filter(|above| met.insert(*above)));
        }
        found
    }
}
