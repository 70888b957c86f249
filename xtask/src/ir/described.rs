//! What a document describes of requests and responses, whether or not the crate's code makes use of it.

use serde::Serialize;
use serde_json::Value;

use super::{Constraints, Deprecation, Docs, Example, Method, Origin, Param, StatusPattern, TypeRef, WireName};

/// A response as described.
#[derive(Debug, Clone, Serialize)]
pub struct Response {
    pub status: StatusPattern,
    pub docs: Docs,
    /// Sorted by name, without regard to case.
    pub headers: Vec<Header>,
    /// Sorted by media type.
    pub content: Vec<Media>,
    /// Sorted by name.
    pub links: Vec<Link>,
    pub origin: Origin,
}

/// A header of a response or of a part of a body.
#[derive(Debug, Clone, Serialize)]
pub struct Header {
    pub wire: WireName,
    pub ty: TypeRef,
    pub required: bool,
    pub constraints: Constraints,
    pub default: Option<Value>,
    pub examples: Vec<Example>,
    pub deprecated: Option<Deprecation>,
    pub docs: Docs,
    pub origin: Origin,
}

/// One of the representations of a body.
#[derive(Debug, Clone, Serialize)]
pub struct Media {
    /// As the document has it: `application/json; charset=utf-8`.
    pub media_type: String,
    /// `None` where nothing describes the content.
    pub ty: Option<TypeRef>,
    pub constraints: Constraints,
    /// Of the parts of a form or multipart body, sorted by name.
    pub encoding: Vec<Encoding>,
    pub examples: Vec<Example>,
    pub origin: Origin,
}

/// How a part of a form or multipart body is written.
#[derive(Debug, Clone, Serialize)]
pub struct Encoding {
    pub wire: WireName,
    pub content_type: Option<String>,
    pub style: Option<String>,
    pub explode: Option<bool>,
    pub allow_reserved: bool,
    /// Sorted by name.
    pub headers: Vec<Header>,
}

/// How values of a response lead to another operation.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    pub name: WireName,
    pub target: LinkTarget,
    /// Parameter to value or runtime expression, sorted by name.
    pub parameters: Vec<(String, Value)>,
    pub body: Option<Value>,
    pub docs: Docs,
    pub origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkTarget {
    /// An `operationId`.
    Id(String),
    /// A reference to an operation, of this document or another.
    Reference(String),
}

/// Requests that the API sends in the course of an operation.
#[derive(Debug, Clone, Serialize)]
pub struct Callback {
    pub name: WireName,
    /// The runtime expression that gives the address.
    pub expression: String,
    pub docs: Docs,
    /// Sorted by method.
    pub operations: Vec<Incoming>,
}

/// Requests that the API sends of its own accord.
#[derive(Debug, Clone, Serialize)]
pub struct Webhook {
    pub name: WireName,
    pub docs: Docs,
    /// Sorted by method.
    pub operations: Vec<Incoming>,
}

/// A request that the API sends and the caller's server receives.
#[derive(Debug, Clone, Serialize)]
pub struct Incoming {
    /// The `operationId`, where there is one.
    pub id: Option<WireName>,
    pub method: Method,
    pub docs: Docs,
    pub tags: Vec<String>,
    pub params: Vec<Param>,
    pub body_required: bool,
    pub body_docs: Docs,
    /// What is received, sorted by media type.
    pub body: Vec<Media>,
    /// What the caller's server returns, by status.
    pub responses: Vec<Response>,
    pub callbacks: Vec<Callback>,
    /// Overrides the API's requirement where given.
    pub security: Option<Vec<Vec<WireName>>>,
    pub deprecated: Option<Deprecation>,
    pub origin: Origin,
}

/// A tag of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    pub name: String,
    /// The tag above this one.
    pub parent: Option<String>,
    /// What sort of tag it is: `nav`, `badge`.
    pub kind: Option<String>,
    pub docs: Docs,
}

/// Who is behind the API.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    pub name: Option<String>,
    pub url: Option<String>,
    pub email: Option<String>,
}

/// The terms under which the API is described.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct License {
    pub name: String,
    /// SPDX expression.
    pub identifier: Option<String>,
    pub url: Option<String>,
}

/// The scopes that a security requirement names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Scopes {
    pub scheme: WireName,
    /// Sorted.
    pub scopes: Vec<String>,
}

/// A flow of OAuth 2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OAuthFlow {
    pub kind: FlowKind,
    pub authorization_url: Option<String>,
    pub token_url: Option<String>,
    pub refresh_url: Option<String>,
    pub device_authorization_url: Option<String>,
    /// Scope to what it allows, sorted by scope.
    pub scopes: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowKind {
    AuthorizationCode,
    ClientCredentials,
    DeviceAuthorization,
    Implicit,
    Password,
}
