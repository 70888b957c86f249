//! Operations, parameters, bodies, responses.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::diag::SourceMap;
use crate::diag::codes::{self, Code};
use crate::ir::{BodyKind, Idempotency, ParameterLocation, PathPart, Service, StatusPattern, Style};

fn get(parameters: Value, path: &str) -> Value {
    document(json!({path: {"get": {"operationId": "go", "parameters": parameters, "responses": {}}}}), json!({}))
}

#[test]
fn services_come_from_the_first_tag_and_are_sorted() {
    let call = |tags: Value, id: &str| json!({"operationId": id, "tags": tags, "responses": {}});
    let value = document(
        json!({
            "/a": {"get": call(json!(["Zoo keepers", "x"]), "b-two")},
            "/b": {"get": call(json!([]), "c")},
            "/c": {"get": call(json!(["zoo-keepers"]), "a-one"), "put": call(json!(["default"]), "d")}
        }),
        json!({}),
    );
    let lowered = lowered(&value);
    let names: Vec<String> = lowered.api.services.iter().map(|s| s.name.to_string()).collect();
    assert_eq!(names, ["api", "zoo keepers"]);
    let operations: Vec<String> = lowered.api.services[1].operations.iter().map(|o| o.name.to_string()).collect();
    assert_eq!(operations, ["a one", "b two"]);
    assert_eq!(lowered.api.name.to_string(), "test api");
}

#[test]
fn operations_without_an_id_are_named_after_method_and_path() {
    let value = document(
        json!({"/a/{id}/b": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"responses": {}}}}),
        json!({}),
    );
    let lowered = lowered(&value);
    let operation = operation(&lowered.api, "get a by id b");
    assert_eq!(operation.id.0, "GET /a/{id}/b");
    assert_eq!(operation.path.len(), 3);
    assert_eq!(operation.success.statuses, [StatusPattern::Class(2)]);
}

#[test]
fn a_duplicate_operation_id_is_a_warning_and_gets_another_name() {
    let call = json!({"operationId": "same", "responses": {}});
    let lowered =
        lowered(&document(json!({"/a": {"get": call.clone()}, "/b": {"post": call.clone(), "get": call}}), json!({})));
    assert_eq!(errors(&lowered.diagnostics).len(), 0);
    assert_eq!(codes(&lowered.diagnostics).iter().filter(|c| **c == "lower-duplicate-operation-id").count(), 2);
    let names: Vec<String> = lowered.api.services[0].operations.iter().map(|o| o.name.to_string()).collect();
    assert_eq!(names, ["get b", "post b", "same"]);
}

#[test]
fn two_paths_of_one_shape_are_an_error_or_kept_for_documents_of_others() {
    let call = |name: &str| json!({"parameters": [{"name": name, "in": "path", "required": true, "schema": {"type": "string"}}], "get": {"responses": {}}});
    let value = document(json!({"/a/{x}": call("x"), "/a/{y}": call("y")}), json!({}));
    assert_eq!(errors(&lowered(&value).diagnostics), ["lower-path-conflict"]);
    let account = Account::of(&value);
    let parsed = crate::parse::parse(&value, &account).unwrap();
    let resolved = resolve(&parsed, Raw { root: &value, account: &account });
    let mut tolerant = lower(&resolved.model, Settings { version: None });
    tolerant.diagnostics.relax();
    assert!(errors(&tolerant.diagnostics).is_empty());
    assert_eq!(tolerant.api.services[0].operations.len(), 2);
}

#[test]
fn path_parameters_follow_the_path_whatever_is_declared() {
    let declared = json!([
        {"name": "b", "in": "path", "required": true, "schema": {"type": "integer"}},
        {"name": "gone", "in": "path", "required": true, "schema": {"type": "string"}},
        {"name": "q", "in": "query", "schema": {"type": "string"}},
    ]);
    let lowered = lowered(&get(declared, "/x/{a}/{b}"));
    let params: Vec<String> =
        operation(&lowered.api, "go").params.iter().map(|p| format!("{} {:?} {}", p.wire, p.ty, p.required)).collect();
    assert_eq!(params, ["a String true", "b I64 true", "q String false"]);
    let codes = codes(&lowered.diagnostics);
    assert!(codes.contains(&"lower-undeclared-path-parameter") && codes.contains(&"lower-unused-path-parameter"));
    assert!(matches!(&operation(&lowered.api, "go").path[0], PathPart::Literal(text) if text == "/x/"));
}

