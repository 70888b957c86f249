//! Path items, callbacks and operations that are references take the place of those.
//!
//! In: `$ref` where the 3.0 model has no reference. Out: its target. Must not: touch other references.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::context::{Context, Move};
use super::refs::decode;
use crate::coverage::Keyword;
use crate::diag::Pointer;
use crate::diag::codes;
use crate::load::shape::{DEEPEST, NodeKind, PropertyShape, Visit, depth, size, walk};

/// How long a chain of path items may be.
const CHAIN: usize = 32;
/// Total number of nodes that may be copied: path items in callbacks of path items could fill any memory.
const BUDGET: usize = 200_000;

/// A reference to replace.
struct PathItemReference {
    node: Pointer,
    kind: NodeKind,
    text: String,
    /// How many references led straight to one another at this node.
    chain: usize,
}

/// Replaces every such reference; what is brought in may hold more of them.
pub(super) fn inline(cx: &mut Context<'_>, value: &mut Value) {
    let mut budget = BUDGET;
    let mut queue = VecDeque::from(collect(value, NodeKind::Root, &Pointer::default()));
    while let Some(reference) = queue.pop_front() {
        if reference.chain > CHAIN {
            refuse_cycle(cx, value, &reference.node);
            continue;
        }
        replace(cx, value, &reference, &mut budget);
        let Some(place) = value.pointer(reference.node.as_str()) else { continue };
        queue.extend(collect(place, reference.kind, &reference.node).into_iter().map(|next| {
            let chain = if next.node == reference.node { reference.chain + 1 } else { 0 };
            PathItemReference { chain, ..next }
        }));
    }
    remove_shared(cx, value);
}

fn refuse_cycle(cx: &mut Context<'_>, value: &mut Value, node: &Pointer) {
    let (message, help) = ("path items refer to each other in a cycle", "let one of them hold the operations");
    cx.report_at_pointer(&node.child("$ref"), codes::DOWNLEVEL_PATH_ITEM_CYCLE, message, help);
    cx.left_out_at(&node.child("$ref"));
    drop_reference(value, node);
}

/// The references to replace in the node at `here`.
fn collect(value: &Value, kind: NodeKind, here: &Pointer) -> Vec<PathItemReference> {
    let mut reference = Vec::new();
    walk(value, PropertyShape::One(kind), here, &mut |at, visit| {
        let Visit::Node(kind, properties) = visit else { return };
        // A component may stay a reference; an operation's callback may not.
        let inlined = match kind {
            NodeKind::PathItem => !at.as_str().starts_with("/components/pathItems/"),
            NodeKind::Operation => true,
            NodeKind::Callback => !at.as_str().starts_with("/components/callbacks/"),
            _ => false,
        };
        if let (true, Some(Value::String(text))) = (inlined, properties.get("$ref")) {
            reference.push(PathItemReference { node: at.clone(), kind, text: text.clone(), chain: 0 });
        }
    });
    reference
}

fn replace(cx: &mut Context<'_>, value: &mut Value, reference: &PathItemReference, budget: &mut usize) {
    let (node, kind, text) = (&reference.node, reference.kind, reference.text.as_str());
    // Beyond the budget there is one diagnostic, not thousands.
    if *budget == 0 {
        drop_reference(value, node);
        return;
    }
    let target = text.strip_prefix('#').map(decode).map(Pointer::new);
    if target.as_ref().is_some_and(|target| node.below(target).is_some()) {
        return refuse_cycle(cx, value, node);
    }
    let meant = target.as_ref().and_then(|t| value.pointer(t.as_str())).and_then(Value::as_object);
    let (Some(target), Some(properties)) = (target, meant) else {
        return refuse(cx, value, node, kind, text);
    };
    let cost: usize = properties.values().map(size).sum();
    let deep = properties.values().map(depth).max().unwrap_or(0) + node.parts().count();
    *budget = if deep < DEEPEST { budget.saturating_sub(cost) } else { 0 };
    if *budget == 0 {
        return refuse_cycle(cx, value, node);
    }
    let properties = properties.clone();
    cx.read_at(node, Keyword::Ref);
    let own = drop_reference(value, node);
    let origins: Vec<_> = own.keys().map(|key| cx.origin(&node.child(key))).collect();
    cx.copied(&target, node);
    if target.as_str().starts_with("/components/pathItems/") {
        // The component goes; a reference into it follows to where it was used first.
        cx.moves.push(Move::Subtree { from: target, to: node.clone() });
    }
    for (key, origin) in own.keys().zip(origins) {
        cx.record(&node.child(key), origin);
    }
    if let Some(Value::Object(place)) = value.pointer_mut(node.as_str()) {
        // Properties beside the reference win.
        *place = properties;
        place.extend(own);
    }
}

/// An operation that is nowhere goes; of anything else the reference goes, which is an error.
fn refuse(cx: &mut Context<'_>, value: &mut Value, node: &Pointer, kind: NodeKind, text: &str) {
    let (at, help) = (node.child("$ref"), "correct the reference");
    let (NodeKind::Operation, Some(item), Some(method)) = (kind, node.parent(), node.parts().last()) else {
        let message = format!("`{text}` does not refer to a path item or callback");
        cx.report_at_pointer(&at, codes::DOWNLEVEL_REF_MISSING, message, help);
        drop_reference(value, node);
        return;
    };
    let message = format!("`{text}` leads to no operation; the operation is left out");
    cx.report_at_pointer(&at, codes::DOWNLEVEL_OPERATION_REFERENCE, message, help);
    cx.left_out_at(node);
    if let Some(Value::Object(item)) = value.pointer_mut(item.as_str()) {
        item.shift_remove(&method);
    }
}

/// Removes a reference from a node and returns the properties beside it.
fn drop_reference(value: &mut Value, node: &Pointer) -> Map<String, Value> {
    let Some(Value::Object(properties)) = value.pointer_mut(node.as_str()) else { return Map::new() };
    properties.shift_remove("$ref");
    properties.clone()
}

/// `components.pathItems` is not known in 3.0. Each has been copied to where it is used.
fn remove_shared(cx: &mut Context<'_>, value: &mut Value) {
    let Some(Value::Object(components)) = value.pointer_mut("/components") else { return };
    let Some(Value::Object(items)) = components.shift_remove("pathItems") else { return };
    let shared = Pointer::new("/components/pathItems");
    for name in items.keys() {
        let at = shared.child(name);
        if !cx.moves.iter().any(|m| matches!(m, Move::Subtree { from, .. } if *from == at)) {
            let message = format!("no path uses the path item `{name}`; it is left out");
            cx.report_at_pointer(
                &at,
                codes::DOWNLEVEL_UNUSED_PATH_ITEM,
                message,
                "refer to it from `paths`, or remove it",
            );
            cx.left_out_at(&at);
        }
    }
}
