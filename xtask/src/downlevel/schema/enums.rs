//! Fixed values.
//!
//! In: `const` and `enum`. Out: an `enum` whose values are of the schema's type, and `nullable` for null.
//! Must not: name the values.

use crate::diag::codes;
use serde_json::{Number, Value, json};

use super::super::context::Context;
use super::super::fix::Object;
use crate::coverage::Keyword;

/// `const` is an `enum` of one.
pub(super) fn constant(cx: &mut Context<'_>, object: &mut Object) {
    if let Some(value) = object.shift_remove("const") {
        cx.rewritten(Keyword::Const, &[Keyword::Enum]);
        // Beside an `enum`, the constant is the narrower of the two.
        object.insert("enum".to_owned(), json!([value]));
    }
}

pub(super) fn values(cx: &mut Context<'_>, object: &mut Object) {
    let mut values = match object.shift_remove("enum") {
        None | Some(Value::Null) => return,
        Some(Value::Array(values)) if !values.is_empty() => values,
        Some(scalar @ (Value::String(_) | Value::Number(_) | Value::Bool(_))) => {
            cx.report_at("enum", codes::DOWNLEVEL_WRONG_TYPE, "`enum` is not a list", "put the value into a list");
            vec![scalar]
        }
        Some(_) => {
            cx.report_at("enum", codes::DOWNLEVEL_ENUM, "`enum` has no values and is left out", "list the values");
            cx.left_out("enum");
            return;
        }
    };
    // Before any value is removed: the text is found by its index.
    if object.get("type").and_then(Value::as_str) == Some("string") {
        texts(cx, &mut values);
    }
    take_null(cx, object, &mut values);
    unrepeat(cx, &mut values);
    match object.get("type").and_then(Value::as_str) {
        Some("integer") => convert(cx, &mut values, "an integer", Value::is_i64, to_integer),
        Some("number") => convert(cx, &mut values, "a number", Value::is_number, to_number),
        Some("boolean") => convert(cx, &mut values, "true or false", Value::is_boolean, to_boolean),
        Some(_) => {}
        None if !object.contains_key("type") => infer(object, &values),
        None => {}
    }
    object.insert("enum".to_owned(), Value::Array(values));
}

/// Null among other values makes the schema nullable; null alone stays.
fn take_null(cx: &mut Context<'_>, object: &mut Object, values: &mut Vec<Value>) {
    if !values.iter().any(Value::is_null) {
        return;
    }
    let listed = match object.get("type") {
        Some(Value::Array(types)) => types.iter().any(|t| t == "null"),
        Some(_) => object.get("nullable") == Some(&json!(true)),
        None => true,
    };
    if values.iter().all(Value::is_null) {
        if object.shift_remove("type").is_some() {
            cx.read(Keyword::Type);
        }
        values.truncate(1);
    } else {
        values.retain(|v| !v.is_null());
    }
    if !listed {
        let message = "null is among the values, but not in the type; null is allowed";
        cx.report_at("enum", codes::DOWNLEVEL_ENUM_NULL, message, "make the type nullable, or remove the value");
    }
    object.insert("nullable".to_owned(), json!(true));
}

fn unrepeat(cx: &mut Context<'_>, values: &mut Vec<Value>) {
    let before = values.len();
    let mut seen = std::collections::HashSet::new();
    values.retain(|value| seen.insert(value.to_string()));
    if values.len() < before {
        cx.report_at("enum", codes::DOWNLEVEL_ENUM_DUPLICATE, "a value is listed more than once", "keep it once");
    }
}

/// The values of a text: one that is not quoted keeps the text that is written (`1.10`, `0x1F`), not that of its value.
fn texts(cx: &mut Context<'_>, values: &mut [Value]) {
    let list = cx.here().child("enum");
    let mut changed = Vec::new();
    for (index, value) in values.iter_mut().enumerate() {
        if !(value.is_number() || value.is_boolean()) {
            continue;
        }
        let text = cx.text(&list.index(index)).map_or_else(|| value.to_string(), str::to_owned);
        changed.push(format!("`{text}`"));
        *value = Value::String(text);
    }
    report_converted(cx, &changed, "text");
}

/// Brings values into the type of the schema. What cannot be brought there stays, for `lower` to judge.
fn convert(
    cx: &mut Context<'_>,
    values: &mut [Value],
    expected: &str,
    fits: fn(&Value) -> bool,
    into: fn(&Value) -> Option<Value>,
) {
    let mut changed = Vec::new();
    for value in values.iter_mut().filter(|value| !value.is_null() && !fits(value)) {
        if let Some(mended) = into(value) {
            changed.push(format!("`{value}`"));
            *value = mended;
        }
    }
    report_converted(cx, &changed, expected);
}

fn report_converted(cx: &mut Context<'_>, changed: &[String], expected: &str) {
    if !changed.is_empty() {
        let message = format!("{} among the values is not {expected}; it is converted", changed.join(", "));
        cx.report_at("enum", codes::DOWNLEVEL_ENUM, message, "write the values in the type of the schema");
    }
}

fn to_integer(value: &Value) -> Option<Value> {
    let number = match value {
        Value::String(text) => text.trim().parse::<i64>().ok(),
        Value::Number(number) => super::bounds::whole(number),
        _ => None,
    };
    number.map(Value::from)
}

fn to_number(value: &Value) -> Option<Value> {
    let text = value.as_str()?.trim();
    let number = text.parse::<i64>().map(Number::from).ok();
    number.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64)).map(Value::Number)
}

fn to_boolean(value: &Value) -> Option<Value> {
    value.as_str().and_then(|text| text.parse::<bool>().ok()).map(Value::Bool)
}

/// Values of one type imply the type that is missing.
fn infer(object: &mut Object, values: &[Value]) {
    if ["allOf", "oneOf", "anyOf", "not"].iter().any(|key| object.contains_key(*key)) {
        return;
    }
    let all = |is: fn(&Value) -> bool| values.iter().all(is);
    let name = if all(Value::is_string) {
        "string"
    } else if all(Value::is_i64) {
        "integer"
    } else if all(Value::is_number) {
        "number"
    } else if all(Value::is_boolean) {
        "boolean"
    } else {
        return;
    };
    object.insert("type".to_owned(), json!(name));
}
