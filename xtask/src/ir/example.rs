//! Examples of a document.

use serde::Serialize;
use serde_json::Value;

use super::Docs;

/// An example that the document gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// Empty for the only one.
    pub name: String,
    pub docs: Docs,
    pub value: ExampleValue,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExampleValue {
    Inline(Value),
    /// An address where it is.
    External(String),
}
