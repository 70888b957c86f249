//! The definitions that a schema of another file holds: `$defs` and `definitions`.
//!
//! In: a schema that is copied. Out: the schema without them. Must not: lose one that a reference still needs.
//!
//! Each definition that is referred to becomes a component of its own, whether the schema around it is copied or not, and
//! before or after it. A second copy inside of that schema would only be a second type.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::diag::Pointer;
use crate::load::shape::{NodeKind, PropertyShape, Visit, walk};

const KEYWORDS: [&str; 2] = ["$defs", "definitions"];

/// Keywords that give a schema a name by which it is referred to without a pointer.
const NAMING: [&str; 4] = ["$id", "id", "$anchor", "$dynamicAnchor"];

/// Where references of the document lead to a definition inside of one of its schemas, `#/components/schemas/A/$defs/B`,
/// and what is around it.
pub(super) fn referred_to(document: &Value) -> HashSet<Pointer> {
    let mut found = HashSet::new();
    let mut take = |_: &Pointer, visit: Visit<'_>| {
        let text = match visit {
            Visit::Node(_, properties) => properties.get("$ref").and_then(Value::as_str),
            Visit::Mapping(text) => Some(text),
        };
        let pointer = text.and_then(|text| text.strip_prefix('#'));
        let inside = |pointer: &&str| KEYWORDS.iter().any(|keyword| pointer.contains(&format!("/{keyword}/")));
        if let Some(pointer) = pointer.filter(inside).map(Pointer::new) {
            found.extend(pointer.ancestors().map(Pointer::new));
        }
    };
    walk(document, PropertyShape::One(NodeKind::Root), &Pointer::default(), &mut take);
    found
}

/// Removes the definitions of a schema that is copied to `here`, but for those that something names by other means than
/// the file's own pointers.
pub(super) fn leave_out(schema: &mut Value, here: &Pointer, referred_to: &HashSet<Pointer>) {
    let Some(schema) = schema.as_object_mut() else { return };
    for keyword in KEYWORDS {
        let there = here.child(keyword);
        let is_needed =
            |name: &str, definition: &Value| referred_to.contains(&there.child(name)) || has_name(definition);
        let Some(Value::Object(definitions)) = schema.get_mut(keyword) else { continue };
        let kept: Map<String, Value> =
            std::mem::take(definitions).into_iter().filter(|(name, value)| is_needed(name, value)).collect();
        if kept.is_empty() {
            schema.shift_remove(keyword);
        } else {
            *definitions = kept;
        }
    }
}

/// Whether a schema in it has a name of its own.
fn has_name(definition: &Value) -> bool {
    let mut found = false;
    walk(definition, PropertyShape::One(NodeKind::Schema), &Pointer::default(), &mut |_, visit| {
        if let Visit::Node(NodeKind::Schema, properties) = visit {
            found |= NAMING.iter().any(|keyword| properties.get(*keyword).is_some_and(Value::is_string));
        }
    });
    found
}