#[test]
fn parameters_have_the_defaults_of_their_location() {
    let declared = json!([
        {"name": "a", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
        {"name": "b", "in": "query", "explode": false, "style": "pipeDelimited", "allowReserved": true, "schema": {"type": "string"}},
        {"name": "X-C", "in": "header", "required": true, "schema": {"type": "string"}},
        {"name": "d", "in": "cookie", "schema": {"type": "string", "default": "x"}},
        {"name": "e", "in": "query", "content": {"application/json": {"schema": {"type": "object", "properties": {"k": {"type": "string"}}}}}},
        {"name": "Content-Type", "in": "header", "schema": {"type": "string"}},
        {"name": "timeout", "in": "query", "schema": {"type": "integer"}},
        {"name": "d", "in": "query", "schema": {"type": "string"}},
    ]);
    let lowered = lowered(&get(declared, "/x"));
    let params = &operation(&lowered.api, "go").params;
    assert_eq!(params.len(), 7);
    assert_eq!((params[0].style, params[0].explode), (Style::Form, true));
    assert_eq!((params[1].style, params[1].explode, params[1].allow_reserved), (Style::PipeDelimited, false, true));
    assert_eq!(
        (params[2].location, params[2].style, params[2].explode),
        (ParameterLocation::Header, Style::Simple, false)
    );
    assert_eq!(params[3].default, Some(json!("x")));
    assert!(params[4].json);
    assert_eq!(text(&lowered.api, &params[4].ty), "go e");
    assert_eq!(params[5].name.to_string(), "query timeout");
    assert_eq!(params[6].name.to_string(), "query d");
    assert!(codes(&lowered.diagnostics).contains(&"lower-ignored-header"));
}

fn post(content: Value) -> Value {
    document(
        json!({"/a": {"post": {"operationId": "go", "requestBody": {"content": content}, "responses": {}}}}),
        json!({}),
    )
}

#[test]
fn one_of_several_bodies_is_sent() {
    let object = json!({"schema": {"type": "object", "properties": {"a": {"type": "string"}}}});
    let file = json!({"schema": {"type": "object", "properties": {"a": {"type": "string", "format": "binary"}, "b": {"type": "array", "items": {"type": "string", "format": "binary"}}}}});
    for (content, kind, media) in [
        (
            json!({"text/plain": {}, "application/json": object, "application/xml": {}}),
            BodyKind::Json,
            "application/json",
        ),
        (json!({"application/vnd.x+json": object}), BodyKind::Json, "application/vnd.x+json"),
        (
            json!({"application/x-www-form-urlencoded": object, "text/plain": {}}),
            BodyKind::Form,
            "application/x-www-form-urlencoded",
        ),
        (
            json!({"application/x-www-form-urlencoded": file, "multipart/form-data": file}),
            BodyKind::Multipart,
            "multipart/form-data",
        ),
        (json!({"multipart/form-data": {}}), BodyKind::Binary, "multipart/form-data"),
        (json!({"application/xml": object}), BodyKind::Text, "application/xml"),
        (json!({"image/png": {"schema": {"type": "string", "format": "binary"}}}), BodyKind::Binary, "image/png"),
        (json!({"*/*": {}}), BodyKind::Binary, "application/octet-stream"),
        (json!({"*/*": object}), BodyKind::Json, "application/json"),
    ] {
        let lowered = lowered(&post(content.clone()));
        let body = operation(&lowered.api, "go").body.clone().unwrap();
        assert_eq!((body.kind, body.media_type.as_str()), (kind, media), "{content}");
    }
}

#[test]
fn files_are_files_in_multipart_only() {
    let object = json!({"schema": {"type": "object", "properties": {"f": {"type": "string", "format": "binary"}, "l": {"type": "array", "items": {"type": "string", "format": "binary"}}}}});
    let multipart = lowered(&post(json!({"multipart/form-data": object})));
    assert_eq!(fields(&multipart.api, "go request"), ["f: Binary", "l: [Binary]"]);
    let json = lowered(&post(json!({"application/json": object})));
    assert_eq!(fields(&json.api, "go request"), ["f: String", "l: [String]"]);
}

#[test]
fn encodings_become_parts() {
    let content = json!({"multipart/form-data": {
        "schema": {"type": "object", "properties": {"a": {"type": "string"}}},
        "encoding": {"a": {"contentType": "image/png"}, "gone": {"contentType": "x/y"}}
    }});
    let lowered = lowered(&post(content));
    let parts = &operation(&lowered.api, "go").body.as_ref().unwrap().parts;
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].media_type.as_deref(), Some("image/png"));
}

