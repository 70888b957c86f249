//! A text that an API brings along beside its description.

use serde::Serialize;

/// A page of the guide, written by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Name of the module and the file.
    pub name: String,
    /// What it is about: one line for the index.
    pub about: String,
    /// Markdown, from the title on.
    pub text: String,
    /// Where it was read.
    pub file: String,
}
