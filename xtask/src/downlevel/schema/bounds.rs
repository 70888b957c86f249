//! Numbers that limit values.
//!
//! In: bounds of any kind and type. Out: bounds that the 3.0 model can hold. Must not: check values against them.

use crate::coverage::Keyword;
use crate::diag::codes;
use serde_json::{Number, Value, json};

use super::super::Version;
use super::super::context::Context;
use super::super::fix::Object;

const SIZES: [&str; 6] = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];

pub(super) fn all(cx: &mut Context<'_>, object: &mut Object) {
    for key in ["minimum", "maximum", "multipleOf"] {
        number(cx, object, key);
    }
    exclusive(cx, object, "exclusiveMinimum", "minimum");
    exclusive(cx, object, "exclusiveMaximum", "maximum");
    if object.get("type").and_then(Value::as_str) == Some("integer") {
        for key in ["minimum", "maximum", "multipleOf"] {
            integer(cx, object, key);
        }
    }
    for key in SIZES {
        size(cx, object, key);
    }
}

/// Makes a property a number or removes it.
fn number(cx: &mut Context<'_>, object: &mut Object, key: &str) {
    let text = match object.get(key) {
        None | Some(Value::Number(_)) => return,
        Some(Value::Null) => {
            object.shift_remove(key);
            return;
        }
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(_) => String::new(),
    };
    let value = text.parse::<i64>().map(Number::from).ok();
    let value = value.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64));
    match value {
        Some(value) => {
            cx.report_at(
                key,
                codes::DOWNLEVEL_WRONG_TYPE,
                format!("`{key}` is a string; it is read as {value}"),
                "remove the quotes",
            );
            object.insert(key.to_owned(), Value::Number(value));
        }
        None => leave_out(cx, object, key, "a number"),
    }
}

/// 3.1 has a number here, 3.0 a flag beside the bound.
fn exclusive(cx: &mut Context<'_>, object: &mut Object, key: &str, bound: &str) {
    match object.get(key) {
        None => return,
        Some(Value::Bool(_)) => {
            if cx.version >= Version::V31 {
                let message = format!("`{key}` as a flag is a feature of OpenAPI 3.0; it is read as such");
                cx.report_once(codes::DOWNLEVEL_EXCLUSIVE_FLAG, key, message, "write the number itself");
            }
            return;
        }
        _ => number(cx, object, key),
    }
    let Some(Value::Number(limit)) = object.get(key).cloned() else { return };
    if cx.version == Version::V30 {
        let message = format!("`{key}` with a number is a feature of OpenAPI 3.1; it is read as such");
        cx.report_at(
            key,
            codes::DOWNLEVEL_NEWER_KEYWORD,
            message,
            format!("write `{bound}: {limit}` and `{key}: true`"),
        );
    }
    let other = object.get(bound).and_then(Value::as_f64);
    let tighter = match (limit.as_f64(), other) {
        (Some(limit), Some(other)) if key == "exclusiveMinimum" => limit >= other,
        (Some(limit), Some(other)) => limit <= other,
        _ => true,
    };
    if tighter {
        object.insert(bound.to_owned(), Value::Number(limit));
        object.insert(key.to_owned(), json!(true));
    } else {
        // The inclusive bound is the tighter one.
        cx.repeated(&cx.here().child(key));
        object.shift_remove(key);
    }
}

/// The bounds of an integer are 64-bit integers in the model.
fn integer(cx: &mut Context<'_>, object: &mut Object, key: &str) {
    let Some(Value::Number(number)) = object.get(key) else { return };
    if number.is_i64() {
        return;
    }
    if let Some(whole) = whole(number) {
        object.insert(key.to_owned(), json!(whole));
        return;
    }
    if key == "maximum" && number.is_u64() {
        return unsigned(cx, object);
    }
    let rounded = match (key, number.as_f64()) {
        ("minimum", Some(value)) => whole_f64(value.ceil()),
        ("maximum", Some(value)) => whole_f64(value.floor()),
        _ => None,
    };
    match rounded {
        Some(value) => {
            let message = format!("`{key}` of an integer is {number}; it is read as {value}");
            cx.report_at(key, codes::DOWNLEVEL_BOUND, message, "write a whole number");
            object.insert(key.to_owned(), json!(value));
        }
        None => {
            let message = format!("`{key}: {number}` is not a 64-bit integer and is left out");
            cx.report_at(
                key,
                codes::DOWNLEVEL_BOUND,
                message,
                "remove it; either every 64-bit integer meets it or none does",
            );
            cx.left_out(key);
            object.shift_remove(key);
        }
    }
}

/// A maximum beyond `i64` asks for `u64`. The model cannot hold the bound itself.
fn unsigned(cx: &mut Context<'_>, object: &mut Object) {
    object.entry("format").or_insert_with(|| json!("uint64"));
    let is_whole_range = object.get("maximum").and_then(Value::as_u64) == Some(u64::MAX);
    if is_whole_range {
        cx.rewritten(Keyword::Maximum, &[Keyword::Format]);
    } else {
        let message = "`maximum` is beyond a signed 64-bit integer: the type is unsigned, and the bound is left out";
        cx.report_at("maximum", codes::DOWNLEVEL_BOUND, message, "check the bound in your own code");
        cx.left_out("maximum");
    }
    object.shift_remove("maximum");
}

/// Lengths and counts are whole and not negative.
fn size(cx: &mut Context<'_>, object: &mut Object, key: &str) {
    number(cx, object, key);
    let Some(Value::Number(number)) = object.get(key) else { return };
    if number.is_u64() {
        return;
    }
    match whole(number).and_then(|n| u64::try_from(n).ok()) {
        Some(size) => {
            object.insert(key.to_owned(), json!(size));
        }
        None => leave_out(cx, object, key, "a whole number of zero or more"),
    }
}

fn leave_out(cx: &mut Context<'_>, object: &mut Object, key: &str, expected: &str) {
    cx.report_at(
        key,
        codes::DOWNLEVEL_WRONG_TYPE,
        format!("`{key}` is not {expected} and is left out"),
        format!("make it {expected}"),
    );
    cx.left_out(key);
    object.shift_remove(key);
}

/// A number as a 64-bit integer, if it is one: `1.0` is.
pub(super) fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| number.as_f64().and_then(whole_f64))
}

fn whole_f64(value: f64) -> Option<i64> {
    // Beyond 2^53 a float no longer says which integer is meant; 2^63 and above do not fit.
    let fits = value.fract() == 0.0 && value.abs() < 9_223_372_036_854_775_808.0;
    fits.then_some(value as i64)
}
