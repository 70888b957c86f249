//! Headers, media types and their encodings, examples: which refer to one another in a cycle.
//!
//! In: a header, or an entry of `content`. Out: its 3.0 shape. Must not: look into schemas or examples itself.

use crate::coverage::Keyword;
use crate::diag::codes;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::fix::{self, Object};
use super::schema;

/// Properties of a header; a parameter also has a name and a location.
pub(super) const HEADER_KEYS: [&str; 11] = [
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "example",
    "examples",
    "content",
];

/// Keywords that Swagger 2 has beside a parameter and OpenAPI 3 in its schema.
const SWAGGER: [&str; 10] =
    ["type", "format", "items", "enum", "default", "minimum", "maximum", "pattern", "minLength", "maxLength"];

pub(super) fn style(cx: &mut Context<'_>, object: &mut Object, allowed: &[&str]) {
    let Some(style) = object.get("style").and_then(Value::as_str).filter(|style| !allowed.contains(style)) else {
        return;
    };
    let message = format!("the style `{style}` is not allowed here; `{}` is used", allowed.first().unwrap_or(&""));
    cx.report_at("style", codes::DOWNLEVEL_STYLE, message, format!("use one of: {}", allowed.join(", ")));
    cx.left_out("style");
    object.shift_remove("style");
}

/// A header of a response or a part of a body.
pub(super) fn header(cx: &mut Context<'_>, value: &mut Value) {
    if fix::is_reference(cx, value) {
        return;
    }
    let Some(header) = fix::node(cx, value, "a header") else { return };
    fix::texts(cx, header, &["description", "style"]);
    style(cx, header, &["simple"]);
    fix::flags(cx, header, &["required", "deprecated", "explode", "allowEmptyValue", "allowReserved"]);
    schema_or_content(cx, header, "a header");
    fix::unknown(cx, header, "a header", &HEADER_KEYS);
}

/// Exactly one of `schema` and `content`: the model has room for no more and no less.
pub(super) fn schema_or_content(cx: &mut Context<'_>, object: &mut Object, what: &str) {
    fix::mapping(cx, object, "content");
    if object.get("content").and_then(Value::as_object).is_some_and(Map::is_empty) {
        object.shift_remove("content");
    }
    if object.contains_key("schema") && object.contains_key("content") {
        let message = format!("{what} has both `schema` and `content`; `content` is left out");
        cx.report_at("content", codes::DOWNLEVEL_SCHEMA_AND_CONTENT, message, "keep one of them");
        cx.left_out("content");
        object.shift_remove("content");
    }
    if !object.contains_key("schema") && !object.contains_key("content") {
        let schema = old_schema(cx, object);
        object.insert("schema".to_owned(), Value::Object(schema));
        let (message, help) =
            (format!("{what} has no `schema`"), "add one; `type: string` is assumed where nothing is known");
        cx.report_once(codes::DOWNLEVEL_MISSING, what, message, help);
    }
    if let Some(schema) = object.get_mut("schema") {
        cx.within("schema", |cx| schema::schema(cx, schema));
    }
    fix::each(cx, object, "content", &mut |cx, _, value| media_type(cx, value));
    examples(cx, object);
}

/// The schema that is written beside the parameter as in Swagger 2, else a string, which any parameter can be.
fn old_schema(cx: &Context<'_>, object: &mut Object) -> Object {
    let mut schema = Object::new();
    for key in SWAGGER {
        if let Some(value) = object.shift_remove(key) {
            let here = cx.here();
            cx.stands_for(&here.child(key), &here.child("schema").child(key));
            schema.insert(key.to_owned(), value);
        }
    }
    if schema.is_empty() {
        schema.insert("type".to_owned(), json!("string"));
    }
    schema
}

pub(super) fn media_type(cx: &mut Context<'_>, value: &mut Value) {
    if value.is_null() {
        *value = json!({});
    }
    let Some(media) = fix::node(cx, value, "a media type") else { return };
    if media.get("schema").is_some_and(Value::is_null) {
        media.shift_remove("schema");
    }
    if let Some(schema) = media.get_mut("schema") {
        cx.within("schema", |cx| schema::schema(cx, schema));
    }
    for key in ["itemSchema", "itemEncoding", "prefixEncoding"] {
        if media.shift_remove(key).is_some() {
            let message = format!("`{key}` is not supported and is left out");
            cx.report_at(key, codes::DOWNLEVEL_MEDIA_KEYWORD, message, "describe the body as a whole by `schema`");
            cx.left_out(key);
        }
    }
    examples(cx, media);
    fix::each(cx, media, "encoding", &mut |cx, _, value| encoding(cx, value));
    fix::unknown(cx, media, "a media type", &["schema", "example", "examples", "encoding"]);
}

fn encoding(cx: &mut Context<'_>, value: &mut Value) {
    let Some(encoding) = fix::node(cx, value, "an encoding") else { return };
    fix::texts(cx, encoding, &["contentType", "style"]);
    fix::flags(cx, encoding, &["explode", "allowReserved"]);
    let styles = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];
    if encoding.get("style").and_then(Value::as_str).is_some_and(|style| !styles.contains(&style)) {
        cx.report_at(
            "style",
            codes::DOWNLEVEL_STYLE,
            "this style is not allowed here",
            format!("use one of: {}", styles.join(", ")),
        );
        cx.left_out("style");
        encoding.shift_remove("style");
    }
    fix::each(cx, encoding, "headers", &mut |cx, _, value| header(cx, value));
    fix::unknown(cx, encoding, "an encoding", &["contentType", "headers", "style", "explode", "allowReserved"]);
}

/// The named examples beside a schema. A list, which only schemas may have, gets numbers as names.
pub(super) fn examples(cx: &mut Context<'_>, holder: &mut Object) {
    if let Some(Value::Array(items)) = holder.get_mut("examples") {
        let named = items.drain(..).enumerate().map(|(i, value)| ((i + 1).to_string(), json!({"value": value})));
        let named: Object = named.collect();
        if named.is_empty() {
            holder.shift_remove("examples");
        } else {
            cx.report_at("examples", codes::DOWNLEVEL_WRONG_TYPE, "`examples` is a list", "give each example a name");
            holder.insert("examples".to_owned(), Value::Object(named));
        }
    }
    fix::each(cx, holder, "examples", &mut |cx, _, value| example(cx, value));
}

pub(super) fn example(cx: &mut Context<'_>, value: &mut Value) {
    let is_example = value.as_object().is_some_and(|object| {
        ["value", "externalValue", "summary", "description", "$ref", "dataValue", "serializedValue"]
            .iter()
            .any(|key| object.contains_key(*key))
    });
    if !is_example {
        cx.report_once(
            codes::DOWNLEVEL_EXAMPLE,
            "",
            "the example is a bare value; it is read as the example's `value`",
            "put the value under `value`",
        );
        cx.wrapped();
        *value = json!({"value": value.take()});
        return;
    }
    if fix::is_reference(cx, value) {
        return;
    }
    let Some(example) = value.as_object_mut() else { return };
    fix::texts(cx, example, &["summary", "description", "externalValue"]);
    for (newer, keyword) in [("dataValue", Keyword::DataValue), ("serializedValue", Keyword::SerializedValue)] {
        if let Some(value) = example.shift_remove(newer) {
            cx.rewritten(keyword, &[Keyword::Value]);
            example.entry("value").or_insert(value);
        }
    }
    fix::unknown(cx, example, "an example", &["summary", "description", "value", "externalValue"]);
}
