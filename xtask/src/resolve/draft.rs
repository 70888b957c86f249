//! Schemas on their way to normal form.
//!
//! In: the nodes that `intern` makes. Out: after `merge`, `inherit` and `union`, the arena of the model.
//! Must not: leave this stage.

use super::model::{Annotations, Discriminator, Kind, SchemaId, SchemaLocation};
use crate::coverage::Reads;
use crate::diag::Pointer;

/// A schema that is not yet in normal form.
#[derive(Debug, Clone)]
pub(super) struct SchemaDraft {
    /// The kind of the schema itself; `Kind::Any` if it has none.
    pub(super) kind: Kind,
    /// Its `allOf`; empty once merged.
    pub(super) parts: Vec<SchemaId>,
    /// Its `oneOf` and `anyOf`, each a set of branches; more than one set after a merge of several.
    pub(super) branches: Vec<Branches>,
    /// Required properties, declared here or in another part.
    pub(super) demanded: Vec<String>,
    /// A discriminator beside properties (inheritance) or beside branches.
    pub(super) discriminator: Option<Discriminator>,
    /// It has `not`, or another keyword that is not supported.
    pub(super) lost: Option<&'static str>,
    pub(super) notes: Annotations,
    /// What was read of it.
    pub(super) reads: Reads,
    pub(super) location: SchemaLocation,
    pub(super) origin: Pointer,
    pub(super) state: State,
    /// All parents by `allOf`, direct and indirect.
    pub(super) parents: Vec<SchemaId>,
}

/// How far the merge of a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Raw,
    /// Being merged: another visit is a cycle.
    Open,
    Merged,
}

/// Branches of a `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(super) struct Branches {
    pub(super) ids: Vec<SchemaId>,
    pub(super) discriminator: Option<Discriminator>,
}

/// The arena while it is being built.
#[derive(Debug, Default)]
pub(super) struct SchemaDrafts(pub(super) Vec<SchemaDraft>);

impl SchemaDrafts {
    pub(super) fn push(&mut self, draft: SchemaDraft) -> SchemaId {
        self.0.push(draft);
        SchemaId(self.0.len() - 1)
    }

    pub(super) fn get(&self, id: SchemaId) -> &SchemaDraft {
        &self.0[id.0]
    }

    pub(super) fn get_mut(&mut self, id: SchemaId) -> &mut SchemaDraft {
        &mut self.0[id.0]
    }

    /// Adds a schema that is all of `parts`, in the place of `of`.
    pub(super) fn all_of(&mut self, parts: Vec<SchemaId>, location: SchemaLocation, of: SchemaId) -> SchemaId {
        let mut draft = SchemaDraft::new(location, self.get(of).origin.clone());
        draft.parts = parts;
        self.push(draft)
    }

    /// Follows plain references, at most as many as there are schemas.
    pub(super) fn target(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..self.0.len() {
            match self.get(id).kind {
                Kind::Ref(next) => id = next,
                _ => break,
            }
        }
        id
    }
}

impl SchemaDraft {
    pub(super) fn new(location: SchemaLocation, origin: Pointer) -> Self {
        Self {
            kind: Kind::Any,
            parts: Vec::new(),
            branches: Vec::new(),
            demanded: Vec::new(),
            discriminator: None,
            lost: None,
            notes: Annotations::default(),
            reads: Reads::default(),
            location,
            origin,
            state: State::Raw,
            parents: Vec::new(),
        }
    }

    /// It does not restrict the type of a value.
    pub(super) fn is_blank(&self) -> bool {
        self.kind == Kind::Any && self.parts.is_empty() && self.branches.is_empty()
    }
}
