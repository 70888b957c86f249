//! Keywords that annotate, name, or do not exist in 3.0.
//!
//! In: a schema. Out: annotations in their right types; the rest gone, with a warning where it meant something.
//! Must not: touch what examples and defaults hold.

use serde_json::Value;

use super::super::Version;
use super::super::context::Context;
use super::super::fix::{self, Object};

/// What a schema of 3.0 may have.
const KNOWN: [&str; 36] = [
    "title",
    "description",
    "default",
    "example",
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "externalDocs",
    "xml",
    "discriminator",
    "type",
    "format",
    "enum",
    "pattern",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "required",
    "properties",
    "items",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "$ref",
];

/// Keywords that 3.0 does not have.
const UNSUPPORTED: [&str; 17] = [
    "if",
    "then",
    "else",
    "unevaluatedProperties",
    "unevaluatedItems",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "$dynamicRef",
    "$recursiveRef",
    "contentSchema",
    "additionalItems",
    "$vocabulary",
];

/// Names that `hoist` has already resolved, and comments.
const IDENTIFIERS: [&str; 6] = ["$schema", "$id", "$comment", "$anchor", "$dynamicAnchor", "$recursiveAnchor"];

/// A 3.0 keyword in a 3.1 document.
pub(super) fn nullable(cx: &mut Context<'_>, object: &mut Object) {
    if cx.version >= Version::V31 && object.contains_key("nullable") {
        cx.note_once(
            "downlevel-nullable",
            "",
            "`nullable` belongs to OpenAPI 3.0; it is accepted here",
            "write `type: [string, 'null']`",
        );
    }
}

pub(super) fn annotations(cx: &mut Context<'_>, object: &mut Object) {
    fix::texts(cx, object, &["title", "description", "format", "pattern"]);
    fix::flags(cx, object, &["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"]);
    fix::external_docs(cx, object);
}

pub(super) fn identifiers(_cx: &mut Context<'_>, object: &mut Object) {
    object.retain(|key, _| !IDENTIFIERS.contains(&key.as_str()));
}

/// `examples` is a list in 3.1. 3.0 has one example.
pub(super) fn examples(cx: &mut Context<'_>, object: &mut Object) {
    let Some(examples) = object.shift_remove("examples") else { return };
    let count = match &examples {
        Value::Array(items) => items.len(),
        Value::Object(properties) => properties.len(),
        _ => 1,
    };
    let first = match examples {
        Value::Array(items) => items.into_iter().next(),
        // Named, as beside a schema.
        Value::Object(properties) => {
            properties.into_iter().next().map(|(_, mut example)| match example.get_mut("value") {
                Some(value) => value.take(),
                None => example,
            })
        }
        Value::Null => None,
        other => Some(other),
    };
    if let (Some(first), false) = (first, object.contains_key("example")) {
        object.insert("example".to_owned(), first);
    }
    if count > 1 {
        let message = "only the first of several `examples` is kept";
        cx.note_once("downlevel-examples", "", message, "put the best one first");
    }
}

pub(super) fn unsupported(cx: &mut Context<'_>, object: &mut Object) {
    for key in UNSUPPORTED {
        if object.shift_remove(key).is_some() {
            let message = format!("`{key}` cannot be expressed in OpenAPI 3.0; values are not checked for it");
            cx.warn_at(key, "downlevel-unsupported", message, "use keywords of OpenAPI 3.0, or accept that");
        }
    }
    fix::unknown(cx, object, "a schema", &KNOWN);
}
