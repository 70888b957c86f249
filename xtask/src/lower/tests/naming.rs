//! Names of types, and which inline shapes share one.

use serde_json::{Value, json};

use super::*;
use crate::ir::Usage;

fn post(path: &str, id: &str, request: Value, response: Value) -> (String, Value) {
    let body = json!({"content": {"application/json": {"schema": request}}});
    (path.to_owned(), json!({"post": {"operationId": id, "requestBody": body, "responses": {"200": ok(response)}}}))
}

fn paths(list: Vec<(String, Value)>) -> Value {
    Value::Object(list.into_iter().collect())
}

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

#[test]
fn inline_types_are_named_after_their_location() {
    let deep = object(json!({
        "inner": object(json!({"x": {"type": "string"}})),
        "list": {"type": "array", "items": object(json!({"y": {"type": "string"}}))},
        "table": {"type": "array", "items": {"type": "array", "items": object(json!({"z": {"type": "string"}}))}},
        "map": {"type": "object", "additionalProperties": object(json!({"w": {"type": "string"}}))},
    }));
    let (path, item) =
        post("/a", "make-thing", deep, json!({"type": "array", "items": object(json!({"r": {"type": "string"}}))}));
    let lowered = lowered(&document(paths(vec![(path, item)]), json!({})));
    assert_eq!(
        names(&lowered.api),
        [
            "make thing request",
            "make thing request inner",
            "make thing request list",
            "make thing request map value",
            "make thing request table item",
            "make thing response item",
        ]
    );
    assert_eq!(payload(&lowered.api, "make thing"), "[make thing response item]");
}

#[test]
fn versions_at_the_end_of_a_key_fall_away_if_the_rest_is_unique() {
    let schemas = json!({"Tag.v1": object(json!({"a": {}})), "Both.v1": object(json!({"a": {}})), "Both.v2": object(json!({"a": {}})), "Foo_bar": object(json!({"a": {}})), "FooBar": object(json!({"a": {}}))});
    let lowered = lowered(&document(json!({}), schemas));
    assert_eq!(names(&lowered.api), ["both v1", "both v2", "foo bar", "foo bar mixed", "tag"]);
    assert_eq!(codes(&lowered.diagnostics), ["lower-name-collision"]);
}

#[test]
fn equal_shapes_under_one_property_name_are_one_type() {
    let person =
        |words: &str| object(json!({"name": {"type": "string", "description": words}, "kind": {"enum": ["a", "b"]}}));
    let turned = object(json!({"name": {"type": "string"}, "kind": {"enum": ["b", "a"]}}));
    let list = vec![
        post("/a", "one", object(json!({"owner": person("x")})), object(json!({"owner": person("x")}))),
        post(
            "/b",
            "two",
            object(json!({"owner": turned, "keeper": person("x")})),
            object(json!({"other": {"type": "string"}})),
        ),
    ];
    let lowered = lowered(&document(paths(list), json!({})));
    // Both requests share `owner`; the response keeps its own, for it travels the other way.
    assert_eq!(fields(&lowered.api, "one request"), ["owner: owner"]);
    assert_eq!(fields(&lowered.api, "two request"), ["owner: owner", "keeper: two request keeper"]);
    assert_eq!(fields(&lowered.api, "one response"), ["owner: one response owner"]);
    assert_eq!(fields(&lowered.api, "owner"), ["name: String", "kind: kind"]);
    assert_eq!(def(&lowered.api, "owner").usage, Usage::In);
}

#[test]
fn different_shapes_under_one_property_name_keep_the_name_of_their_location() {
    let a = || json!({"enum": ["range", "specific"]});
    let b = || json!({"enum": ["master", "child"]});
    let list = vec![
        post("/a", "one", object(json!({"type": a()})), json!({})),
        post("/b", "two", object(json!({"type": a()})), json!({})),
        post("/c", "three", object(json!({"type": b()})), json!({})),
    ];
    let lowered = lowered(&document(paths(list), json!({})));
    assert_eq!(fields(&lowered.api, "two request"), ["type: one request type"]);
    assert_eq!(fields(&lowered.api, "three request"), ["type: three request type"]);
}

