//! Corrections that every kind of node needs: strings, flags, mappings, lists of the right type.
//!
//! In: a property of an object. Out: the property in the right type, or gone with a warning. Must not: know kinds of
//! node.

use serde_json::{Map, Value};

use super::context::Context;
use crate::diag::codes::{self, Code};
use crate::diag::nearest;

pub(super) type Object = Map<String, Value>;

const TYPE: Code = codes::DOWNLEVEL_WRONG_TYPE;

/// Makes a property a string or removes it.
pub(super) fn text(cx: &mut Context<'_>, object: &mut Object, key: &str) {
    match object.get(key) {
        None | Some(Value::String(_)) => {}
        Some(Value::Null) => {
            object.shift_remove(key);
        }
        Some(scalar @ (Value::Number(_) | Value::Bool(_))) => {
            let text = scalar.to_string();
            let message = format!("`{key}` is not a string; `{text}` is read as one");
            cx.report_at(key, TYPE, message, "quote it, as YAML may change how an unquoted value is written");
            object.insert(key.to_owned(), Value::String(text));
        }
        Some(_) => take_away(cx, object, key, "text"),
    }
}

/// The same for several properties.
pub(super) fn texts(cx: &mut Context<'_>, object: &mut Object, keys: &[&str]) {
    for key in keys {
        text(cx, object, key);
    }
}

/// Makes a property true or false, or removes it.
pub(super) fn flag(cx: &mut Context<'_>, object: &mut Object, key: &str) {
    let value = match object.get(key) {
        None | Some(Value::Bool(_)) => return,
        Some(Value::Null) => {
            object.shift_remove(key);
            return;
        }
        Some(Value::String(text)) if text == "true" => true,
        Some(Value::String(text)) if text == "false" => false,
        Some(_) => return take_away(cx, object, key, "true or false"),
    };
    cx.report_at(key, TYPE, format!("`{key}` is a string; it is read as {value}"), "remove the quotes");
    object.insert(key.to_owned(), Value::Bool(value));
}

pub(super) fn flags(cx: &mut Context<'_>, object: &mut Object, keys: &[&str]) {
    for key in keys {
        flag(cx, object, key);
    }
}

/// Keeps a property only if it is a mapping.
pub(super) fn mapping(cx: &mut Context<'_>, object: &mut Object, key: &str) {
    match object.get(key) {
        None | Some(Value::Object(_)) => {}
        Some(Value::Null) => {
            object.shift_remove(key);
        }
        Some(Value::Array(items)) if items.is_empty() => {
            object.shift_remove(key);
        }
        Some(_) => take_away(cx, object, key, "a mapping"),
    }
}

/// Makes a property a list; a single mapping becomes its only item.
pub(super) fn list(cx: &mut Context<'_>, object: &mut Object, key: &str) {
    match object.get_mut(key) {
        None | Some(Value::Array(_)) => {}
        Some(Value::Null) => {
            object.shift_remove(key);
        }
        Some(lone @ Value::Object(_)) => {
            *lone = Value::Array(vec![lone.take()]);
            let at = cx.here().child(key);
            cx.moved(&at, &at.index(0));
            cx.report_at(
                key,
                TYPE,
                format!("`{key}` is not a list; it is read as a list of one item"),
                "make it a list",
            );
        }
        Some(_) => take_away(cx, object, key, "a list"),
    }
}

fn take_away(cx: &mut Context<'_>, object: &mut Object, key: &str, expected: &str) {
    cx.report_at(key, TYPE, format!("`{key}` is not {expected} and is left out"), format!("make it {expected}"));
    cx.left_out(key);
    object.shift_remove(key);
}

/// Makes a node an object; anything else becomes an empty one.
pub(super) fn node<'v>(cx: &mut Context<'_>, value: &'v mut Value, what: &str) -> Option<&'v mut Object> {
    if !value.is_object() {
        cx.report(
            TYPE,
            format!("{what} is not a mapping and is read as an empty one"),
            "make it a mapping, or remove it",
        );
        cx.left_out_here();
        *value = Value::Object(Map::new());
    }
    value.as_object_mut()
}

