//! A parameter outside the body.

use super::{Constraints, Deprecation, Docs, Example, Origin, TypeRef, WireName, Words};
use serde::Serialize;

/// A parameter in the path, the query, a header or a cookie.
#[derive(Debug, Clone, Serialize)]
pub struct Param {
    pub wire: WireName,
    pub name: Words,
    pub location: ParameterLocation,
    pub ty: TypeRef,
    pub required: bool,
    pub style: Style,
    pub explode: bool,
    /// Reserved characters go out unescaped (query only).
    pub allow_reserved: bool,
    /// Described with `content` rather than `schema`: the value goes out as JSON text.
    pub json: bool,
    /// The name may go out without a value (query only).
    pub allow_empty: bool,
    pub constraints: Constraints,
    pub default: Option<serde_json::Value>,
    pub example: Option<serde_json::Value>,
    /// All that the document gives, the one above included.
    pub examples: Vec<Example>,
    pub deprecated: Option<Deprecation>,
    pub docs: Docs,
    pub origin: Origin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}
