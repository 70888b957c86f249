//! Tests of `resolve`.

use serde_json::{Value, json};

use super::{Additional, EnumKind, Kind, Model, Node, resolve};
use crate::coverage::{Account, Raw};
use crate::diag::Diagnostics;

fn with(schemas: Value, check: impl FnOnce(&Model<'_>, &Diagnostics)) {
    whole(json!({}), schemas, check);
}

fn whole(paths: Value, schemas: Value, check: impl FnOnce(&Model<'_>, &Diagnostics)) {
    let value = json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths, "components": {"schemas": schemas}});
    let account = Account::of(&value);
    let parsed = crate::parse::parse(&value, &account).unwrap();
    let resolved = resolve(&parsed, Raw { root: &value, account: &account });
    check(&resolved.model, &resolved.diagnostics);
}

fn named<'m>(model: &'m Model<'_>, key: &str) -> &'m Node {
    let (_, id) = model.components.iter().find(|(name, _)| name == key).unwrap();
    &model.schemas[model.schemas.target(*id)]
}

fn properties(model: &Model<'_>, key: &str) -> Vec<(String, bool)> {
    match &named(model, key).kind {
        Kind::Object { properties, .. } => properties.iter().map(|m| (m.name.clone(), m.required)).collect(),
        other => panic!("{key} is {other:?}"),
    }
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|d| d.code.id()).collect()
}

#[test]
fn an_unknown_reference_names_the_nearest() {
    with(json!({"Tracking": {"type": "object"}, "A": {"$ref": "#/components/schemas/Traking"}}), |_, diagnostics| {
        let d = diagnostics.iter().next().unwrap();
        assert_eq!(d.code.id(), "resolve-unknown-ref");
        assert!(d.help.contains("`Tracking`"), "{}", d.help);
    });
}

#[test]
fn references_into_the_middle_of_things_are_followed() {
    let paths = json!({"/x": {"get": {"responses": {"200": {"content": {"application/json": {"schema":
        {"type": "object", "properties": {"deep": {"type": "integer"}}}}}}}}}});
    let schemas = json!({
        "A": {"type": "object", "properties": {"b": {"type": "boolean"}, "a b": {"type": "string", "format": "date"}}},
        "B": {"$ref": "#/components/schemas/A/properties/b"},
        "C": {"$ref": "#/components/schemas/A/properties/a%20b"},
        "D": {"$ref": "#/paths/~1x/get/responses/200/content/application~1json/schema/properties/deep"},
        "E": {"$ref": "#/components/schemas/F/properties/b"},
        "F": {"$ref": "#/components/schemas/A"},
    });
    whole(paths, schemas, |model, diagnostics| {
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(named(model, "B").kind, Kind::Bool);
        assert_eq!(named(model, "C").kind, Kind::String { format: Some("date".to_owned()) });
        assert_eq!(named(model, "D").kind, Kind::Integer { format: None });
        assert_eq!(named(model, "E").kind, Kind::Bool);
    });
}

#[test]
fn cycles_of_references_and_of_parents_are_errors() {
    with(
        json!({
            "A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"},
            "C": {"allOf": [{"$ref": "#/components/schemas/D"}, {"type": "object", "properties": {"c": {}}}]},
            "D": {"allOf": [{"$ref": "#/components/schemas/C"}, {"type": "object", "properties": {"d": {}}}]},
            "E": {"oneOf": [{"$ref": "#/components/schemas/F"}]}, "F": {"oneOf": [{"$ref": "#/components/schemas/E"}]},
        }),
        |_, diagnostics| {
            let codes = codes(diagnostics);
            assert!(codes.contains(&"resolve-ref-cycle"), "{codes:?}");
            assert!(codes.contains(&"resolve-allof-cycle"), "{codes:?}");
        },
    );
}

#[test]
fn members_may_recurse() {
    with(
        json!({"Node": {"type": "object", "properties": {
            "next": {"$ref": "#/components/schemas/Node"},
            "all": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}}
        }}}),
        |model, diagnostics| {
            assert!(diagnostics.is_empty());
            assert_eq!(properties(model, "Node").len(), 2);
        },
    );
}

