//! Tuples.
//!
//! In: `prefixItems`, or `items` as a list. Out: `items` that takes any of them. Must not: touch plain arrays.

use crate::diag::codes;
use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fix::Object;
use crate::coverage::Keyword;

pub(super) fn tuples(cx: &mut Context<'_>, object: &mut Object) {
    let (key, parts, rest) = match (object.shift_remove("prefixItems"), object.get("items")) {
        (Some(Value::Array(parts)), _) => ("prefixItems", parts, object.shift_remove("items")),
        (_, Some(Value::Array(_))) => match object.shift_remove("items") {
            Some(Value::Array(parts)) => ("items", parts, object.shift_remove("additionalItems")),
            _ => return,
        },
        _ => return settle_items(cx, object),
    };
    if rest == Some(json!(false)) && !object.contains_key("maxItems") {
        object.insert("maxItems".to_owned(), json!(parts.len()));
    }
    let message = format!("`{key}` has no counterpart in OpenAPI 3.0; each item may be any of the kinds listed");
    cx.report_at(key, codes::DOWNLEVEL_UNSUPPORTED, message, "explain the positions in the description");
    let at = cx.here();
    if rest.as_ref().is_some_and(Value::is_boolean) {
        cx.read(if key == "items" { Keyword::AdditionalItems } else { Keyword::Items });
    }
    let mut kinds: Vec<Value> = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        let known = kinds.iter().position(|kind| *kind == part);
        let place = known.unwrap_or(kinds.len());
        if known.is_some() {
            cx.repeated(&at.child(key).index(index));
        }
        cx.moved(&at.child(key).index(index), &at.child("items").child("anyOf").index(place));
        if known.is_none() {
            kinds.push(part);
        }
    }
    if let Some(rest @ Value::Object(_)) = rest {
        cx.moved(&at.child("items"), &at.child("items").child("anyOf").index(kinds.len()));
        kinds.push(rest);
    }
    let items = match kinds.len() {
        0 => json!({}),
        1 => {
            cx.moved(&at.child("items").child("anyOf").index(0), &at.child("items"));
            kinds.swap_remove(0)
        }
        _ => json!({"anyOf": kinds}),
    };
    object.insert("items".to_owned(), items);
}

/// `items: false` says that there are none.
fn settle_items(cx: &Context<'_>, object: &mut Object) {
    if object.get("items").is_some_and(Value::is_boolean) {
        cx.read(Keyword::Items);
    }
    if object.get("items") == Some(&json!(false)) {
        object.insert("items".to_owned(), json!({}));
        object.insert("maxItems".to_owned(), json!(0));
    }
}
