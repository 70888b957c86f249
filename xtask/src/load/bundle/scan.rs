//! Finds the references of a subtree.
//!
//! In: a subtree and what it is. Out: its references in the order in which they are to be followed.
//! Must not: follow them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::files::FileId;
use crate::diag::Pointer;
use crate::load::shape::{Kind, Shape, Visit, walk};

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `{$ref: …}`
    Ref,
    /// A value of a discriminator's mapping; may be a bare name.
    Mapping,
}

/// A reference.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The node that is the reference.
    pub(super) node: Pointer,
    /// The text itself.
    pub(super) at: Pointer,
    /// What it must lead to.
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) role: Role,
    /// Nothing but extensions stands beside it.
    pub(super) alone: bool,
}

/// The references below `here` that may lead to another file; all of them if the subtree is from another file.
pub(super) fn references(value: &Value, kind: Kind, here: &Pointer, file: FileId, skip: &[String]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut take = |at: &Pointer, visit: Visit<'_>| {
        let next = match visit {
            Visit::Node(kind, members) => reference(at, kind, members),
            Visit::Mapping(text) => Some(mapping(at, text)),
        };
        found.extend(next.filter(|f| file != FileId::MAIN || !f.text.starts_with('#')));
    };
    walk(value, Shape::One(kind), here, &mut take);
    for name in skip {
        let done = here.child(name);
        found.retain(|f| f.at.below(&done).is_none());
    }
    // A component that is nothing but a reference gives its name to what it refers to, so these come first.
    let components = Pointer::new("/components");
    let is_component = |f: &Found| f.node.below(&components).is_some_and(|rest| rest.matches('/').count() == 2);
    found.sort_by_key(|f| !is_component(f));
    found
}

fn reference(at: &Pointer, kind: Kind, members: &Map<String, Value>) -> Option<Found> {
    if !kind.may_refer() {
        return None;
    }
    let text = members.get("$ref")?.as_str()?.to_owned();
    let alone = members.keys().all(|key| key == "$ref" || key.starts_with("x-"));
    Some(Found { node: at.clone(), at: at.child("$ref"), kind, text, role: Role::Ref, alone })
}

fn mapping(at: &Pointer, text: &str) -> Found {
    let (node, at, text) = (at.clone(), at.clone(), text.to_owned());
    Found { node, at, kind: Kind::Schema, text, role: Role::Mapping, alone: false }
}

/// The `$id`s of a document's schemas.
pub(super) fn schema_ids(value: &Value) -> HashSet<String> {
    let mut ids = HashSet::new();
    walk(value, Shape::One(Kind::Root), &Pointer::default(), &mut |_, visit| {
        if let Visit::Node(Kind::Schema, members) = visit {
            ids.extend(members.get("$id").and_then(Value::as_str).map(str::to_owned));
        }
    });
    ids
}
