//! The structural check of schemas.
//!
//! In: a schema or a reference. Out: findings; keywords with a bad value or no reader are taken out.
//! Must not: follow a `$ref`.

use serde_json::{Map, Value};

use super::want::{Report, Want, kind};
use crate::diag::Pointer;

/// How deep schemas may nest in one another. The model's reader recurses, so this guards the stack as well.
const MAX_DEPTH: usize = 48;

/// Checks a schema or a reference to one, and all below.
pub(super) fn schema_or_ref(value: &mut Value, at: &Pointer, report: &mut Report<'_>) {
    walk(value, at, 0, report);
}

fn walk(value: &mut Value, at: &Pointer, depth: usize, report: &mut Report<'_>) {
    if depth > MAX_DEPTH {
        report.diagnostics.error(
            "parse-too-deep",
            at,
            format!("schemas nest more than {MAX_DEPTH} levels deep"),
            "move the inner schema to `components.schemas` and refer to it",
        );
        return;
    }
    if let Value::Bool(allowed) = value {
        // JSON Schema's `true` and `false`: anything, nothing. Both travel as any JSON.
        let text = format!("the schema `{allowed}` is read as any JSON");
        report.diagnostics.note("parse-boolean-schema", at, text, "describe the value with a schema object");
        *value = Value::Object(Map::new());
    }
    let Some(schema) = report.object(value, at, "a schema") else { return };
    if schema.contains_key("$ref") {
        report.need(schema, "$ref", Want::Text, at, "");
        return;
    }
    keywords(schema, at, report);
    values(schema, at, report);
    discriminator(schema, at, report);
    children(schema, at, depth, report);
}

/// Keywords whose value is plain.
fn keywords(schema: &mut Map<String, Value>, at: &Pointer, report: &mut Report<'_>) {
    const TEXTS: [&str; 4] = ["title", "description", "pattern", "format"];
    const BOOLS: [&str; 7] =
        ["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum"];
    const COUNTS: [&str; 6] = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
    for key in TEXTS {
        report.lax(schema, key, Want::Text, at);
    }
    for key in BOOLS {
        report.lax(schema, key, Want::Bool, at);
    }
    for key in COUNTS {
        report.lax(schema, key, Want::Count, at);
    }
    for key in ["minimum", "maximum", "multipleOf"] {
        report.lax(schema, key, Want::Number, at);
    }
    report.lax(schema, "externalDocs", Want::Link, at);
    // `required: true` on a property is a leftover of JSON Schema draft 3; elsewhere it means nothing.
    report.lax(schema, "required", Want::Texts, at);
    for key in ["xml", "examples", "$schema", "$id", "$comment"] {
        schema.shift_remove(key);
    }
    if let Some(value) = schema.get("type")
        && !value.is_string()
    {
        report.wrong(&at.child("type"), "`type`", Want::Text, value);
    }
}

/// `enum`: a list that is not empty.
fn values(schema: &mut Map<String, Value>, at: &Pointer, report: &mut Report<'_>) {
    report.lax(schema, "enum", Want::List, at);
    if schema.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        report.diagnostics.warn(
            "parse-ignored",
            &at.child("enum"),
            "`enum` has no values; it is ignored",
            "list the values or take `enum` out",
        );
        schema.shift_remove("enum");
    }
}

fn discriminator(schema: &mut Map<String, Value>, at: &Pointer, report: &mut Report<'_>) {
    let Some(value) = schema.get_mut("discriminator") else { return };
    let at = at.child("discriminator");
    let fits = value.get("propertyName").is_some_and(Value::is_string);
    if !fits {
        report.diagnostics.warn(
            "parse-ignored",
            &at,
            "`discriminator` must be an object with a `propertyName`; it is ignored",
            "write `discriminator: {propertyName: …}`",
        );
        schema.shift_remove("discriminator");
        return;
    }
    let Some(map) = value.as_object_mut() else { return };
    report.lax(map, "mapping", Want::Object, &at);
    if let Some(Value::Object(mapping)) = map.get_mut("mapping") {
        let keys: Vec<String> = mapping.keys().cloned().collect();
        for key in keys {
            report.lax(mapping, &key, Want::Text, &at.child("mapping"));
        }
    }
}

/// Keywords whose values are schemas.
fn children(schema: &mut Map<String, Value>, at: &Pointer, depth: usize, report: &mut Report<'_>) {
    if schema.get("properties").is_some_and(Value::is_null) {
        schema.shift_remove("properties");
    }
    if let Some(value) = schema.get_mut("properties") {
        let at = at.child("properties");
        if let Some(members) = report.object(value, &at, "`properties`") {
            for (name, member) in members.iter_mut() {
                walk(member, &at.child(name), depth + 1, report);
            }
        }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        let at = at.child(key);
        let Some(list) = report.list_in(schema, key, &at) else { continue };
        for (index, part) in list.iter_mut().enumerate() {
            walk(part, &at.index(index), depth + 1, report);
        }
        if list.is_empty() {
            schema.shift_remove(key);
        }
    }
    for key in ["items", "not"] {
        if let Some(value) = schema.get_mut(key) {
            walk(value, &at.child(key), depth + 1, report);
        }
    }
    match schema.get_mut("additionalProperties") {
        None | Some(Value::Bool(_)) => {}
        Some(value @ Value::Object(_)) => walk(value, &at.child("additionalProperties"), depth + 1, report),
        Some(other) => {
            let text = format!("`additionalProperties` must be a schema or a boolean, but is {}", kind(other));
            report.diagnostics.error(
                "parse-wrong-type",
                &at.child("additionalProperties"),
                text,
                "write a schema object, `true` or `false`",
            );
        }
    }
}
