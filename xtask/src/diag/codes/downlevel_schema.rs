//! Codes of bringing a document into the shape of OpenAPI 3.0 in schemas.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, NOTE, WARNING, declare, document};

declare! {
    DOWNLEVEL_SCHEMA;

    DOWNLEVEL_TYPE = Declaration {
        id: "downlevel-type",
        title: "The type of a schema is not a JSON type",
        meaning: "`type` must be one of string, number, integer, boolean, array, object and, in 3.1, null. The type \
            that is most likely meant is used.",
        loss: "If another type is meant, values are not sent and read as described.",
        fix: "Write the type that the message names.",
        example: document!("downlevel-type"),
        ..WARNING
    };

    DOWNLEVEL_TYPE_INFERRED = Declaration {
        id: "downlevel-type-inferred",
        title: "The type of a schema follows from its keywords",
        meaning: "The schema has no `type`, but keywords that only one type has, such as `properties`.",
        loss: "Nothing; other types that JSON Schema would accept are not.",
        fix: "Write the type.",
        example: document!("downlevel-type-inferred"),
        ..NOTE
    };

    DOWNLEVEL_TYPE_CONTRADICTION = Declaration {
        id: "downlevel-type-contradiction",
        title: "A schema has properties or items, but another type",
        meaning: "`properties` belong to objects and `items` to arrays; the type of the schema is something else, \
            which wins.",
        loss: "The properties or items have no fields.",
        fix: "Correct the type, or remove the keywords.",
        example: document!("downlevel-type-contradiction"),
        ..WARNING
    };

    DOWNLEVEL_INAPPLICABLE_KEYWORD = Declaration {
        id: "downlevel-inapplicable-keyword",
        title: "A keyword has no effect on values of this type",
        meaning: "The keyword limits values of another type, such as `maxLength` of an integer.",
        loss: "Nothing.",
        fix: "Remove the keyword, or correct the type.",
        example: document!("downlevel-inapplicable-keyword"),
        ..NOTE
    };

    DOWNLEVEL_NULLABLE = Declaration {
        id: "downlevel-nullable",
        title: "`nullable` is used in OpenAPI 3.1",
        meaning: "3.1 has replaced `nullable` by the type `null`. The keyword is understood as in 3.0.",
        loss: "Nothing; other tools ignore the keyword.",
        fix: "Write `type: [string, 'null']`.",
        example: document!("downlevel-nullable"),
        ..NOTE
    };

    DOWNLEVEL_ENUM = Declaration {
        id: "downlevel-enum",
        title: "The values of an enum do not fit",
        meaning: "The enum has no values, or values that are not of the type of the schema, which are converted to \
            it.",
        loss: "A value may be sent in another type than the API expects.",
        fix: "Write the values in the type of the schema.",
        example: document!("downlevel-enum"),
        ..WARNING
    };

    DOWNLEVEL_ENUM_DUPLICATE = Declaration {
        id: "downlevel-enum-duplicate",
        title: "An enum lists a value more than once",
        meaning: "The value is kept once.",
        loss: "Nothing.",
        fix: "Keep the value once.",
        example: document!("downlevel-enum-duplicate"),
        ..NOTE
    };

    DOWNLEVEL_ENUM_NULL = Declaration {
        id: "downlevel-enum-null",
        title: "An enum lists null although its type does not have it",
        meaning: "Null is permitted as if the type had it.",
        loss: "Nothing.",
        fix: "Say that the value may be null, or remove null from the enum.",
        example: document!("downlevel-enum-null"),
        ..NOTE
    };

    DOWNLEVEL_EXCLUSIVE_FLAG = Declaration {
        id: "downlevel-exclusive-flag",
        title: "An exclusive bound is a flag in OpenAPI 3.1",
        meaning: "In 3.1 `exclusiveMinimum` and `exclusiveMaximum` are numbers. The flag is understood as in 3.0.",
        loss: "Nothing.",
        fix: "Write the number itself.",
        example: document!("downlevel-exclusive-flag"),
        ..NOTE
    };

    DOWNLEVEL_BOUND = Declaration {
        id: "downlevel-bound",
        title: "The bound of an integer is not an integer",
        meaning: "The bound is rounded to the integer that means the same, or left out where there is none.",
        loss: "Nothing; bounds are documented, not enforced.",
        fix: "Write the bound as an integer.",
        example: document!("downlevel-bound"),
        ..NOTE
    };

    DOWNLEVEL_CONTENT = Declaration {
        id: "downlevel-content",
        title: "The content of a string is not decoded",
        meaning: "`contentEncoding` or `contentMediaType` describe what is inside the string; only base64 is decoded.",
        loss: "The field is text as it is sent.",
        fix: "Decode or parse the text in your own code.",
        example: document!("downlevel-content"),
        ..NOTE
    };

    DOWNLEVEL_UNSUPPORTED = Declaration {
        id: "downlevel-unsupported",
        title: "A keyword of JSON Schema is read loosely",
        meaning: "The keyword restricts values in a way that a Rust type does not, such as `prefixItems`, `if` or \
            `patternProperties`.",
        loss: "The type accepts more values than the schema.",
        fix: "Nothing to do unless clients rely on the restriction; it can be described with the keywords of 3.0 in \
            an overlay.",
        example: document!("downlevel-unsupported"),
        ..NOTE
    };

    DOWNLEVEL_REQUIRED = Declaration {
        id: "downlevel-required",
        title: "`required` is not an array of names",
        meaning: "`required` of a schema lists the names of its required properties; in a property, `required: true` \
            is of an old draft and has no effect.",
        loss: "Properties may be optional in Rust that the API always sends.",
        fix: "List the required names in the schema that has the properties.",
        example: document!("downlevel-required"),
        ..NOTE
    };

    DOWNLEVEL_DISCRIMINATOR = Declaration {
        id: "downlevel-discriminator",
        title: "A discriminator is incomplete",
        meaning: "The discriminator has no `propertyName`, or maps a value to something that is no reference; this \
            part of it is left out.",
        loss: "The variant of a value may be chosen by its shape only, or not be found.",
        fix: "Write `discriminator: {propertyName: …}` with a mapping of values to schemas.",
        example: document!("downlevel-discriminator"),
        ..WARNING
    };

    DOWNLEVEL_EMPTY_LIST = Declaration {
        id: "downlevel-empty-list",
        title: "`allOf`, `oneOf` or `anyOf` is empty",
        meaning: "JSON Schema requires at least one schema in them. The empty array is left out.",
        loss: "The type accepts any value.",
        fix: "List schemas, or remove the keyword.",
        example: document!("downlevel-empty-list"),
        ..NOTE
    };

    DOWNLEVEL_EXAMPLES = Declaration {
        id: "downlevel-examples",
        title: "A schema has several examples",
        meaning: "The first one is used in documentation and tests.",
        loss: "The other examples.",
        fix: "Put the best example first.",
        example: document!("downlevel-examples"),
        ..NOTE
    };

    DOWNLEVEL_BRANCH_REMARK = Declaration {
        id: "downlevel-branch-remark",
        title: "A remark in a branch gives way to one around it",
        meaning: "The schema is another one or null, so the branch becomes the schema itself. Both have a \
            description, title, default or example; the outer one is used.",
        loss: "The text or value in the branch.",
        fix: "Write it in the schema around the branches.",
        example: document!("downlevel-branch-remark"),
        ..NOTE
    };
}