#[test]
fn all_of_is_merged() {
    with(
        json!({
            "Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "kind": {"type": "string"}}},
            "Child": {
                "allOf": [
                    {"$ref": "#/components/schemas/Base"},
                    {"required": ["kind"], "properties": {"kind": {"enum": ["a"]}, "extra": {"type": "integer"}}, "additionalProperties": {"type": "string"}}
                ],
                "nullable": true, "description": "of the child"
            },
            "Alias": {"allOf": [{"$ref": "#/components/schemas/Base"}], "description": "other words"},
            "Numbers": {"allOf": [{"type": "number"}, {"type": "integer", "format": "int32"}]},
            "Narrow": {"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]},
            "Clash": {"allOf": [{"type": "string"}, {"type": "object", "properties": {"x": {}}}]},
        }),
        |model, diagnostics| {
            assert_eq!(
                properties(model, "Child"),
                [("id".into(), true), ("kind".into(), true), ("extra".into(), false)]
            );
            let child = named(model, "Child");
            assert!(child.notes.nullable);
            assert!(matches!(&child.kind, Kind::Object { additional: Additional::Typed(_), .. }));
            let Kind::Object { properties, .. } = &child.kind else { unreachable!() };
            let kind = &model.schemas[model.schemas.target(properties[1].schema)].kind;
            assert_eq!(*kind, Kind::Enum { kind: EnumKind::String, values: vec!["a".into()] });
            assert_eq!(named(model, "Alias").origin.as_str(), "/components/schemas/Base");
            assert_eq!(named(model, "Numbers").kind, Kind::Integer { format: Some("int32".into()) });
            assert_eq!(named(model, "Narrow").kind, Kind::Enum { kind: EnumKind::String, values: vec!["b".into()] });
            assert_eq!(codes(diagnostics), ["resolve-allof-conflict"]);
        },
    );
}

#[test]
fn recursive_properties_of_both_parts_end() {
    with(
        json!({
            "A": {"type": "object", "properties": {"child": {"$ref": "#/components/schemas/A"}, "a": {}}},
            "B": {"type": "object", "properties": {"child": {"$ref": "#/components/schemas/B"}, "b": {}}},
            "C": {"allOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]},
        }),
        |model, diagnostics| {
            assert!(diagnostics.is_empty(), "{diagnostics:?}");
            assert_eq!(properties(model, "C").len(), 3);
            assert!(model.schemas.len() < 20);
        },
    );
}

#[test]
fn a_parent_with_a_discriminator_becomes_the_union_of_its_children() {
    with(
        json!({
            "Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "name": {"type": "string"}},
                    "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}},
            "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "properties": {"lives": {"type": "integer"}}}]},
            "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
            "Home": {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/Pet"}}},
        }),
        |model, diagnostics| {
            assert_eq!(codes(diagnostics), ["resolve-inheritance"]);
            let Kind::Union(union) = &named(model, "Pet").kind else { panic!() };
            assert_eq!(union.branches.len(), 2);
            assert_eq!(properties(model, "Cat").len(), 3);
            assert_eq!(properties(model, "Dog").len(), 2);
        },
    );
}

#[test]
fn a_parent_may_list_the_children_that_extend_it() {
    with(
        json!({
            "Pet": {"type": "object", "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"},
                    "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]},
            "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "properties": {"lives": {}}}]},
            "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
        }),
        |model, diagnostics| {
            assert!(diagnostics.is_empty(), "{diagnostics:?}");
            let Kind::Union(union) = &named(model, "Pet").kind else { panic!() };
            assert_eq!(union.branches.len(), 2);
            assert_eq!(properties(model, "Cat").len(), 2);
            assert_eq!(properties(model, "Dog").len(), 1);
        },
    );
}

#[test]
fn unions_fold_into_the_simplest_kind() {
    with(
        json!({
            "One": {"oneOf": [{"type": "boolean"}]},
            "Open": {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "string"}]},
            "Enums": {"oneOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]},
            "Dates": {"oneOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]},
            "Numbers": {"oneOf": [{"type": "integer"}, {"type": "number"}]},
            "Anything": {"oneOf": [{"type": "integer"}, {}]},
            "Null": {"oneOf": [{"type": "integer"}, {"type": "null"}]},
            "Either": {"type": "object", "properties": {"a": {}, "b": {}}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
            "Nested": {"oneOf": [{"type": "boolean"}, {"oneOf": [{"type": "integer"}, {"type": "string"}]}]},
            "Spread": {"type": "object", "properties": {"id": {}}, "oneOf": [
                {"type": "object", "properties": {"a": {}}}, {"type": "object", "properties": {"b": {}}}]},
        }),
        |model, _| {
            assert_eq!(named(model, "One").kind, Kind::Bool);
            assert_eq!(named(model, "Open").kind, Kind::Enum { kind: EnumKind::String, values: vec!["a".into()] });
            let all = vec!["a".into(), "b".into(), "c".into()];
            assert_eq!(named(model, "Enums").kind, Kind::Enum { kind: EnumKind::String, values: all });
            assert_eq!(named(model, "Dates").kind, Kind::String { format: None });
            assert_eq!(named(model, "Numbers").kind, Kind::Number { format: None });
            assert_eq!(named(model, "Anything").kind, Kind::Any);
            assert_eq!(named(model, "Null").kind, Kind::Integer { format: None });
            assert_eq!(properties(model, "Either"), [("a".into(), false), ("b".into(), false)]);
            let Kind::Union(nested) = &named(model, "Nested").kind else { panic!() };
            assert_eq!(nested.branches.len(), 3);
            let Kind::Union(spread) = &named(model, "Spread").kind else { panic!() };
            for branch in &spread.branches {
                assert!(
                    matches!(&model.schemas[*branch].kind, Kind::Object { properties, .. } if properties.len() == 2)
                );
            }
        },
    );
}

#[test]
fn null_beside_one_branch_makes_the_schema_nullable() {
    with(json!({"A": {"oneOf": [{"type": "integer"}, {"enum": [null]}]}}), |model, _| {
        let (_, id) = &model.components[0];
        assert!(model.schemas[*id].notes.nullable);
    });
}

#[test]
fn enums_without_a_type_and_with_odd_values() {
    with(
        json!({
            "Bare": {"enum": ["a", "b", "a"]},
            "Numbers": {"enum": [1, 2]},
            "Text": {"type": "string", "enum": [1, true, "x"]},
            "Count": {"type": "integer", "enum": ["1", 2.0]},
            "Mixed": {"enum": ["a", 1]},
            "Null": {"type": "string", "enum": ["a", null]},
        }),
        |model, diagnostics| {
            let strings = |key: &str| match &named(model, key).kind {
                Kind::Enum { values, .. } => values.join(" "),
                other => panic!("{other:?}"),
            };
            assert_eq!(strings("Bare"), "a b");
            assert_eq!(strings("Numbers"), "1 2");
            assert_eq!(strings("Text"), "1 true x");
            assert_eq!(strings("Count"), "1 2");
            assert_eq!(strings("Null"), "a");
            assert!(named(model, "Null").notes.nullable);
            assert_eq!(named(model, "Mixed").kind, Kind::Any);
            assert_eq!(codes(diagnostics), ["resolve-enum-widened"]);
        },
    );
}

#[test]
fn parameters_of_the_path_item_are_replaced_by_the_operations_own() {
    let paths = json!({"/a/{x}": {
        "parameters": [{"name": "x", "in": "path", "required": true, "schema": {"type": "string"}}, {"name": "q", "in": "query", "schema": {"type": "string"}}],
        "get": {"parameters": [{"name": "q", "in": "query", "schema": {"type": "integer"}}], "responses": {}},
    }});
    whole(paths, json!({}), |model, _| {
        let operation = &model.operations[0];
        assert_eq!(operation.parameters.len(), 2);
        assert_eq!(model.schemas[operation.parameters[1].schema].kind, Kind::Integer { format: None });
        assert_eq!(operation.parameters[1].origin.as_str(), "/paths/~1a~1{x}/get/parameters/0");
    });
}
