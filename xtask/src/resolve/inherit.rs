//! Turns parents with a discriminator into the union of their children.
//!
//! In: merged drafts. Out: an object component with a `discriminator` and no branches, extended by other components
//! with
//! `allOf`, gets those children as its branches; where it is used as a type, a value is one of them.
//! Must not: change the children, which have taken the parent's properties already.

use std::collections::HashMap;

use super::draft::{Branches, SchemaDraft, SchemaDrafts};
use super::model::{Kind, SchemaId, SchemaLocation};
use crate::diag::Diagnostics;
use crate::diag::codes;

/// Finds such parents and changes them.
pub(super) fn parents_to_unions(drafts: &mut SchemaDrafts, diagnostics: &mut Diagnostics) {
    let mut children: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for (index, draft) in drafts.0.iter().enumerate() {
        if matches!(draft.location, SchemaLocation::Component(_)) && matches!(draft.kind, Kind::Object { .. }) {
            let mut parents = draft.parents.clone();
            parents.sort_unstable();
            parents.dedup();
            for parent in parents {
                children.entry(parent).or_default().push(SchemaId(index));
            }
        }
    }
    for index in 0..drafts.0.len() {
        let parent = SchemaId(index);
        let draft = drafts.get(parent);
        let is_parent = matches!(draft.location, SchemaLocation::Component(_))
            && matches!(draft.kind, Kind::Object { .. })
            && draft.branches.is_empty();
        if let Some(children) = children.get(&parent).filter(|_| is_parent)
            && draft.discriminator.is_some()
        {
            become_union(drafts, parent, children, diagnostics);
        }
    }
}

fn become_union(drafts: &mut SchemaDrafts, parent: SchemaId, children: &[SchemaId], diagnostics: &mut Diagnostics) {
    let mut own = drafts.get(parent).clone();
    let Some(mut discriminator) = own.discriminator.take() else { return };
    let mut ids = children.to_vec();
    let parent_travels = discriminator.mapping.iter().any(|(_, id)| *id == parent);
    // With one child there is no choice: the parent stays as it is.
    if ids.len() + usize::from(parent_travels) < 2 {
        return;
    }
    // Only a mapping can make the parent itself a value.
    if parent_travels {
        let location = SchemaLocation::Branch { of: parent, index: ids.len() };
        let mut base = SchemaDraft::new(location, own.origin.clone());
        base.kind = own.kind;
        base.state = own.state;
        base.notes.title = Some("base".to_owned());
        let base = drafts.push(base);
        for (_, id) in &mut discriminator.mapping {
            if *id == parent {
                *id = base;
            }
        }
        ids.push(base);
    }
    let at = drafts.get(parent).origin.child("discriminator");
    let text =
        format!("where this schema is used as a type, it is one of the {} schemas that extend it", children.len());
    diagnostics.report(codes::RESOLVE_INHERITANCE, &at, text, "list them under `oneOf` to state that in the document");
    let draft = drafts.get_mut(parent);
    draft.kind = Kind::Any;
    draft.branches = vec![Branches { ids, discriminator: Some(discriminator) }];
}