fn two_schemas() -> Value {
    json!({"A": {"type": "object", "properties": {"a": {"type": "string"}}}, "B": {"type": "object", "properties": {"b": {"type": "string"}}}})
}

fn lower_responses(responses: Value) -> Lowered {
    lowered(&document(json!({"/a": {"get": {"operationId": "go", "responses": responses}}}), two_schemas()))
}

#[test]
fn success_is_one_payload_for_all_statuses() {
    let a = || ok(reference("A"));
    let empty = json!({"description": ""});
    for (responses, expected) in [
        (json!({"200": a(), "201": a()}), "a"),
        (json!({"200": a(), "204": empty}), "optional a"),
        (json!({"2XX": a(), "404": ok(reference("B"))}), "a"),
        (json!({"default": a()}), "a"),
        (json!({"204": empty}), "Empty"),
        (
            json!({"200": ok(json!({"type": "object", "properties": {"x": {"type": "string"}}})), "201": ok(json!({"type": "object", "properties": {"x": {"type": "string", "description": "other words"}}}))}),
            "go response",
        ),
        (json!({"200": {"description": "", "content": {"application/json": {}}}}), "Json"),
        (
            json!({"200": {"description": "", "content": {"text/html": {}, "application/json": {"schema": reference("A")}}}}),
            "a",
        ),
        (json!({"200": {"description": "", "content": {"*/*": {"schema": reference("A")}}}}), "a"),
        (json!({"200": {"description": "", "content": {"text/csv": {}}}}), "Text"),
        (json!({"200": {"description": "", "content": {"application/pdf": {}}}}), "Download"),
        (json!({"200": {"description": "", "content": {"text/event-stream": {}}}}), "Events(Text)"),
        (json!({"200": ok(json!({"type": "string", "format": "binary"}))}), "Download"),
        (json!({"200": a(), "202": ok(reference("B"))}), "by status go result"),
    ] {
        let lowered = lower_responses(responses.clone());
        assert_eq!(payload(&lowered.api, "go"), expected, "{responses}");
    }
}

#[test]
fn responses_that_differ_get_a_variant_for_each_status() {
    let lowered =
        lower_responses(json!({"202": ok(reference("B")), "200": ok(reference("A")), "204": {"description": ""}}));
    let TypeKind::ByStatus(variants) = &def(&lowered.api, "go result").kind else { panic!() };
    let variants: Vec<String> = variants.iter().map(|v| format!("{} {:?}", v.name, v.status)).collect();
    assert_eq!(variants, ["ok Exact(200)", "accepted Exact(202)", "no content Exact(204)"]);
}

#[test]
fn results_of_one_name_are_told_apart_by_their_operations() {
    let responses = json!({"200": ok(reference("A")), "202": ok(reference("B"))});
    let of = |paths: &[(&str, &str)]| {
        let item = |(path, tag): &(&str, &str)| {
            let call = json!({"tags": [tag], "x-sdk": {"method": "create"}, "responses": responses});
            ((*path).to_owned(), json!({"post": call}))
        };
        let lowered = lowered(&document(Value::Object(paths.iter().map(item).collect()), two_schemas()));
        let named = |service: &Service| {
            let Payload::ByStatus(id) = service.operations[0].success.payload else { panic!() };
            (service.name.to_string(), lowered.api.types[id.0].name.to_string())
        };
        lowered.api.services.iter().map(named).collect::<BTreeMap<_, _>>()
    };
    let two = of(&[("/b", "boats"), ("/c", "cars")]);
    assert_eq!(two["boats"], "create result");
    assert_eq!(two["cars"], "cars create result");
    let three = of(&[("/b", "boats"), ("/c", "cars"), ("/d", "drones")]);
    assert_eq!(three["drones"], "drones create result");
    assert!(two.iter().all(|(service, name)| three[service] == *name), "{three:?}");
}

