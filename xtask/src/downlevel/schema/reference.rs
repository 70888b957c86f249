//! References to schemas, and the properties beside them.
//!
//! In: a schema with `$ref`. Out: the reference alone, or `allOf` of it with its siblings. Must not: follow it.

use crate::diag::codes;
use serde_json::{Value, json};

use super::super::Version;
use super::super::context::Context;
use super::super::fix::{self, Object};
use crate::coverage::Keyword;

/// Properties that say nothing about a value.
const SILENT: [&str; 6] = ["$ref", "$comment", "$schema", "$id", "$anchor", "$dynamicAnchor"];

/// Annotations: 3.0 ignores them here, and they are very common.
const ANNOTATIONS: [&str; 9] =
    ["title", "description", "summary", "example", "examples", "deprecated", "default", "externalDocs", "xml"];

/// Whether the schema is a reference and nothing more, which it may become here.
pub(super) fn is_whole(cx: &mut Context<'_>, object: &mut Object) -> bool {
    match object.get("$ref") {
        None => return false,
        Some(Value::String(_)) => {}
        Some(_) => {
            cx.report_at(
                "$ref",
                codes::DOWNLEVEL_WRONG_TYPE,
                "`$ref` is not a string and is left out",
                "write `#/components/…`",
            );
            cx.left_out("$ref");
            object.shift_remove("$ref");
            return false;
        }
    }
    let matters = |key: &String| !key.starts_with("x-") && !SILENT.contains(&key.as_str());
    if cx.version == Version::V30 || !object.keys().any(matters) {
        if object.len() > 1 {
            ignore(cx, object);
        }
        return true;
    }
    wrap(cx, object);
    false
}

/// Keeps the reference alone, and reports what had no effect.
fn ignore(cx: &mut Context<'_>, object: &mut Object) {
    let asserts =
        |key: &str| key != "$ref" && !key.starts_with("x-") && !ANNOTATIONS.contains(&key) && !SILENT.contains(&key);
    let beside = fix::beside(object);
    let message = format!("{beside} beside a `$ref` has no effect");
    let help = if object.keys().any(|key| asserts(key)) {
        "write `allOf: [{$ref: …}]` and the others beside it"
    } else {
        "write it at the target of the reference"
    };
    cx.report_once(codes::DOWNLEVEL_REF_SIBLING, &beside, message, help);
    for key in object.keys().filter(|key| *key != "$ref") {
        match Keyword::of(key) {
            // It says nothing about a value; what can be referred to by it is known by now.
            Some(keyword) if SILENT.contains(&key.as_str()) => cx.read(keyword),
            _ => cx.left_out(key),
        }
    }
    object.retain(|key, _| key == "$ref");
}

/// In 3.1 both count: the reference becomes the first part of an `allOf`.
fn wrap(cx: &mut Context<'_>, object: &mut Object) {
    let Some(reference) = object.shift_remove("$ref") else { return };
    let reference = json!({"$ref": reference});
    let here = cx.here();
    match object.get_mut("allOf") {
        Some(Value::Array(parts)) => {
            let at = cx.here().child("allOf");
            for index in (0..parts.len()).rev() {
                cx.moved(&at.index(index), &at.index(index + 1));
            }
            parts.insert(0, reference);
            cx.stands_for(&here, &at.index(0));
        }
        _ => {
            object.insert("allOf".to_owned(), json!([reference]));
            cx.stands_for(&here, &here.child("allOf").index(0));
        }
    }
}
