//! The result of a comparison: data only.
//!
//! In: filled by the modules beside it. Out: read by those that print it. Must not: hold a rule.

use std::collections::BTreeMap;

use serde_json::Value;

use super::kind::Kind;
use super::level::{Semver, Side, Wire};
use crate::diag::Written;

/// A part of a document and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub written: Written,
    /// The changed facet alone.
    pub value: Value,
    /// The lines of the file where it is written.
    pub excerpt: Vec<String>,
}

/// What is said by an item of the crate, before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemPair {
    pub old: Option<String>,
    pub new: Option<String>,
}

/// A change of an item of the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    pub item: ItemPair,
    pub semver: Semver,
    /// What it was and what it is, as Rust.
    pub signature: ItemPair,
    /// The error that code meets which uses the old item: `E0609`.
    pub error: Option<&'static str>,
    /// What changed, for people.
    pub what: &'static str,
}

/// Why two parts with different names were taken for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    pub evidence: String,
}

/// One fact that differs.
#[derive(Debug, Clone)]
pub struct Change {
    pub kind: Kind,
    pub wire: Wire,
    /// `None` where the fact does not reach that side.
    pub request: Option<Wire>,
    pub response: Option<Wire>,
    pub semver: Semver,
    pub side: Side,
    /// `GET /parcels`, sorted.
    pub operations: Vec<String>,
    /// The component in which the fact stands.
    pub component: Option<String>,
    /// Below the component or operation, without the first slash.
    pub path: String,
    pub old: Option<Place>,
    pub new: Option<Place>,
    /// The items of the crate that follow from it, the one that names the fact first.
    pub items: Vec<ItemChange>,
    /// The item that the fact is about.
    pub item: ItemPair,
    pub message: String,
    pub fingerprint: String,
    pub loose_fingerprint: String,
    pub inference: Option<Inference>,
    pub cause: Cause,
    pub approved: Option<Approved>,
}

/// Why a change is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    pub reason: String,
    pub by: Option<String>,
    /// The last day, `YYYY-MM-DD`.
    pub until: Option<String>,
}

impl Change {
    /// An item that follows from it.
    pub(super) fn add(&mut self, item: ItemChange) {
        self.semver = self.semver.max(item.semver);
        self.items.push(item);
    }
}

/// Where a change comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    Description,
    Overlay,
    Generator,
    Notes,
}

impl Cause {
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Overlay => "overlay",
            Self::Generator => "generator",
            Self::Notes => "notes",
        }
    }
}

/// Which side a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub file: String,
    pub title: String,
    pub version: String,
    /// `YYYY-MM-DD`, where the overlay says so.
    pub released: Option<String>,
    pub supported_until: Option<String>,
    /// The module of a crate that has several versions.
    pub module: Option<String>,
}

/// What the comparison means for the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// For code that moves from the old version to the new one.
    pub moving: Semver,
    /// For the release of the crate: a version that becomes a module beside the others breaks nobody.
    pub release: Semver,
}

/// Whether changes of texts are shown, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documents {
    Plain,
    WithTexts,
}

/// What differs between two versions.
#[derive(Debug)]
pub struct Comparison {
    pub old: Document,
    pub new: Document,
    /// The service of each operation.
    pub services: BTreeMap<String, String>,
    /// By component, path and kind.
    pub changes: Vec<Change>,
}

impl Comparison {
    pub fn verdict(&self) -> Verdict {
        let moving = self.changes.iter().map(|change| change.semver).max().unwrap_or(Semver::None);
        let is_beside = self.old.module.is_some() && self.new.module.is_some() && self.old.module != self.new.module;
        Verdict { moving, release: if is_beside { Semver::Minor } else { moving } }
    }

    /// The changes that are shown.
    pub fn shown(&self, documents: Documents) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| documents == Documents::WithTexts || change.wire != Wire::Doc)
    }
}
