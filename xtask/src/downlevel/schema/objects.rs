//! Objects: what is required, and what names properties may have.
//!
//! In: `required`, `patternProperties`, `additionalProperties`. Out: a list of names, and one schema for the rest.
//! Must not: look into the properties' own schemas but for draft 3's `required: true`.

use crate::diag::codes;
use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fix::{self, Object};
use crate::coverage::Keyword;

pub(super) fn all(cx: &mut Context<'_>, object: &mut Object) {
    fix::mapping(cx, object, "properties");
    required(cx, object);
    required_flags(cx, object);
    additional(cx, object);
    patterns(cx, object);
}

/// `required` is a list of names.
fn required(cx: &mut Context<'_>, object: &mut Object) {
    let names = match object.get_mut("required") {
        None => return,
        Some(Value::Array(names)) => names,
        Some(Value::String(name)) => {
            let lone = json!([name]);
            cx.report_at(
                "required",
                codes::DOWNLEVEL_REQUIRED,
                "`required` is a string; it is read as the only name",
                "make it a list",
            );
            object.insert("required".to_owned(), lone);
            return;
        }
        Some(Value::Null) => {
            object.shift_remove("required");
            return;
        }
        Some(_) => {
            let help = "list the names of the required properties in the schema that has them";
            cx.report_at(
                "required",
                codes::DOWNLEVEL_REQUIRED,
                "`required` is not a list of names and is left out",
                help,
            );
            cx.left_out("required");
            object.shift_remove("required");
            return;
        }
    };
    let mut odd = false;
    for name in names.iter_mut().filter(|name| name.is_number() || name.is_boolean()) {
        *name = Value::String(name.to_string());
        odd = true;
    }
    let before = names.len();
    names.retain(Value::is_string);
    if odd || names.len() < before {
        cx.report_at("required", codes::DOWNLEVEL_REQUIRED, "not all of the required names are strings", "quote them");
    }
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.to_string()));
}

/// Draft 3 has `required: true` in the property; all later drafts list the name in the object.
fn required_flags(cx: &mut Context<'_>, object: &mut Object) {
    let Some(Value::Object(properties)) = object.get_mut("properties") else { return };
    let mut names = Vec::new();
    for (name, property) in properties {
        let Some(property) = property.as_object_mut() else { continue };
        let Some(flag) = property.get("required").and_then(Value::as_bool) else { continue };
        property.shift_remove("required");
        cx.within("properties", |cx| {
            cx.within(name, |cx| {
                let help = "list the name in the `required` of the object";
                cx.report_at(
                    "required",
                    codes::DOWNLEVEL_REQUIRED,
                    format!("`required: {flag}` in a property belongs to an old draft of JSON Schema"),
                    help,
                );
                cx.read(Keyword::Required);
            });
        });
        if flag {
            names.push(Value::String(name.clone()));
        }
    }
    if names.is_empty() {
        return;
    }
    if let Some(required) = object.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        names.retain(|name| !required.contains(name));
        required.extend(names);
    }
}

fn additional(cx: &mut Context<'_>, object: &mut Object) {
    match object.get("additionalProperties") {
        None | Some(Value::Bool(_) | Value::Object(_)) => {}
        Some(Value::String(text)) if text == "true" || text == "false" => {
            let value = text == "true";
            let message = format!("`additionalProperties` is a string; it is read as {value}");
            cx.report_at("additionalProperties", codes::DOWNLEVEL_WRONG_TYPE, message, "remove the quotes");
            object.insert("additionalProperties".to_owned(), json!(value));
        }
        Some(_) => {
            let message = "`additionalProperties` is neither a schema nor true or false and is left out";
            cx.report_at(
                "additionalProperties",
                codes::DOWNLEVEL_WRONG_TYPE,
                message,
                "give the schema of further properties",
            );
            cx.left_out("additionalProperties");
            object.shift_remove("additionalProperties");
        }
    }
}

/// Names by pattern become further properties of any name.
fn patterns(cx: &mut Context<'_>, object: &mut Object) {
    fix::mapping(cx, object, "patternProperties");
    let Some(Value::Object(patterns)) = object.shift_remove("patternProperties") else { return };
    if patterns.is_empty() {
        return;
    }
    let message = "`patternProperties` has no counterpart in OpenAPI 3.0; properties of any name are accepted";
    cx.report_at("patternProperties", codes::DOWNLEVEL_UNSUPPORTED, message, "use `additionalProperties`");
    let here = cx.here();
    let (from, to) = (here.child("patternProperties"), here.child("additionalProperties"));
    let rest = object.shift_remove("additionalProperties");
    if rest.as_ref().is_some_and(Value::is_boolean) {
        // What the patterns leave open is open here anyway; what they close is told above.
        cx.left_out("additionalProperties");
    }
    let rest = rest.filter(Value::is_object);
    if let (1, None, Some((pattern, schema))) = (patterns.len(), &rest, patterns.iter().next()) {
        cx.moved(&from.child(pattern), &to);
        object.insert("additionalProperties".to_owned(), schema.clone());
        return;
    }
    let mut kinds = Vec::new();
    if let Some(rest) = rest {
        cx.moved(&to, &to.child("anyOf").index(0));
        kinds.push(rest);
    }
    for (pattern, schema) in patterns {
        cx.moved(&from.child(&pattern), &to.child("anyOf").index(kinds.len()));
        kinds.push(schema);
    }
    object.insert("additionalProperties".to_owned(), json!({"anyOf": kinds}));
}
