//! Edits of the API, its operations, parameters, bodies and responses.

use super::pairs::{Edit, edit};

pub(super) const EDITS: &[Edit] = &[
    // The API as a whole.
    edit(
        "version",
        ("version: '1'", "version: '2'"),
        &[("api.version", "compatible", "none")],
        &[("api.version", "compatible", "none")],
    ),
    edit("title", ("title: Shop", "title: Shops"), &[("api.doc", "doc", "patch")], &[("api.doc", "doc", "patch")]),
    edit(
        "base url",
        ("- url: https://api.example.com/v1", "- url: https://api.example.com/v2"),
        &[("api.base-url", "breaking", "patch")],
        &[("api.base-url", "breaking", "patch")],
    ),
    edit(
        "server",
        ("- url: https://test.example.com/v1\n", ""),
        &[("api.server-removed", "breaking", "none")],
        &[("api.server-added", "compatible", "none")],
    ),
    edit(
        "key name",
        ("name: x-key", "name: x-token"),
        &[("auth.key-renamed", "breaking", "patch")],
        &[("auth.key-renamed", "breaking", "patch")],
    ),
    edit(
        "key place",
        ("in: header, name: x-key", "in: query, name: x-key"),
        &[("auth.key-moved", "breaking", "patch")],
        &[("auth.key-moved", "breaking", "patch")],
    ),
    edit(
        "scheme type",
        ("key: {type: apiKey, in: header, name: x-key}", "key: {type: http, scheme: bearer}"),
        &[("auth.scheme-type", "breaking", "patch")],
        &[("auth.scheme-type", "breaking", "patch")],
    ),
    edit(
        "token url",
        ("example.com/token", "example.com/tokens"),
        &[("auth.endpoint", "risky", "patch")],
        &[("auth.endpoint", "risky", "patch")],
    ),
    edit(
        "no security",
        ("security:\n- key: []\n", ""),
        &[("auth.not-required", "compatible", "patch")],
        &[("auth.required", "breaking", "patch")],
    ),
    edit(
        "one more way in",
        ("- key: []\n", "- key: []\n- oauth: [read]\n"),
        &[("auth.alternative-added", "compatible", "patch")],
        &[("auth.alternative-removed", "breaking", "patch")],
    ),
    // Operations.
    edit(
        "operation",
        (
            "  /orders/{id}:\n    get:\n      operationId: getOrder\n      tags: [orders]\n",
            "  /orders/{id}:\n    patch:\n      operationId: changeOrder\n      tags: [orders]\n",
        ),
        &[("op.added", "compatible", "minor"), ("op.removed", "breaking", "major")],
        &[("op.added", "compatible", "minor"), ("op.removed", "breaking", "major")],
    ),
    edit(
        "deprecated operation",
        (
            "      operationId: deleteOrder\n      deprecated: true\n      x-sunset: '2027-01-01'",
            "      operationId: dropOrder",
        ),
        &[("op.id", "none", "major"), ("op.sunset", "risky", "none"), ("op.undeprecated", "compatible", "none")],
        &[("op.deprecated", "compatible", "none"), ("op.id", "none", "major")],
    ),
    edit(
        "path",
        ("  /orders/{id}:", "  /order/{id}:"),
        &[("op.path", "breaking", "patch")],
        &[("op.path", "breaking", "patch")],
    ),
    edit(
        "method",
        ("    get:\n      operationId: getOrder", "    put:\n      operationId: getOrder"),
        &[("op.method", "breaking", "patch")],
        &[("op.method", "breaking", "patch")],
    ),
    edit(
        "sunset",
        ("x-sunset: '2027-01-01'", "x-sunset: '2026-12-01'"),
        &[("op.sunset", "risky", "none")],
        &[("op.sunset", "risky", "none")],
    ),
    edit(
        "stability",
        ("operationId: getOrder\n", "operationId: getOrder\n      x-stability-level: beta\n"),
        &[("op.stability", "risky", "none")],
        &[("op.stability", "risky", "none")],
    ),
    edit(
        "tag",
        ("operationId: getOrder\n      tags: [orders]", "operationId: getOrder\n      tags: [shop]"),
        &[("op.tag", "none", "major")],
        &[("op.tag", "none", "major")],
    ),
    edit(
        "server of an operation",
        ("operationId: getOrder\n", "operationId: getOrder\n      servers: [{url: 'https://other.example.com'}]\n"),
        &[("op.server", "breaking", "patch")],
        &[("op.server", "breaking", "patch")],
    ),
    edit(
        "summary",
        ("summary: Lists orders.", "summary: Lists all orders."),
        &[("op.doc", "doc", "patch")],
        &[("op.doc", "doc", "patch")],
    ),
    edit(
        "webhook",
        ("webhooks:\n  shipped:", "webhooks:\n  delivered:"),
        &[("webhook.added", "compatible", "minor"), ("webhook.removed", "breaking", "major")],
        &[("webhook.added", "compatible", "minor"), ("webhook.removed", "breaking", "major")],
    ),
    edit(
        "payload of a webhook",
        ("{order: {type: string}}", "{order: {type: string}, at: {type: string}}"),
        &[("field.added-optional", "compatible", "minor")],
        &[("field.removed", "risky", "major")],
    ),
    edit(
        "callback",
        ("        paid:\n", "        settled:\n"),
        &[("callback.any", "breaking", "major"), ("callback.any", "compatible", "minor")],
        &[("callback.any", "breaking", "major"), ("callback.any", "compatible", "minor")],
    ),
    // Parameters.
    edit(
        "new parameter",
        (
            "- {name: state, in: query, schema: {type: string}}",
            "- {name: state, in: query, schema: {type: string}}\n      - {name: page, in: query, schema: {type: integer}}",
        ),
        &[("param.added-optional", "compatible", "minor")],
        &[("param.removed", "risky", "major")],
    ),
    edit(
        "new required parameter",
        (
            "- {name: state, in: query, schema: {type: string}}",
            "- {name: state, in: query, schema: {type: string}}\n      - {name: page, in: query, required: true, schema: {type: integer}}",
        ),
        &[("param.added-required", "breaking", "major")],
        &[("param.removed", "risky", "major")],
    ),
    edit(
        "new required parameter with a default",
        (
            "- {name: state, in: query, schema: {type: string}}",
            "- {name: state, in: query, schema: {type: string}}\n      - {name: page, in: query, required: true, schema: {type: integer, default: 1}}",
        ),
        &[("param.added-required-default", "breaking", "major")],
        &[("param.removed", "risky", "major")],
    ),
    edit(
        "renamed parameter",
        ("{name: limit, in", "{name: page_size, in"),
        &[("param.renamed", "breaking", "major")],
        &[("param.renamed", "breaking", "major")],
    ),
    edit(
        "moved parameter",
        ("{name: state, in: query", "{name: state, in: header"),
        &[("param.moved", "breaking", "patch")],
        &[("param.moved", "breaking", "patch")],
    ),
    edit(
        "required parameter",
        ("{name: state, in: query,", "{name: state, in: query, required: true,"),
        &[("param.became-required", "breaking", "major")],
        &[("param.became-optional", "compatible", "major")],
    ),
    edit(
        "type of a parameter",
        ("{name: state, in: query, schema: {type: string}}", "{name: state, in: query, schema: {type: integer}}"),
        &[("param.type-narrowed", "breaking", "major")],
        &[("param.type-widened", "compatible", "major")],
    ),
    edit(
        "another type of a parameter",
        ("{name: state, in: query, schema: {type: string}}", "{name: state, in: query, schema: {type: object}}"),
        &[("param.type", "breaking", "major")],
        &[("param.type", "breaking", "major")],
    ),
    edit(
        "serialization",
        ("in: query, explode: false", "in: query, explode: true"),
        &[("param.serialization", "breaking", "patch")],
        &[("param.serialization", "breaking", "patch")],
    ),
    edit(
        "default of a parameter",
        ("default: 20", "default: 10"),
        &[("param.default", "risky", "patch")],
        &[("param.default", "risky", "patch")],
    ),
    edit(
        "deprecated parameter",
        ("{name: state, in: query,", "{name: state, deprecated: true, in: query,"),
        &[("param.deprecated", "compatible", "minor")],
        &[("param.deprecated", "compatible", "patch")],
    ),
    // Bodies and responses.
    edit(
        "optional body",
        (
            "requestBody:\n        required: true\n        content:\n          application/json:\n            schema: {$ref: '#/components/schemas/NewOrder'}",
            "requestBody:\n        content:\n          application/json:\n            schema: {$ref: '#/components/schemas/NewOrder'}",
        ),
        &[("body.became-optional", "compatible", "none")],
        &[("body.became-required", "breaking", "none")],
    ),
    edit(
        "media type of a body",
        (
            "            schema: {$ref: '#/components/schemas/NewOrder'}",
            "            schema: {$ref: '#/components/schemas/NewOrder'}\n          text/csv: {schema: {type: string}}",
        ),
        &[("body.media-added", "compatible", "none")],
        &[("body.media-removed", "breaking", "none")],
    ),
    edit(
        "body",
        (
            "      operationId: deleteOrder\n",
            "      operationId: deleteOrder\n      requestBody: {content: {application/json: {schema: {type: string}}}}\n",
        ),
        &[("body.added-optional", "compatible", "minor")],
        &[("body.removed", "risky", "major")],
    ),
    edit(
        "required body",
        (
            "      operationId: deleteOrder\n",
            "      operationId: deleteOrder\n      requestBody: {required: true, content: {application/json: {schema: {type: string}}}}\n",
        ),
        &[("body.added-required", "breaking", "major")],
        &[("body.removed", "risky", "major")],
    ),
    edit(
        "type of a body",
        (
            "            schema: {$ref: '#/components/schemas/NewOrder'}",
            "            schema: {type: array, items: {$ref: '#/components/schemas/NewOrder'}}",
        ),
        &[("body.type", "breaking", "major")],
        &[("body.type", "breaking", "major")],
    ),
    edit(
        "status of success",
        ("'204': {description: Gone.}", "'202': {description: Gone.}"),
        &[("resp.success-added", "risky", "none"), ("resp.success-removed", "breaking", "patch")],
        &[("resp.success-added", "risky", "none"), ("resp.success-removed", "breaking", "patch")],
    ),
    edit(
        "error",
        ("        '404':\n          description: None.\n", ""),
        &[("resp.error-removed", "compatible", "patch")],
        &[("resp.error-added", "compatible", "patch")],
    ),
    edit(
        "default response",
        ("        '404':\n", "        default: {description: Else.}\n        '404':\n"),
        &[("resp.default", "risky", "patch")],
        &[("resp.default", "risky", "patch")],
    ),
    edit(
        "body of a response",
        (
            "'204': {description: Gone.}",
            "'204': {description: Gone., content: {application/json: {schema: {type: string}}}}",
        ),
        &[("resp.body-added", "compatible", "none")],
        &[("resp.body-removed", "breaking", "none")],
    ),
    edit(
        "media type of a response",
        (
            "              schema: {type: array, items: {$ref: '#/components/schemas/Order'}}\n",
            "              schema: {type: array, items: {$ref: '#/components/schemas/Order'}}\n            text/csv: {schema: {type: string}}\n",
        ),
        &[("resp.media-added", "compatible", "minor")],
        &[("resp.media-removed", "breaking", "major")],
    ),
    edit(
        "type of a response",
        (
            "              schema: {type: array, items: {$ref: '#/components/schemas/Order'}}\n",
            "              schema: {$ref: '#/components/schemas/Order'}\n",
        ),
        &[("resp.body-type", "breaking", "major")],
        &[("resp.body-type", "breaking", "major")],
    ),
    edit(
        "header",
        (
            "            X-Left: {schema: {type: integer}}\n",
            "            X-Left: {schema: {type: integer}}\n            X-Right: {schema: {type: integer}}\n",
        ),
        &[("resp.header-added", "compatible", "patch")],
        &[("resp.header-removed", "risky", "patch")],
    ),
    edit(
        "sure header",
        ("X-Left: {schema", "X-Left: {required: true, schema"),
        &[("resp.header-optional", "risky", "none")],
        &[("resp.header-optional", "risky", "none")],
    ),
    edit(
        "type of a header",
        ("X-Left: {schema: {type: integer}}", "X-Left: {schema: {type: string}}"),
        &[("resp.header-type", "breaking", "patch")],
        &[("resp.header-type", "breaking", "patch")],
    ),
];
