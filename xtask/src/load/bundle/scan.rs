//! Finds the references of a subtree.
//!
//! In: a subtree and its kind. Out: its references, in the order in which they have to be followed.
//! Must not: follow them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::files::FileId;
use crate::diag::Pointer;
use crate::load::shape::{NodeKind, PropertyShape, Visit, walk};

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReferenceForm {
    /// `{$ref: …}`
    Ref,
    /// A value of a discriminator's mapping; may be a bare name.
    Mapping,
}

/// A reference.
#[derive(Debug, Clone)]
pub(super) struct ReferenceSite {
    /// The node that is the reference.
    pub(super) node: Pointer,
    /// The text itself.
    pub(super) at: Pointer,
    /// What it must lead to.
    pub(super) kind: NodeKind,
    pub(super) text: String,
    pub(super) form: ReferenceForm,
    /// There are only extensions beside it.
    pub(super) alone: bool,
}

/// The references below `here` that may lead to another file; all of them if the subtree is from another file.
pub(super) fn references(
    value: &Value,
    kind: NodeKind,
    here: &Pointer,
    file: FileId,
    skip: &[String],
) -> Vec<ReferenceSite> {
    let mut sites = Vec::new();
    let mut take = |at: &Pointer, visit: Visit<'_>| {
        let next = match visit {
            Visit::Node(kind, properties) => reference(at, kind, properties),
            Visit::Mapping(text) => Some(mapping(at, text)),
        };
        sites.extend(next.filter(|f| file != FileId::MAIN || !f.text.starts_with('#')));
    };
    walk(value, PropertyShape::One(kind), here, &mut take);
    for name in skip {
        let done = here.child(name);
        sites.retain(|f| f.at.below(&done).is_none());
    }
    // A component that is nothing but a reference gives its name to what it refers to, so these come first.
    let components = Pointer::new("/components");
    let is_component = |f: &ReferenceSite| f.node.below(&components).is_some_and(|rest| rest.matches('/').count() == 2);
    sites.sort_by_key(|f| !is_component(f));
    sites
}

fn reference(at: &Pointer, kind: NodeKind, properties: &Map<String, Value>) -> Option<ReferenceSite> {
    if !kind.may_refer() {
        return None;
    }
    let text = properties.get("$ref")?.as_str()?.to_owned();
    let alone = properties.keys().all(|key| key == "$ref" || key.starts_with("x-"));
    Some(ReferenceSite { node: at.clone(), at: at.child("$ref"), kind, text, form: ReferenceForm::Ref, alone })
}

fn mapping(at: &Pointer, text: &str) -> ReferenceSite {
    let (node, at, text) = (at.clone(), at.clone(), text.to_owned());
    ReferenceSite { node, at, kind: NodeKind::Schema, text, form: ReferenceForm::Mapping, alone: false }
}

/// The `$id`s of a document's schemas.
pub(super) fn schema_ids(value: &Value) -> HashSet<String> {
    let mut ids = HashSet::new();
    walk(value, PropertyShape::One(NodeKind::Root), &Pointer::default(), &mut |_, visit| {
        if let Visit::Node(NodeKind::Schema, properties) = visit {
            ids.extend(properties.get("$id").and_then(Value::as_str).map(str::to_owned));
        }
    });
    ids
}
