//! The structural check of a raw document.
//!
//! In: the working copy. Out: diagnostics; what is not read and could only make the model fail is removed from the
//! copy.
//! Must not: change the pointer of anything that stays, or check meaning (`lower` does).
//!
//! A wrong type in a part with meaning is an error. A wrong type in a constraint or an annotation is a warning, and
//! the property is removed.

mod expected;
mod operation;
mod schema;

use serde_json::{Map, Value};

use crate::coverage::Account;
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};
use expected::{Checker, ExpectedType};

/// Checks the whole document.
pub(super) fn document(value: &mut Value, diagnostics: &mut Diagnostics, account: &Account) {
    let at = Pointer::default();
    let mut checker = Checker { diagnostics, account };
    let Some(root) = checker.object(value, &at, "the document") else { return };
    checker.need(root, "openapi", ExpectedType::Text, &at, "write `openapi: 3.0.3`");
    if let Some(Value::String(version)) = root.get("openapi")
        && !version.starts_with("3.")
    {
        checker.diagnostics.report(
            codes::PARSE_VERSION,
            &at.child("openapi"),
            format!("OpenAPI {version} is not supported"),
            "convert the document to OpenAPI 3.0 or 3.1",
        );
    }
    info(root, &at, &mut checker);
    servers(root, &at, &mut checker);
    security(root, &at, &mut checker);
    tags(root, &at, &mut checker);
    checker.lax(root, "externalDocs", ExpectedType::Link, &at);
    operation::paths(root, &at, &mut checker);
    operation::webhooks(root, &at, &mut checker);
    components(root, &at, &mut checker);
}

fn info(root: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("info");
    if !root.contains_key("info") {
        checker.missing(&at, "info", "add `info` with `title` and `version`");
        return;
    }
    let Some(value) = root.get_mut("info") else { return };
    let Some(info) = checker.object(value, &at, "`info`") else { return };
    // A number is a common mistake (`version: 1.0` in YAML); its text is used.
    if let Some(number @ Value::Number(_)) = info.get_mut("version") {
        *number = Value::String(number.to_string());
    }
    checker.text_or(info, "title", &at, "");
    checker.text_or(info, "version", &at, "");
    checker.lax(info, "description", ExpectedType::Text, &at);
    checker.lax(info, "termsOfService", ExpectedType::Text, &at);
    info.shift_remove("license");
    let contact = at.child("contact");
    if let Some(value) = info.get_mut("contact") {
        match value.as_object_mut() {
            Some(map) => {
                for key in ["name", "url", "email"] {
                    checker.lax(map, key, ExpectedType::Text, &contact);
                }
            }
            None => checker.lax(info, "contact", ExpectedType::Object, &at),
        }
    }
}

/// `servers` at the root, a path item or an operation.
fn servers(map: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("servers");
    let Some(list) = checker.list_in(map, "servers", &at) else { return };
    for (index, server) in list.iter_mut().enumerate() {
        let at = at.index(index);
        let Some(server) = checker.object(server, &at, "a server") else { continue };
        checker.need(server, "url", ExpectedType::Text, &at, "give the server's `url`");
        checker.lax(server, "description", ExpectedType::Text, &at);
        checker.lax(server, "variables", ExpectedType::Object, &at);
        let Some(Value::Object(variables)) = server.get_mut("variables") else { continue };
        for (name, variable) in variables.iter_mut() {
            let at = at.child("variables").child(name);
            let Some(variable) = checker.object(variable, &at, "a server variable") else { continue };
            for key in ["default", "description"] {
                expected::stringify(variable.get_mut(key));
            }
            if let Some(Value::Array(values)) = variable.get_mut("enum") {
                values.iter_mut().for_each(|value| expected::stringify(Some(value)));
            }
            checker.lax(variable, "enum", ExpectedType::Texts, &at);
            checker.lax(variable, "description", ExpectedType::Text, &at);
            checker.text_or(variable, "default", &at, "");
        }
    }
}

/// `security` at the root or an operation: a list of objects of lists of text.
fn security(map: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("security");
    let Some(list) = checker.list_in(map, "security", &at) else { return };
    for (index, requirement) in list.iter_mut().enumerate() {
        let at = at.index(index);
        let Some(requirement) = checker.object(requirement, &at, "a security requirement") else { continue };
        for scopes in requirement.values_mut() {
            match scopes {
                Value::Array(list) => list.retain(Value::is_string),
                _ => *scopes = Value::Array(Vec::new()),
            }
        }
    }
}

fn tags(root: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("tags");
    let Some(list) = checker.list_in(root, "tags", &at) else { return };
    for (index, tag) in list.iter_mut().enumerate() {
        let at = at.index(index);
        let Some(tag) = checker.object(tag, &at, "a tag") else { continue };
        checker.need(tag, "name", ExpectedType::Text, &at, "give the tag a `name`");
        checker.lax(tag, "description", ExpectedType::Text, &at);
        checker.lax(tag, "externalDocs", ExpectedType::Link, &at);
    }
}

fn components(root: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("components");
    let Some(value) = root.get_mut("components") else { return };
    let Some(sections) = checker.object(value, &at, "`components`") else { return };
    for key in ["examples", "links", "callbacks", "pathItems"] {
        sections.shift_remove(key);
    }
    for (section, value) in sections.iter_mut() {
        let at = at.child(section);
        let walk = match section.as_str() {
            "schemas" => schema::schema_or_ref,
            "responses" => operation::response,
            "parameters" => operation::parameter,
            "requestBodies" => operation::request_body,
            "headers" => operation::header,
            "securitySchemes" => operation::security_scheme,
            _ => continue,
        };
        let Some(parts) = checker.object(value, &at, &format!("`components.{section}`")) else { continue };
        for (key, part) in parts.iter_mut() {
            walk(part, &at.child(key), checker);
        }
    }
}
