use serde_json::{Value, json};

use super::downlevel;
use crate::coverage::Account;
use crate::diag::{Diagnostics, Pointer, SourceMap, Span};
use crate::load::{Limits, load_bytes};

/// A rewritten document, with its diagnostics as `code line:column`.
pub(super) struct Done {
    value: Value,
    sources: SourceMap,
    diagnostics: Diagnostics,
}

impl Done {
    fn codes_at(&self) -> Vec<String> {
        let show = |d: &crate::diag::Diagnostic| {
            let at = self.sources.locate(&d.span);
            assert!(!d.help.is_empty(), "{d:?}");
            format!("{} {}:{}", d.code.id(), at.line.unwrap_or(0), at.column.unwrap_or(0))
        };
        self.diagnostics.iter().map(show).collect()
    }

    fn at(&self, pointer: &str) -> Value {
        self.value.pointer(pointer).cloned().unwrap_or_default()
    }

    fn line(&self, pointer: &str) -> usize {
        self.sources.locate(&Span::At(Pointer::new(pointer))).line.unwrap_or(0)
    }
}

/// The output must always be accepted by the model.
fn run(text: &str) -> Done {
    let document =
        load_bytes("x.yaml", text.as_bytes(), &Limits::default()).map_err(|(diagnostics, _)| diagnostics).unwrap();
    let mut sources = document.sources;
    let (value, diagnostics) = downlevel(document.value, &mut sources, &Account::default());
    let parsed = || serde_json::from_value::<openapiv3::OpenAPI>(value.clone());
    if let Some(Err(error)) = (!diagnostics.has_errors()).then(parsed) {
        panic!("{error}\n{value:#}");
    }
    Done { value, sources, diagnostics }
}

/// One component schema `A`, given in flow style, on line 5 from column 8.
pub(super) fn schema_in(version: &str, schema: &str) -> Done {
    run(&format!(
        "openapi: {version}\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{\n    A: {schema},\n    B: {{type: string}}}}}}\n"
    ))
}

#[track_caller]
pub(super) fn becomes(version: &str, before: &str, after: Value, codes: &[&str]) {
    let done = schema_in(version, before);
    assert_eq!(done.at("/components/schemas/A"), after, "{before}");
    let codes_at: Vec<&str> = done.diagnostics.iter().map(|d| d.code.id()).collect();
    assert_eq!(codes_at, codes, "{before}");
}

#[test]
fn positions_are_those_of_the_text() {
    let done = schema_in("3.1.0", "{type: object, if: {}, properties: {a: {type: any}}}");
    assert_eq!(done.codes_at(), ["downlevel-unsupported 5:23", "downlevel-type 5:48"]);
}

#[test]
fn versions() {
    let codes_at = |text: &str| run(text).codes_at();
    assert_eq!(codes_at("swagger: '2.0'\n"), ["downlevel-swagger 1:1"]);
    assert_eq!(codes_at("info: {}\n"), ["downlevel-version 1:1"]);
    assert_eq!(codes_at("openapi: 4.0.0\n"), ["downlevel-version 1:1"]);
    assert_eq!(codes_at("openapi: [3]\n"), ["downlevel-version 1:1"]);
    let rest = "info: {title: t, version: '1'}\npaths: {}\n";
    assert_eq!(codes_at(&format!("openapi: 3.2.0\n{rest}")), ["downlevel-newer-version 1:1"]);
    assert_eq!(codes_at(&format!("openapi: 3.1\n{rest}")), ["downlevel-wrong-type 1:1"]);
}

