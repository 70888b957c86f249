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

/// What separates the texts of a stream of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    Lines,
    /// RFC 7464.
    Sequence,
}

/// An item of a stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamItem {
    Text,
    Json(TypeRef),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Payload {
    Empty,
    Json(TypeRef),
    /// JSON that some success statuses send and others leave out.
    OptionalJson(TypeRef),
    Text,
    /// Bytes, as a whole.
    Binary,
    /// Bytes, as they arrive.
    Download,
    /// Server-sent events.
    Events(StreamItem),
    /// JSON texts, one after the other.
    Lines(Framing, StreamItem),
    /// A `TypeKind::ByStatus`.
    ByStatus(super::Id),
}

impl Payload {
    /// Whether it is read as it arrives.
    #[must_use]
    pub const fn is_stream(&self) -> bool {
        matches!(self, Self::Download | Self::Events(_) | Self::Lines(..))
    }

    /// The type that JSON is read into: the payload, or each item of a stream.
    #[must_use]
    pub const fn json_type(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) | Self::OptionalJson(ty) => Some(ty),
            Self::Events(StreamItem::Json(ty)) | Self::Lines(_, StreamItem::Json(ty)) => Some(ty),
            _ => None,
        }
    }
}
