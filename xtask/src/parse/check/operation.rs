//! The structural check of paths, operations and their parts.
//!
//! In: the `paths` of the working copy, and the like parts of its components. Out: diagnostics.
//! Must not: follow a `$ref`.

use serde_json::{Map, Value};

use super::expected::{Checker, ExpectedType};
use super::schema::schema_or_ref;
use crate::coverage::Keyword;
use crate::diag::{Diagnostics, Level, Pointer, codes};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Checks `paths`.
pub(super) fn paths(root: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("paths");
    if root.get("paths").is_none_or(Value::is_null) {
        let text = "the document has no `paths`; there is no operation to generate";
        checker.diagnostics.report(codes::PARSE_NO_PATHS, &at, text, "add `paths`");
        root.insert("paths".to_owned(), Value::Object(Map::new()));
    }
    let Some(value) = root.get_mut("paths") else { return };
    let Some(items) = checker.object(value, &at, "`paths`") else { return };
    items.retain(|key, _| !key.starts_with("x-"));
    for (path, item) in items.iter_mut() {
        let at = at.child(path);
        if !path.starts_with('/') {
            let text = format!("the path `{path}` does not begin with a slash");
            checker.diagnostics.report(codes::PARSE_PATH_SLASH, &at, text, format!("write `/{path}`"));
        }
        path_item(item, &at, checker);
    }
}

/// Checks the webhooks. One that is wrong goes: it is no call of the crate, and does not have to stop the rest.
pub(super) fn webhooks(root: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let key = Keyword::XWebhooks.as_str();
    if !root.get(key).is_some_and(Value::is_object) {
        root.shift_remove(key);
    }
    let Some(Value::Object(webhooks)) = root.get_mut(key) else { return };
    let at = at.child(key);
    webhooks.retain(|name, _| !name.starts_with("x-"));
    webhooks.retain(|name, item| incoming(item, &at.child(name), "webhook", checker));
}

/// The same for the callbacks of an operation.
fn callbacks(operation: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("callbacks");
    let Some(Value::Object(callbacks)) = operation.get_mut("callbacks") else {
        operation.shift_remove("callbacks");
        return;
    };
    for (name, callback) in callbacks.iter_mut() {
        let at = at.child(name);
        let Some(callback) = callback.as_object_mut() else { continue };
        callback.retain(|address, _| !address.starts_with("x-"));
        callback.retain(|address, item| incoming(item, &at.child(address), "callback", checker));
    }
    callbacks.retain(|_, callback| callback.is_object());
}

/// Checks requests that the API sends; false, and reported, if they are wrong.
fn incoming(item: &mut Value, at: &Pointer, what: &str, checker: &mut Checker<'_>) -> bool {
    let mut diagnostics = Diagnostics::default();
    path_item(item, at, &mut Checker { diagnostics: &mut diagnostics, account: checker.account });
    let error = diagnostics.iter().find(|diagnostic| diagnostic.level == Level::Error);
    let Some(message) = error.map(|error| format!("the {what} is left out: {}", error.message)) else {
        checker.diagnostics.extend(diagnostics);
        return true;
    };
    checker.account.unread(at, codes::PARSE_INCOMING, message.as_str());
    checker.diagnostics.report(codes::PARSE_INCOMING, at, message, "correct it, or take it out");
    false
}

fn path_item(value: &mut Value, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(item) = checker.object(value, at, "a path item") else { return };
    if item.contains_key("$ref") {
        checker.need(item, "$ref", ExpectedType::Text, at, "");
        return;
    }
    parameters(item, at, checker);
    for method in METHODS {
        if let Some(value) = item.get_mut(method) {
            operation(value, &at.child(method), checker);
        }
    }
}

fn operation(value: &mut Value, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(operation) = checker.object(value, at, "an operation") else { return };
    callbacks(operation, at, checker);
    parameters(operation, at, checker);
    if operation.get("requestBody").is_some_and(Value::is_null) {
        operation.shift_remove("requestBody");
    }
    if let Some(body) = operation.get_mut("requestBody") {
        request_body(body, &at.child("requestBody"), checker);
    }
    responses(operation, at, checker);
}

