//! Codes of bringing a document into the shape of OpenAPI 3.0.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, NOTE, STRICT, WARNING, declare, document};

declare! {
    DOWNLEVEL;

    DOWNLEVEL_VERSION = Declaration {
        id: "downlevel-version",
        title: "The document does not say which OpenAPI it is",
        meaning: "The value of `openapi` is missing, is not text, or is a version that is not supported.",
        fix: "Begin the document with `openapi: 3.1.0` or the version that it is written in; 3.0 and 3.1 are \
            supported.",
        example: document!("downlevel-version"),
        ..ERROR
    };

    DOWNLEVEL_SWAGGER = Declaration {
        id: "downlevel-swagger",
        title: "The document is Swagger 2",
        meaning: "Swagger 2 has another structure than OpenAPI 3 and is not supported.",
        fix: "Convert the document to OpenAPI 3 first, for example with swagger2openapi.",
        example: document!("downlevel-swagger"),
        ..ERROR
    };

    DOWNLEVEL_NEWER_VERSION = Declaration {
        id: "downlevel-newer-version",
        title: "The document is of a newer OpenAPI and is read as 3.1",
        meaning: "The keywords that 3.0 and 3.1 share are read; what is new in the later version is reported where it \
            stands.",
        loss: "Operations and bodies that need the new keywords may be missing.",
        fix: "Look at the other diagnostics for what is left out, and allow this one if nothing of it is needed.",
        example: document!("downlevel-newer-version"),
        ..WARNING
    };

    DOWNLEVEL_NEWER_KEYWORD = Declaration {
        id: "downlevel-newer-keyword",
        title: "A keyword of OpenAPI 3.1 is used in a document of 3.0",
        meaning: "The keyword is understood as in 3.1, as if the document were of that version.",
        loss: "Nothing; other tools may not accept the document.",
        fix: "Write it in the way of 3.0, or raise the version of the document.",
        example: document!("downlevel-newer-keyword"),
        ..NOTE
    };

    DOWNLEVEL_DIALECT = Declaration {
        id: "downlevel-dialect",
        title: "The schema dialect is not that of OpenAPI",
        meaning: "`jsonSchemaDialect` names another dialect; the schemas are read as those of OpenAPI 3.1.",
        loss: "Keywords that mean something else in the other dialect are read with the meaning of OpenAPI.",
        fix: "Check what differs, and allow the diagnostic if nothing does.",
        example: document!("downlevel-dialect"),
        ..WARNING
    };

    DOWNLEVEL_WRONG_TYPE = Declaration {
        id: "downlevel-wrong-type",
        title: "A value has the wrong type",
        meaning: "A value is, for example, text where OpenAPI requires an object. In a document of this workspace \
            this is an error; in any other document the value is converted where its meaning is clear and left out \
            where it is not.",
        loss: "What the value describes may be missing.",
        fix: "Write the value with the type that the message names.",
        example: document!("downlevel-wrong-type"),
        ..STRICT
    };

    DOWNLEVEL_NO_PATHS = Declaration {
        id: "downlevel-no-paths",
        title: "The document has no paths",
        meaning: "OpenAPI 3.0 requires `paths`. Without it there are no operations.",
        loss: "Nothing can be called; the crate has types only.",
        fix: "Add `paths`, or write `paths: {}` if there are none.",
        example: document!("downlevel-no-paths"),
        ..WARNING
    };

    DOWNLEVEL_INCOMPLETE = Declaration {
        id: "downlevel-incomplete",
        title: "A part is left out because something it needs is missing",
        meaning: "An object lacks a property without which it means nothing, such as the `url` of a server or the \
            `name` of a tag.",
        loss: "The server or tag is left out.",
        fix: "Add the missing property, or remove the object.",
        example: document!("downlevel-incomplete"),
        ..WARNING
    };

    DOWNLEVEL_MISSING = Declaration {
        id: "downlevel-missing",
        title: "A property that OpenAPI requires is missing",
        meaning: "A default stands in for the missing property.",
        loss: "Nothing is left out; documentation or a type may be poorer than it could be.",
        fix: "Add the property that the message names.",
        example: document!("downlevel-missing"),
        ..NOTE
    };

    DOWNLEVEL_UNKNOWN_KEY = Declaration {
        id: "downlevel-unknown-key",
        title: "A key is not part of OpenAPI",
        meaning: "The key is neither defined by the specification nor marked as an extension by `x-`. Nothing reads \
            it.",
        loss: "What the key is meant to say.",
        fix: "Remove the key, correct its spelling, or begin it with `x-`.",
        example: document!("downlevel-unknown-key"),
        ..NOTE
    };

    DOWNLEVEL_MISSPELT_KEY = Declaration {
        id: "downlevel-misspelt-key",
        title: "A key is probably misspelt",
        meaning: "The key is not part of OpenAPI, but very similar to one that is. Nothing reads it.",
        loss: "What the key is meant to say, which may be a whole body, parameter or response.",
        fix: "Correct the spelling, or begin the key with `x-` if it is an extension.",
        example: document!("downlevel-misspelt-key"),
        ..WARNING
    };

    DOWNLEVEL_REF_SIBLING = Declaration {
        id: "downlevel-ref-sibling",
        title: "Keys beside a reference have no effect",
        meaning: "In OpenAPI 3.0 a `$ref` replaces the whole object, so that the keys beside it are ignored.",
        loss: "What the keys are meant to say, usually a description.",
        fix: "Move the keys to the part that the reference leads to, or use OpenAPI 3.1, where they have an effect in \
            schemas.",
        example: document!("downlevel-ref-sibling"),
        ..NOTE
    };

    DOWNLEVEL_REF_MISSING = Declaration {
        id: "downlevel-ref-missing",
        title: "A reference leads to no path item or callback",
        meaning: "A path item or callback is a reference whose target does not exist in the document.",
        fix: "Correct the reference.",
        example: document!("downlevel-ref-missing"),
        ..ERROR
    };

    DOWNLEVEL_PATH_ITEM_CYCLE = Declaration {
        id: "downlevel-path-item-cycle",
        title: "Path items refer to each other in a cycle",
        meaning: "None of the path items of the cycle holds operations.",
        fix: "Let one of the path items hold the operations.",
        example: document!("downlevel-path-item-cycle"),
        ..ERROR
    };

    DOWNLEVEL_UNUSED_PATH_ITEM = Declaration {
        id: "downlevel-unused-path-item",
        title: "No path uses a path item",
        meaning: "`components.pathItems` holds a path item that neither a path nor a webhook refers to.",
        loss: "The operations of the path item, which no path offers.",
        fix: "Refer to the path item from `paths`, or remove it.",
        example: document!("downlevel-unused-path-item"),
        ..NOTE
    };

    DOWNLEVEL_UNKNOWN_ANCHOR = Declaration {
        id: "downlevel-unknown-anchor",
        title: "A reference leads to an anchor that no schema has",
        meaning: "`$ref: '#name'` leads to the schema with `$anchor: name`; there is none.",
        fix: "Refer to the schema by its pointer, as in `#/components/schemas/Parcel`.",
        example: document!("downlevel-unknown-anchor"),
        ..ERROR
    };

    DOWNLEVEL_PATH = Declaration {
        id: "downlevel-path",
        title: "A path does not begin with a slash",
        meaning: "Paths are appended to the URL of the server. In a document of this workspace this is an error; in \
            any other document the slash is added.",
        loss: "Nothing where the slash is added; a path that exists with and without it is kept once.",
        fix: "Begin the path with `/`.",
        example: document!("downlevel-path"),
        ..STRICT
    };

    DOWNLEVEL_OPERATION = Declaration {
        id: "downlevel-operation",
        title: "Operations of a method that is not supported are left out",
        meaning: "The keys `query` and `additionalOperations` of OpenAPI 3.2 hold operations with methods that 3.0 \
            and 3.1 do not have.",
        loss: "These operations cannot be called.",
        fix: "Describe the operation with one of the common methods, if the API offers one.",
        example: document!("downlevel-operation"),
        ..WARNING
    };

    DOWNLEVEL_STATUS = Declaration {
        id: "downlevel-status",
        title: "A response has no valid status",
        meaning: "The key of a response must be a status such as `404`, a range such as `4XX`, or `default`.",
        loss: "The response is left out, so that its body has no type.",
        fix: "Correct the key.",
        example: document!("downlevel-status"),
        ..WARNING
    };

    DOWNLEVEL_LINK = Declaration {
        id: "downlevel-link",
        title: "A link is left out because it names no operation",
        meaning: "A link needs `operationId` or `operationRef`.",
        loss: "The documentation of the response lacks the link.",
        fix: "Name the operation, or remove the link.",
        example: document!("downlevel-link"),
        ..NOTE
    };

    DOWNLEVEL_EXAMPLE = Declaration {
        id: "downlevel-example",
        title: "A named example is the value itself",
        meaning: "`examples` maps names to objects with a `value`. This one is the value, and is taken as such.",
        loss: "Nothing.",
        fix: "Put the value under `value`.",
        example: document!("downlevel-example"),
        ..NOTE
    };

    DOWNLEVEL_PARAMETER = Declaration {
        id: "downlevel-parameter",
        title: "A parameter is left out",
        meaning: "The parameter has no name, or its `in` is none of path, query, header and cookie. In a document of \
            this workspace this is an error.",
        loss: "The parameter cannot be sent.",
        fix: "Correct `name` and `in`; a body is described by `requestBody`.",
        example: document!("downlevel-parameter"),
        ..STRICT
    };

    DOWNLEVEL_PARAMETER_REFERENCE = Declaration {
        id: "downlevel-parameter-reference",
        title: "A reference to a parameter that is left out is left out too",
        meaning: "The parameter itself is reported where it is declared.",
        loss: "Nothing beyond the parameter.",
        fix: "Remove the references, or correct the parameter.",
        example: document!("downlevel-parameter-reference"),
        ..NOTE
    };

    DOWNLEVEL_PATH_PARAMETER = Declaration {
        id: "downlevel-path-parameter",
        title: "A path parameter is not marked as required",
        meaning: "Without a path parameter there is no URL, so that it is always required.",
        loss: "Nothing.",
        fix: "Write `required: true`.",
        example: document!("downlevel-path-parameter"),
        ..NOTE
    };

    DOWNLEVEL_IGNORED_HEADER = Declaration {
        id: "downlevel-ignored-header",
        title: "A header parameter is ignored as OpenAPI requires",
        meaning: "The headers `Accept`, `Content-Type` and `Authorization` follow from media types and security; \
            OpenAPI ignores parameters of these names.",
        loss: "The header has no setter of its own; the client sends it where media types or credentials require it.",
        fix: "Describe the media types of the body, or a security scheme, instead.",
        example: document!("downlevel-ignored-header"),
        ..NOTE
    };

    DOWNLEVEL_STYLE = Declaration {
        id: "downlevel-style",
        title: "The style of a parameter is not possible in its place",
        meaning: "Each location of a parameter has its own styles; `deepObject`, for example, exists for the query \
            only.",
        loss: "The default style is used, so that the value may be sent in another form than described.",
        fix: "Use a style that the message lists.",
        example: document!("downlevel-style"),
        ..WARNING
    };

    DOWNLEVEL_SCHEMA_AND_CONTENT = Declaration {
        id: "downlevel-schema-and-content",
        title: "A parameter has both `schema` and `content`",
        meaning: "The two describe different forms on the wire. The `schema` is used.",
        loss: "The value is not sent in the media type that `content` describes.",
        fix: "Keep one of them.",
        example: document!("downlevel-schema-and-content"),
        ..WARNING
    };

    DOWNLEVEL_MEDIA_KEYWORD = Declaration {
        id: "downlevel-media-keyword",
        title: "A keyword of a media type is not supported",
        meaning: "`itemSchema`, `itemEncoding` and `prefixEncoding` of OpenAPI 3.2 describe bodies item by item.",
        loss: "The items of the body have no type of their own.",
        fix: "Describe the body as a whole by `schema`.",
        example: document!("downlevel-media-keyword"),
        ..WARNING
    };

    DOWNLEVEL_SECURITY_SCHEME = Declaration {
        id: "downlevel-security-scheme",
        title: "A security scheme is incomplete or not supported",
        meaning: "The scheme lacks what its type needs, or has a type that the client cannot apply by itself, such as \
            `mutualTLS`.",
        loss: "The client has no credentials for the scheme; operations that require it need a transport or headers \
            that the caller sets up.",
        fix: "Complete the scheme, or describe it as apiKey, http, oauth2 or openIdConnect.",
        example: document!("downlevel-security-scheme"),
        ..WARNING
    };

    DOWNLEVEL_OPERATION_REFERENCE = Declaration {
        id: "downlevel-operation-reference",
        title: "A reference in place of an operation leads nowhere",
        meaning: "OpenAPI has no references to operations, but they are followed where they lead to one. This one \
            does not.",
        loss: "The operation cannot be called.",
        fix: "Correct the reference, or write the operation itself.",
        example: document!("downlevel-operation-reference"),
        ..STRICT
    };

    DOWNLEVEL_LINK_SERVER = Declaration {
        id: "downlevel-link-server",
        title: "The server of a link is not kept",
        meaning: "A link may name a server of its own for the operation that it leads to.",
        loss: "The documentation of the link lacks the server.",
        fix: "Give the operation that server.",
        example: document!("downlevel-link-server"),
        ..NOTE
    };
}