#[test]
fn requiredness_and_nullability_keep_shapes_apart() {
    let x = |nullable: bool| object(json!({"a": {"type": "string", "nullable": nullable}}));
    let mut required = x(false);
    required["required"] = json!(["a"]);
    let list = vec![
        post("/a", "one", object(json!({"m": x(true)})), json!({})),
        post("/b", "two", object(json!({"m": x(false)})), json!({})),
        post("/c", "three", object(json!({"m": required})), json!({})),
    ];
    let lowered = lowered(&document(paths(list), json!({})));
    for name in ["one", "two", "three"] {
        assert_eq!(fields(&lowered.api, &format!("{name} request")), [format!("m: {name} request m")]);
    }
}

#[test]
fn an_enum_is_the_same_type_in_requests_and_responses() {
    let kind = |nullable: bool| json!({"type": "string", "enum": ["x", "y"], "nullable": nullable});
    let request = object(json!({"kind": kind(false), "m": object(json!({"a": {"type": "string"}}))}));
    let response = object(json!({"kind": kind(true), "m": object(json!({"a": {"type": "string"}}))}));
    let (path, item) = post("/a", "one", request, response);
    let lowered = lowered(&document(paths(vec![(path, item)]), json!({})));
    assert_eq!(names(&lowered.api), ["kind", "one request", "one request m", "one response", "one response m"]);
    assert_eq!(def(&lowered.api, "kind").usage, Usage::Both);
}

#[test]
fn an_inline_enum_is_the_component_that_is_called_like_its_property() {
    let paths = json!({"/a": {"get": {"operationId": "get", "parameters": [
        {"name": "tag", "in": "query", "schema": {"type": "string", "enum": ["b", "a"]}},
        {"name": "other", "in": "query", "schema": {"type": "string", "enum": ["b", "a"]}}
    ], "responses": {"200": ok(reference("Tag.v1"))}}}});
    let lowered = lowered(&document(paths, json!({"Tag.v1": {"type": "string", "enum": ["a", "b"]}})));
    let params: Vec<String> = operation(&lowered.api, "get").params.iter().map(|p| text(&lowered.api, &p.ty)).collect();
    assert_eq!(params, ["tag", "get other"]);
    assert_eq!(def(&lowered.api, "tag").usage, Usage::Both);
}

#[test]
fn an_extension_names_the_type() {
    let mut request = object(json!({"x": {"type": "string"}}));
    request["x-sdk"] = json!({"name": "ThingInput"});
    let mut inner = object(json!({"y": {"type": "string"}}));
    inner["x-sdk"] = json!({"name": "Answer"});
    let (path, item) = post("/a", "one", request, object(json!({"data": inner})));
    let lowered = lowered(&document(
        paths(vec![(path, item)]),
        json!({"Old": {"type": "object", "properties": {"a": {}}, "x-sdk": {"name": "New"}}}),
    ));
    assert_eq!(names(&lowered.api), ["answer", "new", "one response", "thing input"]);
}

#[test]
fn another_operation_renames_nothing() {
    let first = || {
        post("/b", "two", object(json!({"k": {"enum": ["a", "b"]}})), object(json!({"m": object(json!({"x": {}}))})))
    };
    let other =
        post("/a", "one", object(json!({"z": {"enum": ["a", "b"]}})), object(json!({"n": object(json!({"y": {}}))})));
    let before = names(&lowered(&document(paths(vec![first()]), json!({}))).api);
    let after = names(&lowered(&document(paths(vec![other, first()]), json!({}))).api);
    assert!(before.iter().all(|name| after.contains(name)), "{before:?} {after:?}");
}

