//! Codes of the check against the OpenAPI 3.0 model.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, Example, NOTE, WARNING, declare, document};

declare! {
    PARSE;

    PARSE_VERSION = Declaration {
        id: "parse-version",
        title: "The version of OpenAPI is not supported",
        meaning: "The version of the document is none of 3.0 and 3.1.",
        fix: "Convert the document to OpenAPI 3.0 or 3.1.",
        example: Example::None { when: "a stage before this one lets a version pass that it does not know" },
        ..ERROR
    };

    PARSE_MODEL = Declaration {
        id: "parse-model",
        title: "A part is not valid OpenAPI",
        meaning: "The part does not fit the model of OpenAPI 3.0. The message says what the model expects.",
        fix: "Compare the part with the OpenAPI specification.",
        example: Example::None { when: "a part passes all checks but not the document model" },
        ..ERROR
    };

    PARSE_MISSING = Declaration {
        id: "parse-missing",
        title: "A property that OpenAPI requires is missing",
        meaning: "Without this property the object cannot be interpreted.",
        fix: "Add the property that the message names.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..ERROR
    };

    PARSE_WRONG_TYPE = Declaration {
        id: "parse-wrong-type",
        title: "A value has the wrong type",
        meaning: "The value cannot be interpreted, and leaving it out would change the API.",
        fix: "Write the value with the type that the message names.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..ERROR
    };

    PARSE_IGNORED = Declaration {
        id: "parse-ignored",
        title: "A keyword is ignored because its value has the wrong type",
        meaning: "The keyword is optional, so that the rest of the object is read without it.",
        loss: "What the keyword describes.",
        fix: "Correct the value, or remove the keyword.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..WARNING
    };

    PARSE_ASSUMED = Declaration {
        id: "parse-assumed",
        title: "A missing property is assumed",
        meaning: "A property that the model needs is missing; a default stands in for it.",
        loss: "Nothing is left out.",
        fix: "Add the property.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..NOTE
    };

    PARSE_TOO_DEEP = Declaration {
        id: "parse-too-deep",
        title: "Schemas are nested too deeply",
        meaning: "Schemas may be nested 48 levels deep.",
        fix: "Move inner schemas to `components.schemas` and refer to them.",
        example: document!("parse-too-deep"),
        ..ERROR
    };

    PARSE_BOOLEAN_SCHEMA = Declaration {
        id: "parse-boolean-schema",
        title: "A schema is `true` or `false`",
        meaning: "JSON Schema permits `true` for any value and `false` for none. Both are read as any JSON.",
        loss: "The type accepts any value.",
        fix: "Describe the value with a schema object.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..NOTE
    };

    PARSE_NO_PATHS = Declaration {
        id: "parse-no-paths",
        title: "The document has no paths",
        meaning: "There are no operations, so that the crate has types only.",
        loss: "Nothing can be called.",
        fix: "Add `paths`.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..WARNING
    };

    PARSE_NO_RESPONSES = Declaration {
        id: "parse-no-responses",
        title: "An operation has no responses",
        meaning: "The operation does not describe what it returns; any body is ignored.",
        loss: "The response has no type.",
        fix: "Describe the responses of the operation.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..NOTE
    };

    PARSE_PATH_SLASH = Declaration {
        id: "parse-path-slash",
        title: "A path does not begin with a slash",
        meaning: "Paths are appended to the URL of the server.",
        fix: "Begin the path with `/`.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..ERROR
    };

    PARSE_STATUS = Declaration {
        id: "parse-status",
        title: "A response has no valid status",
        meaning: "The key of a response must be a status such as `404`, a range such as `4XX`, or `default`.",
        fix: "Correct the key.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..ERROR
    };

    PARSE_PARAMETER_LOCATION = Declaration {
        id: "parse-parameter-location",
        title: "The location of a parameter is unknown",
        meaning: "`in` must be path, query, header or cookie.",
        fix: "Correct `in`.",
        example: Example::None { when: "a part reaches this check that the stages before it have not corrected" },
        ..ERROR
    };

    PARSE_INCOMING = Declaration {
        id: "parse-incoming",
        title: "A webhook or callback is left out",
        meaning: "What the API sends is not described in the way of OpenAPI. It is no call of the crate, so the rest \
            of the document is used.",
        loss: "The payload has no type.",
        fix: "Correct the description of the webhook or callback.",
        example: document!("parse-incoming"),
        ..WARNING
    };
}
