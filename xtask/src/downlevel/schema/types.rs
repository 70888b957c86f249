//! Types.
//!
//! In: one name, a list of names, or an unknown name. Out: one type, `nullable`, and `anyOf` for several.
//! Must not: choose between types.

use serde_json::{Value, json};

use super::super::Version;
use super::super::context::Context;
use super::super::fix::Object;
use crate::coverage::Keyword;
use crate::diag::codes;
use crate::diag::nearest;

/// The types of a value, and the keywords that apply to each only.
const TYPES: [(&str, &[&str]); 6] = [
    ("string", &["pattern", "minLength", "maxLength", "format"]),
    ("integer", &["multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format"]),
    ("number", &["multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format"]),
    ("boolean", &[]),
    ("array", &["items", "minItems", "maxItems", "uniqueItems"]),
    ("object", &["properties", "required", "additionalProperties", "minProperties", "maxProperties"]),
];

/// Common names for types, and their meaning: type and format.
const ALIASES: [(&str, &str, &str); 26] = [
    ("file", "string", "binary"),
    ("binary", "string", "binary"),
    ("byte", "string", "byte"),
    ("date", "string", "date"),
    ("date-time", "string", "date-time"),
    ("datetime", "string", "date-time"),
    ("time", "string", "time"),
    ("timestamp", "string", "date-time"),
    ("uuid", "string", "uuid"),
    ("email", "string", "email"),
    ("uri", "string", "uri"),
    ("url", "string", "uri"),
    ("password", "string", "password"),
    ("str", "string", ""),
    ("text", "string", ""),
    ("enum", "string", ""),
    ("float", "number", "float"),
    ("double", "number", "double"),
    ("decimal", "number", ""),
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("long", "integer", "int64"),
    ("bool", "boolean", ""),
    ("list", "array", ""),
    ("map", "object", ""),
];

/// Decides the type: none, one name, or a list.
pub(super) fn names(cx: &mut Context<'_>, object: &mut Object) {
    match object.get("type") {
        None => {}
        Some(Value::String(name)) => {
            let name = name.clone();
            one(cx, object, &name);
        }
        Some(Value::Array(_)) => several(cx, object),
        // `type: null` without quotes is a common mistake with a clear meaning.
        Some(Value::Null) => only_null(cx, object),
        Some(_) => {
            cx.report_at(
                "type",
                codes::DOWNLEVEL_TYPE,
                "`type` is not a string and is left out",
                "write one type, or a list of types",
            );
            cx.left_out("type");
            object.shift_remove("type");
        }
    }
}

fn one(cx: &mut Context<'_>, object: &mut Object, name: &str) {
    if name == "null" {
        return only_null(cx, object);
    }
    if is_type(name) {
        return;
    }
    let lower = name.trim().to_ascii_lowercase();
    object.shift_remove("type");
    if is_type(&lower) {
        cx.report_at(
            "type",
            codes::DOWNLEVEL_TYPE,
            format!("`{name}` is not a type; `{lower}` is used"),
            format!("write `{lower}`"),
        );
        object.insert("type".to_owned(), json!(lower));
    } else if let Some((_, kind, format)) = ALIASES.iter().find(|(alias, _, _)| *alias == lower) {
        let words = if format.is_empty() { format!("type: {kind}") } else { format!("type: {kind}, format: {format}") };
        cx.report_at(
            "type",
            codes::DOWNLEVEL_TYPE,
            format!("`{name}` is not a type; `{words}` is used"),
            format!("write `{words}`"),
        );
        object.insert("type".to_owned(), json!(kind));
        if !format.is_empty() && !object.contains_key("format") {
            object.insert("format".to_owned(), json!(format));
        }
    } else {
        let known: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
        let message = format!("`{name}` is not a type; any value is accepted");
        let help = match nearest(&lower, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use one of: {}", known.join(", ")),
        };
        cx.report_at("type", codes::DOWNLEVEL_TYPE, message, help);
        cx.left_out("type");
    }
}

/// 3.0 expresses null by a value, not by a type.
fn only_null(cx: &Context<'_>, object: &mut Object) {
    cx.read(Keyword::Type);
    object.shift_remove("type");
    object.insert("nullable".to_owned(), json!(true));
    object.insert("enum".to_owned(), json!([null]));
}

fn several(cx: &mut Context<'_>, object: &mut Object) {
    let Some(Value::Array(listed)) = object.shift_remove("type") else { return };
    if cx.version == Version::V30 {
        let message = "an array of types is a feature of OpenAPI 3.1; it is read as such";
        cx.report_at("type", codes::DOWNLEVEL_NEWER_KEYWORD, message, "write one type, and `nullable: true` for null");
    }
    let mut types: Vec<String> = Vec::new();
    for name in &listed {
        match name.as_str() {
            Some("null") => {}
            Some(name) if is_type(name) => {
                if !types.iter().any(|known| known == name) {
                    types.push(name.to_owned());
                }
            }
            None if name.is_null() => {}
            _ => cx.report_at(
                "type",
                codes::DOWNLEVEL_TYPE,
                format!("{name} is not a type and is left out"),
                "correct the list",
            ),
        }
    }
    let nullable = listed.iter().any(|name| name.is_null() || name == "null");
    if nullable && types.is_empty() {
        return only_null(cx, object);
    }
    if nullable {
        object.insert("nullable".to_owned(), json!(true));
    }
    // Every integer is a number.
    if types.iter().any(|t| t == "number") {
        types.retain(|t| t != "integer");
    }
    match types.as_slice() {
        // All five: that is any value.
        [_, _, _, _, _, ..] | [] => cx.read(Keyword::Type),
        [one] => {
            object.insert("type".to_owned(), json!(one));
        }
        many => {
            object.insert("type".to_owned(), json!(many));
        }
    }
}

