//! The structural check of a raw document.
//!
//! In: the working copy. Out: findings; the copy loses what nothing reads and what could only stop the model.
//! Must not: change a pointer of anything that stays, or judge meaning (that is `lower`'s part).
//!
//! A wrong type in a part that carries meaning is an error. A wrong type in a constraint or a remark is a warning, and
//! the member is taken out.

mod operation;
mod schema;
mod want;

use serde_json::{Map, Value};

use crate::diag::{Diagnostics, Pointer};
use want::{Report, Want};

/// Checks the whole document.
pub(super) fn document(value: &mut Value, diagnostics: &mut Diagnostics) {
    let at = Pointer::default();
    let mut report = Report { diagnostics };
    let Some(root) = report.object(value, &at, "the document") else { return };
    report.need(root, "openapi", Want::Text, &at, "say `openapi: 3.0.3`");
    if let Some(Value::String(version)) = root.get("openapi")
        && !version.starts_with("3.")
    {
        report.diagnostics.error(
            "parse-version",
            &at.child("openapi"),
            format!("OpenAPI {version} is not supported"),
            "convert the document to OpenAPI 3.0 or 3.1",
        );
    }
    info(root, &at, &mut report);
    servers(root, &at, &mut report);
    security(root, &at, &mut report);
    tags(root, &at, &mut report);
    report.lax(root, "externalDocs", Want::Link, &at);
    for key in ["webhooks", "jsonSchemaDialect"] {
        root.shift_remove(key);
    }
    operation::paths(root, &at, &mut report);
    components(root, &at, &mut report);
}

fn info(root: &mut Map<String, Value>, at: &Pointer, report: &mut Report<'_>) {
    let at = at.child("info");
    if !root.contains_key("info") {
        report.missing(&at, "info", "add `info` with `title` and `version`");
        return;
    }
    let Some(value) = root.get_mut("info") else { return };
    let Some(info) = report.object(value, &at, "`info`") else { return };
    // A number is a common slip (`version: 1.0` in YAML); its text is what was meant.
    if let Some(number @ Value::Number(_)) = info.get_mut("version") {
        *number = Value::String(number.to_string());
    }
    report.text_or(info, "title", &at, "");
    report.text_or(info, "version", &at, "");
    report.lax(info, "description", Want::Text, &at);
    report.lax(info, "termsOfService", Want::Text, &at);
    info.shift_remove("license");
    let contact = at.child("contact");
    if let Some(value) = info.get_mut("contact") {
        match value.as_object_mut() {
            Some(map) => {
                for key in ["name", "url", "email"] {
                    report.lax(map, key, Want::Text, &contact);
                }
            }
            None => report.lax(info, "contact", Want::Object, &at),
        }
    }
}

/// `servers` at the root, a path item or an operation.
fn servers(map: &mut Map<String, Value>, at: &Pointer, report: &mut Report<'_>) {
    let at = at.child("servers");
    let Some(list) = report.list_in(map, "servers", &at) else { return };
    for (index, server) in list.iter_mut().enumerate() {
        let at = at.index(index);
        let Some(server) = report.object(server, &at, "a server") else { continue };
        report.need(server, "url", Want::Text, &at, "give the server's `url`");
        report.lax(server, "description", Want::Text, &at);
        report.lax(server, "variables", Want::Object, &at);
        let Some(Value::Object(variables)) = server.get_mut("variables") else { continue };
        for (name, variable) in variables.iter_mut() {
            let at = at.child("variables").child(name);
            let Some(variable) = report.object(variable, &at, "a server variable") else { continue };
            for key in ["default", "description"] {
                want::stringify(variable.get_mut(key));
            }
            if let Some(Value::Array(values)) = variable.get_mut("enum") {
                values.iter_mut().for_each(|value| want::stringify(Some(value)));
            }
            report.lax(variable, "enum", Want::Texts, &at);
            report.lax(variable, "description", Want::Text, &at);
            report.text_or(variable, "default", &at, "");
        }
    }
}

/// `security` at the root or an operation: a list of objects of lists of text.
fn security(map: &mut Map<String, Value>, at: &Pointer, report: &mut Report<'_>) {
    let at = at.child("security");
    let Some(list) = report.list_in(map, "security", &at) else { return };
    for (index, requirement) in list.iter_mut().enumerate() {
        let at = at.index(index);
        let Some(requirement) = report.object(requirement, &at, "a security requirement") else { continue };
        for scopes in requirement.values_mut() {
            // Scopes do not matter to a client that brings its own token.
            *scopes = Value::Array(Vec::new());
        }
    }
}

fn tags(root: &mut Map<String, Value>, at: &Pointer, report: &mut Report<'_>) {
    let at = at.child("tags");
    let Some(list) = report.list_in(root, "tags", &at) else { return };
    for (index, tag) in list.iter_mut().enumerate() {
        let at = at.index(index);
        let Some(tag) = report.object(tag, &at, "a tag") else { continue };
        report.need(tag, "name", Want::Text, &at, "give the tag a `name`");
        report.lax(tag, "description", Want::Text, &at);
        report.lax(tag, "externalDocs", Want::Link, &at);
    }
}

fn components(root: &mut Map<String, Value>, at: &Pointer, report: &mut Report<'_>) {
    let at = at.child("components");
    let Some(value) = root.get_mut("components") else { return };
    let Some(sections) = report.object(value, &at, "`components`") else { return };
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
        let Some(parts) = report.object(value, &at, &format!("`components.{section}`")) else { continue };
        for (key, part) in parts.iter_mut() {
            walk(part, &at.child(key), report);
        }
    }
}
