//! The `x-sdk` extensions.

use serde_json::{Value, json};

use super::*;
use crate::ir::{Idempotency, PaginationStyle, RawCode, RetryClass, SignedPart, SuccessRule, SuccessValue};

/// An API with an envelope, one paged list, one create.
fn api() -> Value {
    let meta = json!({"type": "object", "properties": {"code": {"type": "integer"}, "message": {"type": "string"}}});
    let mut value = document(
        json!({
            "/things": {
                "get": {"operationId": "get-things", "parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}}],
                    "responses": {"200": ok(reference("Thing_list.v1")), "400": ok(reference("Thing_response.v1"))},
                    "x-sdk": {"pagination": {"style": "cursor", "param": "cursor", "next": "data.page.next", "items": "data.things"}, "rate-limit": {"calls": 6, "per": "1s"}}},
                "post": {"operationId": "create-thing", "responses": {"200": ok(reference("Thing_response.v1"))},
                    "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"thing": {"type": "object", "properties": {"key": {"type": "string"}}}}}}}},
                    "x-sdk": {"wrap": "thing", "method": "make", "service": "makers", "idempotency": {"natural-key": ["key"]}}}
            }
        }),
        json!({
            "Thing": {"type": "object", "properties": {"id": {"type": "string"}, "secret": {"type": "string", "x-sdk": {"redact": true}}}},
            "Meta": meta,
            "Thing_response.v1": {"type": "object", "properties": {"meta": reference("Meta"), "data": reference("Thing")}},
            "Thing_list.v1": {"type": "object", "properties": {"meta": reference("Meta"), "data": {"type": "object", "properties": {
                "page": {"type": "object", "properties": {"next": {"type": "string"}}},
                "things": {"type": "array", "items": reference("Thing")}}}}},
            "Unused": {"type": "object", "properties": {"x": {"type": "string"}}},
        }),
    );
    value["x-sdk"] = json!({
        "crate": "thing-api", "display-name": "Things", "env-prefix": "THINGS",
        "envelope": {"payload": "data", "code": "meta.code", "message": ["meta", "message"], "success": {"rule": "status-and-code", "codes": [200]}},
        "request-id-headers": ["x-id"], "rate-limit": {"calls": 10, "per": "500ms"},
        "options": {"max_retries": {"env": "RETRIES", "default": 2, "min": 0, "max": 10}},
        "errors": [
            {"code": 4004, "name": "NOT_THERE", "status": 404, "retry": "never"},
            {"code": [400, 4001], "name": "INVALID", "status": [400], "meaning": "bad"},
            {"code": 4003, "name": "EXISTS", "status": 400, "retry": "already-done"},
        ],
        "signing": {"date-header": "date", "validity-seconds": 60, "modes": [{"name": "A", "algorithm": "hmac-sha256", "header": "x-sig"}],
            "canonical-string": {"parts": ["method", "headers", {"text": "v1"}], "headers": {"prefix": "x-"}}},
        "versions": {"2026-01": {"released": "2026-01-01", "ended": false}}, "webhooks": {"binds-body": true, "signature": {"in": "header", "name": "x-sig",
            "algorithm": "hmac-sha256", "key": "webhook-secret", "message": "body", "encoding": "hex"}},
    });
    value
}

#[test]
fn rows_of_one_name_are_told_apart_by_status_or_code() {
    let mut value = api();
    value["x-sdk"]["errors"] = json!([
        {"code": 1, "name": "INVALID", "status": 400},
        {"code": 2, "name": "INVALID", "status": 422},
        {"code": 3, "name": "INVALID"},
    ]);
    let names: Vec<String> = lowered(&value).api.errors.iter().map(|error| error.name.to_string()).collect();
    assert_eq!(names, ["invalid", "invalid n422", "invalid n3"]);
}

#[test]
fn the_protocol_is_read() {
    let lowered = lowered(&api());
    assert!(errors(&lowered.diagnostics).is_empty(), "{:?}", lowered.diagnostics);
    let api = &lowered.api;
    assert_eq!(api.name.to_string(), "thing api");
    let envelope = api.protocol.envelope.as_ref().unwrap();
    assert_eq!(envelope.success, SuccessRule::StatusAndCode(vec![SuccessValue::Number(200)]));
    assert_eq!(envelope.code.as_ref().unwrap().len(), 2);
    assert_eq!(api.protocol.options[0].max, Some(10));
    let signing = api.protocol.signing.as_ref().unwrap();
    assert_eq!(signing.validity_seconds, Some(60));
    let parts = [SignedPart::Method, SignedPart::Headers, SignedPart::Text("v1".to_owned())];
    assert_eq!((&*signing.canonical.parts, &*signing.canonical.joiner), (&parts[..], "\n"));
    let table: Vec<String> = api.errors.iter().map(|e| format!("{} {:?}", e.name, e.codes[0])).collect();
    assert_eq!(table, ["invalid Number(400)", "exists Number(4003)", "not there Number(4004)"]);
    assert_eq!(api.errors[1].retry, RetryClass::AlreadyDone);
    assert_eq!(api.errors[0].codes, [RawCode::Number(400), RawCode::Number(4001)]);
}

