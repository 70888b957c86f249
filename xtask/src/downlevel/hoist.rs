//! Definitions inside schemas become components; names of schemas become pointers.
//!
//! In: `$defs`, `definitions`, `$anchor`, `$id`. Out: `#/components/schemas/…`. Must not: change what a schema says.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::context::Context;
use super::refs::{ReferenceText, all, decode, set};
use crate::coverage::Keyword;
use crate::diag::Pointer;
use crate::diag::codes;
use crate::load::shape::{NodeKind, PropertyShape, Visit, walk};

const HOLDERS: [&str; 2] = ["$defs", "definitions"];

/// Names of schemas other than their pointers.
#[derive(Default)]
struct SchemaNames {
    /// `$defs` and `definitions`, by the pointer of the mapping itself.
    holders: Vec<Pointer>,
    anchors: HashMap<String, Pointer>,
    ids: HashMap<String, Pointer>,
}

/// Hoists every definition and rewrites the references to it.
pub(super) fn definitions(cx: &mut Context<'_>, value: &mut Value) {
    let names = collect(cx, value);
    if names.holders.is_empty() && names.anchors.is_empty() && names.ids.is_empty() {
        return;
    }
    for ReferenceText { at, text } in all(value) {
        if let Some(text) = names.absolute(cx, value, &at, &text) {
            set(value, &at, text);
        }
    }
    let mut renamed = Vec::new();
    // The innermost first, so that a definition is moved before its holder is.
    for holder in names.holders.iter().rev() {
        hoist(cx, value, holder, &mut renamed);
    }
    for ReferenceText { at, text } in all(value) {
        let Some(target) = text.strip_prefix('#').map(decode).map(Pointer::new) else { continue };
        let hit = renamed.iter().find_map(|(from, to)| target.rebased(from, to));
        if let Some(now) = hit {
            set(value, &at, format!("#{}", now.as_str()));
        }
    }
}

fn collect(cx: &Context<'_>, value: &Value) -> SchemaNames {
    let mut names = SchemaNames::default();
    walk(value, PropertyShape::One(NodeKind::Root), &Pointer::default(), &mut |at, visit| {
        let Visit::Node(NodeKind::Schema, properties) = visit else { return };
        for key in HOLDERS {
            if properties.get(key).is_some_and(Value::is_object) {
                names.holders.push(at.child(key));
            }
        }
        let name = |key: &str| properties.get(key).and_then(Value::as_str).map(|n| n.trim_end_matches('#').to_owned());
        for keyword in [Keyword::Anchor, Keyword::DynamicAnchor] {
            if let Some(anchor) = name(keyword.as_str()) {
                cx.read_at(at, keyword);
                names.anchors.entry(anchor).or_insert_with(|| at.clone());
            }
        }
        if let Some(id) = name("$id") {
            cx.read_at(at, Keyword::Id);
            names.ids.entry(id).or_insert_with(|| at.clone());
        }
    });
    names
}

impl SchemaNames {
    /// A reference by anchor, by `$id`, or relative to the schema it stands in, as a pointer from the root.
    fn absolute(&self, cx: &mut Context<'_>, value: &Value, at: &Pointer, text: &str) -> Option<String> {
        if let Some(anchor) = text.strip_prefix('#').filter(|a| !a.is_empty() && !a.starts_with('/')) {
            let Some(target) = self.anchors.get(anchor) else {
                let message = format!("no schema has the anchor `{anchor}`");
                cx.report_at_pointer(
                    at,
                    codes::DOWNLEVEL_UNKNOWN_ANCHOR,
                    message,
                    "refer to the schema by its pointer",
                );
                return None;
            };
            return Some(format!("#{}", target.as_str()));
        }
        if let Some(inner) = text.strip_prefix('#') {
            return self.nearest(value, at, inner);
        }
        let (id, fragment) = text.split_once('#').unwrap_or((text, ""));
        let target = self.ids.get(id)?;
        Some(format!("#{}{fragment}", target.as_str()))
    }

    /// `#/$defs/X` refers to the root, which has none; the schema around it is intended.
    fn nearest(&self, value: &Value, at: &Pointer, inner: &str) -> Option<String> {
        let local = HOLDERS.iter().any(|h| inner.strip_prefix('/').is_some_and(|i| i.split('/').next() == Some(*h)));
        if !local || value.pointer(inner).is_some() {
            return None;
        }
        at.ancestors().find_map(|around| {
            let whole = format!("{around}{inner}");
            value.pointer(&whole).map(|_| format!("#{whole}"))
        })
    }
}

/// Makes components of the definitions of one holder.
fn hoist(cx: &mut Context<'_>, value: &mut Value, holder: &Pointer, renamed: &mut Vec<(Pointer, Pointer)>) {
    let Some(parent) = holder.parent() else { return };
    let Some(key) = holder.parts().last() else { return };
    let Some(Value::Object(schema)) = value.pointer_mut(parent.as_str()) else { return };
    let Some(Value::Object(definitions)) = schema.shift_remove(&key) else { return };
    for (name, definition) in definitions {
        let Some(schemas) = schemas(value) else { return };
        let free = free_name(schemas, &name);
        let to = Pointer::new("/components/schemas").child(&free);
        schemas.insert(free, definition);
        let from = holder.child(&name);
        cx.moved(&from, &to);
        renamed.push((from, to));
    }
}

/// `components.schemas`, created if absent.
fn schemas(value: &mut Value) -> Option<&mut Map<String, Value>> {
    let root = value.as_object_mut()?;
    let components = root.entry("components").or_insert_with(|| Value::Object(Map::new())).as_object_mut()?;
    components.entry("schemas").or_insert_with(|| Value::Object(Map::new())).as_object_mut()
}

fn free_name(taken: &Map<String, Value>, preferred: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let preferred: String = preferred.chars().map(plain).collect();
    let mut name = preferred.clone();
    let mut number = 2_usize;
    while taken.contains_key(&name) {
        name = format!("{preferred}{number}");
        number += 1;
    }
    name
}
