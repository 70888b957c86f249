//! What differs, before it is judged.
//!
//! In: filled by the walk over both contracts. Out: read by `judge`. Must not: know a level or the crate.

use serde_json::Value;

use super::ids::{Direction, OperationId, PairId};
use super::kind::Kind;
use super::level::Wire;
use crate::diag::Pointer;

/// A part of one of the two documents.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    /// In the working document.
    pub(super) at: Pointer,
    pub(super) value: Value,
}

/// Which calls meet a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those that reach this pair of schemas.
    Pair(PairId),
    /// One call.
    Operation(OperationId, Direction),
    /// Everyone.
    Api,
    /// Nobody.
    Nowhere,
}

/// A difference.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) kind: Kind,
    pub(super) old: Option<Spot>,
    pub(super) new: Option<Spot>,
    pub(super) reach: Reach,
    /// The parts that the fact is about, where the crate has an item for them: the property, not its limit.
    pub(super) subject: (Option<Pointer>, Option<Pointer>),
    /// What it means where it is sent and received, where the kind alone does not say.
    pub(super) levels: Option<(Wire, Wire)>,
    /// Why the two sides were taken for one.
    pub(super) evidence: Option<String>,
    /// What changed, as the end of a sentence whose subject is the thing.
    pub(super) text: String,
}

impl Fact {
    pub(super) fn new(kind: Kind, reach: Reach, text: impl Into<String>) -> Self {
        let (old, new, subject) = (None, None, (None, None));
        Self { kind, old, new, reach, subject, levels: None, evidence: None, text: text.into() }
    }

    pub(super) fn old(mut self, at: &Pointer, value: impl Into<Value>) -> Self {
        self.old = Some(Spot { at: at.clone(), value: value.into() });
        self.subject.0.get_or_insert_with(|| at.clone());
        self
    }

    pub(super) fn new_side(mut self, at: &Pointer, value: impl Into<Value>) -> Self {
        self.new = Some(Spot { at: at.clone(), value: value.into() });
        self.subject.1.get_or_insert_with(|| at.clone());
        self
    }

    /// Both sides of something that changed.
    pub(super) fn both(self, old: (&Pointer, Value), new: (&Pointer, Value)) -> Self {
        self.old(old.0, old.1).new_side(new.0, new.1)
    }

    pub(super) fn about(mut self, old: Option<&Pointer>, new: Option<&Pointer>) -> Self {
        self.subject = (old.cloned(), new.cloned());
        self
    }

    pub(super) fn levels(mut self, request: Wire, response: Wire) -> Self {
        self.levels = Some((request, response));
        self
    }

    pub(super) fn probable(mut self, evidence: impl Into<String>) -> Self {
        self.evidence = Some(evidence.into());
        self
    }
}
