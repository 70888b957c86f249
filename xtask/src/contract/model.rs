//! The contract: data only.
//!
//! In: filled by `read`. Out: read by `diff`. Must not: hold a rule.

use serde_json::Value;

use super::conditions::Conditions;
use crate::diag::{Pointer, SourceMap};
use crate::ir::{Credential, OAuthFlow, ParameterLocation, Style};
use crate::resolve::{SchemaId, Schemas};

/// One version of an API on the wire.
#[derive(Debug)]
pub struct Contract {
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// The document after its overlays, in the shape of OpenAPI 3.0.
    pub root: Value,
    /// Where each part of it was written.
    pub sources: SourceMap,
    /// Conditions of schemas that no type shows, by keyword.
    pub conditions: Conditions,
    pub schemas: Schemas,
    /// By key, in the document's order.
    pub components: Vec<(String, SchemaId)>,
    pub servers: Vec<Server>,
    pub schemes: Vec<Scheme>,
    /// What a call needs that says nothing of its own.
    pub security: Vec<Requirement>,
    /// In the document's order.
    pub operations: Vec<Operation>,
    /// What the API sends of its own accord. The path is the name.
    pub webhooks: Vec<Operation>,
}

/// Where an API is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its variables have their default values.
    pub url: String,
    pub origin: Pointer,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct Scheme {
    pub name: String,
    pub credential: Credential,
    pub flows: Vec<OAuthFlow>,
    pub discovery_url: Option<String>,
    pub origin: Pointer,
}

/// One alternative of what a call needs: schemes by name, with their scopes. Sorted.
pub type Requirement = Vec<(String, Vec<String>)>;

/// A call, or a request that the API sends.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Upper case.
    pub method: String,
    pub path: String,
    pub id: Option<String>,
    pub deprecated: bool,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub responses: Vec<Response>,
    /// Name and expression of each callback, with what is sent.
    pub callbacks: Vec<(String, Vec<Operation>)>,
    /// `None`: that of the API.
    pub security: Option<Vec<Requirement>>,
    /// Its own ones.
    pub servers: Vec<Server>,
    pub tags: Vec<String>,
    pub origin: Pointer,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub name: String,
    pub location: ParameterLocation,
    pub required: bool,
    pub deprecated: bool,
    pub style: Style,
    pub explode: bool,
    pub allow_reserved: bool,
    /// Media type, where it is described with `content`.
    pub media: Option<String>,
    pub schema: SchemaId,
    pub origin: Pointer,
}

/// The body of a request.
#[derive(Debug, Clone)]
pub struct Body {
    pub required: bool,
    pub content: Vec<Media>,
    pub origin: Pointer,
}

/// One representation of a body.
#[derive(Debug, Clone)]
pub struct Media {
    /// Without parameters, in lower case.
    pub name: String,
    pub schema: Option<SchemaId>,
    pub origin: Pointer,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response {
    /// `200`, `2XX`, `default`.
    pub status: String,
    pub content: Vec<Media>,
    pub headers: Vec<Header>,
    pub origin: Pointer,
}

/// A header of a response.
#[derive(Debug, Clone)]
pub struct Header {
    pub name: String,
    pub required: bool,
    pub schema: Option<SchemaId>,
    pub origin: Pointer,
}