fn responses(operation: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    if operation.get("responses").is_none_or(Value::is_null) {
        let text = "`responses` is missing; every 2xx counts as success, without a body";
        checker.diagnostics.report(codes::PARSE_NO_RESPONSES, at, text, "describe the responses under `responses`");
        operation.insert("responses".to_owned(), Value::Object(Map::new()));
    }
    let at = at.child("responses");
    let Some(value) = operation.get_mut("responses") else { return };
    let Some(map) = checker.object(value, &at, "`responses`") else { return };
    map.retain(|key, _| !key.starts_with("x-"));
    for (status, value) in map.iter_mut() {
        let at = at.child(status);
        if status != "default" && !is_status(status) {
            let text = format!("`{status}` is not a status");
            checker.diagnostics.report(codes::PARSE_STATUS, &at, text, "use a number, `2XX` or `default`");
        }
        response(value, &at, checker);
    }
}

fn is_status(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number = bytes.len() == 3 && bytes.iter().all(u8::is_ascii_digit) && bytes.first() != Some(&b'0');
    let class = matches!(bytes, [b'1'..=b'5', b'X' | b'x', b'X' | b'x']);
    number || class
}

/// Checks a response or a reference to one.
pub(super) fn response(value: &mut Value, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(response) = checker.object(value, at, "a response") else { return };
    if response.contains_key("$ref") {
        checker.need(response, "$ref", ExpectedType::Text, at, "");
        return;
    }
    response.entry("description").or_insert_with(|| Value::String(String::new()));
    headers(response, at, checker);
    // Links are read from the document as it is; the others are no keywords here.
    for key in ["links", "examples", "schema"] {
        response.shift_remove(key);
    }
    content(response, at, checker);
}

/// Checks a request body or a reference to one.
pub(super) fn request_body(value: &mut Value, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(body) = checker.object(value, at, "a request body") else { return };
    if body.contains_key("$ref") {
        checker.need(body, "$ref", ExpectedType::Text, at, "");
        return;
    }
    content(body, at, checker);
}

fn content(holder: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    if holder.get("content").is_some_and(Value::is_null) {
        holder.shift_remove("content");
    }
    let at = at.child("content");
    let Some(value) = holder.get_mut("content") else { return };
    let Some(content) = checker.object(value, &at, "`content`") else { return };
    for (name, media) in content.iter_mut() {
        let at = at.child(name);
        if media.is_null() {
            *media = Value::Object(Map::new());
        }
        let Some(media) = checker.object(media, &at, "a media type") else { continue };
        for key in ["example", "examples"] {
            media.shift_remove(key);
        }
        if let Some(schema) = media.get_mut("schema") {
            schema_or_ref(schema, &at.child("schema"), checker);
        }
        encodings(media, &at.child("encoding"), checker);
    }
}

fn encodings(media: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(Value::Object(encodings)) = media.get_mut("encoding") else { return };
    for (name, encoding) in encodings.iter_mut() {
        let at = at.child(name);
        let Some(encoding) = checker.object(encoding, &at, "an encoding") else { continue };
        headers(encoding, &at, checker);
        style(encoding, &["form", "spaceDelimited", "pipeDelimited", "deepObject"], &at, checker);
        // The model cannot tell an absent `explode` from a false one; the default depends on the style.
        let explodes = encoding.get("style").is_none_or(|style| style == "form");
        encoding.entry("explode").or_insert(Value::Bool(explodes));
    }
}

fn headers(holder: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("headers");
    let Some(Value::Object(headers)) = holder.get_mut("headers") else {
        holder.shift_remove("headers");
        return;
    };
    for (name, value) in headers.iter_mut() {
        header(value, &at.child(name), checker);
    }
}

fn parameters(holder: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("parameters");
    let Some(list) = checker.list_in(holder, "parameters", &at) else { return };
    for (index, value) in list.iter_mut().enumerate() {
        parameter(value, &at.index(index), checker);
    }
}

