//! Codes of references, `allOf` and unions.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, Example, NOTE, STRICT, WARNING, declare, document};

declare! {
    RESOLVE;

    RESOLVE_UNKNOWN_REF = Declaration {
        id: "resolve-unknown-ref",
        title: "A reference leads to nothing",
        meaning: "The document has no part at the target of the reference. In a document of this workspace this is an \
            error; in any other document the part is left out or accepts any value.",
        loss: "The part has no type, or is missing.",
        fix: "Correct the reference; the message names the nearest part.",
        example: document!("resolve-unknown-ref"),
        ..STRICT
    };

    RESOLVE_EXTERNAL_REF = Declaration {
        id: "resolve-external-ref",
        title: "A reference leads out of the document",
        meaning: "The reference leads to another file or address that was not brought in. In a document of this \
            workspace this is an error.",
        loss: "The part has no type, or is missing.",
        fix: "Put the part into the document, or into a file of its folder.",
        example: Example::None { when: "a reference reaches this check that `load` has not brought in" },
        ..STRICT
    };

    RESOLVE_WRONG_REF = Declaration {
        id: "resolve-wrong-ref",
        title: "A reference leads to a part of another kind",
        meaning: "A schema must refer to a schema, a parameter to a parameter, and so on. In a document of this \
            workspace this is an error.",
        loss: "The part has no type, or is missing.",
        fix: "Refer to a part of the kind that belongs here.",
        example: document!("resolve-wrong-ref"),
        ..STRICT
    };

    RESOLVE_REF_CYCLE = Declaration {
        id: "resolve-ref-cycle",
        title: "References lead to each other and to nothing else",
        meaning: "A schema is only a reference to another one, which leads back to the first. In a document of this \
            workspace this is an error.",
        loss: "The value is read and sent as any JSON.",
        fix: "Describe one of the parts of the cycle.",
        example: document!("resolve-ref-cycle"),
        ..STRICT
    };

    RESOLVE_ALLOF_CYCLE = Declaration {
        id: "resolve-allof-cycle",
        title: "A schema is a part of itself through `allOf`",
        meaning: "A schema has all its properties already, so that the reference to itself adds nothing. Most likely \
            another schema is meant.",
        loss: "The reference is left out; what the intended schema has is missing from the type.",
        fix: "Remove one of the references, or make it a property.",
        example: document!("resolve-allof-cycle"),
        ..STRICT
    };

    RESOLVE_TOO_DEEP = Declaration {
        id: "resolve-too-deep",
        title: "Parents by `allOf` are nested too deeply",
        meaning: "The chain of parents is longer than the limit.",
        fix: "Flatten the hierarchy.",
        example: document!("resolve-too-deep"),
        ..ERROR
    };

    RESOLVE_ALLOF_CONFLICT = Declaration {
        id: "resolve-allof-conflict",
        title: "The parts of `allOf` contradict each other",
        meaning: "Two parts describe the same value with different types. One of them is kept, as the message says.",
        loss: "Values of the other type are not read.",
        fix: "Make the parts agree.",
        example: document!("resolve-allof-conflict"),
        ..WARNING
    };

    RESOLVE_UNSUPPORTED_UNION = Declaration {
        id: "resolve-unsupported-union",
        title: "Several unions meet in one schema",
        meaning: "Through `allOf` the schema has more than one `oneOf` or `anyOf`; only the first is used.",
        loss: "Properties that only the branches of the other unions describe have no fields.",
        fix: "Describe the combinations in one `oneOf`.",
        example: document!("resolve-unsupported-union"),
        ..WARNING
    };

    RESOLVE_REQUIRED_CHOICE = Declaration {
        id: "resolve-required-choice",
        title: "Which properties are required depends on the branch",
        meaning: "A branch of a `oneOf` or `anyOf` only says which properties are required. The branches become one type; \
            it requires what all of them require, and its docs name the choice.",
        loss: "The compiler does not check that one of the choices is made.",
        fix: "Nothing to do.",
        example: document!("resolve-required-choice"),
        ..NOTE
    };

    RESOLVE_UNKNOWN_TYPE = Declaration {
        id: "resolve-unknown-type",
        title: "The type of a schema is not a JSON type",
        meaning: "The type that is most likely meant is used.",
        loss: "If another type is meant, values are not sent and read as described.",
        fix: "Use a JSON type.",
        example: Example::None { when: "a type reaches this check that the stages before it have not corrected" },
        ..WARNING
    };

    RESOLVE_ENUM_WIDENED = Declaration {
        id: "resolve-enum-widened",
        title: "The values of an enum are of several types",
        meaning: "An enum of Rust needs values of one JSON type; the type of the schema is used without its values.",
        loss: "The field is text, a number or any JSON instead of an enum.",
        fix: "Give all values one JSON type.",
        example: document!("resolve-enum-widened"),
        ..NOTE
    };

    RESOLVE_INHERITANCE = Declaration {
        id: "resolve-inheritance",
        title: "A schema with a discriminator stands for the schemas that extend it",
        meaning: "Other schemas include this one by `allOf`; where it is used as a type, the value is one of them.",
        loss: "Nothing.",
        fix: "List the schemas under `oneOf` to say so in the document.",
        example: document!("resolve-inheritance"),
        ..NOTE
    };

    RESOLVE_UNSUPPORTED_KEYWORD = Declaration {
        id: "resolve-unsupported-keyword",
        title: "A restriction of a schema is not read",
        meaning: "`not` excludes values; a Rust type does not.",
        loss: "Values that the keyword excludes are accepted.",
        fix: "Nothing to do unless clients rely on the restriction.",
        example: document!("resolve-unsupported-keyword"),
        ..NOTE
    };
}
