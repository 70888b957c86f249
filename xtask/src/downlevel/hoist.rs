//! Definitions inside schemas become components; names of schemas become pointers.
//!
//! In: `$defs`, `definitions`, `$anchor`, `$id`. Out: `#/components/schemas/…`. Must not: change what a schema says.

use std::collections::{HashMap, HashSet};

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
    /// Where the schemas of an anchor are: two resources may have one of the same name.
    anchors: HashMap<String, Vec<Pointer>>,
    ids: HashMap<String, Pointer>,
    /// The schemas that have an `$id`: an anchor or a pointer in a reference counts from there.
    resources: HashSet<Pointer>,
    dynamic: Vec<DynamicReference>,
}

/// A `$dynamicRef` or `$recursiveRef`. Nothing in a description extends a schema from outside, so that it is a reference as
/// any other.
struct DynamicReference {
    at: Pointer,
    keyword: Keyword,
    text: String,
}

/// Hoists every definition and rewrites the references to it.
pub(super) fn definitions(cx: &mut Context<'_>, value: &mut Value) {
    let names = collect(cx, value);
    if names.is_empty() {
        return;
    }
    for reference in &names.dynamic {
        let Some(Value::Object(schema)) = value.pointer_mut(reference.at.as_str()) else { continue };
        schema.shift_remove(reference.keyword.as_str());
        schema.insert("$ref".to_owned(), Value::String(reference.text.clone()));
    }
    for ReferenceText { at, text } in all(value) {
        if let Some(text) = names.absolute(cx, value, &at, &text) {
            set(value, &at, text);
        }
    }
    let mut renamed = HashMap::new();
    // The innermost first, so that a definition is moved before its holder is.
    for holder in names.holders.iter().rev() {
        hoist(cx, value, holder, &mut renamed);
    }
    for ReferenceText { at, text } in all(value) {
        let Some(target) = text.strip_prefix('#').map(decode).map(Pointer::new) else { continue };
        let moved = |from: &str| {
            let from = Pointer::new(from);
            target.rebased(&from, renamed.get(&from)?)
        };
        // The innermost definition that it leads into.
        if let Some(now) = target.ancestors().find_map(moved) {
            set(value, &at, format!("#{}", now.as_str()));
        }
    }
}

fn collect(cx: &Context<'_>, value: &Value) -> SchemaNames {
    let mut names = SchemaNames::default();
    // Schemas, and whether `$recursiveRef` may lead to them from any depth.
    let mut schemas: HashMap<Pointer, bool> = HashMap::new();
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
                names.anchors.entry(anchor).or_default().push(at.clone());
            }
        }
        if let Some(id) = name("$id") {
            cx.read_at(at, Keyword::Id);
            names.ids.entry(id).or_insert_with(|| at.clone());
            names.resources.insert(at.clone());
        }
        let is_target = properties.get(Keyword::RecursiveAnchor.as_str()) == Some(&Value::Bool(true));
        schemas.insert(at.clone(), is_target);
        for keyword in [Keyword::DynamicRef, Keyword::RecursiveRef] {
            let text = properties.get(keyword.as_str()).and_then(Value::as_str);
            if let Some(text) = text.filter(|_| !properties.contains_key("$ref")) {
                cx.read_at(at, keyword);
                names.dynamic.push(DynamicReference { at: at.clone(), keyword, text: text.to_owned() });
            }
        }
    });
    for reference in &mut names.dynamic {
        if reference.keyword == Keyword::RecursiveRef {
            reference.text = format!("#{}", recursive_target(&reference.at, &schemas, &names.resources));
        }
    }
    names
}

/// The nearest schema around the reference that has `$recursiveAnchor`, or the outermost of its resource.
fn recursive_target(at: &Pointer, schemas: &HashMap<Pointer, bool>, resources: &HashSet<Pointer>) -> String {
    let mut outermost = at.as_str().to_owned();
    for around in at.ancestors().map(Pointer::new) {
        match schemas.get(&around) {
            Some(true) => return around.as_str().to_owned(),
            Some(false) => around.as_str().clone_into(&mut outermost),
            None => {}
        }
        if resources.contains(&around) {
            break;
        }
    }
    outermost
}

impl SchemaNames {
    fn is_empty(&self) -> bool {
        self.holders.is_empty() && self.anchors.is_empty() && self.ids.is_empty() && self.dynamic.is_empty()
    }

    /// The resource that a pointer is in; the root has none.
    fn resource(&self, at: &Pointer) -> Option<Pointer> {
        at.ancestors().map(Pointer::new).find(|around| self.resources.contains(around))
    }

    /// The schema of an anchor: that of the resource, or the only one.
    fn anchored(&self, anchor: &str, resource: Option<&Pointer>) -> Option<&Pointer> {
        let all = self.anchors.get(anchor)?;
        let own = all.iter().find(|at| self.resource(at).as_ref() == resource);
        own.or(if let [only] = all.as_slice() { Some(only) } else { None })
    }

    /// A reference by anchor, by `$id`, or relative to the schema it stands in, as a pointer from the root.
    fn absolute(&self, cx: &mut Context<'_>, value: &Value, at: &Pointer, text: &str) -> Option<String> {
        let (id, fragment) = text.split_once('#').unwrap_or((text, ""));
        let resource = if id.is_empty() { self.resource(at) } else { Some(self.ids.get(id)?.clone()) };
        if fragment.is_empty() || fragment.starts_with('/') {
            return match resource {
                Some(target) if !(id.is_empty() && fragment.starts_with('/')) => {
                    Some(format!("#{}{fragment}", target.as_str()))
                }
                _ => self.nearest(value, at, fragment),
            };
        }
        if let Some(target) = self.anchored(fragment, resource.as_ref()) {
            return Some(format!("#{}", target.as_str()));
        }
        let message = format!("no schema has the anchor `{fragment}`");
        cx.report_at_pointer(at, codes::DOWNLEVEL_UNKNOWN_ANCHOR, message, "refer to the schema by its pointer");
        None
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
fn hoist(cx: &mut Context<'_>, value: &mut Value, holder: &Pointer, renamed: &mut HashMap<Pointer, Pointer>) {
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
        renamed.insert(from, to);
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
