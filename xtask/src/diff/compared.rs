//! A pair of schemas that is being compared.
//!
//! In: filled by `schemas`. Out: read by those that compare its parts. Must not: compare.

use super::fact::{Fact, Reach};
use super::ids::PairId;
use super::kind::Kind as ChangeKind;
use super::same::Effective;
use crate::contract::Contract;
use crate::diag::Pointer;
use crate::resolve::{SchemaId, SchemaLocation};

/// A pair that is being compared.
pub(super) struct Compared<'a> {
    pub(super) id: PairId,
    /// Where both are written, the references to them included.
    pub(super) old_at: &'a Pointer,
    pub(super) new_at: &'a Pointer,
    pub(super) old: &'a Effective,
    pub(super) new: &'a Effective,
}

impl Compared<'_> {
    pub(super) fn fact(&self, kind: ChangeKind, text: impl Into<String>) -> Fact {
        Fact::new(kind, Reach::Pair(self.id), text).about(Some(self.old_at), Some(self.new_at))
    }
}

/// The key of a schema that is a component.
pub(super) fn component(contract: &Contract, id: SchemaId) -> Option<&str> {
    match &contract.schemas[id].location {
        SchemaLocation::Component(key) => Some(key),
        _ => None,
    }
}

pub(super) fn has_component(contract: &Contract, key: &str) -> bool {
    contract.components.iter().any(|(name, _)| name == key)
}
