//! The API's own error codes.

use serde::Serialize;

/// A row of the error table: one meaning, one or more codes on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorCode {
    pub codes: Vec<RawCode>,
    pub name: super::Words,
    /// HTTP statuses that this code is sent with; empty if unknown.
    pub statuses: Vec<u16>,
    /// The category beside the code (`BadRequest`), where the API has one.
    pub kind: Option<String>,
    pub meaning: String,
    pub retry: RetryClass,
    /// The class of the code independent of the HTTP status; `None` where the status decides.
    pub class: Option<ErrorClass>,
}

/// A code as it is sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum RawCode {
    Number(i64),
    Text(String),
}

/// The class of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorClass {
    /// The credential is missing, wrong, or not enough.
    Auth,
    NotFound,
    RateLimited,
    /// The server failed.
    Server,
}

/// What a caller may do after this error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryClass {
    /// The same call fails again.
    Never,
    /// The call was refused unprocessed; it may be repeated after a wait.
    AfterWait,
    /// The call may have been processed; repeat it only if it is idempotent.
    IfIdempotent,
    /// The object already exists: a repeated create may treat this as success.
    AlreadyDone,
}
