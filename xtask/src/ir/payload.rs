//! What a response holds, by its status.
//!
//! In: filled by `lower`. Out: read by `rust`. Must not: know an operation.

use super::TypeRef;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusPattern {
    Exact(u16),
    /// `2XX` is `Class(2)`.
    Class(u8),
    Default,
}

#[derive(Debug, Clone, PartialEq, Eq)]
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