#[test]
fn properties_and_values_that_read_alike_stay_apart() {
    let value = with_response(
        object(json!({"foo_bar": {}, "fooBar": {}, "@type": {}, "type": {}, "": {}, "日": {},
            "sort": {"enum": ["name", "-name", "+1", "-1", "*", "1", "Name", ""]}})),
        json!({}),
    );
    let lowered = lowered(&value);
    let properties: Vec<String> =
        fields(&lowered.api, "get a response").iter().map(|f| f.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(properties, ["foo bar", "foo bar camel", "at type", "type", "empty", "日", "sort"]);
    let TypeKind::Enum { values, .. } = &def(&lowered.api, "get a response sort").kind else { panic!() };
    let values: Vec<String> = values.iter().map(|v| v.name.to_string()).collect();
    assert_eq!(values, ["name lower", "minus name", "plus 1", "minus 1", "star", "n1", "name", "empty"]);
}

#[test]
fn a_property_that_is_spelled_like_its_field_keeps_the_name() {
    let text = json!({"type": "string"});
    let value = with_response(
        json!({"type": "object", "properties": {"$id": text, "_id": text, "id": text, "Kind": text, "kind": text}}),
        json!({}),
    );
    let api = lowered(&value).api;
    let TypeKind::Struct { fields, .. } = &def(&api, "get a response").kind else { panic!() };
    let name = |wire: &str| fields.iter().find(|field| field.wire.0 == wire).unwrap().name.to_string();
    assert_eq!((name("id"), name("kind")), ("id".to_owned(), "kind".to_owned()));
    assert!(name("$id") != "id" && name("_id") != "id" && name("Kind") != "kind");
}

#[test]
fn a_schema_that_is_added_renames_no_other() {
    let one = || object(json!({"a": {"enum": ["x", "y"]}}));
    let schemas = json!({"Tracking": one(), "userRole": one(), "z": one()});
    let mut more = schemas.clone();
    for key in ["tracking", "TRACKING", "User.Role", "USER_ROLE", "aa", "Z_z"] {
        more[key] = one();
    }
    let before = names(&lowered(&document(json!({}), schemas)).api);
    let after = names(&lowered(&document(json!({}), more)).api);
    assert!(before.iter().all(|name| after.contains(name)), "{before:?} {after:?}");
    assert!(!after.iter().any(|name| name.contains(char::is_numeric) && !name.contains(" h")), "{after:?}");
}

#[test]
fn a_method_does_not_repeat_its_service() {
    let operation =
        |id: &str| json!({"tags": ["Actions"], "operationId": id, "responses": {"200": ok(object(json!({"a": {}})))}});
    let paths = json!({
        "/a": {"get": operation("actions/list-artifacts"), "post": operation("actions"), "put": operation("get"), "delete": operation("actionsGet")},
    });
    let api = lowered(&document(paths, json!({}))).api;
    let methods: Vec<String> = api.services[0].operations.iter().map(|operation| operation.name.to_string()).collect();
    assert_eq!(methods, ["actions", "actions get", "get", "list artifacts"]);
    // Types of all services share a scope, so that the name of the service stays in theirs.
    assert!(names(&api).contains(&"actions list artifacts response".to_owned()), "{:?}", names(&api));
}

#[test]
fn branches_of_one_set_of_properties_are_told_apart_by_what_these_are() {
    let branch = |ty: &str| json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": ty}}});
    let union = json!({"anyOf": [branch("string"), branch("integer"), branch("boolean")]});
    let lowered = lowered(&document(json!({}), json!({"Look": union})));
    let TypeKind::Union { variants, .. } = &def(&lowered.api, "look").kind else { panic!() };
    let names: Vec<String> = variants.iter().map(|variant| variant.name.to_string()).collect();
    assert_eq!(names, ["a b", "a text", "b bool"]);
}

#[test]
fn inline_types_that_are_given_one_name_are_told_apart_by_their_places() {
    let inline =
        |name: &str| json!({"type": "object", "x-sdk": {"name": "Box"}, "properties": {name: {"type": "string"}}});
    let holder = json!({"type": "object", "properties": {"a": inline("x")}});
    let mut other = holder.clone();
    other["properties"] = json!({"b": inline("y"), "box": inline("z")});
    let lowered = lowered(&document(json!({}), json!({"A": holder, "B": other})));
    let names: Vec<String> = lowered.api.types.iter().map(|def| def.name.to_string()).collect();
    assert_eq!(names, ["a", "b", "b b", "b box", "box"]);
}
