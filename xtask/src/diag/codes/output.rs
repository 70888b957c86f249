//! Codes of templates, formatting and writing files.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, Example, command, declare};

declare! {
    OUTPUT;

    EMIT_TEMPLATE = Declaration {
        id: "emit-template",
        title: "A template cannot be rendered",
        meaning: "This is a bug in the generator.",
        fix: "Report the fault with the document that shows it.",
        example: Example::None { when: "a template uses a name that its data does not have" },
        ..ERROR
    };

    EMIT_EXAMPLE = Declaration {
        id: "emit-example",
        title: "An example of the documentation is not valid Rust",
        meaning: "This is a bug in the generator.",
        fix: "Report the fault with the document that shows it.",
        example: Example::None { when: "an example of the guide does not parse" },
        ..ERROR
    };

    FORMAT_INVALID_RUST = Declaration {
        id: "format-invalid-rust",
        title: "A generated file is not valid Rust",
        meaning: "This is a bug in the generator. Nothing is written.",
        fix: "Report the fault with the document that shows it.",
        example: Example::None { when: "the tokens of a file do not parse" },
        ..ERROR
    };

    SYNC_UNSAFE_PATH = Declaration {
        id: "sync-unsafe-path",
        title: "A generated file would lie outside its folder",
        meaning: "This is a bug in the generator. Nothing is written.",
        fix: "Report the fault with the document that shows it.",
        example: Example::None { when: "the path of a generated file is absolute or holds `..`" },
        ..ERROR
    };

    SYNC_DUPLICATE_PATH = Declaration {
        id: "sync-duplicate-path",
        title: "Two generated files have the same path",
        meaning: "This is a bug in the generator. Paths are compared without case, since some file systems have \
            none.",
        fix: "Report the fault with the document that shows it.",
        example: Example::None { when: "two files of a crate have paths that differ in case only" },
        ..ERROR
    };

    SYNC_FOREIGN_FILE = Declaration {
        id: "sync-foreign-file",
        title: "A file that is not generated is in the place of generated files",
        meaning: "The generator never changes or removes a file that it has not written.",
        fix: "Move the file elsewhere, or delete it if nobody needs it.",
        example: command!("sync-foreign-file", "generate --spec api.yaml --out crate", ["api.yaml", "crate/src/client.rs"]),
        ..ERROR
    };

    SYNC_LINK = Declaration {
        id: "sync-link",
        title: "A symbolic link is in the place of generated files",
        meaning: "Following the link could change files outside the folder.",
        fix: "Remove the link.",
        example: Example::None { when: "`src` of a generated crate is a symbolic link" },
        ..ERROR
    };

    SYNC_READ = Declaration {
        id: "sync-read",
        title: "A generated file cannot be read",
        meaning: "The operating system does not permit reading a file or folder of the crate.",
        fix: "Check the permissions.",
        example: Example::None { when: "a file of a generated crate has no read permission" },
        ..ERROR
    };

    SYNC_WRITE = Declaration {
        id: "sync-write",
        title: "A generated file cannot be written",
        meaning: "The operating system does not permit writing, or the disk is full. The files that were there are \
            restored where possible.",
        fix: "Check the permissions and the free space.",
        example: Example::None { when: "the folder of a generated crate has no write permission" },
        ..ERROR
    };

    SYNC_MARKED_BLOCK = Declaration {
        id: "sync-marked-block",
        title: "A file has no place for its generated block",
        meaning: "README.md holds a table between two marker lines; they are missing or occur twice.",
        fix: "Put both marker lines into the file once.",
        example: command!("sync-marked-block", "generate", ["README.md", "spec/acme/v1.yaml"]),
        ..ERROR
    };
}