#[test]
fn envelopes_become_no_types_and_payloads_take_their_name() {
    let lowered = lowered(&api());
    assert_eq!(names(&lowered.api), ["make request", "thing", "thing list", "thing list page"]);
    assert_eq!(payload(&lowered.api, "get things"), "thing list");
    assert_eq!(payload(&lowered.api, "make"), "thing");
    let operation = operation(&lowered.api, "get things");
    assert_eq!(operation.success.path.len(), 1);
    assert_eq!(operation.errors[0].payload, Payload::Json(TypeRef::Json));
}

#[test]
fn what_an_error_has_beside_the_envelope_is_noted() {
    let noted = |schema: Value| {
        let mut value = api();
        value["paths"]["/things"]["get"]["responses"]["400"] = ok(schema);
        let lowered = lowered(&value);
        let notes = lowered.diagnostics.iter().filter(|diagnostics| diagnostics.code.id() == "lower-error-body");
        notes.map(|diagnostics| diagnostics.message.clone()).collect::<Vec<_>>()
    };
    let error = |more: Value| {
        let mut properties = json!({"meta": reference("Meta"), "data": {"type": "object"}});
        properties.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"type": "object", "properties": properties})
    };
    assert_eq!(noted(error(json!({}))), [""; 0]);
    assert_eq!(
        noted(error(json!({"hints": {"type": "array", "items": {"type": "string"}}}))),
        ["the error has `hints` beside the envelope; no type is made of that"]
    );
    let data = json!({"data": {"type": "object", "properties": {"id": {"type": "string"}}}});
    assert_eq!(noted(error(data)), ["the error has `data.id` beside the envelope; no type is made of that"]);
}

#[test]
fn operations_follow_their_extension() {
    let lowered = lowered(&api());
    let list = operation(&lowered.api, "get things");
    let page = list.pagination.as_ref().unwrap();
    assert_eq!(text(&lowered.api, &page.item), "thing");
    assert!(matches!(&page.style, PaginationStyle::Cursor { next, .. } if next.len() == 3));
    assert_eq!((list.rate_limit.unwrap().calls, list.rate_limit.unwrap().per_ms), (6, 1_000));
    let make = operation(&lowered.api, "make");
    assert_eq!(make.rate_limit.unwrap().per_ms, 500);
    assert!(matches!(&make.idempotency, Idempotency::NaturalKey(key) if key[0].0 == "key"));
    let body = make.body.as_ref().unwrap();
    assert_eq!(body.wrapper.as_ref().unwrap().0, "thing");
    assert_eq!(fields(&lowered.api, "make request"), ["key: String"]);
    assert_eq!(lowered.api.services.iter().map(|s| s.name.to_string()).collect::<Vec<_>>(), ["api", "makers"]);
    let TypeKind::Struct { fields, .. } = &def(&lowered.api, "thing").kind else { panic!() };
    assert!(fields[1].redacted && !fields[0].redacted);
}

