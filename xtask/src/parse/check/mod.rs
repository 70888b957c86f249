//! The structural check of a raw document.
//!
//! In: the working copy. Out: diagnostics; what is not read and could only make the model fail is removed from the
//! copy.
//! Must not: change the pointer of anything that stays, or check meaning (`lower` does).
//!
//! `downlevel` has already corrected the types of texts, flags, mappings and lists, and left out what cannot be read: none
//! of that is done again. A wrong type that is still here is an error in a part with meaning; in a constraint it is a
//! warning, and the property is removed.

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
    operation::paths(root, &at, &mut checker);
    operation::webhooks(root, &at, &mut checker);
    components(root, &at, &mut checker);
}

/// `downlevel` has given `info` what it lacks; the licence is read from the document as it is.
fn info(root: &mut Map<String, Value>, at: &Pointer, checker: &mut Checker<'_>) {
    let at = at.child("info");
    let Some(value) = root.get_mut("info") else {
        checker.missing(&at, "info", "add `info` with `title` and `version`");
        return;
    };
    let Some(info) = checker.object(value, &at, "`info`") else { return };
    info.shift_remove("license");
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