/// Checks a parameter or a reference to one.
pub(super) fn parameter(value: &mut Value, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(parameter) = checker.object(value, at, "a parameter") else { return };
    if parameter.contains_key("$ref") {
        checker.need(parameter, "$ref", ExpectedType::Text, at, "");
        return;
    }
    checker.need(parameter, "name", ExpectedType::Text, at, "give the parameter its `name` on the wire");
    checker.need(parameter, "in", ExpectedType::Text, at, "add `in`: path, query, header or cookie");
    let styles: &[&str] = match parameter.get("in").and_then(Value::as_str) {
        Some("path") => &["matrix", "label", "simple"],
        Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        Some("header") => &["simple"],
        Some("cookie") => &["form"],
        Some(other) => {
            let text = format!("a parameter cannot be in `{other}`");
            checker.diagnostics.report(
                codes::PARSE_PARAMETER_LOCATION,
                &at.child("in"),
                text,
                "use path, query, header or cookie",
            );
            return;
        }
        None => return,
    };
    style(parameter, styles, at, checker);
    value_of(parameter, at, checker);
}

/// Checks a header or a reference to one.
pub(super) fn header(value: &mut Value, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(header) = checker.object(value, at, "a header") else { return };
    if header.contains_key("$ref") {
        checker.need(header, "$ref", ExpectedType::Text, at, "");
        return;
    }
    style(header, &["simple"], at, checker);
    value_of(header, at, checker);
}

/// The value of a parameter or header: `schema` or `content`.
fn value_of(holder: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    holder.shift_remove("examples");
    if holder.get("content").and_then(Value::as_object).is_some_and(Map::is_empty) {
        holder.shift_remove("content");
    }
    if holder.contains_key("schema") {
        // With both, the schema is the one that says how the value is written; `downlevel` has said so.
        holder.shift_remove("content");
    } else if !holder.contains_key("content") {
        let text = "the value has neither `schema` nor `content`; it is read as a string";
        checker.diagnostics.report(codes::PARSE_ASSUMED, at, text, "add a `schema`");
        holder.insert("schema".to_owned(), serde_json::json!({"type": "string"}));
    }
    if let Some(schema) = holder.get_mut("schema") {
        schema_or_ref(schema, &at.child("schema"), checker);
    }
    content(holder, at, checker);
}

fn style(holder: &mut Map<String, Value>, known: &[&str], at: &Pointer, checker: &mut Checker<'_>) {
    let Some(style) = holder.get("style").and_then(Value::as_str) else { return };
    if known.contains(&style) {
        return;
    }
    let text = format!("the style `{style}` is not one of {}; the default is used", known.join(", "));
    checker.ignore(&at.child("style"), text, "use a style that is allowed here");
    holder.shift_remove("style");
}

/// Checks a security scheme; one that the model cannot hold becomes an HTTP scheme of that name.
pub(super) fn security_scheme(value: &mut Value, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(scheme) = checker.object(value, at, "a security scheme") else { return };
    if scheme.contains_key("$ref") {
        checker.need(scheme, "$ref", ExpectedType::Text, at, "");
        return;
    }
    checker.need(scheme, "type", ExpectedType::Text, at, "add the scheme's `type`");
    match scheme.get("type").and_then(Value::as_str) {
        Some("apiKey") => {
            checker.need(scheme, "name", ExpectedType::Text, at, "give the `name` of the header, parameter or cookie");
            checker.need(scheme, "in", ExpectedType::Text, at, "add `in`: header, query or cookie");
        }
        Some("http") => checker.need(scheme, "scheme", ExpectedType::Text, at, "give the `scheme`: basic, bearer …"),
        Some("oauth2") => {
            // Only the fact that it is OAuth matters: the caller provides the token.
            scheme.insert("flows".to_owned(), Value::Object(Map::new()));
        }
        Some("openIdConnect") => {
            let help = "give the address of the provider's configuration";
            checker.need(scheme, "openIdConnectUrl", ExpectedType::Text, at, help);
        }
        Some(other) => {
            // Mutual TLS and future types: kept as an HTTP scheme that the client cannot apply itself.
            let other = other.to_owned();
            scheme.insert("type".to_owned(), Value::String("http".to_owned()));
            scheme.insert("scheme".to_owned(), Value::String(other));
        }
        None => {}
    }
}
