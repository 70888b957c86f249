//! Servers of an API or of an operation.
//!
//! In: filled by `lower`. Out: read by `rust`. Must not: hold logic.

use serde::Serialize;

use super::WireName;

/// Where the API is served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Server {
    /// As the document has it, `{variables}` included. May be relative.
    pub url: String,
    pub description: String,
    pub variables: Vec<ServerVariable>,
}

/// A part of a server's URL that the caller may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServerVariable {
    pub name: WireName,
    pub default: String,
    pub values: Vec<String>,
    pub description: String,
}
