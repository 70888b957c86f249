//! The structural check of schemas.
//!
//! In: a schema or a reference. Out: diagnostics; keywords with a wrong value or no use are removed.
//! Must not: follow a `$ref`.

use serde_json::{Map, Value};

use super::expected::{Checker, ExpectedType, kind};
use crate::diag::{Pointer, codes};

/// How deep schemas may nest in one another. The model's deserializer recurses, so this also protects the stack.
const MAX_DEPTH: usize = 48;

/// Checks a schema or a reference to one, and all below.
pub(super) fn schema_or_ref(value: &mut Value, at: &Pointer, checker: &mut Checker<'_>) {
    walk(value, at, 0, checker);
}

fn walk(value: &mut Value, at: &Pointer, depth: usize, checker: &mut Checker<'_>) {
    if depth > MAX_DEPTH {
        checker.diagnostics.report(
            codes::PARSE_TOO_DEEP,
            at,
            format!("schemas nest more than {MAX_DEPTH} levels deep"),
            "move the inner schema to `components.schemas` and refer to it",
        );
        return;
    }
    if let Value::Bool(allowed) = value {
        // JSON Schema's `true` and `false`: anything, nothing. Both are read as any JSON.
        let text = format!("the schema `{allowed}` is read as any JSON");
        checker.diagnostics.report(codes::PARSE_BOOLEAN_SCHEMA, at, text, "describe the value with a schema object");
        *value = Value::Object(Map::new());
    }
    let Some(schema) = checker.object(value, at, "a schema") else { return };
    if schema.contains_key("$ref") {
        checker.need(schema, "$ref", ExpectedType::Text, at, "");
        return;
    }
    keywords(schema, at, checker);
    values(schema, at, checker);
    discriminator(schema, at, checker);
    children(schema, at, depth, checker);
}

/// Keywords whose value is plain.
fn keywords(schema: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    const COUNTS: [&str; 6] = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
    for key in COUNTS {
        checker.lax(schema, key, ExpectedType::Count, at);
    }
    for key in ["minimum", "maximum", "multipleOf"] {
        checker.lax(schema, key, ExpectedType::Number, at);
    }
    // `required: true` on a property is a leftover of JSON Schema draft 3; elsewhere it means nothing.
    checker.lax(schema, "required", ExpectedType::Texts, at);
    if schema.contains_key("xml") {
        let reason = "XML bodies are text in this crate; how their elements are called is not read";
        checker.account.unread_alike(&at.child("xml"), codes::COVERAGE_XML, reason);
    }
    for key in ["xml", "examples", "$schema", "$id", "$comment"] {
        schema.shift_remove(key);
    }
    if let Some(value) = schema.get("type")
        && !value.is_string()
    {
        checker.wrong(&at.child("type"), "`type`", ExpectedType::Text, value);
    }
}

/// `enum`: a list that is not empty.
fn values(schema: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    checker.lax(schema, "enum", ExpectedType::List, at);
    if schema.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        checker.ignore(&at.child("enum"), "`enum` has no values; it is ignored", "list the values or remove `enum`");
        schema.shift_remove("enum");
    }
}

fn discriminator(schema: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(value) = schema.get_mut("discriminator") else { return };
    let at = at.child("discriminator");
    let fits = value.get("propertyName").is_some_and(Value::is_string);
    if !fits {
        checker.ignore(
            &at,
            "`discriminator` must be an object with a `propertyName`; it is ignored",
            "write `discriminator: {propertyName: …}`",
        );
        schema.shift_remove("discriminator");
        return;
    }
    let Some(map) = value.as_object_mut() else { return };
    if let Some(Value::Object(mapping)) = map.get_mut("mapping") {
        let keys: Vec<String> = mapping.keys().cloned().collect();
        for key in keys {
            checker.lax(mapping, &key, ExpectedType::Text, &at.child("mapping"));
        }
    }
}

/// Keywords whose values are schemas.
fn children(schema: &mut Map<String, Value>, at: &Pointer, depth: usize, checker: &mut Checker<'_>) {
    if schema.get("properties").is_some_and(Value::is_null) {
        schema.shift_remove("properties");
    }
    if let Some(value) = schema.get_mut("properties") {
        let at = at.child("properties");
        if let Some(properties) = checker.object(value, &at, "`properties`") {
            for (name, property) in properties.iter_mut() {
                walk(property, &at.child(name), depth + 1, checker);
            }
        }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        let at = at.child(key);
        let Some(list) = checker.list_in(schema, key, &at) else { continue };
        for (index, part) in list.iter_mut().enumerate() {
            walk(part, &at.index(index), depth + 1, checker);
        }
        if list.is_empty() {
            schema.shift_remove(key);
        }
    }
    for key in ["items", "not"] {
        if let Some(value) = schema.get_mut(key) {
            walk(value, &at.child(key), depth + 1, checker);
        }
    }
    match schema.get_mut("additionalProperties") {
        None | Some(Value::Bool(_)) => {}
        Some(value @ Value::Object(_)) => walk(value, &at.child("additionalProperties"), depth + 1, checker),
        Some(other) => {
            let text = format!("`additionalProperties` must be a schema or a boolean, but is {}", kind(other));
            checker.diagnostics.report(
                codes::PARSE_WRONG_TYPE,
                &at.child("additionalProperties"),
                text,
                "write a schema object, `true` or `false`",
            );
        }
    }
}