const DEFINITIONS: &str = "\
openapi: 3.1.0
info: {title: t, version: '1'}
components:
  schemas:
    A:
      $id: https://example.com/a
      type: object
      properties:
        b: {$ref: '#/components/schemas/A/$defs/B'}
        c: {$ref: '#/$defs/C'}
        d: {$ref: '#anchored'}
      $defs:
        B: {type: string}
        C:
          $anchor: anchored
          type: integer
    B: {$ref: https://example.com/a}
    C: {$ref: '#nowhere'}
";

const RESOURCES: &str = "\
openapi: 3.1.0
info: {title: t, version: '1'}
components:
  schemas:
    Crate:
      $id: https://example.com/crate
      properties:
        lid: {$ref: '#lid'}
        whole: {$ref: '#'}
      $defs:
        Lid: {$anchor: lid, type: string}
    Barrel:
      $id: https://example.com/barrel
      properties:
        lid: {$ref: '#lid'}
        other: {$ref: 'https://example.com/crate#lid'}
      $defs:
        Cover: {$anchor: lid, type: integer}
    Lost: {$ref: '#lid'}
    Tree:
      $recursiveAnchor: true
      properties:
        children: {type: array, items: {$recursiveRef: '#'}}
    Plain:
      properties:
        next: {$recursiveRef: '#'}
    Node:
      $dynamicAnchor: node
      properties:
        next: {$dynamicRef: '#node'}
";

#[test]
fn anchors_belong_to_their_resource_and_static_references_are_followed() {
    let done = run(RESOURCES);
    let schema = |name: &str, path: &str| done.at(&format!("/components/schemas/{name}/properties/{path}/$ref"));
    assert_eq!(schema("Crate", "lid"), "#/components/schemas/Lid");
    assert_eq!(schema("Crate", "whole"), "#/components/schemas/Crate");
    assert_eq!(schema("Barrel", "lid"), "#/components/schemas/Cover");
    assert_eq!(schema("Barrel", "other"), "#/components/schemas/Lid");
    assert_eq!(schema("Tree", "children/items"), "#/components/schemas/Tree");
    assert_eq!(schema("Plain", "next"), "#/components/schemas/Plain");
    assert_eq!(schema("Node", "next"), "#/components/schemas/Node");
    // Two resources have the anchor, and this reference is in neither.
    assert_eq!(done.codes_at(), ["downlevel-unknown-anchor 19:12", "downlevel-type-inferred 5:5"]);
}

#[test]
fn definitions_become_components() {
    let done = run(DEFINITIONS);
    assert_eq!(done.codes_at(), ["downlevel-unknown-anchor 18:9"]);
    assert_eq!(done.at("/components/schemas/A/properties/b/$ref"), "#/components/schemas/B2");
    assert_eq!(done.at("/components/schemas/A/properties/c/$ref"), "#/components/schemas/C2");
    assert_eq!(done.at("/components/schemas/A/properties/d/$ref"), "#/components/schemas/C2");
    assert_eq!(done.at("/components/schemas/B/$ref"), "#/components/schemas/A");
    assert_eq!(done.at("/components/schemas/C2/type"), "integer");
    assert_eq!(done.line("/components/schemas/C2/type"), 16);
}

const OPERATIONS: &str = "\
openapi: 3.1.0
info: {title: t, version: '1', summary: s, license: {name: MIT, identifier: MIT}}
jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
paths:
  /a:
    get:
      parameters:
      - {name: Content-Type, in: header, schema: {type: string}}
      - {name: q, in: query, schema: {type: [object, string], properties: {p: {type: string}}}}
      - {name: r, in: body, schema: {type: string}}
      - {name: s, in: path, style: form, schema: {type: string}, content: {text/plain: {}}}
      - {$ref: '#/components/parameters/Accept'}
      responses:
        200: {description: ok}
        20: {description: no}
  /b: {$ref: '#/components/pathItems/Shared', summary: own}
  c:
    get:
      responses:
        default:
          description: null
          content:
            application/json:
              schema: {$ref: '#/paths/~1a/get/parameters/1/schema/properties/p'}
webhooks:
  hook:
    post: {requestBody: {content: {application/json: {schema: {type: [string, 'null']}}}}, responses: {}}
components:
  parameters:
    Accept: {name: Accept, in: header, schema: {type: string}}
  pathItems:
    Shared:
      get: {operationId: shared, responses: {}}
    Unused: {}
  securitySchemes:
    tls: {type: mutualTLS}
    old: {type: basic}
    key: {type: apiKey}
    flow: {type: oauth2, flows: {password: {}}}
security: {old: []}
tags: [one]
";

#[test]
fn operations_fit_the_model() {
    let done = run(OPERATIONS);
    let parameters = done.at("/paths/~1a/get/parameters");
    let names: Vec<&str> = parameters.as_array().unwrap().iter().filter_map(|p| p["name"].as_str()).collect();
    assert_eq!(names, ["q", "s"]);
    assert_eq!(done.line("/paths/~1a/get/parameters/1/schema"), 11);
    assert_eq!(parameters[1]["required"], true);
    // The parameter moved up and its schema was split: the reference into it follows both.
    let reference = done.at("/paths/~1c/get/responses/default/content/application~1json/schema/$ref");
    assert_eq!(reference, "#/paths/~1a/get/parameters/0/schema/anyOf/0/properties/p");
    assert_eq!(done.at(reference.as_str().unwrap().trim_start_matches('#'))["type"], "string");
    assert_eq!(done.at("/paths/~1b/get/operationId"), "shared");
    assert_eq!(done.at("/paths/~1b/summary"), "own");
    assert_eq!(done.line("/paths/~1b/get"), 33);
    assert_eq!(done.line("/paths/~1b/summary"), 16);
    let hook = done.at("/x-webhooks/hook/post/requestBody/content/application~1json/schema");
    assert_eq!(hook, json!({"nullable": true, "type": "string"}));
    assert_eq!(
        done.at("/info"),
        json!({"title": "t", "version": "1", "summary": "s", "license": {"name": "MIT", "identifier": "MIT"}})
    );
    assert_eq!(
        done.at("/components/securitySchemes"),
        json!({"old": {"type": "http", "scheme": "basic"},
        "flow": {"type": "oauth2", "flows": {"password": {"tokenUrl": "", "scopes": {}}}}})
    );
    assert_eq!(done.at("/security"), json!([{"old": []}]));
    assert_eq!(done.at("/tags"), json!([{"name": "one"}]));
    let expected = [
        "downlevel-unused-path-item 34:5",
        "downlevel-wrong-type 41:8",
        "downlevel-wrong-type 40:1",
        "downlevel-path 17:3",
        "downlevel-ignored-header 8:9",
        "downlevel-parameter 10:19",
        "downlevel-style 11:29",
        "downlevel-schema-and-content 11:66",
        "downlevel-status 15:9",
        "downlevel-ignored-header 30:5",
        "downlevel-security-scheme 36:5",
        "downlevel-security-scheme 37:11",
        "downlevel-security-scheme 38:5",
        "downlevel-security-scheme 39:34",
        "downlevel-path-parameter 11:9",
        "downlevel-parameter-reference 12:9",
        "downlevel-missing 33:7",
        "downlevel-missing 20:9",
    ];
    assert_eq!(done.codes_at(), expected);
}

#[test]
fn operations_may_be_references() {
    let text = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: {$ref: '#/x-ops/a'}\n    put: {$ref: '#/x-ops/none'}\n    post: {$ref: '#/paths/~1a/get', operationId: b}\nx-ops: {a: {operationId: a, responses: {'200': {description: ok}}}}\n";
    let done = run(text);
    assert_eq!(done.codes_at(), ["downlevel-operation-reference 6:11"]);
    assert_eq!(done.at("/paths/~1a/get/operationId"), "a");
    assert_eq!(done.at("/paths/~1a/post/operationId"), "b");
    assert_eq!(done.at("/paths/~1a/post/responses/200/description"), "ok");
    assert!(done.at("/paths/~1a/put").is_null());
    assert_eq!(done.line("/paths/~1a/get/operationId"), 8);
}

#[test]
fn path_items_in_circles_are_refused() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1a'}\n  /c: {$ref: '#/paths/~1z'}\n";
    let codes_at = run(text).codes_at();
    assert!(
        codes_at.iter().all(|s| s.starts_with("downlevel-path-item-cycle") || s.starts_with("downlevel-ref-missing")),
        "{codes_at:?}"
    );
    assert!(codes_at.contains(&"downlevel-ref-missing 6:8".to_owned()), "{codes_at:?}");
}

