//! References to types.
//!
//! In: filled by `lower`. Out: read by `rust`. Must not: hold a type itself.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// Index of a type in `Api::types`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub usize);

/// The key of a reference to a type in the serialized IR. No document has such a key, so that whoever writes the IR can
/// put the name of the type in its place.
pub const TYPE_KEY: &str = "\0type";

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(TYPE_KEY, &self.0)?;
        map.end()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeRef {
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    /// A number that keeps every digit.
    Decimal,
    String,
    /// `YYYY-MM-DD`, kept as sent.
    Date,
    /// A point in time, kept as sent.
    DateTime,
    /// Bytes as base64 text.
    Base64,
    /// Bytes as base64 text in the URL-safe alphabet.
    Base64Url,
    /// A file or raw bytes: only in multipart properties, raw bodies and raw responses.
    Binary,
    /// Any JSON.
    Json,
    List(Box<TypeRef>),
    /// Keys are strings.
    Map(Box<TypeRef>),
    /// A value that may be null inside a list, a map or an alias.
    Nullable(Box<TypeRef>),
    Named(Id),
    /// A named type behind an indirection: it is on a cycle, or large.
    Boxed(Id),
}
