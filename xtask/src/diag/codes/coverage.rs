//! Codes of what a document says and nothing reads.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, NOTE, WARNING, declare, document};

declare! {
    COVERAGE;

    COVERAGE_UNREAD = Declaration {
        id: "coverage-unread",
        title: "Nothing reads a part of the document",
        meaning: "The part is neither used nor carried into the docs, and no stage has said why it is left out. The \
            generator has no reader for it where it stands.",
        loss: "What the part says has no effect on the crate.",
        fix: "Correct the document if the part is misplaced; otherwise the generator lacks a reader, which is a fault \
            of it.",
        example: document!("coverage-unread"),
        ..WARNING
    };

    COVERAGE_UNUSED_COMPONENT = Declaration {
        id: "coverage-unused-component",
        title: "Nothing refers to a component",
        meaning: "A parameter, response, request body, header, example, link or callback of `components` is referred \
            to by no operation.",
        loss: "Nothing: no operation needs it.",
        fix: "Refer to it, or remove it.",
        example: document!("coverage-unused-component"),
        ..NOTE
    };

    COVERAGE_UNUSED_SCHEMA = Declaration {
        id: "coverage-unused-schema",
        title: "No operation uses a schema",
        meaning: "The API has an envelope, so only the schemas of payloads become types; no payload leads to this one.",
        loss: "The schema has no type in the crate.",
        fix: "Refer to it from an operation, or remove it.",
        example: document!("coverage-unused-schema"),
        ..NOTE
    };

    COVERAGE_EXTENSION = Declaration {
        id: "coverage-extension",
        title: "An extension of another tool",
        meaning: "The key begins with `x-` and is not one that this generator reads.",
        loss: "Nothing that OpenAPI describes.",
        fix: "Nothing to do; `x-sdk` says what this generator reads.",
        example: document!("coverage-extension"),
        ..NOTE
    };

    COVERAGE_XML = Declaration {
        id: "coverage-xml",
        title: "Names in XML are not read",
        meaning: "`xml` says how elements and attributes are called. XML bodies are text in the crate.",
        loss: "XML has to be written and parsed in code of your own.",
        fix: "Offer JSON, or use an XML crate with the text.",
        example: document!("coverage-xml"),
        ..NOTE
    };

    COVERAGE_REPLACED_PARAMETER = Declaration {
        id: "coverage-replaced-parameter",
        title: "A parameter of a path is replaced in all its operations",
        meaning: "Every operation of the path has a parameter of its own with the same name and location, which takes \
            the place of this one.",
        loss: "Nothing: the parameters of the operations are used.",
        fix: "Remove the parameter of the path.",
        example: document!("coverage-replaced-parameter"),
        ..NOTE
    };

    COVERAGE_EMPTY_PATH = Declaration {
        id: "coverage-empty-path",
        title: "A path has no operation",
        meaning: "The path item has no method, so what it says of its operations says nothing.",
        loss: "Nothing: there is nothing to call.",
        fix: "Describe an operation, or remove the path.",
        example: document!("coverage-empty-path"),
        ..NOTE
    };
}
