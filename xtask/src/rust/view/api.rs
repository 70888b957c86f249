//! The facts of an API that its client is made with.
//!
//! In: filled by `client` and `errors`. Out: read by `emit`. Must not: hold a token, or a default that the runtime has.

use super::{DocLines, RustIdent};
use crate::ir::{ErrorClass, Protocol, RawCode, RetryClass, SecurityScheme, Server};

/// What the static of the API says.
#[derive(Debug, Clone)]
pub struct ApiFacts {
    pub crate_name: String,
    pub version: Option<String>,
    pub display_name: String,
    pub server: Option<Server>,
    pub schemes: Vec<SecurityScheme>,
    /// Alternatives of scheme names.
    pub security: Vec<Vec<String>>,
    pub protocol: Protocol,
    pub error_table: ErrorTable,
}

/// Whether the API has a table of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorTable {
    Present,
    Absent,
}

#[derive(Debug, Clone)]
pub struct ErrorsView {
    pub rows: Vec<ErrorRowView>,
    /// One per name, in the order of the rows.
    pub variants: Vec<ErrorVariant>,
}

/// A row of the runtime's table.
#[derive(Debug, Clone)]
pub struct ErrorRowView {
    pub code: RawCode,
    pub name: String,
    pub statuses: Vec<u16>,
    pub kind: Option<String>,
    pub meaning: String,
    pub retry: RetryClass,
    pub class: Option<ErrorClass>,
}

#[derive(Debug, Clone)]
pub struct ErrorVariant {
    /// Name in the table: `TRACKING_ALREADY_EXIST`.
    pub name: String,
    pub ident: RustIdent,
    pub docs: DocLines,
}
