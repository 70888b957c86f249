//! What a response holds, by its status.
//!
//! In: filled by `lower`. Out: read by `rust`. Must not: know an operation.

use serde::{Serialize, Serializer};

use super::TypeRef;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusPattern {
    Exact(u16),
    /// `2XX` is `Class(2)`.
    Class(u8),
    Default,
}

impl Serialize for StatusPattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(status) => serializer.collect_str(status),
            Self::Class(class) => serializer.collect_str(&format_args!("{class}XX")),
            Self::Default => serializer.serialize_str("default"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Payload {
    Empty,
    Json(TypeRef),
    /// JSON that some success statuses send and others leave out.
    OptionalJson(TypeRef),
    Text,
    Binary,
    /// A `TypeKind::ByStatus`.
    ByStatus(super::Id),
}
