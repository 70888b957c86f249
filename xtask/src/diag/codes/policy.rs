//! Codes of `allow` and `deny`.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, WARNING, command, declare, document};

declare! {
    POLICY;

    POLICY_UNREADABLE = Declaration {
        id: "policy-unreadable",
        title: "sdk.toml is not valid",
        meaning: "The file is not valid TOML, or has a key or a value that `[diagnostics]` does not have.",
        fix: "Correct the file; docs/diagnostics.md describes it.",
        example: command!("policy-unreadable", "generate --spec api.yaml --out crate", ["api.yaml", "sdk.toml"]),
        ..ERROR
    };

    POLICY_UNKNOWN_CODE = Declaration {
        id: "policy-unknown-code",
        title: "An allowed or denied code does not exist",
        meaning: "A misspelt code would allow or deny nothing.",
        fix: "Use a code of this catalogue; the message names the nearest one.",
        example: document!("policy-unknown-code"),
        ..ERROR
    };

    POLICY_NOT_ALLOWABLE = Declaration {
        id: "policy-not-allowable",
        title: "An error cannot be allowed",
        meaning: "`allow` is for warnings and notes. After an error nothing is generated.",
        fix: "Correct what the error reports.",
        example: document!("policy-not-allowable"),
        ..ERROR
    };

    POLICY_VALUE = Declaration {
        id: "policy-value",
        title: "An entry of `allow` is not complete",
        meaning: "An entry of `allow` in `x-sdk` has a `code`, a `reason` that is not empty and, if it is for some \
            places only, `at`.",
        fix: "Write the entry with these keys.",
        example: document!("policy-value"),
        ..ERROR
    };

    POLICY_STALE_ALLOW = Declaration {
        id: "policy-stale-allow",
        title: "An entry of `allow` matches nothing",
        meaning: "The diagnostic that the entry allows is no longer reported at its place.",
        loss: "Nothing now; the entry would hide a later diagnostic that nobody has looked at.",
        fix: "Remove the entry, or correct its code or place.",
        example: command!("policy-stale-allow", "generate --spec api.yaml --out crate", ["api.yaml", "sdk.toml"]),
        ..WARNING
    };
}
