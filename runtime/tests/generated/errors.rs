//! Error codes.

use sdk_runtime::{ErrorRow, RawCode, RetryClass};

/// The API's error codes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    ThingExists,
    ThingMissing,
    TooMany,
    /// A code this version of the crate does not know.
    Unknown(RawCode),
}

pub(super) static TABLE: &[ErrorRow] = &[
    ErrorRow {
        code: RawCode::Number(4003),
        name: "THING_EXISTS",
        statuses: &[400],
        kind: Some("BadRequest"),
        meaning: "The thing is there already.",
        retry: RetryClass::AlreadyDone,
        class: None,
    },
    ErrorRow {
        code: RawCode::Number(4004),
        name: "THING_MISSING",
        statuses: &[404],
        kind: None,
        meaning: "No such thing.",
        retry: RetryClass::Never,
        class: None,
    },
    ErrorRow {
        code: RawCode::text("slow-down"),
        name: "TOO_MANY",
        statuses: &[429],
        kind: None,
        meaning: "",
        retry: RetryClass::AfterWait,
        class: None,
    },
];

sdk_runtime::error_type! { Error, ErrorCode, TABLE {
    "THING_EXISTS" => ThingExists, "THING_MISSING" => ThingMissing, "TOO_MANY" => TooMany,
} }

/// An error without codes.
pub mod bare {
    sdk_runtime::error_type! { Error }
}
