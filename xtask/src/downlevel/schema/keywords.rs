//! Keywords that annotate, name, or do not exist in 3.0.
//!
//! In: a schema. Out: annotations in their right types; the rest gone, with a warning where it meant something.
//! Must not: touch what examples and defaults hold.

use crate::diag::codes;
use serde_json::Value;

use super::super::Version;
use super::super::context::Context;
use super::super::fix::{self, Object};
use crate::coverage::Keyword;

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
const UNSUPPORTED: [&str; 15] = [
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
    "contentSchema",
    "additionalItems",
    "$vocabulary",
];

/// Names that `hoist` has already resolved, and comments.
const IDENTIFIERS: [&str; 6] = ["$schema", "$id", "$comment", "$anchor", "$dynamicAnchor", "$recursiveAnchor"];

/// A 3.0 keyword in a 3.1 document.
pub(super) fn nullable(cx: &mut Context<'_>, object: &mut Object) {
    if cx.version >= Version::V31 && object.contains_key("nullable") {
        cx.report_once(
            codes::DOWNLEVEL_NULLABLE,
            "",
            "`nullable` is a keyword of OpenAPI 3.0; it is read as such",
            "write `type: [string, 'null']`",
        );
    }
}

pub(super) fn annotations(cx: &mut Context<'_>, object: &mut Object) {
    fix::texts(cx, object, &["title", "description", "format", "pattern"]);
    fix::flags(cx, object, &["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"]);
    fix::external_docs(cx, object);
}

pub(super) fn identifiers(cx: &mut Context<'_>, object: &mut Object) {
    object.retain(|key, _| {
        let stays = !IDENTIFIERS.contains(&key.as_str());
        if let (false, Some(keyword)) = (stays, Keyword::of(key)) {
            cx.read(keyword);
        }
        stays
    });
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
    cx.rewritten(Keyword::Examples, &[Keyword::Example]);
    if let (Some(first), false) = (first, object.contains_key("example")) {
        object.insert("example".to_owned(), first);
    }
    if count > 1 {
        let message = "only the first of several `examples` is kept";
        cx.report_once(codes::DOWNLEVEL_EXAMPLES, "", message, "put the best one first");
        cx.left_out("examples");
    }
}

pub(super) fn unsupported(cx: &mut Context<'_>, object: &mut Object) {
    for key in UNSUPPORTED {
        if object.shift_remove(key).is_some() {
            let message = format!("`{key}` has no counterpart in OpenAPI 3.0; values are not checked for it");
            cx.report_at(key, codes::DOWNLEVEL_UNSUPPORTED, message, "use keywords of OpenAPI 3.0, or accept that");
            cx.left_out(key);
        }
    }
    fix::unknown(cx, object, "a schema", &KNOWN);
}
