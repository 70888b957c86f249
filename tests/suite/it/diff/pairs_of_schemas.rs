//! Edits of schemas.

use super::pairs::{Edit, edit};

pub(super) const EDITS: &[Edit] = &[
    // Properties.
    edit(
        "property",
        ("        town: {type: string}\n", "        town: {type: string}\n        zip: {type: string}\n"),
        &[("field.added-optional", "compatible", "minor")],
        &[("field.removed", "risky", "major")],
    ),
    edit(
        "required property of a request",
        (
            "      required: [name, address]\n      properties:\n",
            "      required: [name, address, zip]\n      properties:\n        zip: {type: string}\n",
        ),
        &[("field.added-required", "breaking", "major")],
        &[("field.removed-required", "risky", "major")],
    ),
    edit(
        "required property with a default",
        (
            "      required: [name, address]\n      properties:\n",
            "      required: [name, address, zip]\n      properties:\n        zip: {type: string, default: x}\n",
        ),
        &[("field.added-required-default", "breaking", "major")],
        &[("field.removed-required", "risky", "major")],
    ),
    edit(
        "required property of a response",
        (
            "      required: [id, status]\n      properties:\n",
            "      required: [id, status, zip]\n      properties:\n        zip: {type: string}\n",
        ),
        &[("field.added-required", "compatible", "minor")],
        &[("field.removed-required", "breaking", "major")],
    ),
    edit(
        "renamed property",
        ("        town: {type: string}", "        city: {type: string}"),
        &[("field.renamed", "breaking", "major")],
        &[("field.renamed", "breaking", "major")],
    ),
    edit(
        "moved property",
        (
            "        customer_label: {type: string}\n    Line:\n      type: object\n      properties:\n",
            "    Line:\n      type: object\n      properties:\n        customer_label: {type: string}\n",
        ),
        &[("field.moved", "breaking", "major")],
        &[("field.moved", "breaking", "major")],
    ),
    edit(
        "property that became required",
        ("required: [name, address]", "required: [name, address, amount]"),
        &[("field.became-required", "breaking", "major")],
        &[("field.became-optional", "compatible", "major")],
    ),
    edit(
        "null",
        ("amount: {type: number, minimum: 0}", "amount: {type: [number, 'null'], minimum: 0}"),
        &[("field.nullable", "compatible", "major")],
        &[("field.not-nullable", "breaking", "major")],
    ),
    edit(
        "type",
        ("        total: {type: number}", "        total: {type: string}"),
        &[("field.type", "breaking", "major")],
        &[("field.type", "breaking", "major")],
    ),
    edit(
        "wider type",
        ("        total: {type: number}", "        total: {type: integer}"),
        &[("field.type-narrowed", "compatible", "major")],
        &[("field.type-widened", "breaking", "major")],
    ),
    edit(
        "format",
        ("{type: string, format: date-time}", "{type: string}"),
        &[("field.format", "breaking", "major")],
        &[("field.format", "compatible", "major")],
    ),
    edit(
        "width",
        ("count: {type: integer, format: int32}", "count: {type: integer, format: int64}"),
        &[("field.format", "compatible", "major")],
        &[("field.format", "breaking", "major")],
    ),
    edit(
        "default",
        ("default: none", "default: nil"),
        &[("field.default", "risky", "patch")],
        &[("field.default", "risky", "patch")],
    ),
    edit(
        "read only",
        ("remark: {type: string, readOnly: true}", "remark: {type: string}"),
        &[("field.read-only", "compatible", "none")],
        &[("field.read-only", "compatible", "none")],
    ),
    edit(
        "write only",
        ("amount: {type: number,", "amount: {type: number, writeOnly: true,"),
        &[("field.write-only", "compatible", "patch")],
        &[("field.write-only", "compatible", "patch")],
    ),
    edit(
        "deprecated property",
        ("        street: {type: string}", "        street: {type: string, deprecated: true}"),
        &[("field.deprecated", "compatible", "minor")],
        &[("field.deprecated", "compatible", "patch")],
    ),
    edit(
        "description",
        ("        street: {type: string}", "        street: {type: string, description: A street.}"),
        &[("field.doc", "doc", "patch")],
        &[("field.doc", "doc", "patch")],
    ),
    // Limits.
    edit(
        "least",
        ("amount: {type: number, minimum: 0}", "amount: {type: number, minimum: 1}"),
        &[("limit.tightened", "breaking", "patch")],
        &[("limit.loosened", "compatible", "patch")],
    ),
    edit(
        "least, exclusive",
        ("amount: {type: number, minimum: 0}", "amount: {type: number, exclusiveMinimum: 0}"),
        &[("limit.tightened", "breaking", "patch")],
        &[("limit.loosened", "compatible", "patch")],
    ),
    edit(
        "step",
        ("amount: {type: number, minimum: 0}", "amount: {type: number, minimum: 0, multipleOf: 2}"),
        &[("limit.tightened", "breaking", "patch")],
        &[("limit.loosened", "compatible", "patch")],
    ),
    edit(
        "length",
        ("maxLength: 40", "maxLength: 30"),
        &[("limit.tightened", "breaking", "patch")],
        &[("limit.loosened", "compatible", "patch")],
    ),
    edit(
        "pattern",
        ("'^[A-Z]+$'", "'^[a-z]+$'"),
        &[("limit.changed", "risky", "patch")],
        &[("limit.changed", "risky", "patch")],
    ),
    edit(
        "items",
        ("maxItems: 5, ", ""),
        &[("limit.loosened", "compatible", "patch")],
        &[("limit.tightened", "breaking", "patch")],
    ),
    edit(
        "unique items",
        (", uniqueItems: true", ""),
        &[("limit.loosened", "compatible", "patch")],
        &[("limit.tightened", "breaking", "patch")],
    ),
    edit(
        "limit of a response",
        ("        total: {type: number}", "        total: {type: number, maximum: 9}"),
        &[("limit.tightened", "compatible", "patch")],
        &[("limit.loosened", "risky", "patch")],
    ),
    edit(
        "limit of a parameter",
        ("maximum: 100", "maximum: 50"),
        &[("limit.tightened", "breaking", "patch")],
        &[("limit.loosened", "compatible", "patch")],
    ),
    // Objects, enums and unions.
    edit(
        "other properties",
        ("additionalProperties: {type: string}", "additionalProperties: false"),
        &[("object.closed", "breaking", "major")],
        &[("object.opened", "compatible", "major")],
    ),
    edit(
        "any other properties",
        ("additionalProperties: {type: string}", "additionalProperties: true"),
        &[("object.opened", "compatible", "major")],
        &[("object.closed", "breaking", "major")],
    ),
    edit(
        "value of a request",
        ("[gift, sale]", "[gift, sale, loan]"),
        &[("enum.value-added", "compatible", "minor")],
        &[("enum.value-removed", "breaking", "major")],
    ),
    edit(
        "value of a response",
        ("[open, paid, sent]", "[open, paid, sent, lost]"),
        &[("enum.value-added", "risky", "minor")],
        &[("enum.value-removed", "compatible", "major")],
    ),
    edit(
        "respelled value",
        ("[gift, sale]", "[Gift, sale]"),
        &[("enum.value-renamed", "breaking", "patch")],
        &[("enum.value-renamed", "breaking", "patch")],
    ),
    edit(
        "free values",
        ("{type: string, enum: [gift, sale]}", "{type: string}"),
        &[("enum.to-free", "compatible", "major")],
        &[("enum.from-free", "breaking", "major")],
    ),
    edit(
        "constant",
        ("{const: v1}", "{const: v2}"),
        &[("enum.const", "breaking", "major")],
        &[("enum.const", "breaking", "major")],
    ),
    edit("order of values", ("[open, paid, sent]", "[sent, open, paid]"), &[], &[]),
    edit(
        "alternative",
        (
            "      - $ref: '#/components/schemas/Carton'\n      discriminator: {propertyName: type, mapping: {paper: '#/components/schemas/Paper', carton: '#/components/schemas/Carton'}}",
            "      - $ref: '#/components/schemas/Carton'\n      - $ref: '#/components/schemas/Unused'\n      discriminator: {propertyName: type, mapping: {paper: '#/components/schemas/Paper', carton: '#/components/schemas/Carton'}}",
        ),
        &[("union.variant-added", "breaking", "minor")],
        &[("union.variant-removed", "breaking", "major")],
    ),
    edit(
        "discriminator",
        ("discriminator: {propertyName: type,", "discriminator: {propertyName: kind,"),
        &[("union.discriminator", "breaking", "major")],
        &[("union.discriminator", "breaking", "major")],
    ),
    edit(
        "mapping",
        ("mapping: {paper: '#/components/schemas/Paper',", "mapping: {sheet: '#/components/schemas/Paper',"),
        &[("union.mapping", "breaking", "patch"), ("union.mapping", "breaking", "none")],
        &[("union.mapping", "breaking", "patch"), ("union.mapping", "breaking", "none")],
    ),
    edit(
        "union",
        (
            "      oneOf:\n      - $ref: '#/components/schemas/Paper'",
            "      anyOf:\n      - $ref: '#/components/schemas/Paper'",
        ),
        &[("union.kind", "risky", "none")],
        &[("union.kind", "risky", "none")],
    ),
    edit(
        "condition",
        (
            "    Address:\n      type: object\n",
            "    Address:\n      type: object\n      dependentRequired: {street: [town]}\n",
        ),
        &[("schema31.conditional", "risky", "none")],
        &[("schema31.conditional", "risky", "none")],
    ),
    // Components.
    edit(
        "unused component",
        ("    Unused: {type: object, properties: {a: {type: string}}}\n", ""),
        &[("schema.removed", "none", "major")],
        &[("schema.added", "none", "minor")],
    ),
    edit(
        "component in another place",
        (
            "        items: {type: array, items: {$ref: '#/components/schemas/Line'}}",
            "        items: {type: array, items: {$ref: '#/components/schemas/Address'}}",
        ),
        &[("field.type", "breaking", "major")],
        &[("field.type", "breaking", "major")],
    ),
];
