//! Tests of `parse`.

use serde_json::{Value, json};

use super::Parsed;
use crate::coverage::Account;
use crate::diag::{Diagnostics, Span};

fn codes(diagnostics: &Diagnostics) -> Vec<(String, String)> {
    diagnostics
        .iter()
        .map(|d| {
            let at = match &d.span {
                Span::At(at) => at.as_str().to_owned(),
                _ => String::new(),
            };
            (d.code.id().to_owned(), at)
        })
        .collect()
}

fn parse(value: &Value) -> Result<Parsed, Diagnostics> {
    super::parse(value, &Account::of(value))
}

fn document(paths: Value, schemas: Value) -> Value {
    json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths, "components": {"schemas": schemas}})
}

fn has(list: &[(String, String)], code: &str, at: &str) -> bool {
    list.iter().any(|(c, a)| c == code && a == at)
}

#[test]
fn reports_many_wrong_types_with_exact_pointers() {
    let value = document(
        json!({
            "/a": {"get": {"parameters": {}, "responses": {"20": {"description": ""}}}},
            "b": {"get": {"responses": {}}},
            "/c": {"post": {
                "parameters": [{"in": "query"}, {"name": "x", "in": "body"}, 5],
                "responses": {"200": {"content": {"application/json": {"schema": "string"}}}}
            }},
        }),
        json!({"A": {"properties": []}, "B": {"additionalProperties": "x"}, "C": {"allOf": [7]}, "D": {"type": ["string"]}}),
    );
    let diagnostics = codes(&parse(&value).unwrap_err());
    for (code, at) in [
        ("parse-wrong-type", "/paths/~1a/get/parameters"),
        ("parse-status", "/paths/~1a/get/responses/20"),
        ("parse-path-slash", "/paths/b"),
        ("parse-missing", "/paths/~1c/post/parameters/0/name"),
        ("parse-parameter-location", "/paths/~1c/post/parameters/1/in"),
        ("parse-wrong-type", "/paths/~1c/post/parameters/2"),
        ("parse-wrong-type", "/paths/~1c/post/responses/200/content/application~1json/schema"),
        ("parse-wrong-type", "/components/schemas/A/properties"),
        ("parse-wrong-type", "/components/schemas/B/additionalProperties"),
        ("parse-wrong-type", "/components/schemas/C/allOf/0"),
        ("parse-wrong-type", "/components/schemas/D/type"),
    ] {
        assert!(has(&diagnostics, code, at), "{code} at {at} is missing from {diagnostics:#?}");
    }
}

#[test]
fn takes_out_what_has_no_meaning_and_says_so() {
    let value = document(
        json!({"/a": {"get": {
            "parameters": [{"name": "q", "in": "query", "style": "simple", "schema": {"type": "string", "required": true}}],
            "responses": {"200": {"links": 5, "headers": 7}}
        }}}),
        json!({"A": {"type": "string", "minLength": "1", "enum": [], "discriminator": "kind"}}),
    );
    let parsed = parse(&value).unwrap();
    let diagnostics = codes(&parsed.diagnostics);
    for at in [
        "/paths/~1a/get/parameters/0/style",
        "/paths/~1a/get/parameters/0/schema/required",
        "/components/schemas/A/minLength",
        "/components/schemas/A/enum",
        "/components/schemas/A/discriminator",
    ] {
        assert!(has(&diagnostics, "parse-ignored", at), "{at} is missing from {diagnostics:#?}");
    }
    assert!(!parsed.diagnostics.has_errors());
    assert_eq!(parsed.document.paths.paths.len(), 1);
}

#[test]
fn a_document_that_is_no_object_is_an_error() {
    assert!(parse(&json!([])).unwrap_err().has_errors());
    assert!(parse(&json!({"swagger": "2.0"})).unwrap_err().has_errors());
    assert!(has(
        &codes(&parse(&json!({"openapi": "2.0", "info": {}, "paths": {}})).unwrap_err()),
        "parse-version",
        "/openapi"
    ));
}

#[test]
fn missing_paths_and_responses_are_read_kindly() {
    let parsed = parse(&json!({"openapi": "3.0.0", "info": {"title": "T", "version": "1.0"}})).unwrap();
    assert!(has(&codes(&parsed.diagnostics), "parse-no-paths", "/paths"));
    let parsed = parse(&document(json!({"/a": {"get": {}}}), json!({}))).unwrap();
    assert!(has(&codes(&parsed.diagnostics), "parse-no-responses", "/paths/~1a/get"));
}

#[test]
fn deep_nesting_is_refused_and_the_allowed_depth_parses() {
    let nested =
        |depth: usize| (0..depth).fold(json!({"type": "string"}), |inner, _| json!({"type": "array", "items": inner}));
    assert!(parse(&document(json!({}), json!({"A": nested(45)}))).is_ok());
    let diagnostics = codes(&parse(&document(json!({}), json!({"A": nested(400)}))).unwrap_err());
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].0, "parse-too-deep");
}

#[test]
fn an_encoding_without_explode_gets_the_default_of_its_style() {
    let value = document(
        json!({"/a": {"post": {"responses": {}, "requestBody": {"content": {"multipart/form-data": {
            "schema": {"type": "object"},
            "encoding": {"a": {"contentType": "image/png"}, "b": {"style": "deepObject"}}
        }}}}}}),
        json!({}),
    );
    let parsed = parse(&value).unwrap();
    let item = parsed.document.paths.paths["/a"].as_item().unwrap();
    let body = item.post.as_ref().unwrap().request_body.as_ref().unwrap().as_item().unwrap();
    let encoding = &body.content["multipart/form-data"].encoding;
    assert!(encoding["a"].explode);
    assert!(!encoding["b"].explode);
}

#[test]
fn unknown_security_types_are_kept_as_something_the_client_cannot_do() {
    let value = json!({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {
        "securitySchemes": {"tls": {"type": "mutualTLS"}, "o": {"type": "oauth2", "flows": {"implicit": {}}}}
    }});
    let parsed = parse(&value).unwrap();
    assert_eq!(parsed.document.components.unwrap().security_schemes.len(), 2);
}
