//! Path items and callbacks that are references take the place of those.
//!
//! In: `$ref` where the 3.0 model wants the thing itself. Out: the thing itself. Must not: touch other references.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::cx::{Cx, Move};
use super::refs::decode;
use crate::diag::Pointer;
use crate::load::shape::{DEEPEST, Kind, Shape, Visit, depth, size, walk};

/// How often path items may lead to others.
const CHAIN: usize = 32;
/// Nodes that may be copied in all. Path items in the callbacks of path items could fill any memory.
const BUDGET: usize = 200_000;

/// A reference to replace.
struct Found {
    node: Pointer,
    kind: Kind,
    text: String,
    /// How many references led straight to one another at this node.
    chain: usize,
}

/// Replaces every such reference; what is brought in may hold more of them.
pub(super) fn inline(cx: &mut Cx<'_>, value: &mut Value) {
    let mut budget = BUDGET;
    let mut queue = VecDeque::from(collect(value, Kind::Root, &Pointer::default()));
    while let Some(found) = queue.pop_front() {
        if found.chain > CHAIN {
            refuse_cycle(cx, value, &found.node);
            continue;
        }
        replace(cx, value, &found.node, &found.text, &mut budget);
        let Some(place) = value.pointer(found.node.as_str()) else { continue };
        queue.extend(collect(place, found.kind, &found.node).into_iter().map(|next| {
            let chain = if next.node == found.node { found.chain + 1 } else { 0 };
            Found { chain, ..next }
        }));
    }
    remove_shared(cx, value);
}

fn refuse_cycle(cx: &mut Cx<'_>, value: &mut Value, node: &Pointer) {
    let (message, help) = ("path items hold one another without end", "let one of them hold the operations");
    cx.error_at_pointer(&node.child("$ref"), "downlevel-path-item-cycle", message, help);
    drop_reference(value, node);
}

/// The references to replace in the node at `here`.
fn collect(value: &Value, kind: Kind, here: &Pointer) -> Vec<Found> {
    let mut found = Vec::new();
    walk(value, Shape::One(kind), here, &mut |at, visit| {
        let Visit::Node(kind, members) = visit else { return };
        // A component may stay a reference; an operation's callback may not.
        let wanted = match kind {
            Kind::PathItem => !at.as_str().starts_with("/components/pathItems/"),
            Kind::Callback => !at.as_str().starts_with("/components/callbacks/"),
            _ => false,
        };
        if let (true, Some(Value::String(text))) = (wanted, members.get("$ref")) {
            found.push(Found { node: at.clone(), kind, text: text.clone(), chain: 0 });
        }
    });
    found
}

fn replace(cx: &mut Cx<'_>, value: &mut Value, node: &Pointer, text: &str, budget: &mut usize) {
    // Past the budget there is one finding, not one for each of what may be thousands.
    if *budget == 0 {
        drop_reference(value, node);
        return;
    }
    let target = text.strip_prefix('#').map(decode).map(Pointer::new);
    if target.as_ref().is_some_and(|target| node.below(target).is_some()) {
        return refuse_cycle(cx, value, node);
    }
    let found = target.as_ref().and_then(|t| value.pointer(t.as_str())).and_then(Value::as_object);
    let (Some(target), Some(members)) = (target, found) else {
        let message = format!("`{text}` leads to no path item or callback");
        cx.error_at_pointer(&node.child("$ref"), "downlevel-ref-missing", message, "correct the reference");
        drop_reference(value, node);
        return;
    };
    let cost: usize = members.values().map(size).sum();
    let deep = members.values().map(depth).max().unwrap_or(0) + node.parts().count();
    *budget = if deep < DEEPEST { budget.saturating_sub(cost) } else { 0 };
    if *budget == 0 {
        return refuse_cycle(cx, value, node);
    }
    let members = members.clone();
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
        // What stands beside the reference wins.
        *place = members;
        place.extend(own);
    }
}

/// Takes a reference out of a node and gives what stands beside it.
fn drop_reference(value: &mut Value, node: &Pointer) -> Map<String, Value> {
    let Some(Value::Object(members)) = value.pointer_mut(node.as_str()) else { return Map::new() };
    members.shift_remove("$ref");
    members.clone()
}

/// `components.pathItems` is not known in 3.0. Each is by now where it is used.
fn remove_shared(cx: &mut Cx<'_>, value: &mut Value) {
    let Some(Value::Object(components)) = value.pointer_mut("/components") else { return };
    let Some(Value::Object(items)) = components.shift_remove("pathItems") else { return };
    let shared = Pointer::new("/components/pathItems");
    for name in items.keys() {
        let at = shared.child(name);
        if !cx.moves.iter().any(|m| matches!(m, Move::Subtree { from, .. } if *from == at)) {
            let message = format!("no path uses the path item `{name}`; it is left out");
            cx.note_at_pointer(&at, "downlevel-unused-path-item", message, "refer to it from `paths`, or remove it");
        }
    }
}