#[test]
fn what_is_wrong_in_an_extension_is_an_error_with_its_location() {
    let change = |path: &str, new: Value| {
        let mut value = api();
        *value.pointer_mut(path).unwrap() = new;
        let lowered = lowered(&value);
        errors(&lowered.diagnostics).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let get = "/paths/~1things/get/x-sdk";
    let post = "/paths/~1things/post/x-sdk";
    for (path, new, code) in [
        ("/x-sdk", json!({"crat": "x"}), "lower-unknown-extension-key"),
        ("/x-sdk", json!(5), "lower-extension-value"),
        ("/x-sdk/options", json!({"retries": {}}), "lower-unknown-extension-key"),
        ("/x-sdk/signing/canonical-string/parts", json!(["methods"]), "lower-extension-value"),
        ("/x-sdk/signing/canonical-string/parts", json!([]), "lower-extension-value"),
        ("/x-sdk/signing/canonical-string", json!({"parts": ["headers"]}), "lower-extension-value"),
        ("/x-sdk/signing/canonical-string", json!({"parts": ["body"], "digest": "md5"}), "lower-unknown-extension-key"),
        ("/x-sdk/signing/date-header", json!("not a name"), "lower-extension-value"),
        ("/x-sdk/signing/modes/0/algorithm", json!("hmac-md5"), "lower-extension-value"),
        ("/x-sdk/signing/modes", json!([]), "lower-extension-value"),
        ("/x-sdk/envelope", json!({"payload": "dat"}), "lower-payload-path"),
        ("/x-sdk/envelope/success", json!({"rule": "code"}), "lower-extension-value"),
        ("/x-sdk/errors", json!([{"code": 1}]), "lower-extension-value"),
        ("/x-sdk/rate-limit", json!({"calls": 1, "per": "1y"}), "lower-extension-value"),
        (
            get,
            json!({"pagination": {"style": "cursor", "param": "x", "next": "data.page.next", "items": "data.things"}}),
            "lower-pagination",
        ),
        (
            get,
            json!({"pagination": {"style": "cursor", "param": "cursor", "next": "data.gone", "items": "data.things"}}),
            "lower-pagination",
        ),
        (
            get,
            json!({"pagination": {"style": "cursor", "param": "cursor", "next": "data.page.next", "items": "data.page"}}),
            "lower-pagination",
        ),
        (get, json!({"pagination": {"style": "links", "items": "data.things"}}), "lower-extension-value"),
        (get, json!({"pagination": {"style": "link", "items": "data.gone"}}), "lower-pagination"),
        (
            get,
            json!({"pagination": {"style": "link", "items": "data.things", "origins": ["pages.example.com"]}}),
            "lower-extension-value",
        ),
        (
            get,
            json!({"pagination": {"style": "cursor", "in": "body", "param": "cursor", "next": "data.page.next", "items": "data.things"}}),
            "lower-pagination",
        ),
        (get, json!({"unwrap": "gone"}), "lower-payload-path"),
        (get, json!({"batch": {"max-items": 2, "items": ""}}), "lower-batch"),
        (post, json!({"wrap": "gone"}), "lower-unknown-property"),
        (post, json!({"idempotency": "maybe"}), "lower-extension-value"),
        (post, json!({"idempotency": {"natural-key": []}}), "lower-extension-value"),
        (post, json!({"idempotency": {"natural-key": ["key"], "key-header": "x"}}), "lower-extension-value"),
        (post, json!({"idempotency": {"key-header": "not a name"}}), "lower-extension-value"),
        ("/x-sdk/envelope/success", json!({"rule": "code", "codes": [1.5]}), "lower-extension-value"),
        ("/components/schemas/Thing/properties/secret/x-sdk", json!({"redacted": true}), "lower-unknown-extension-key"),
    ] {
        let diagnostics = change(path, new.clone());
        assert!(diagnostics.contains(&code.to_owned()), "{code} for {path} = {new}: {diagnostics:?}");
    }
}

#[test]
fn enum_values_can_be_named_and_described() {
    let value = with_response(
        json!({"type": "object", "properties": {
            "a": {"type": "string", "enum": ["1", "2"], "x-sdk": {"value-names": {"1": "one"}, "value-docs": {"2": "the second"}}},
            "b": {"type": "integer", "enum": [1, 2], "x-enum-varnames": ["Low", "High"], "x-enum-descriptions": ["l", "h"]},
            "c": {"type": "string", "enum": ["x"], "x-sdk": {"value-names": {"y": "why"}}}
        }}),
        json!({}),
    );
    let lowered = lowered(&value);
    let values = |name: &str| match &def(&lowered.api, name).kind {
        TypeKind::Enum { values, .. } => {
            values.iter().map(|v| format!("{} {} {}", v.wire, v.name, v.docs.body)).collect::<Vec<_>>()
        }
        _ => panic!(),
    };
    assert_eq!(values("get a response a"), ["1 one ", "2 n2 the second"]);
    assert_eq!(values("get a response b"), ["1 low l", "2 high h"]);
    assert_eq!(errors(&lowered.diagnostics), ["lower-unknown-value"]);
}

#[test]
fn a_deprecation_has_its_date_and_what_to_use_instead() {
    let mut value = api();
    value["paths"]["/things"]["post"]["x-sdk"]["deprecated"] = json!({"since": "2025-07", "note": "use `put`"});
    value["paths"]["/things"]["get"]["parameters"][0]["schema"]["x-sdk"] = json!({"deprecated": {"since": "2026-01"}});
    value["components"]["schemas"]["Thing"]["properties"]["id"]["x-sdk"] = json!({"deprecated": {}});
    let lowered = lowered(&value);
    assert!(errors(&lowered.diagnostics).is_empty(), "{:?}", lowered.diagnostics);
    let operations = || lowered.api.services.iter().flat_map(|service| &service.operations);
    let post = operations().find_map(|operation| operation.deprecated.clone()).unwrap();
    assert_eq!((post.since.as_deref(), post.note.as_deref()), (Some("2025-07"), Some("use `put`")));
    let cursor =
        operations().flat_map(|operation| &operation.params).find_map(|param| param.deprecated.clone()).unwrap();
    assert_eq!((cursor.since.as_deref(), cursor.note), (Some("2026-01"), None));
    let TypeKind::Struct { fields, .. } = &def(&lowered.api, "thing").kind else { panic!() };
    assert_eq!(fields.iter().filter(|field| field.deprecated.is_some()).count(), 1);
    value["paths"]["/things"]["post"]["x-sdk"]["deprecated"] = json!({"when": 1});
    assert_eq!(errors(&super::lowered(&value).diagnostics), ["lower-unknown-extension-key"]);
}
