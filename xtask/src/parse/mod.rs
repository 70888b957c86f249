//! `serde_json::Value` (OpenAPI 3.0 shape) → `openapiv3::OpenAPI`.
//!
//! In: the working document after overlays and `downlevel`. Out: the typed document, with diagnostics that did not stop
//! it.
//! Must not: follow a `$ref`, know what the generator needs beyond the shape, or accept a malformed part.
//!
//! Two steps. `check` walks the raw value: wrong types are reported with exact pointers, many at once; parts that the
//! generator never reads (links, examples, constraints with a wrong value) are removed from the copy, so that the model
//! cannot fail on them. Then every path and component is deserialized on its own, so that a failure has a span.

mod check;

use openapiv3::{Components, OpenAPI, PathItem, Paths};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::coverage::{Account, Keyword};
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};

/// The typed document and the diagnostics that did not stop it.
#[derive(Debug)]
pub struct Parsed {
    pub document: OpenAPI,
    /// Requests that the API sends of its own accord, by name.
    pub webhooks: Vec<(String, PathItem)>,
    /// Warnings and notes only.
    pub diagnostics: Diagnostics,
}

/// Checks the shape of a document and gives it types. An error among the diagnostics makes the whole an `Err`.
pub fn parse(value: &Value, account: &Account) -> Result<Parsed, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut working = value.clone();
    check::document(&mut working, &mut diagnostics, account);
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let webhooks = typed_webhooks(&mut working, &mut diagnostics);
    let document = typed(working, &mut diagnostics);
    match document {
        Some(document) if !diagnostics.has_errors() => Ok(Parsed { document, webhooks, diagnostics }),
        _ => Err(diagnostics),
    }
}

/// Takes the webhooks out of a checked document, where `downlevel` has put them.
fn typed_webhooks(working: &mut Value, diagnostics: &mut Diagnostics) -> Vec<(String, PathItem)> {
    let key = Keyword::XWebhooks.as_str();
    let at = Pointer::default().child(key);
    let webhooks = working.as_object_mut().map(|root| take_object(root, key)).unwrap_or_default();
    let typed = webhooks.into_iter().filter_map(|(name, item)| {
        let item = model(item, &at.child(&name), diagnostics)?;
        Some((name, item))
    });
    typed.collect()
}

/// Deserializes a checked document, one part at a time.
fn typed(working: Value, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let Value::Object(mut root) = working else { return None };
    let paths = take_object(&mut root, "paths");
    let components = take_object(&mut root, "components");
    root.insert("paths".to_owned(), Value::Object(Map::new()));
    let mut document: OpenAPI = model(Value::Object(root), &Pointer::default(), diagnostics)?;
    document.paths = typed_paths(paths, diagnostics);
    document.components = Some(typed_components(components, diagnostics));
    Some(document)
}

fn typed_paths(paths: Map<String, Value>, diagnostics: &mut Diagnostics) -> Paths {
    let at = Pointer::default().child("paths");
    let mut typed = Paths::default();
    for (path, item) in paths {
        if let Some(item) = model(item, &at.child(&path), diagnostics) {
            typed.paths.insert(path, item);
        }
    }
    typed
}

fn typed_components(mut components: Map<String, Value>, diagnostics: &mut Diagnostics) -> Components {
    let at = Pointer::default().child("components");
    let mut typed = Components::default();
    macro_rules! section {
        ($field:ident, $key:literal) => {
            for (key, part) in take_object(&mut components, $key) {
                if let Some(part) = model(part, &at.child($key).child(&key), diagnostics) {
                    typed.$field.insert(key, part);
                }
            }
        };
    }
    section!(schemas, "schemas");
    section!(responses, "responses");
    section!(parameters, "parameters");
    section!(request_bodies, "requestBodies");
    section!(headers, "headers");
    section!(security_schemes, "securitySchemes");
    typed
}

fn take_object(map: &mut Map<String, Value>, key: &str) -> Map<String, Value> {
    match map.shift_remove(key) {
        Some(Value::Object(inner)) => inner,
        _ => Map::new(),
    }
}

/// A part that the model rejects although `check` accepted it.
fn model<T: DeserializeOwned>(value: Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<T> {
    match serde_json::from_value(value) {
        Ok(part) => Some(part),
        Err(error) => {
            diagnostics.report(
                codes::PARSE_MODEL,
                at,
                format!("this part is not valid OpenAPI: {error}"),
                "compare the part with the OpenAPI 3.0 specification",
            );
            None
        }
    }
}

#[cfg(test)]
mod tests;
