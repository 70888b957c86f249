//! Path items, operations and callbacks.
//!
//! In: path items that are not references. Out: their 3.0 shape. Must not: look into bodies and schemas itself.

use serde_json::{Value, json};

use super::context::Context;
use super::fix::{self, Object};
use super::{bodies, parameters, security, servers};
use crate::diag::codes;
use crate::load::shape::METHODS;

/// One path, webhook or callback address.
pub(super) fn path_item(cx: &mut Context<'_>, value: &mut Value) {
    let Some(item) = fix::node(cx, value, "a path item") else { return };
    fix::texts(cx, item, &["summary", "description"]);
    servers::servers(cx, item);
    parameters::list(cx, item);
    for method in METHODS {
        fix::mapping(cx, item, method);
        if let Some(Value::Object(operation)) = item.get_mut(method) {
            cx.within(method, |cx| self::operation(cx, operation));
        }
    }
    for key in ["query", "additionalOperations"] {
        if item.shift_remove(key).is_some() {
            let message = format!("`{key}` holds operations with methods that are not supported; they are left out");
            cx.report_at(
                key,
                codes::DOWNLEVEL_OPERATION,
                message,
                "describe them with one of the older methods, if they have one",
            );
            cx.left_out(key);
        }
    }
    let mut known = vec!["summary", "description", "servers", "parameters"];
    known.extend(METHODS);
    fix::unknown(cx, item, "a path item", &known);
}

fn operation(cx: &mut Context<'_>, operation: &mut Object) {
    fix::texts(cx, operation, &["summary", "description", "operationId"]);
    fix::flag(cx, operation, "deprecated");
    fix::external_docs(cx, operation);
    servers::servers(cx, operation);
    security::requirements(cx, operation);
    tags(cx, operation);
    parameters::list(cx, operation);
    fix::mapping(cx, operation, "requestBody");
    if let Some(body) = operation.get_mut("requestBody") {
        cx.within("requestBody", |cx| bodies::request_body(cx, body));
    }
    responses(cx, operation);
    fix::each(cx, operation, "callbacks", &mut |cx, _, value| callback(cx, value));
    let known = [
        "tags",
        "summary",
        "description",
        "externalDocs",
        "operationId",
        "parameters",
        "requestBody",
        "responses",
        "callbacks",
        "deprecated",
        "security",
        "servers",
    ];
    fix::unknown(cx, operation, "an operation", &known);
}

fn tags(cx: &mut Context<'_>, operation: &mut Object) {
    if let Some(Value::String(tag)) = operation.get("tags") {
        let lone = json!([tag]);
        cx.report_at(
            "tags",
            codes::DOWNLEVEL_WRONG_TYPE,
            "`tags` is a string; it is read as the only tag",
            "make it a list",
        );
        operation.insert("tags".to_owned(), lone);
    }
    fix::list(cx, operation, "tags");
    fix::retain_items(cx, operation, "tags", &mut |cx, tag| match tag {
        Value::String(_) => true,
        Value::Number(_) | Value::Bool(_) => {
            cx.report(codes::DOWNLEVEL_WRONG_TYPE, "a tag is not a string", "quote it");
            *tag = Value::String(tag.to_string());
            true
        }
        _ => {
            cx.report(codes::DOWNLEVEL_WRONG_TYPE, "a tag is not a string and is left out", "name the tag");
            false
        }
    });
}

fn responses(cx: &mut Context<'_>, operation: &mut Object) {
    fix::mapping(cx, operation, "responses");
    if operation.get("responses").is_none_or(|responses| responses.as_object().is_some_and(Object::is_empty)) {
        cx.report_once(
            codes::DOWNLEVEL_MISSING,
            "responses",
            "the operation has no `responses`",
            "describe its responses",
        );
        operation.insert("responses".to_owned(), json!({}));
    }
    let Some(Value::Object(responses)) = operation.get_mut("responses") else { return };
    cx.within("responses", |cx| {
        let wrong: Vec<String> = responses.keys().filter(|key| !is_status(key)).cloned().collect();
        for key in wrong {
            let message = format!("`{key}` is not a status code; the response is left out");
            cx.report_at(
                &key,
                codes::DOWNLEVEL_STATUS,
                message,
                "write a code such as 404, a range such as 4XX, or `default`",
            );
            cx.left_out(&key);
            responses.shift_remove(&key);
        }
        for (status, response) in responses.iter_mut().filter(|(status, _)| !status.starts_with("x-")) {
            cx.within(status, |cx| bodies::response(cx, response));
        }
    });
}

/// What the model accepts as a status: `default`, 100 to 999, `4XX`, an extension.
fn is_status(key: &str) -> bool {
    if key == "default" || key.starts_with("x-") {
        return true;
    }
    match key.as_bytes() {
        [first, b'x' | b'X', b'x' | b'X'] => first.is_ascii_digit(),
        [b'1'..=b'9', second, third] => second.is_ascii_digit() && third.is_ascii_digit(),
        _ => false,
    }
}

/// The addresses of a callback. The model has no extensions here.
pub(super) fn callback(cx: &mut Context<'_>, value: &mut Value) {
    if fix::is_reference(cx, value) {
        return;
    }
    let Some(callback) = fix::node(cx, value, "a callback") else { return };
    callback.retain(|key, _| !key.starts_with("x-"));
    for (address, item) in callback {
        cx.within(address, |cx| path_item(cx, item));
    }
}

#[cfg(test)]
mod tests {
    use super::is_status;

    #[test]
    fn statuses() {
        for good in ["200", "4XX", "5xx", "default", "x-a", "999"] {
            assert!(is_status(good), "{good}");
        }
        for bad in ["099", "20", "2000", "ok", "2XY", ""] {
            assert!(!is_status(bad), "{bad}");
        }
    }
}
