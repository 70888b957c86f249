//! Kinds of types: presence, fixed properties, unions, recursion, use.

use serde_json::{Value, json};

use super::*;
use crate::ir::{EnumRepr, MatchRule, Presence, UnionRule, Usage};

fn presence(api: &Api, name: &str) -> Vec<Presence> {
    match &def(api, name).kind {
        TypeKind::Struct { fields, .. } => fields.iter().map(|f| f.presence).collect(),
        _ => panic!(),
    }
}

fn variants(api: &Api, name: &str) -> (UnionRule, Vec<String>) {
    match &def(api, name).kind {
        TypeKind::Union { rule, variants } => {
            let all = variants.iter().map(|v| format!("{}: {} by {:?}", v.name, text(api, &v.ty), v.rule)).collect();
            (rule.clone(), all)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn scalars_follow_type_and_format() {
    let string = |format: &str| json!({"type": "string", "format": format});
    let value = with_response(
        json!({"type": "object", "properties": {
            "a": string("date"), "b": string("date-time"), "c": string("byte"), "d": string("uuid"), "e": string("binary"),
            "f": {"type": "integer"}, "g": {"type": "integer", "format": "int32"}, "h": {"type": "number"}, "i": {"type": "number", "format": "float"},
            "j": {"type": "boolean"}, "k": {}, "l": {"type": "object"}, "m": {"type": "array"}, "n": {"type": "integer", "format": "uint64"},
            "o": {"type": "object", "additionalProperties": {"type": "string", "nullable": true}}, "p": {"type": "array", "items": {"type": "integer", "nullable": true}},
        }}),
        json!({}),
    );
    assert_eq!(
        fields(&lowered(&value).api, "get a response"),
        [
            "a: Date",
            "b: DateTime",
            "c: Base64",
            "d: String",
            "e: String",
            "f: I64",
            "g: I32",
            "h: F64",
            "i: F32",
            "j: Bool",
            "k: Json",
            "l: {Json}",
            "m: [Json]",
            "n: U64",
            "o: {String or null}",
            "p: [I64 or null]"
        ]
    );
}

#[test]
fn presence_is_requiredness_and_nullability() {
    let schema = json!({"type": "object", "required": ["a", "b", "ro"], "properties": {
        "a": {"type": "string"}, "b": {"type": "string", "nullable": true}, "c": {"type": "string"}, "d": reference("N"), "ro": {"type": "string", "readOnly": true}
    }});
    let value = document(
        json!({"/a": {"post": {"operationId": "p", "requestBody": {"content": {"application/json": {"schema": schema}}}, "responses": {"200": ok(schema)}}}}),
        json!({"N": {"type": "string", "nullable": true}}),
    );
    let api = lowered(&value).api;
    use Presence::{Nullable, Optional, OptionalNullable, Required};
    assert_eq!(presence(&api, "p request"), [Required, Nullable, Optional, OptionalNullable, Optional]);
    assert_eq!(presence(&api, "p response"), [Required, Nullable, Optional, OptionalNullable, Required]);
}

#[test]
fn required_properties_with_one_value_are_fixed() {
    let value = with_response(
        json!({"type": "object", "required": ["a", "b"], "properties": {"a": {"enum": ["x"]}, "b": {"type": "integer", "enum": [3]}, "c": {"enum": ["y"]}}}),
        json!({}),
    );
    let api = lowered(&value).api;
    let TypeKind::Struct { fields, .. } = &def(&api, "get a response").kind else { panic!() };
    assert_eq!(fields[0].fixed, Some(json!("x")));
    assert_eq!((fields[0].ty.clone(), fields[1].fixed.clone()), (TypeRef::String, Some(json!(3))));
    assert_eq!(fields[2].fixed, None);
    assert_eq!(names(&api), ["get a response", "get a response c"]);
}

fn pets(extra: Value) -> Value {
    let mut schemas = json!({
        "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "meow": {"type": "string"}}},
        "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "bark": {"type": "string"}}},
        "Pet": {"oneOf": [reference("Cat"), reference("Dog")], "discriminator": {"propertyName": "kind"}},
    });
    schemas["Pet"]["discriminator"]["mapping"] = extra;
    schemas
}

#[test]
fn a_discriminator_tags_the_variants_and_fixes_the_property() {
    let mapping = json!({"cat": "#/components/schemas/Cat", "kitten": "Cat", "dog": "Dog"});
    let api = lowered(&with_response(reference("Pet"), pets(mapping))).api;
    let (rule, all) = variants(&api, "pet");
    assert!(matches!(rule, UnionRule::Discriminator(property) if property.0 == "kind"));
    assert_eq!(all, [r#"cat: cat by Tag(["cat", "kitten"])"#, r#"dog: dog by Tag(["dog"])"#]);
    let fixed = |name: &str| match &def(&api, name).kind {
        TypeKind::Struct { fields, .. } => fields[0].fixed.clone(),
        _ => panic!(),
    };
    assert_eq!((fixed("cat"), fixed("dog")), (None, Some(json!("dog"))));
    // Without a mapping the component's key is the tag.
    let api = lowered(&with_response(reference("Pet"), pets(json!({})))).api;
    assert_eq!(variants(&api, "pet").1[0], r#"cat: cat by Tag(["Cat"])"#);
}

#[test]
fn constants_tell_branches_apart_without_a_discriminator() {
    let branch = |kind: &str| json!({"type": "object", "required": ["type"], "properties": {"type": {"enum": [kind]}}});
    let api = lowered(&with_response(json!({"oneOf": [branch("a"), branch("b")]}), json!({}))).api;
    let (rule, all) = variants(&api, "get a response");
    assert!(matches!(rule, UnionRule::Discriminator(property) if property.0 == "type"));
    assert_eq!(all.len(), 2);
    assert!(all[0].starts_with("a: "), "{all:?}");
}

#[test]
fn a_tag_is_what_the_enum_of_its_branch_says() {
    let branch = |values: Value, required: Value| {
        let properties = json!({"kind": {"type": "string", "enum": values}});
        json!({"type": "object", "required": required, "properties": properties})
    };
    let named = |discriminator: Value, one: Value, two: Value| {
        let mut union = json!({"oneOf": [reference("One"), reference("Two")]});
        if !discriminator.is_null() {
            union["discriminator"] = discriminator;
        }
        let lowered = lowered(&with_response(reference("Both"), json!({"Both": union, "One": one, "Two": two})));
        (variants(&lowered.api, "both").1, codes(&lowered.diagnostics).join(" "))
    };
    let (one, two) = (|| branch(json!(["a"]), json!(["kind"])), || branch(json!(["b", "c"]), json!(["kind"])));
    let by_values = [r#"one: one by Tag(["a"])"#, r#"two: two by Tag(["b", "c"])"#].map(str::to_owned).to_vec();
    // With a discriminator, but no mapping; without both; with a mapping that the enum forbids.
    assert_eq!(named(json!({"propertyName": "kind"}), one(), two()), (by_values.clone(), String::new()));
    assert_eq!(named(Value::Null, one(), two()), (by_values.clone(), String::new()));
    let mapping = json!({"propertyName": "kind", "mapping": {"x": "One", "b": "Two"}});
    assert_eq!(named(mapping, one(), two()), (by_values, "lower-discriminator-value".to_owned()));
    // The one branch that may lack the property takes objects without it.
    let (all, found) = named(Value::Null, one(), branch(json!(["b"]), json!([])));
    assert_eq!((all[1].as_str(), found.as_str()), (r#"two: two by TagOrAbsent(["b"])"#, ""));
    // If both may lack it, none does.
    let (all, _) = named(Value::Null, branch(json!(["a"]), json!([])), branch(json!(["b"]), json!([])));
    assert_eq!(all[1], r#"two: two by Tag(["b"])"#);
    // Values that branches share do not tell them apart.
    let (all, _) = named(Value::Null, one(), branch(json!(["a", "b"]), json!(["kind"])));
    assert!(!all[0].contains("Tag"), "{all:?}");
}

#[test]
fn other_unions_are_ordered() {
    let object = |required: &[&str], all: &[&str]| {
        let properties: serde_json::Map<String, Value> =
            all.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
        json!({"type": "object", "required": required, "properties": properties})
    };
    let branches = json!([
        {"type": "string"}, object(&[], &["z"]), object(&["a"], &["a"]), object(&["a", "b"], &["a", "b"]),
        {"type": "array", "items": {"type": "string"}}, {"type": "integer"}, {"type": "boolean"}
    ]);
    let lowered = lowered(&with_response(json!({"oneOf": branches}), json!({})));
    let (rule, all) = variants(&lowered.api, "get a response");
    assert_eq!(rule, UnionRule::Ordered);
    let rules: Vec<&str> = all.iter().map(|v| v.split(" by ").nth(1).unwrap()).collect();
    assert_eq!(
        rules,
        [
            "String",
            "Array",
            "Integer",
            "Bool",
            r#"Properties([WireName("a"), WireName("b")])"#,
            r#"Properties([WireName("a")])"#,
            "Object"
        ]
    );
    assert!(lowered.diagnostics.is_empty());
}

#[test]
fn branches_that_nothing_tells_apart_are_tried_with_a_warning() {
    let object = |name: &str| json!({"type": "object", "properties": {name: {"type": "string"}}});
    let lowered = lowered(&with_response(json!({"anyOf": [object("a"), object("b")]}), json!({})));
    assert_eq!(codes(&lowered.diagnostics), ["lower-union-ambiguous"]);
    let TypeKind::Union { variants, .. } = &def(&lowered.api, "get a response").kind else { panic!() };
    assert!(variants.iter().all(|v| v.rule == MatchRule::Try));
}

#[test]
fn a_type_that_holds_itself_is_boxed() {
    let schemas = json!({
        "Node": {"type": "object", "properties": {
            "next": reference("Node"), "other": reference("Pair"), "all": {"type": "array", "items": reference("Node")},
            "map": {"type": "object", "additionalProperties": reference("Node")}, "leaf": reference("Leaf")}},
        "Pair": {"type": "object", "properties": {"left": {"allOf": [reference("Node")], "nullable": true}}},
        "Leaf": {"type": "object", "properties": {"x": {"type": "string"}}},
    });
    let api = lowered(&with_response(reference("Node"), schemas)).api;
    assert_eq!(fields(&api, "node"), ["next: box node", "other: box pair", "all: [node]", "map: {node}", "leaf: leaf"]);
    assert_eq!(fields(&api, "pair"), ["left: box node"]);
    assert_eq!(presence(&api, "pair"), [Presence::OptionalNullable]);
}

#[test]
fn a_list_that_holds_itself_is_a_wrapper() {
    let schemas = json!({
        "Tree": {"type": "array", "items": reference("Tree")},
        "A": {"type": "array", "items": reference("B")}, "B": {"type": "object", "additionalProperties": reference("A")},
        "Json": {"anyOf": [{"type": "string"}, {"type": "array", "items": reference("Json")}]},
    });
    let api = lowered(&document(json!({}), schemas)).api;
    let is_wrapper = |name: &str| matches!(def(&api, name).kind, TypeKind::Wrapper(_));
    assert!(is_wrapper("tree"));
    assert!(is_wrapper("a") || is_wrapper("b"));
    assert_eq!(variants(&api, "json").1.len(), 2);
}

#[test]
fn usage_follows_the_operations() {
    let property = |key: &str| json!({"type": "object", "properties": {"inner": reference(key)}});
    let leaf = json!({"type": "object", "properties": {"x": {"type": "string"}}});
    let schemas = json!({"Shared": leaf, "Sent": property("Shared"), "Got": property("Shared"), "Unused": leaf, "Name": {"type": "string"}});
    let value = document(
        json!({"/a": {"post": {"operationId": "p", "requestBody": {"content": {"application/json": {"schema": reference("Sent")}}}, "responses": {"200": ok(reference("Got"))}}}}),
        schemas,
    );
    let api = lowered(&value).api;
    let usage = |name: &str| def(&api, name).usage;
    assert_eq!(
        [usage("sent"), usage("got"), usage("shared"), usage("unused")],
        [Usage::In, Usage::Out, Usage::Both, Usage::Both]
    );
    assert!(matches!(&def(&api, "name").kind, TypeKind::Alias(TypeRef::String)));
}

#[test]
fn a_parent_used_as_a_type_is_the_union_of_its_children() {
    let child = |name: &str| json!({"allOf": [reference("Base"), {"type": "object", "properties": {name: {"type": "string"}}}]});
    let schemas = json!({
        "Base": {"type": "object", "required": ["t"], "properties": {"t": {"type": "string"}}, "discriminator": {"propertyName": "t", "mapping": {"one": "#/components/schemas/One"}}},
        "One": child("a"), "Two": child("b"),
    });
    let api = lowered(&with_response(reference("Base"), schemas)).api;
    assert_eq!(variants(&api, "base").1, [r#"one: one by Tag(["one"])"#, r#"two: two by Tag(["Two"])"#]);
    assert_eq!(fields(&api, "one"), ["t: String", "a: String"]);
}

#[test]
fn large_types_are_boxed_where_others_hold_them() {
    let texts = |count: usize| -> Value {
        let properties = (0..count).map(|number| (format!("p{number:02}"), json!({"type": "string"})));
        json!({"type": "object", "properties": Value::Object(properties.collect())})
    };
    let holds = |names: &[&str]| -> Value {
        let properties = names.iter().map(|name| (name.to_lowercase(), reference(name)));
        json!({"type": "object", "properties": Value::Object(properties.collect())})
    };
    let value = with_response(
        json!({"type": "object", "properties": {"big": reference("Big"), "small": reference("Small"), "nest": reference("Nest"),
            "either": {"oneOf": [reference("Big"), reference("Small")]}, "list": {"type": "array", "items": reference("Big")}}}),
        json!({"Big": texts(20), "Small": texts(3), "Nest": holds(&["Inner"]), "Inner": holds(&["Half", "Other"]),
            "Half": texts(7), "Other": texts(6)}),
    );
    let api = lowered(&value).api;
    let is_boxed = |ty: &TypeRef| matches!(ty, TypeRef::Boxed(_));
    let boxed = |name: &str| match &def(&api, name).kind {
        TypeKind::Struct { fields, .. } => fields.iter().map(|field| is_boxed(&field.ty)).collect::<Vec<_>>(),
        TypeKind::Union { variants, .. } => variants.iter().map(|variant| is_boxed(&variant.ty)).collect(),
        _ => panic!(),
    };
    // By name: big, either, list, nest, small. A union of boxes is small, and a list is elsewhere.
    assert_eq!(boxed("get a response"), [true, false, false, false, false]);
    assert_eq!(boxed("nest"), [true], "what it holds in place adds up");
    assert_eq!(boxed("inner"), [false, false]);
    assert!(boxed("get a response either").contains(&true));
}

#[test]
fn a_branch_that_is_the_union_itself_falls_away() {
    let inner = json!({"oneOf": [reference("Knot")], "discriminator": {"propertyName": "x"}});
    let object = json!({"type": "object", "properties": {"x": {"type": "string"}}});
    let value = with_response(reference("Knot"), json!({"Knot": {"oneOf": [inner, object, {"type": "string"}]}}));
    let api = lowered(&value).api;
    let TypeKind::Union { variants, .. } = &def(&api, "knot").kind else { panic!() };
    assert_eq!(variants.len(), 2);
}

#[test]
fn integer_constants_with_titles_are_an_enum() {
    let level = json!({"type": "integer", "oneOf": [
        {"title": "NONE", "description": "No second factor.", "enum": [0]}, {"title": "a factor, or more of them", "enum": [1]}
    ]});
    let lowered = lowered(&with_response(level.clone(), json!({"Level": level})));
    assert!(lowered.diagnostics.is_empty());
    let TypeKind::Enum { repr, values } = &def(&lowered.api, "level").kind else { panic!() };
    assert_eq!(*repr, EnumRepr::Integer);
    let all: Vec<String> = values.iter().map(|v| format!("{} {}: {}", v.wire, v.name, v.docs.body)).collect();
    // A title that does not read as a name describes the value.
    assert_eq!(all, ["0 none: No second factor.", "1 n1: a factor, or more of them"]);
}

#[test]
fn a_property_is_required_only_if_all_branches_agree() {
    let text = || json!({"type": "string"});
    let object =
        |branches: Value| json!({"type": "object", "properties": {"a": text(), "b": text()}, "anyOf": branches});
    let required = |branches: Value| {
        let lowered = lowered(&with_response(reference("It"), json!({"It": object(branches)})));
        let TypeKind::Struct { fields, .. } = &def(&lowered.api, "it").kind else { panic!() };
        let all: Vec<String> = fields.iter().map(|f| format!("{}: {:?}", f.wire, f.presence)).collect();
        all.join(", ")
    };
    let own = |names: Value, property: &str| json!({"required": names, "properties": {property: text()}});
    assert_eq!(required(json!([{"required": ["a"]}, own(json!(["b"]), "c")])), "a: Optional, b: Optional, c: Optional");
    assert_eq!(required(json!([{"required": ["a"]}, {"required": ["a", "b"]}])), "a: Required, b: Optional");
    assert_eq!(
        required(json!([{"type": "object", "required": ["a"]}, own(json!(["a", "c"]), "c")])),
        "a: Required, b: Optional, c: Optional"
    );
    let lowered = lowered(&with_response(
        reference("It"),
        json!({"It": object(json!([{"required": ["a"]}, own(json!(["b"]), "c")]))}),
    ));
    assert_eq!(def(&lowered.api, "it").constraints.required_sets, [["a"], ["b"]]);
}

#[test]
fn branches_are_named_by_what_distinguishes_them() {
    let object =
        |properties: Value, required: Value| json!({"type": "object", "required": required, "properties": properties});
    let text = || json!({"type": "string"});
    let branches = [
        object(json!({"depot": text()}), json!(["depot"])),
        object(json!({"a": text(), "b": text()}), json!([])),
        object(json!({"a": text(), "c": text()}), json!(["c"])),
        object(json!({"a": {"type": "integer"}}), json!(["a"])),
        json!({"type": "array", "items": text()}),
        json!({"type": "array", "items": object(json!({"x": text()}), json!([]))}),
    ];
    let named = |branches: &[Value]| {
        let api = lowered(&with_response(json!({"oneOf": branches}), json!({}))).api;
        let TypeKind::Union { variants, .. } = &def(&api, "get a response").kind else { panic!() };
        let mut names: Vec<String> = variants.iter().map(|v| v.name.to_string()).collect();
        names.sort();
        names
    };
    let all = named(&branches);
    assert_eq!(all, ["a", "b", "c", "depot", "object list", "text list"]);
    // A branch in front of the others renames none of them.
    let more: Vec<Value> = [json!({"type": "boolean"})].into_iter().chain(branches).collect();
    let mut expected = all;
    expected.push("bool".to_owned());
    expected.sort();
    assert_eq!(named(&more), expected);
}
