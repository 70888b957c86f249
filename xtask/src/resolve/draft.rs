//! Schemas on their way to normal form.
//!
//! In: what `intern` reads off the document. Out: after `merge`, `inherit` and `union`, the arena of the model.
//! Must not: leave this stage.

use super::model::{Annotations, Discriminator, Kind, Place, SchemaId};
use crate::diag::Pointer;

/// A schema that is not yet in normal form.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What the schema says by itself; `Kind::Any` where it says nothing.
    pub(super) kind: Kind,
    /// Its `allOf`; empty once merged.
    pub(super) parts: Vec<SchemaId>,
    /// Its `oneOf` and `anyOf`, each a set of arms; more than one set after a merge of several.
    pub(super) arms: Vec<Arms>,
    /// Members that must be there, declared here or in another part.
    pub(super) demanded: Vec<String>,
    /// A discriminator beside members (inheritance) or beside arms.
    pub(super) discriminator: Option<Discriminator>,
    /// It has `not`, or another keyword whose meaning is lost.
    pub(super) lost: Option<&'static str>,
    pub(super) notes: Annotations,
    pub(super) place: Place,
    pub(super) origin: Pointer,
    pub(super) state: State,
    /// Every node that this one takes from by `allOf`, as merged: parents, for inheritance.
    pub(super) parents: Vec<SchemaId>,
}

/// How far the merge of a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Raw,
    /// Being merged: to meet it again is a cycle.
    Open,
    Merged,
}

/// Arms of a `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(super) struct Arms {
    pub(super) ids: Vec<SchemaId>,
    pub(super) discriminator: Option<Discriminator>,
}

/// The arena while it is being built.
#[derive(Debug, Default)]
pub(super) struct Drafts(pub(super) Vec<Draft>);

impl Drafts {
    pub(super) fn push(&mut self, draft: Draft) -> SchemaId {
        self.0.push(draft);
        SchemaId(self.0.len() - 1)
    }

    pub(super) fn get(&self, id: SchemaId) -> &Draft {
        &self.0[id.0]
    }

    pub(super) fn get_mut(&mut self, id: SchemaId) -> &mut Draft {
        &mut self.0[id.0]
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

impl Draft {
    pub(super) fn new(place: Place, origin: Pointer) -> Self {
        Self {
            kind: Kind::Any,
            parts: Vec::new(),
            arms: Vec::new(),
            demanded: Vec::new(),
            discriminator: None,
            lost: None,
            notes: Annotations::default(),
            place,
            origin,
            state: State::Raw,
            parents: Vec::new(),
        }
    }

    /// It says nothing about the type of a value.
    pub(super) fn is_blank(&self) -> bool {
        self.kind == Kind::Any && self.parts.is_empty() && self.arms.is_empty()
    }
}