/// Visits every value of a mapping that is a property.
pub(super) fn each(
    cx: &mut Context<'_>,
    object: &mut Object,
    key: &str,
    work: &mut dyn FnMut(&mut Context<'_>, &str, &mut Value),
) {
    mapping(cx, object, key);
    if let Some(Value::Object(properties)) = object.get_mut(key) {
        cx.within(key, |cx| {
            for (name, value) in properties {
                cx.within(name, |cx| work(cx, name, value));
            }
        });
    }
}

/// Visits every item of a list that is a property.
pub(super) fn each_item(
    cx: &mut Context<'_>,
    object: &mut Object,
    key: &str,
    work: &mut dyn FnMut(&mut Context<'_>, &mut Value),
) {
    if let Some(Value::Array(items)) = object.get_mut(key) {
        cx.within(key, |cx| {
            for (index, value) in items.iter_mut().enumerate() {
                cx.item(index, |cx| work(cx, value));
            }
        });
    }
}

/// Keeps the items of a list that `keep` accepts; it reports why it rejects others.
pub(super) fn retain_items(
    cx: &mut Context<'_>,
    object: &mut Object,
    key: &str,
    keep: &mut dyn FnMut(&mut Context<'_>, &mut Value) -> bool,
) {
    let Some(Value::Array(items)) = object.get_mut(key) else { return };
    cx.within(key, |cx| {
        let mut index = 0;
        while let Some(item) = items.get_mut(index) {
            if cx.item(index, |cx| keep(cx, item)) {
                index += 1;
                continue;
            }
            cx.item(index, |cx| cx.left_out_here());
            let (list, len) = (cx.here(), items.len());
            items.remove(index);
            cx.removed_item(&list, index, len);
        }
    });
}

/// Whether a value is `{$ref: …}`. Properties beside the reference are removed, with a note.
pub(super) fn is_reference(cx: &mut Context<'_>, value: &mut Value) -> bool {
    let Some(object) = value.as_object_mut() else { return false };
    if !object.get("$ref").is_some_and(Value::is_string) {
        if object.shift_remove("$ref").is_some() {
            cx.report_at("$ref", TYPE, "`$ref` is not a string and is left out", "write it as `#/components/…`");
            cx.left_out("$ref");
        }
        return false;
    }
    if object.len() > 1 {
        let beside = beside(object);
        cx.report_once(
            codes::DOWNLEVEL_REF_SIBLING,
            &beside,
            format!("{beside} beside a `$ref` has no effect here"),
            "write it at the target of the reference",
        );
        object.keys().filter(|key| *key != "$ref").for_each(|key| cx.left_out(key));
        object.retain(|key, _| key == "$ref");
    }
    true
}

/// The properties beside a reference, for a message.
pub(super) fn beside(object: &Object) -> String {
    let names: Vec<String> = object.keys().filter(|key| *key != "$ref").map(|key| format!("`{key}`")).collect();
    names.join(", ")
}

/// Notes the properties that the specification does not have and that do not start with `x-`.
pub(super) fn unknown(cx: &mut Context<'_>, object: &Object, what: &str, known: &[&str]) {
    for key in object.keys().filter(|key| !key.starts_with("x-") && !known.contains(&key.as_str())) {
        cx.within(key, |cx| {
            let (subject, message) =
                (format!("{what}/{key}"), format!("{what} has no property `{key}`; it has no effect"));
            // Names of two or three letters are all near to each other.
            let near = if key.len() > 3 { nearest(key, known.iter().copied()) } else { None };
            match near {
                Some(near) => {
                    cx.report_once(codes::DOWNLEVEL_MISSPELT_KEY, &subject, message, format!("did you mean `{near}`?"));
                }
                None => {
                    cx.report_once(codes::DOWNLEVEL_UNKNOWN_KEY, &subject, message, "remove it, or check its spelling")
                }
            }
            cx.left_out_here();
        });
    }
}

/// Keeps `externalDocs` only if it has an address.
pub(super) fn external_docs(cx: &mut Context<'_>, object: &mut Object) {
    mapping(cx, object, "externalDocs");
    let Some(Value::Object(docs)) = object.get_mut("externalDocs") else { return };
    cx.within("externalDocs", |cx| texts(cx, docs, &["url", "description"]));
    if !docs.contains_key("url") {
        cx.report_at(
            "externalDocs",
            codes::DOWNLEVEL_MISSING,
            "`externalDocs` has no `url` and is left out",
            "give it one",
        );
        cx.left_out("externalDocs");
        object.shift_remove("externalDocs");
    }
}
