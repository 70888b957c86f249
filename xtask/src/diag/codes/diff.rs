//! Codes of `diff` and its approvals.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, Example, WARNING, command, declare};

declare! {
    DIFF;

    DIFF_APPROVALS_UNREADABLE = Declaration {
        id: "diff-approvals-unreadable",
        title: "The file of approvals is not valid",
        meaning: "The file is not valid TOML, or an entry lacks `fingerprint` or `reason`, or has a date that is none.",
        loss: "Nothing is compared.",
        fix: "Correct the file; CONTRIBUTING.md describes it.",
        example: command!("diff-approvals-unreadable", "diff old.yaml new.yaml --approvals approvals.toml", ["old.yaml", "new.yaml", "approvals.toml"]),
        ..ERROR
    };

    DIFF_NOTES_UNREADABLE = Declaration {
        id: "diff-notes-unreadable",
        title: "The notes of a version are not valid",
        meaning: "`notes.<version>.yaml` has a list `notes`; each note has a `message`, a level as `wire`, and the \
            `operations` that it is about.",
        loss: "Nothing is compared.",
        fix: "Correct the file; CONTRIBUTING.md describes it.",
        example: command!("diff-notes-unreadable", "diff acme@v1 acme@v2", ["README.md", "spec/acme/v1.yaml", "spec/acme/v2.yaml", "spec/acme/notes.v2.yaml"]),
        ..ERROR
    };

    DIFF_UNUSED_APPROVAL = Declaration {
        id: "diff-unused-approval",
        title: "An approval is for no change",
        meaning: "No change of the comparison has the fingerprint.",
        loss: "Nothing now; the entry would approve a later change that nobody has looked at.",
        fix: "Remove the entry, or correct its fingerprint.",
        example: command!("diff-unused-approval", "diff old.yaml new.yaml --approvals approvals.toml", ["old.yaml", "new.yaml", "approvals.toml"]),
        ..WARNING
    };

    DIFF_EXPIRED_APPROVAL = Declaration {
        id: "diff-expired-approval",
        title: "An approval has ended",
        meaning: "The last day of the entry is over, so the change is not approved any more.",
        loss: "The gate is closed by the change again.",
        fix: "Look at the change again, and remove the entry or give it another day.",
        example: command!("diff-expired-approval", "diff old.yaml new.yaml --approvals approvals.toml --today 2026-07-09", ["old.yaml", "new.yaml", "approvals.toml"]),
        ..WARNING
    };

    DIFF_WORSE_THAN_APPROVED = Declaration {
        id: "diff-worse-than-approved",
        title: "A change is worse than what was approved",
        meaning: "The entry names a level, and the change is above it now.",
        loss: "The gate is closed by the change.",
        fix: "Look at the change again, and approve it at its level if it is right.",
        example: command!("diff-worse-than-approved", "diff old.yaml new.yaml --approvals approvals.toml", ["old.yaml", "new.yaml", "approvals.toml"]),
        ..WARNING
    };

    DIFF_FROZEN_DOCUMENT = Declaration {
        id: "diff-frozen-document",
        title: "A released document has changed",
        meaning: "The overlay says that the version is released, so its users have it; `diff --base` found a change that \
            is not approved.",
        loss: "The gate is closed.",
        fix: "Undo the change, or approve it with a reason.",
        example: Example::None { when: "`diff --base` finds a change in the document of a released version" },
        ..ERROR
    };
}