/// Splits several types into branches; with one type, notes the keywords without effect.
pub(super) fn settle(cx: &mut Context<'_>, object: &mut Object) {
    match object.get("type") {
        Some(Value::Array(_)) => split(cx, object),
        Some(Value::String(name)) => {
            let name = name.clone();
            idle(cx, object, &name);
        }
        _ => infer(cx, object),
    }
}

fn split(cx: &mut Context<'_>, object: &mut Object) {
    let Some(Value::Array(types)) = object.shift_remove("type") else { return };
    let values = object.shift_remove("enum");
    let mut specific = Object::new();
    for key in TYPES.iter().flat_map(|(_, keys)| keys.iter()) {
        if let Some(value) = object.shift_remove(*key) {
            specific.insert((*key).to_owned(), value);
        }
    }
    let branches: Vec<Object> =
        types.iter().filter_map(Value::as_str).filter_map(|t| branch(t, &specific, values.as_ref())).collect();
    let here = cx.here();
    // `anyOf` may be taken.
    let place = if object.contains_key("anyOf") { here.child("allOf").index(parts(object)) } else { here.clone() };
    for (index, branch) in branches.iter().enumerate() {
        let to = place.child("anyOf").index(index);
        cx.stands_for(&here, &to);
        for key in branch.keys().filter(|key| ["properties", "items", "additionalProperties"].contains(&key.as_str())) {
            cx.moved(&here.child(key), &to.child(key));
        }
    }
    let branches: Vec<Value> = branches.into_iter().map(Value::Object).collect();
    if object.contains_key("anyOf") {
        if let Some(all) = object.entry("allOf").or_insert_with(|| json!([])).as_array_mut() {
            all.push(json!({"anyOf": branches}));
        }
    } else {
        object.insert("anyOf".to_owned(), Value::Array(branches));
    }
}

fn parts(object: &Object) -> usize {
    object.get("allOf").and_then(Value::as_array).map_or(0, Vec::len)
}

/// The schema of one type among several; `None` when no fixed value is of that type.
fn branch(name: &str, specific: &Object, values: Option<&Value>) -> Option<Object> {
    let (_, keys) = TYPES.iter().find(|(known, _)| *known == name)?;
    let mut branch = Object::new();
    branch.insert("type".to_owned(), json!(name));
    for key in keys.iter().filter(|key| **key != "format" || format_fits(name, specific)) {
        if let Some(value) = specific.get(*key) {
            branch.insert((*key).to_owned(), value.clone());
        }
    }
    if let Some(Value::Array(values)) = values {
        let own: Vec<Value> = values.iter().filter(|value| is_of(value, name)).cloned().collect();
        if own.is_empty() {
            return None;
        }
        branch.insert("enum".to_owned(), Value::Array(own));
    }
    Some(branch)
}

/// A format applies to numbers or to strings.
fn format_fits(name: &str, specific: &Object) -> bool {
    let format = specific.get("format").and_then(Value::as_str).unwrap_or_default();
    let of_numbers = ["int", "uint", "float", "double", "decimal"].iter().any(|start| format.starts_with(start));
    of_numbers == (name != "string")
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// Keywords for other types have no effect, but the model would lose the type over them.
fn idle(cx: &mut Context<'_>, object: &mut Object, name: &str) {
    let Some((_, own)) = TYPES.iter().find(|(known, _)| *known == name) else { return };
    let foreign = |key: &str| !own.contains(&key) && TYPES.iter().any(|(_, keys)| keys.contains(&key));
    let idle: Vec<String> = object.keys().filter(|key| foreign(key)).cloned().collect();
    if idle.is_empty() {
        return;
    }
    object.retain(|key, _| !idle.contains(key));
    let named: Vec<String> = idle.iter().map(|key| format!("`{key}`")).collect();
    let verb = if idle.len() == 1 { "has" } else { "have" };
    let message = format!("{} {verb} no effect on a value of type {name}", named.join(", "));
    // A bound on the wrong type is a mistake; with whole properties or items, the type may be the mistake.
    if idle.iter().any(|key| key == "properties" || key == "items") {
        cx.report(codes::DOWNLEVEL_TYPE_CONTRADICTION, message, "remove them, or correct the type");
    } else {
        cx.report(codes::DOWNLEVEL_INAPPLICABLE_KEYWORD, message, "remove it, or correct the type");
    }
    idle.iter().for_each(|key| cx.left_out(key));
}

/// Keywords for one type imply the type that is missing.
fn infer(cx: &mut Context<'_>, object: &mut Object) {
    if ["allOf", "oneOf", "anyOf", "not", "enum"].iter().any(|key| object.contains_key(*key)) {
        return;
    }
    let has = |keys: &[&str]| keys.iter().any(|key| object.contains_key(*key));
    let name = match (has(&["properties", "additionalProperties"]), has(&["items"])) {
        (true, false) => "object",
        (false, true) => "array",
        _ => return,
    };
    let message = format!("there is no type; `{name}` follows from the keywords");
    cx.report_once(codes::DOWNLEVEL_TYPE_INFERRED, name, message, "add the type");
    object.insert("type".to_owned(), json!(name));
}

fn is_type(name: &str) -> bool {
    TYPES.iter().any(|(known, _)| *known == name)
}
