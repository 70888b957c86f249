//! Documents that mean the same: nothing is printed.

use super::{BASE, compared, found};

fn same(name: &str, from: &str, to: &str) {
    assert_eq!(BASE.matches(from).count(), 1, "`{name}` is not once in the base");
    let revision = BASE.replace(from, to);
    for (old, new) in [(BASE, &*revision), (&*revision, BASE)] {
        let changes = compared(old, new).changes;
        assert!(changes.is_empty(), "{name}: {:?}", changes.iter().map(|change| &change.message).collect::<Vec<_>>());
    }
}

#[test]
fn nothing_differs_from_itself() {
    assert_eq!(found(BASE, BASE), []);
}

#[test]
fn other_forms_of_the_same_are_no_change() {
    same("one part", "        town: {type: string}", "        town: {allOf: [{type: string}]}");
    same("one alternative", "        town: {type: string}", "        town: {anyOf: [{type: string}]}");
    same("null", "{type: [string, 'null'], default: none}", "{anyOf: [{type: string}, {type: 'null'}], default: none}");
    same("constant", "{const: v1}", "{type: string, enum: [v1]}");
    same("constants", "{type: string, enum: [gift, sale]}", "{oneOf: [{const: gift}, {const: sale}]}");
    same("order of required", "required: [id, status]", "required: [status, id]");
    same("no limit", "        street: {type: string}", "        street: {type: string, minLength: 0}");
    same("case of a header", "name: X-Trace", "name: x-trace");
    same(
        "reference",
        "          description: The orders.\n          headers:\n            X-Left: {schema: {type: integer}}",
        "          description: The orders.\n          headers:\n            X-Left: {schema: {allOf: [{type: integer}]}}",
    );
}

#[test]
fn the_name_of_a_path_variable_is_nothing_on_the_wire() {
    let revision =
        BASE.replace("/orders/{id}", "/orders/{order}").replace("{name: id, in: path", "{name: order, in: path");
    assert_eq!(found(BASE, &revision), []);
}

#[test]
fn a_prefix_moves_between_server_and_path() {
    let revision = BASE
        .replace("- url: https://api.example.com/v1", "- url: https://api.example.com")
        .replace("  /orders", "  /v1/orders");
    assert_eq!(found(BASE, &revision), []);
}

#[test]
fn keys_in_another_order_and_json_for_yaml_are_no_change() {
    let value: serde_json::Value = serde_yaml::from_str(BASE).expect("the base is YAML");
    let json = value.to_string();
    assert_eq!(found(BASE, &json), []);
}

#[test]
fn a_renamed_component_changes_the_crate_alone() {
    let revision = BASE.replace("/Line'", "/OrderLine'").replace("    Line:\n", "    OrderLine:\n");
    let wanted = ("schema.renamed".to_owned(), "none".to_owned(), "major".to_owned());
    assert_eq!(found(BASE, &revision), [wanted]);
}

#[test]
fn rings_end() {
    let ring = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\n    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\n";
    assert_eq!(found(ring, ring), []);
    let longer = ring.replace(
        "properties: {a: {$ref: '#/components/schemas/A'}}",
        "properties: {a: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}}",
    );
    assert!(found(ring, &longer).iter().all(|(_, wire, _)| wire == "none"));
}
