//! The types that travel in requests and responses.

use serde::Serialize;

use super::{Constraints, Deprecation, Docs, Origin, TypeRef, WireName, Words};

/// A named type.
#[derive(Debug, Clone, Serialize)]
pub struct TypeDef {
    pub name: Words,
    pub kind: TypeKind,
    pub usage: Usage,
    pub constraints: Constraints,
    pub default: Option<serde_json::Value>,
    pub example: Option<serde_json::Value>,
    pub deprecated: Option<Deprecation>,
    pub docs: Docs,
    pub origin: Origin,
}

/// Whether values of a type are sent, received or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// Sent only.
    In,
    /// Received only.
    Out,
    /// Both, or reached from no operation.
    Both,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeKind {
    Struct {
        /// In the document's order.
        fields: Vec<Field>,
        additional: Additional,
    },
    Enum {
        repr: EnumRepr,
        /// In the document's order.
        values: Vec<EnumValue>,
    },
    Union {
        rule: UnionRule,
        variants: Vec<Variant>,
    },
    /// Another name for a type.
    Alias(TypeRef),
    /// A type of its own around another: an alias that refers to itself.
    Wrapper(TypeRef),
    /// One variant per success status, for an operation that returns different bodies.
    ByStatus(Vec<StatusVariant>),
}

/// Properties beyond the declared ones.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Additional {
    /// Not mentioned, allowed, or forbidden: kept in every case.
    Any,
    /// Each of this type.
    Typed(TypeRef),
}

/// A property of a struct.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    pub wire: WireName,
    /// Other names under which the property may arrive.
    pub aliases: Vec<WireName>,
    pub name: Words,
    pub ty: TypeRef,
    pub presence: Presence,
    /// Its index in the list `required`, if it is there.
    pub required_rank: Option<usize>,
    /// The one value it can have: a `const`, a single-value enum, or a discriminator.
    pub fixed: Option<serde_json::Value>,
    pub constraints: Constraints,
    pub default: Option<serde_json::Value>,
    pub example: Option<serde_json::Value>,
    /// Must not appear in `Debug`: a credential or personal data.
    pub redacted: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub deprecated: Option<Deprecation>,
    pub docs: Docs,
    pub origin: Origin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be missing, never null.
    Optional,
    /// Always there, may be null.
    Nullable,
    /// May be missing, may be null.
    OptionalNullable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EnumRepr {
    String,
    Integer,
}

#[derive(Debug, Clone, Serialize)]
pub struct EnumValue {
    /// The text, or the number in decimal, as on the wire.
    pub wire: WireName,
    pub name: Words,
    pub docs: Docs,
}

/// How the variant of a union is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnionRule {
    /// By the value of a property, given by its wire name. Variants have a `MatchRule::Tag`.
    Discriminator(WireName),
    /// Variants are tried in order by their `MatchRule`.
    Ordered,
}

#[derive(Debug, Clone, Serialize)]
pub struct Variant {
    pub name: Words,
    pub ty: TypeRef,
    pub rule: MatchRule,
    pub constraints: Constraints,
    pub docs: Docs,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchRule {
    /// The discriminator has one of these values.
    Tag(Vec<String>),
    /// The same, or the object does not have the discriminator.
    TagOrAbsent(Vec<String>),
    /// JSON is of this kind.
    Null,
    Bool,
    Integer,
    Number,
    String,
    /// One of these strings; a variant for any string may follow.
    OneOf(Vec<String>),
    Array,
    Object,
    /// An object that has all of these properties.
    Properties(Vec<WireName>),
    /// Whatever decodes.
    Try,
}

impl MatchRule {
    /// The values of the discriminator that mean this variant.
    #[must_use]
    pub fn tags(&self) -> Option<&[String]> {
        match self {
            Self::Tag(tags) | Self::TagOrAbsent(tags) => Some(tags),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct StatusVariant {
    pub status: super::StatusPattern,
    pub name: Words,
    pub payload: super::Payload,
}
