use serde_json::json;

use crate::downlevel::tests::becomes;

#[test]
fn types_become_one_type() {
    let b = |before, after, codes: &[&str]| becomes("3.1.0", before, after, codes);
    b("{type: [string, 'null']}", json!({"nullable": true, "type": "string"}), &[]);
    b("{type: ['null']}", json!({"nullable": true, "enum": [null]}), &[]);
    b("{type: 'null'}", json!({"nullable": true, "enum": [null]}), &[]);
    b("{type: [integer, number]}", json!({"type": "number"}), &[]);
    b(
        "{type: [string, array, 'null'], maxLength: 3, items: {type: string}, title: t}",
        json!({"title": "t", "nullable": true, "anyOf": [
            {"type": "string", "maxLength": 3}, {"type": "array", "items": {"type": "string"}}]}),
        &[],
    );
    b(
        "{type: [string, integer], enum: [a, 1, b], format: int32}",
        json!({"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "integer", "format": "int32", "enum": [1]}]}),
        &[],
    );
    b("{type: [string, number, boolean, object, array, 'null']}", json!({"nullable": true}), &[]);
    b("{type: date-time}", json!({"type": "string", "format": "date-time"}), &["downlevel-type"]);
    b("{type: file}", json!({"type": "string", "format": "binary"}), &["downlevel-type"]);
    b("{type: String}", json!({"type": "string"}), &["downlevel-type"]);
    b("{type: any}", json!({}), &["downlevel-type"]);
    b("{properties: {a: {}}}", json!({"properties": {"a": {}}, "type": "object"}), &["downlevel-type-inferred"]);
    becomes(
        "3.0.0",
        "{type: [string, 'null']}",
        json!({"nullable": true, "type": "string"}),
        &["downlevel-newer-keyword"],
    );
}

#[test]
fn null_branches_become_nullable() {
    let b = |before, after, codes: &[&str]| becomes("3.1.0", before, after, codes);
    b(
        "{oneOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}",
        json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/B"}]}),
        &[],
    );
    b(
        "{description: d, anyOf: [{type: 'null'}, {type: string, description: e}]}",
        json!({"description": "d", "nullable": true, "type": "string"}),
        &["downlevel-branch-remark"],
    );
    b(
        "{anyOf: [{type: string}, {const: null}, {type: integer}]}",
        json!({"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": true}),
        &[],
    );
    b("{oneOf: [{type: 'null'}]}", json!({"nullable": true, "enum": [null]}), &[]);
    b("{oneOf: []}", json!({}), &["downlevel-empty-list"]);
}

#[test]
fn values_of_a_text_keep_the_text_of_the_document() {
    becomes(
        "3.0.3",
        "{type: string, enum: [1.10, 'a', 010, 1e3, 0x1F, true, 1.1, 1.10, -0.50]}",
        json!({"type": "string", "enum": ["1.10", "a", "010", "1e3", "0x1F", "true", "1.1", "-0.50"]}),
        &["downlevel-enum", "downlevel-enum-duplicate"],
    );
}

#[test]
fn a_maximum_beyond_i64_is_unsigned() {
    let b = |before, after, codes: &[&str]| becomes("3.0.3", before, after, codes);
    b(
        "{type: integer, minimum: 0, maximum: 18446744073709551615}",
        json!({"type": "integer", "minimum": 0, "format": "uint64"}),
        &[],
    );
    b(
        "{type: integer, maximum: 9223372036854775808}",
        json!({"type": "integer", "format": "uint64"}),
        &["downlevel-bound"],
    );
    b("{type: integer, maximum: 9223372036854775807}", json!({"type": "integer", "maximum": i64::MAX}), &[]);
}

#[test]
fn values_are_of_the_type() {
    let b = |before, after, codes: &[&str]| becomes("3.1.0", before, after, codes);
    b("{const: a}", json!({"enum": ["a"], "type": "string"}), &[]);
    b("{enum: [1, 2]}", json!({"type": "integer", "enum": [1, 2]}), &[]);
    b("{type: [string, 'null'], enum: [a, null]}", json!({"nullable": true, "type": "string", "enum": ["a"]}), &[]);
    b(
        "{type: string, enum: [a, null]}",
        json!({"type": "string", "nullable": true, "enum": ["a"]}),
        &["downlevel-enum-null"],
    );
    b("{type: string, enum: [1, true, a]}", json!({"type": "string", "enum": ["1", "true", "a"]}), &["downlevel-enum"]);
    b("{type: integer, enum: ['1', 2.0]}", json!({"type": "integer", "enum": [1, 2]}), &["downlevel-enum"]);
    b("{type: string, enum: [a, a]}", json!({"type": "string", "enum": ["a"]}), &["downlevel-enum-duplicate"]);
    b("{type: string, enum: []}", json!({"type": "string"}), &["downlevel-enum"]);
    b("{enum: [null]}", json!({"nullable": true, "enum": [null]}), &[]);
}

#[test]
fn bounds_fit_the_model() {
    let b = |before, after, codes: &[&str]| becomes("3.1.0", before, after, codes);
    b("{type: integer, exclusiveMinimum: 1}", json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true}), &[]);
    b("{type: number, minimum: 5, exclusiveMinimum: 1}", json!({"type": "number", "minimum": 5}), &[]);
    b(
        "{type: number, maximum: 5, exclusiveMaximum: 5}",
        json!({"type": "number", "maximum": 5, "exclusiveMaximum": true}),
        &[],
    );
    b(
        "{type: integer, minimum: 1.0, maximum: 9.5}",
        json!({"type": "integer", "minimum": 1, "maximum": 9}),
        &["downlevel-bound"],
    );
    b("{type: integer, maximum: 1e30}", json!({"type": "integer"}), &["downlevel-bound"]);
    b(
        "{type: string, maxLength: 10.0, minLength: '1'}",
        json!({"type": "string", "maxLength": 10, "minLength": 1}),
        &["downlevel-wrong-type"],
    );
    b("{type: string, minimum: 1}", json!({"type": "string"}), &["downlevel-inapplicable-keyword"]);
    b("{type: string, maxLength: -1}", json!({"type": "string"}), &["downlevel-wrong-type"]);
    becomes(
        "3.0.0",
        "{type: number, exclusiveMinimum: 1}",
        json!({"type": "number", "minimum": 1, "exclusiveMinimum": true}),
        &["downlevel-newer-keyword"],
    );
}

