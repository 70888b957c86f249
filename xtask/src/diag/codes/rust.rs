//! Codes of names and types of Rust.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, Example, NOTE, WARNING, command, declare, document};

declare! {
    RUST;

    RUST_RENAMED_PROPERTY = Declaration {
        id: "rust-renamed-property",
        title: "A field is not called like its property",
        meaning: "The name of the property is taken by another field or by the constructor.",
        loss: "Nothing; the documentation of the field names the property.",
        fix: "Nothing to do.",
        example: document!("rust-renamed-property"),
        ..NOTE
    };

    RUST_RENAMED_PARAMETER = Declaration {
        id: "rust-renamed-parameter",
        title: "A setter is not called like its parameter",
        meaning: "Every call has a method of this name, or another parameter has it.",
        loss: "Nothing; the documentation of the setter names the parameter.",
        fix: "Nothing to do.",
        example: document!("rust-renamed-parameter"),
        ..NOTE
    };

    RUST_RENAMED_SERVICE = Declaration {
        id: "rust-renamed-service",
        title: "A service is not called like its tag",
        meaning: "The client has a method of this name.",
        loss: "Nothing.",
        fix: "Give the tag another name with `x-sdk: {service: …}`.",
        example: document!("rust-renamed-service"),
        ..NOTE
    };

    RUST_RENAMED_OPERATION = Declaration {
        id: "rust-renamed-operation",
        title: "A method is not called like its operation",
        meaning: "The name of the operation is taken by another method of the service.",
        loss: "Nothing.",
        fix: "Give the operation another name with `x-sdk: {method: …}`.",
        example: document!("rust-renamed-operation"),
        ..NOTE
    };

    RUST_RENAMED_TYPE = Declaration {
        id: "rust-renamed-type",
        title: "A type is not called like its schema",
        meaning: "The name is taken by a type of Rust's prelude, of the runtime or of the crate.",
        loss: "Nothing.",
        fix: "Give the schema another name with `x-sdk: {name: …}`.",
        example: document!("rust-renamed-type"),
        ..NOTE
    };

    RUST_DROPPED_ENUM_VALUE = Declaration {
        id: "rust-dropped-enum-value",
        title: "A value of an enum has no variant",
        meaning: "The value is listed twice, or is not a number in an enum of numbers.",
        loss: "Nothing can be lost in reading, since every enum takes unknown values.",
        fix: "Correct the values of the enum.",
        example: Example::None { when: "an enum of integers has a value that is no integer" },
        ..NOTE
    };

    RUST_FORM_WITHOUT_PROPERTIES = Declaration {
        id: "rust-form-without-properties",
        title: "A form body is not described as an object",
        meaning: "The fields of the form are unknown; only a value that is an object can be sent.",
        loss: "The body has no fields in Rust, and other values are refused.",
        fix: "Describe the body as an object with a property for each field.",
        example: document!("rust-form-without-properties"),
        ..WARNING
    };

    RUST_MULTIPART_RECEIVED = Declaration {
        id: "rust-multipart-received",
        title: "A type with files is also received as JSON",
        meaning: "The type is the body of a multipart request and part of a response. JSON has no files.",
        loss: "In responses the files are read from base64 text, which may not be what the API sends.",
        fix: "Give the response a type of its own.",
        example: document!("rust-multipart-received"),
        ..WARNING
    };

    RUST_NO_PAGES = Declaration {
        id: "rust-no-pages",
        title: "An operation with pagination has no `pages`",
        meaning: "No field of the response leads to the items of a page.",
        loss: "Pages cannot be iterated; the operation itself can be called.",
        fix: "Correct `items` of the pagination, or give the response a schema.",
        example: document!("rust-no-pages"),
        ..WARNING
    };

    RUST_NO_GUIDE = Declaration {
        id: "rust-no-guide",
        title: "The crate has no guide, so that a page is left out",
        meaning: "The guide shows calls; this crate has no operation that can be shown.",
        loss: "The page that was written by hand.",
        fix: "Describe an operation, or remove the page.",
        example: command!("rust-no-guide", "generate", ["README.md", "spec/acme/v1.yaml", "spec/acme/guide/rules.md"]),
        ..WARNING
    };

    RUST_DUPLICATE_PAGE = Declaration {
        id: "rust-duplicate-page",
        title: "The guide has a page of this name",
        meaning: "A page in the folder `guide` has the name of a page that every guide has.",
        fix: "Give the page another name.",
        example: command!("rust-duplicate-page", "generate", ["README.md", "spec/acme/v1.yaml", "spec/acme/guide/errors.md"]),
        ..ERROR
    };

    RUST_UNTESTED_OPERATION = Declaration {
        id: "rust-untested-operation",
        title: "An operation has no generated test",
        meaning: "The tests of the crate send a sample request and read a sample response; no sample can be made for \
            this operation.",
        loss: "Nothing in the crate; the operation is generated without a test.",
        fix: "Test the operation by hand.",
        example: document!("rust-untested-operation"),
        ..NOTE
    };
}
