//! Codes of reading files.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, Example, WARNING, command, declare, document};

declare! {
    LOAD;

    LOAD_UNREADABLE = Declaration {
        id: "load-unreadable",
        title: "A file cannot be read",
        meaning: "The file does not exist, is not a regular file, or the operating system does not permit reading it.",
        fix: "Check the path and the permissions of the file.",
        example: command!("load-unreadable", "generate --spec nothing.yaml --out crate", []),
        ..ERROR
    };

    LOAD_DIRECTORY = Declaration {
        id: "load-directory",
        title: "The path of a document is a folder",
        meaning: "A document is one file; the files that it refers to are found from there.",
        fix: "Give the path of the main document inside the folder.",
        example: command!("load-directory", "generate --spec folder --out crate", ["folder/api.yaml"]),
        ..ERROR
    };

    LOAD_TOO_LARGE = Declaration {
        id: "load-too-large",
        title: "A file is larger than the limit",
        meaning: "Documents of more than 64 MiB are refused before they are read, so that a wrong path costs no \
            memory.",
        fix: "Split the document into several files, or check that the path leads to a document.",
        example: Example::None { when: "a file has more than 64 MiB" },
        ..ERROR
    };

    LOAD_EMPTY = Declaration {
        id: "load-empty",
        title: "The file holds no document",
        meaning: "The file has no content besides blank lines and comments.",
        fix: "Write an OpenAPI document into the file, or give the path of another one.",
        example: document!("load-empty"),
        ..ERROR
    };

    LOAD_UTF16 = Declaration {
        id: "load-utf16",
        title: "The file is UTF-16 or UTF-32",
        meaning: "OpenAPI documents are read as UTF-8. The first bytes of this file are those of another encoding.",
        fix: "Save the file as UTF-8: `iconv -f UTF-16 -t UTF-8`.",
        example: Example::None { when: "a file begins with the byte order mark of UTF-16" },
        ..ERROR
    };

    LOAD_BINARY = Declaration {
        id: "load-binary",
        title: "The file is not text",
        meaning: "The file holds zero bytes, which no YAML or JSON document has.",
        fix: "Give the path of a YAML or JSON document.",
        example: Example::None { when: "a file holds a zero byte" },
        ..ERROR
    };

    LOAD_NOT_UTF8 = Declaration {
        id: "load-not-utf8",
        title: "A byte is not UTF-8",
        meaning: "The file is not valid UTF-8 from the given line and column on.",
        fix: "Save the file as UTF-8.",
        example: Example::None { when: "a file holds a byte that UTF-8 does not allow" },
        ..ERROR
    };

    LOAD_SYNTAX = Declaration {
        id: "load-syntax",
        title: "The file is not valid YAML or JSON",
        meaning: "The parser stopped at the given place. The mistake is there or shortly before it.",
        fix: "Correct the syntax; a missing quote, bracket or indentation is the usual cause.",
        example: document!("load-syntax"),
        ..ERROR
    };

    LOAD_NOT_A_MAPPING = Declaration {
        id: "load-not-a-mapping",
        title: "The document is not an object",
        meaning: "An OpenAPI document is an object with `openapi`, `info` and `paths`. This file holds a list or a \
            single value.",
        fix: "Begin the document with `openapi: 3.1.0`.",
        example: document!("load-not-a-mapping"),
        ..ERROR
    };

    LOAD_MULTIPLE_DOCUMENTS = Declaration {
        id: "load-multiple-documents",
        title: "The file holds several YAML documents",
        meaning: "A second document begins after `---`. Only one document per file is read.",
        fix: "Put each document into a file of its own.",
        example: document!("load-multiple-documents"),
        ..ERROR
    };

    LOAD_COMPLEX_KEY = Declaration {
        id: "load-complex-key",
        title: "A key is a list or an object",
        meaning: "YAML permits such keys; JSON, and therefore OpenAPI, does not.",
        fix: "Use plain text as the key.",
        example: document!("load-complex-key"),
        ..ERROR
    };

    LOAD_DUPLICATE_KEY = Declaration {
        id: "load-duplicate-key",
        title: "An object has the same key twice",
        meaning: "Parsers differ in which of the two values they keep, so that the meaning of the document is not \
            defined.",
        fix: "Remove one of the two, or rename it.",
        example: document!("load-duplicate-key"),
        ..ERROR
    };

    LOAD_MERGE_KEY = Declaration {
        id: "load-merge-key",
        title: "A merge key has nothing to merge",
        meaning: "The value of `<<` must be an object or a list of objects, usually an alias of an anchor.",
        fix: "Refer to an object with `<<`, or remove the key.",
        example: document!("load-merge-key"),
        ..ERROR
    };

    LOAD_TAG = Declaration {
        id: "load-tag",
        title: "A YAML tag is not supported",
        meaning: "Tags such as `!include` belong to other tools. OpenAPI has no meaning for them.",
        fix: "Remove the tag and write the value itself; use `$ref` for parts of other files.",
        example: document!("load-tag"),
        ..ERROR
    };

    LOAD_NOT_A_NUMBER = Declaration {
        id: "load-not-a-number",
        title: "A number is infinite or not a number",
        meaning: "YAML can write `.inf` and `.nan`; JSON has no such values.",
        fix: "Write a finite number, or quote the value if text is meant.",
        example: document!("load-not-a-number"),
        ..ERROR
    };

    LOAD_TOO_DEEP = Declaration {
        id: "load-too-deep",
        title: "Values are nested too deeply",
        meaning: "Objects and lists may be nested 128 levels deep. Deeper documents are refused because they could \
            exhaust the stack.",
        fix: "Move inner parts to `components` and refer to them with `$ref`.",
        example: document!("load-too-deep"),
        ..ERROR
    };

    LOAD_TOO_MANY_NODES = Declaration {
        id: "load-too-many-nodes",
        title: "The document has too many nodes",
        meaning: "A document may have four million values, counted after aliases are expanded.",
        fix: "Split the document, or check it for aliases of aliases.",
        example: Example::None { when: "a file holds more than four million values" },
        ..ERROR
    };

    LOAD_ALIAS_BOMB = Declaration {
        id: "load-alias-bomb",
        title: "Aliases of aliases grow without bound",
        meaning: "A few lines of nested aliases can expand to more values than any machine can hold. The expansion is \
            refused.",
        fix: "Write the parts out, or use `$ref`.",
        example: document!("load-alias-bomb"),
        ..ERROR
    };

    LOAD_REMOTE_REF = Declaration {
        id: "load-remote-ref",
        title: "A reference leads to the network",
        meaning: "The generator never reads from the network, so that its output depends on the files at hand alone.",
        fix: "Save the file beside the document and refer to it by its relative path.",
        example: document!("load-remote-ref"),
        ..ERROR
    };

    LOAD_REF_OUTSIDE_FOLDER = Declaration {
        id: "load-ref-outside-folder",
        title: "A reference points outside the folder of the document",
        meaning: "A document may refer to files in its own folder and below, not to other files of the machine.",
        fix: "Put the file into the folder of the document and refer to it by its relative path.",
        example: document!("load-ref-outside-folder"),
        ..ERROR
    };

    LOAD_REF_BAD_POINTER = Declaration {
        id: "load-ref-bad-pointer",
        title: "The fragment of a reference is not a JSON pointer",
        meaning: "The part after `#` must be empty or a pointer that begins with `/`.",
        fix: "Write the path to the part, as in `other.yaml#/components/schemas/Parcel`.",
        example: document!("load-ref-bad-pointer"),
        ..ERROR
    };

    LOAD_REF_MISSING_FILE = Declaration {
        id: "load-ref-missing-file",
        title: "A reference leads to a file that cannot be read",
        meaning: "The document refers to another file, which does not exist or cannot be read.",
        fix: "Correct the path; it is relative to the file that holds the reference.",
        example: document!("load-ref-missing-file"),
        ..ERROR
    };

    LOAD_REF_MISSING_SCHEMA = Declaration {
        id: "load-ref-missing-schema",
        title: "The file of a schema is missing, any value is accepted",
        meaning: "A document that is not one of this workspace refers to a schema in a file that does not exist.",
        loss: "The value has no type of its own; it is read and sent as any JSON.",
        fix: "Save the missing file beside the document.",
        example: command!("load-ref-missing-schema", "generate --spec api.yaml --out crate", ["api.yaml"]),
        ..WARNING
    };

    LOAD_REF_MISSING_TARGET = Declaration {
        id: "load-ref-missing-target",
        title: "A reference leads to nothing in its file",
        meaning: "The file of the reference was read, but has no value at the pointer after `#`.",
        fix: "Correct the pointer after `#`.",
        example: command!("load-ref-missing-target", "generate --spec api.yaml --out crate", ["api.yaml", "parcel.yaml"]),
        ..ERROR
    };

    LOAD_REF_CYCLE = Declaration {
        id: "load-ref-cycle",
        title: "Path items of several files refer to each other in a cycle",
        meaning: "None of the path items of the cycle holds operations.",
        fix: "Let one of the path items hold the operations.",
        example: command!("load-ref-cycle", "generate --spec api.yaml --out crate", ["api.yaml", "one.yaml", "two.yaml"]),
        ..ERROR
    };

    LOAD_REF_WRONG_KIND = Declaration {
        id: "load-ref-wrong-kind",
        title: "A reference for a path does not lead to a path item",
        meaning: "A path item is an object of methods and operations; the reference leads to another kind of value.",
        fix: "Refer to an object of methods and operations.",
        example: command!("load-ref-wrong-kind", "generate --spec api.yaml --out crate", ["api.yaml", "parcels.yaml"]),
        ..ERROR
    };

    LOAD_TOO_MANY_FILES = Declaration {
        id: "load-too-many-files",
        title: "The document consists of too many files",
        meaning: "A document may consist of 512 files.",
        fix: "Bundle some of the files.",
        example: Example::None { when: "a document refers to more than 512 files" },
        ..ERROR
    };

    LOAD_TOO_MANY_IMPORTS = Declaration {
        id: "load-too-many-imports",
        title: "Too many parts are brought in from other files",
        meaning: "The number of references into other files, or the size of what they bring in, is larger than the \
            limit.",
        fix: "Bundle the document with fewer parts.",
        example: Example::None { when: "a document has more than 20,000 references into other files" },
        ..ERROR
    };

    LOAD_PAGE_NAME = Declaration {
        id: "load-page-name",
        title: "The name of a guide page cannot be the name of a module",
        meaning: "A page of the guide becomes a Rust module, so that its file name must be lower-case letters, digits \
            and underscores.",
        fix: "Rename the file to a name such as `bulk_import.md`.",
        example: command!("load-page-name", "generate", ["README.md", "spec/acme/v1.yaml", "spec/acme/guide/Bulk Import.md"]),
        ..ERROR
    };

    LOAD_PAGE_FRONT_MATTER = Declaration {
        id: "load-page-front-matter",
        title: "A guide page does not begin with its subject",
        meaning: "The first line of a page is its entry in the index of the guide; a blank line follows.",
        fix: "Begin the page with one line of text and a blank line.",
        example: command!("load-page-front-matter", "generate", ["README.md", "spec/acme/v1.yaml", "spec/acme/guide/rules.md"]),
        ..ERROR
    };

    LOAD_PAGE_EMPTY = Declaration {
        id: "load-page-empty",
        title: "A guide page has no title or no text",
        meaning: "After the first line, a page has a title that begins with `# ` and text below it.",
        fix: "Add the title and the text.",
        example: command!("load-page-empty", "generate", ["README.md", "spec/acme/v1.yaml", "spec/acme/guide/rules.md"]),
        ..ERROR
    };
}
