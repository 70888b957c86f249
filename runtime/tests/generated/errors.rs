//! Error codes.

use sdk_runtime::__private::{ErrorRow, RetryClass};
use sdk_runtime::RawCode;

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
    ErrorRow::new(RawCode::Number(4003), "THING_EXISTS", RetryClass::AlreadyDone)
        .statuses(&[400])
        .meaning("The thing is there already."),
    ErrorRow::new(RawCode::Number(4004), "THING_MISSING", RetryClass::Never).statuses(&[404]).meaning("No such thing."),
    ErrorRow::new(RawCode::text("slow-down"), "TOO_MANY", RetryClass::AfterWait).statuses(&[429]),
];

sdk_runtime::error_type! { Error, ErrorCode, TABLE {
    "THING_EXISTS" => ThingExists, "THING_MISSING" => ThingMissing, "TOO_MANY" => TooMany,
} }

/// An error without codes.
pub mod bare {
    sdk_runtime::error_type! { Error }
}