#[test]
fn path_items_that_hold_themselves_are_refused() {
    let item = |own: &str, a: &str, b: &str| {
        format!(
            "  /{own}:\n    post:\n      responses: {{default: {{description: d}}}}\n      callbacks:\n        one: {{'{{$url}}': {{$ref: '#/paths/~1{a}'}}}}\n        two: {{'{{$url}}': {{$ref: '#/paths/~1{b}'}}}}\n"
        )
    };
    let head = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n";
    let done = run(&format!("{head}{}", item("a", "a", "a")));
    assert_eq!(done.codes_at(), ["downlevel-path-item-cycle 8:26", "downlevel-path-item-cycle 9:26"]);
    // Each holds the next one twice: two to the power of forty copies.
    let bomb: String = (0..40).map(|n| item(&n.to_string(), &(n + 1).to_string(), &(n + 1).to_string())).collect();
    let codes_at = run(&format!("{head}{bomb}  /40: {{get: {{responses: {{}}}}}}\n")).codes_at();
    assert!(codes_at.iter().any(|s| s.starts_with("downlevel-path-item-cycle")), "{codes_at:?}");
}

#[test]
fn the_deepest_document_does_not_exhaust_the_stack() {
    let mut schema = json!({"type": "string"});
    for level in 0..150 {
        let key = if level % 2 == 0 { "items" } else { "not" };
        schema = json!({key: schema});
    }
    let value = json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {},
        "components": {"schemas": {"A": schema}}});
    let (_, diagnostics) = downlevel(value, &mut SourceMap::default(), &Account::default());
    assert!(!diagnostics.has_errors());
}
