//! What people read, and where it came from.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::diag::Pointer;

/// Text for a reader: Markdown as the document has it, not yet made safe for any output.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Docs {
    /// One line; empty when the document has none.
    pub summary: String,
    /// The description; empty when the document has none.
    pub body: String,
    /// Address of further documentation.
    pub link: Option<String>,
    /// What that address leads to.
    pub link_text: Option<String>,
}

/// Marks what the API has deprecated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Deprecation {
    /// A version or date, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why, or what to use in its place.
    pub note: Option<String>,
}

/// The node of the working document that something was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// JSON pointer into the working document; `diag` finds file, line and column.
    pub pointer: Pointer,
}
/// The key of an origin in the serialized IR. No document has such a key, so that whoever writes the IR finds it.
pub const ORIGIN_KEY: &str = "\0origin";

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(ORIGIN_KEY, self.pointer.as_str())?;
        map.end()
    }
}