#[test]
fn errors_are_listed_lowest_status_first() {
    let lowered = lower_responses(
        json!({"default": ok(reference("B")), "500": {"description": ""}, "404": ok(reference("B")), "200": ok(reference("A"))}),
    );
    let errors: Vec<StatusPattern> = operation(&lowered.api, "go").errors.iter().map(|e| e.status).collect();
    assert_eq!(errors, [StatusPattern::Exact(404), StatusPattern::Exact(500), StatusPattern::Default]);
}

#[test]
fn idempotency_follows_the_method() {
    let call = |id: &str| json!({"operationId": id, "responses": {}});
    let lowered = lowered(&document(
        json!({"/a": {"get": call("g"), "post": call("p"), "put": call("u"), "patch": call("h")}}),
        json!({}),
    ));
    for (name, expected) in [
        ("g", Idempotency::Idempotent),
        ("p", Idempotency::NotIdempotent),
        ("u", Idempotency::Idempotent),
        ("h", Idempotency::NotIdempotent),
    ] {
        assert_eq!(operation(&lowered.api, name).idempotency, expected);
    }
}

#[test]
fn security_and_servers_are_kept_and_checked() {
    let mut value = document(
        json!({"/a": {"servers": [{"url": "https://path"}], "get": {"operationId": "go", "security": [{"key": [], "other": []}, {}], "responses": {}}}}),
        json!({}),
    );
    value["components"]["securitySchemes"] = json!({
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"}, "o": {"type": "oauth2", "flows": {}}, "d": {"type": "http", "scheme": "digest"}
    });
    value["servers"] = json!([{"url": "https://{r}.x", "variables": {"r": {"default": "eu", "enum": ["eu", "us"]}}}]);
    let lowered = lowered(&value);
    let operation = operation(&lowered.api, "go");
    assert_eq!(operation.security.as_ref().unwrap().iter().map(Vec::len).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(operation.servers[0].url, "https://path");
    assert_eq!(lowered.api.servers[0].variables[0].values, ["eu", "us"]);
    assert_eq!(lowered.api.schemes.len(), 3);
    assert_eq!(codes(&lowered.diagnostics), ["lower-unsupported-scheme", "lower-unknown-scheme"]);
}

#[test]
fn a_body_with_required_properties_is_required() {
    let call = |id: &str, schema: Value| json!({"post": {"operationId": id, "requestBody": {"content": {"application/json": {"schema": schema}}}, "responses": {}}});
    let properties = json!({"a": {"type": "string"}, "id": {"type": "string", "readOnly": true}});
    let of = |required: Value| json!({"type": "object", "required": required, "properties": properties});
    let value = document(
        json!({"/a": call("asks", of(json!(["a"]))), "/b": call("asks not", of(json!(["id"]))), "/c": call("list", json!({"type": "array", "items": {}}))}),
        json!({}),
    );
    let lowered = lowered(&value);
    let required = |name: &str| operation(&lowered.api, name).body.as_ref().unwrap().required;
    assert!(required("asks"));
    assert!(!required("asks not"));
    assert!(!required("list"));
    assert_eq!(codes(&lowered.diagnostics).iter().filter(|code| **code == "lower-body-required").count(), 1);
}

/// Lowers `value` in place of the document that the account was opened for, and gives what is unread of that.
fn unread_of(full: &Value, value: &Value) -> Vec<String> {
    let account = Account::of(full);
    let parsed = crate::parse::parse(value, &account).unwrap();
    let resolved = resolve(&parsed, Raw { root: value, account: &account });
    assert!(!lower(&resolved.model, Settings { version: None }).diagnostics.has_errors());
    let coverage = account.settle(&SourceMap::default(), Code::level);
    let unread = coverage.skipped.into_iter().filter(|skipped| skipped.code == codes::COVERAGE_UNREAD);
    unread.map(|skipped| skipped.pointer.to_string()).collect()
}

#[test]
fn an_operation_that_was_lost_on_the_way_is_unread() {
    let full = get(json!([{"name": "a", "in": "query", "schema": {"type": "string"}}]), "/a");
    assert_eq!(unread_of(&full, &full), ["/openapi"], "`downlevel` reads the version");
    let mut empty = full.clone();
    empty["paths"]["/a"]["get"] = json!({"responses": {}});
    let expected = ["/openapi", "/paths/~1a/get/operationId", "/paths/~1a/get/parameters"];
    assert_eq!(unread_of(&full, &empty), expected);
}
