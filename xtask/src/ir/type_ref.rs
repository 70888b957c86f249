//! References to types.
//!
//! In: filled by `lower`. Out: read by `rust`. Must not: hold a type itself.

/// Index of a type in `Api::types`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub usize);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    String,
    /// `YYYY-MM-DD`, kept as sent.
    Date,
    /// A point in time, kept as sent.
    DateTime,
    /// Bytes as base64 text.
    Base64,
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
    /// A named type on a cycle: needs indirection.
    Boxed(Id),
}
