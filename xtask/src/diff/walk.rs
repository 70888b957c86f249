//! What the walk over both contracts has found so far.
//!
//! In: filled by the modules that compare. Out: read by `judge`. Must not: compare.

use super::fact::{Fact, Reach};
use super::ids::{Direction, OperationId};
use super::pairs::{From, Pairs, Role};
use super::same::Same;
use crate::contract::Contract;
use crate::ir::Api;
use crate::resolve::SchemaId;

/// One of the two sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Version<'a> {
    pub(super) contract: &'a Contract,
    pub(super) api: &'a Api,
}

/// What the walk has found so far.
pub(super) struct Walk<'a> {
    pub(super) old: Version<'a>,
    pub(super) new: Version<'a>,
    pub(super) same: Same<'a>,
    pub(super) pairs: Pairs,
    pub(super) facts: Vec<Fact>,
    /// `GET /parcels`, for each operation that is in the output.
    pub(super) names: Vec<String>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(old: Version<'a>, new: Version<'a>) -> Self {
        let same = Same::new(old.contract, new.contract);
        Self { old, new, same, pairs: Pairs::default(), facts: Vec::new(), names: Vec::new() }
    }

    pub(super) fn add(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    /// Names an operation for the output.
    pub(super) fn name(&mut self, name: String) -> OperationId {
        if let Some(known) = self.names.iter().position(|known| *known == name) {
            return OperationId(known);
        }
        self.names.push(name);
        OperationId(self.names.len() - 1)
    }

    /// Enters the schemas of something that a call sends or receives.
    pub(super) fn schema(&mut self, old: SchemaId, new: SchemaId, role: Role, call: (OperationId, Direction)) {
        self.pairs.enter(old, new, role, From::Operation(call.0, call.1));
    }
}

/// A fact of one call.
pub(super) const fn of_call(call: (OperationId, Direction)) -> Reach {
    Reach::Operation(call.0, call.1)
}
