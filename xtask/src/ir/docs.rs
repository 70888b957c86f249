//! What people read, and where it came from.

use crate::diag::Pointer;

/// Text for a reader: Markdown as the document has it, not yet made safe for any output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line; empty when the document has none.
    pub summary: String,
    /// The description; empty when the document has none.
    pub body: String,
    /// Address of further documentation.
    pub link: Option<String>,
}

/// Marks what the API has deprecated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// Why, or what to use in its place.
    pub note: Option<String>,
}

/// The node of the working document that something was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// JSON pointer into the working document; `diag` finds file, line and column.
    pub pointer: Pointer,
}