#[test]
fn references_and_what_stands_beside_them() {
    let b = |before, after, codes: &[&str]| becomes("3.1.0", before, after, codes);
    let plain = json!({"$ref": "#/components/schemas/B"});
    b("{$ref: '#/components/schemas/B', x-a: 1}", plain.clone(), &["downlevel-ref-sibling"]);
    b("{$ref: '#/components/schemas/B', description: d}", json!({"description": "d", "allOf": [plain]}), &[]);
    b(
        "{properties: {$ref: {type: string}}, type: object}",
        json!({"properties": {"$ref": {"type": "string"}}, "type": "object"}),
        &[],
    );
    becomes("3.0.0", "{$ref: '#/components/schemas/B', description: d}", plain, &["downlevel-ref-sibling"]);
}

#[test]
fn keywords_that_3_0_does_not_have() {
    let b = |before, after, codes: &[&str]| becomes("3.1.0", before, after, codes);
    b("{type: string, examples: [a, b]}", json!({"type": "string", "example": "a"}), &["downlevel-examples"]);
    b("{type: string, contentEncoding: base64}", json!({"type": "string", "format": "byte"}), &[]);
    b("{type: string, contentEncoding: base64url}", json!({"type": "string", "format": "base64url"}), &[]);
    b("{type: string, contentEncoding: base64x}", json!({"type": "string"}), &["downlevel-content"]);
    b("{contentMediaType: application/octet-stream}", json!({"format": "binary", "type": "string"}), &[]);
    b("{type: string, contentMediaType: application/json}", json!({"type": "string"}), &["downlevel-content"]);
    b("{$schema: x, $comment: y, type: string}", json!({"type": "string"}), &[]);
    b(
        "{type: object, patternProperties: {^a: {type: string}}}",
        json!({"type": "object", "additionalProperties": {"type": "string"}}),
        &["downlevel-unsupported"],
    );
    b(
        "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
        json!({"type": "array", "maxItems": 2, "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}),
        &["downlevel-unsupported"],
    );
    b(
        "{type: object, if: {}, then: {}, unevaluatedProperties: false}",
        json!({"type": "object"}),
        &["downlevel-unsupported"; 3],
    );
    b(
        "{type: object, properties: {a: true, b: false}}",
        json!({"type": "object", "properties": {"a": {}, "b": {"not": {}}}}),
        &[],
    );
    b("{type: string, nullable: true}", json!({"type": "string", "nullable": true}), &["downlevel-nullable"]);
    b("{type: string, foo: 1}", json!({"type": "string", "foo": 1}), &["downlevel-unknown-key"]);
    // Data is never touched.
    b(
        "{type: object, example: {type: [a, 'null'], const: 1}, default: {$ref: x, if: 1}}",
        json!({"type": "object", "example": {"type": ["a", "null"], "const": 1}, "default": {"$ref": "x", "if": 1}}),
        &[],
    );
}

#[test]
fn slips_of_older_drafts() {
    let b = |before, after, codes: &[&str]| becomes("3.0.0", before, after, codes);
    b(
        "{type: object, properties: {a: {type: string, required: true}}}",
        json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}),
        &["downlevel-required"],
    );
    b("{type: string, required: true}", json!({"type": "string"}), &["downlevel-required"]);
    b(
        "{type: object, discriminator: kind}",
        json!({"type": "object", "discriminator": {"propertyName": "kind"}}),
        &["downlevel-discriminator"],
    );
    b(
        "{type: object, additionalProperties: 'false'}",
        json!({"type": "object", "additionalProperties": false}),
        &["downlevel-wrong-type"],
    );
    b(
        "{type: string, description: null, title: 5, readOnly: 'true'}",
        json!({"type": "string", "title": "5", "readOnly": true}),
        &["downlevel-wrong-type", "downlevel-wrong-type"],
    );
    // A property may have the name of a keyword.
    b(
        "{type: object, properties: {required: {type: string}, type: {type: string}, enum: {type: string}}}",
        json!({"type": "object", "properties": {"required": {"type": "string"}, "type": {"type": "string"}, "enum": {"type": "string"}}}),
        &[],
    );
}

#[test]
fn an_branch_that_joins_is_mended_too() {
    let b = |before, after, codes: &[&str]| becomes("3.1.0", before, after, codes);
    b(
        "{anyOf: [{type: 'null'}, {format: 1, const: a}]}",
        json!({"nullable": true, "format": "1", "enum": ["a"], "type": "string"}),
        &["downlevel-wrong-type"],
    );
    b(
        "{anyOf: [{type: 'null'}, {oneOf: [{type: 'null'}, {type: integer}]}]}",
        json!({"nullable": true, "type": "integer"}),
        &[],
    );
}
