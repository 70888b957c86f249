//! Request bodies, responses, media types, examples and links.
//!
//! In: what an operation takes and gives. Out: its 3.0 shape. Must not: look into schemas or examples itself.

use crate::diag::codes;
use serde_json::{Value, json};

use super::context::Context;
use super::fix::{self, Object};
use super::{parameters, schema};
use crate::coverage::Keyword;

pub(super) fn request_body(cx: &mut Context<'_>, value: &mut Value) {
    if fix::is_reference(cx, value) {
        return;
    }
    let Some(body) = fix::node(cx, value, "a request body") else { return };
    fix::text(cx, body, "description");
    fix::flag(cx, body, "required");
    fix::each(cx, body, "content", &mut |cx, _, value| media_type(cx, value));
    fix::unknown(cx, body, "a request body", &["description", "required", "content"]);
}

pub(super) fn response(cx: &mut Context<'_>, value: &mut Value) {
    if fix::is_reference(cx, value) {
        return;
    }
    let Some(response) = fix::node(cx, value, "a response") else { return };
    fix::texts(cx, response, &["description", "summary"]);
    if !response.contains_key("description") {
        // 3.2 no longer asks for one, and a summary says as much.
        let text = response.get("summary").cloned().unwrap_or_else(|| json!(""));
        cx.rewritten(Keyword::Summary, &[Keyword::Description]);
        cx.report_once(
            codes::DOWNLEVEL_MISSING,
            "response",
            "the response has no `description`",
            "say when it is given",
        );
        response.insert("description".to_owned(), text);
    }
    fix::each(cx, response, "headers", &mut |cx, _, value| parameters::header(cx, value));
    fix::each(cx, response, "content", &mut |cx, _, value| media_type(cx, value));
    links(cx, response);
    fix::unknown(cx, response, "a response", &["description", "summary", "headers", "content", "links"]);
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
            let message = format!("`{key}` is not known in OpenAPI 3.0 and is left out");
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
            "this style is not possible here",
            format!("use one of: {}", styles.join(", ")),
        );
        cx.left_out("style");
        encoding.shift_remove("style");
    }
    fix::each(cx, encoding, "headers", &mut |cx, _, value| parameters::header(cx, value));
    fix::unknown(cx, encoding, "an encoding", &["contentType", "headers", "style", "explode", "allowReserved"]);
}

/// The named examples beside a schema. A list, as schemas have it, gets numbers for names.
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
            "the example is the value itself; it is taken as such",
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

/// Links lead from one operation to another. The model wants each to name exactly one operation.
pub(super) fn links(cx: &mut Context<'_>, holder: &mut Object) {
    fix::mapping(cx, holder, "links");
    let Some(Value::Object(links)) = holder.get_mut("links") else { return };
    cx.within("links", |cx| {
        links.retain(|name, link| {
            cx.within(name, |cx| {
                if fix::is_reference(cx, link) {
                    return true;
                }
                let Some(link) = link.as_object_mut() else {
                    cx.report(
                        codes::DOWNLEVEL_LINK,
                        "a link is not a mapping and is left out",
                        "give it an `operationId`",
                    );
                    cx.left_out_here();
                    return false;
                };
                fix::texts(cx, link, &["operationId", "operationRef", "description"]);
                fix::mapping(cx, link, "parameters");
                if link.contains_key("operationId") {
                    link.shift_remove("operationRef");
                    cx.repeated(&cx.here().child("operationRef"));
                } else if !link.contains_key("operationRef") {
                    cx.report(
                        codes::DOWNLEVEL_LINK,
                        "a link names no operation and is left out",
                        "give it an `operationId`",
                    );
                    cx.left_out_here();
                    return false;
                }
                // A server of its own is of no use to the generator, and the model is strict about it.
                if link.shift_remove("server").is_some() {
                    cx.report_once(
                        codes::DOWNLEVEL_LINK_SERVER,
                        "server",
                        "the `server` of a link is not kept",
                        "nothing to do",
                    );
                    cx.left_out("server");
                }
                true
            })
        });
    });
}
