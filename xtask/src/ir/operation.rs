//! A call that the API offers.

use serde::Serialize;

use super::{
    Callback, Deprecation, Docs, Media, Method, Origin, Param, Payload, Response, Scopes, Server, StatusPattern,
    TypeRef, WireName, Words,
};

/// One call: what goes in, what comes out, how it behaves.
#[derive(Debug, Clone, Serialize)]
pub struct Operation {
    /// The document's `operationId`, or `METHOD /path` where it has none.
    pub id: WireName,
    pub name: Words,
    pub method: Method,
    pub path: Vec<PathPart>,
    /// Path parameters in path order, then the others in the document's order.
    pub params: Vec<Param>,
    pub body: Option<Body>,
    /// Every described representation of the body, sorted by media type.
    pub request: Vec<Media>,
    pub success: Success,
    /// Described error bodies, lowest status first.
    pub errors: Vec<ErrorBody>,
    /// Every described response, by status.
    pub responses: Vec<Response>,
    /// Sorted by name and expression.
    pub callbacks: Vec<Callback>,
    /// Overrides the API's requirement where given. Alternatives of scheme names; an empty list needs none.
    pub security: Option<Vec<Vec<WireName>>>,
    /// The scopes that the requirement names.
    pub scopes: Vec<Scopes>,
    /// In the document's order; the first one decides about the service.
    pub tags: Vec<String>,
    /// Overrides the API's servers where given.
    pub servers: Vec<Server>,
    pub pagination: Option<Pagination>,
    pub rate_limit: Option<RateLimit>,
    pub idempotency: Idempotency,
    pub batch: Option<Batch>,
    pub deprecated: Option<Deprecation>,
    pub docs: Docs,
    /// What is said of all operations of the path.
    pub path_docs: Docs,
    pub origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PathPart {
    Literal(String),
    /// Wire name of the path parameter.
    Param(WireName),
}

#[derive(Debug, Clone, Serialize)]
pub struct Body {
    pub kind: BodyKind,
    /// As the document has it: `application/json`.
    pub media_type: String,
    pub ty: TypeRef,
    pub required: bool,
    /// Property that holds the body on the wire (`{"tracking": …}`), unwrapped for the caller.
    pub wrapper: Option<WireName>,
    /// Per-property encodings, for forms and multipart.
    pub parts: Vec<BodyPart>,
    pub docs: Docs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    Json,
    Form,
    Multipart,
    Text,
    Binary,
}

/// How one property of a form or multipart body is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BodyPart {
    pub wire: WireName,
    pub media_type: Option<String>,
    pub style: super::Style,
    pub explode: bool,
}

/// What a call returns on success.
#[derive(Debug, Clone, Serialize)]
pub struct Success {
    pub statuses: Vec<StatusPattern>,
    pub payload: Payload,
    /// Properties to go down from the body's root to the payload: `["data", "tracking"]`.
    pub path: Vec<WireName>,
    /// The media types to accept, where it is not JSON alone.
    pub accept: Vec<String>,
    /// Other representations of the response that the caller can ask for.
    pub representations: Vec<Representation>,
    /// The data of the event that ends a stream of events, where there is such an event.
    pub last_event: Option<String>,
}

/// A representation of a response beside the one that a call asks for by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Representation {
    pub payload: Payload,
    /// As [`Success::path`].
    pub path: Vec<WireName>,
    /// The media types to accept.
    pub accept: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ErrorBody {
    pub status: StatusPattern,
    pub payload: Payload,
    pub docs: Docs,
}

/// How further pages are requested. Names are wire names of parameters; paths go down from the root of the response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pagination {
    pub style: PaginationStyle,
    pub parameter: PageParameter,
    /// Origins beside the operation's own that URLs of pages may lead to.
    pub origins: Vec<String>,
    /// Where the items are in the response.
    pub items: Vec<WireName>,
    /// Type of one item.
    pub item: TypeRef,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaginationStyle {
    Cursor {
        param: WireName,
        next: Vec<WireName>,
        more: Option<Vec<WireName>>,
    },
    /// Page number and size; the end is a page that is not full.
    Page(CountedPages),
    /// Position of the first item, and size; the end is a page that is not full.
    Offset(CountedPages),
    /// The `Link` header.
    Link,
    /// A URL in the response.
    NextUrl {
        next: Vec<WireName>,
        more: Option<Vec<WireName>>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountedPages {
    pub param: WireName,
    pub size: WireName,
    pub default_size: u64,
    pub first: u64,
    /// Where the response says how many items there are in all.
    pub total: Option<Vec<WireName>>,
    /// Where the response says whether there are more pages.
    pub more: Option<Vec<WireName>>,
}

/// Where a request says which page it wants. In a body, a name with dots goes down from object to object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageParameter {
    Query,
    BodyText,
    BodyNumber,
}

impl PaginationStyle {
    /// Where the response names the next page.
    pub fn next(&self) -> Option<&[WireName]> {
        match self {
            Self::Cursor { next, .. } | Self::NextUrl { next, .. } => Some(next),
            Self::Page(_) | Self::Offset(_) | Self::Link => None,
        }
    }

    /// Where the response says whether there are more pages.
    pub fn more(&self) -> Option<&[WireName]> {
        match self {
            Self::Cursor { more, .. } | Self::NextUrl { more, .. } => more.as_deref(),
            Self::Page(counted) | Self::Offset(counted) => counted.more.as_deref(),
            Self::Link => None,
        }
    }

    /// Where the response says how many items there are in all.
    pub fn total(&self) -> Option<&[WireName]> {
        match self {
            Self::Page(counted) | Self::Offset(counted) => counted.total.as_deref(),
            Self::Cursor { .. } | Self::NextUrl { .. } | Self::Link => None,
        }
    }
}

/// A number of calls within a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RateLimit {
    pub calls: u32,
    pub per_ms: u64,
}

/// Whether a call may be repeated if its outcome is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Idempotency {
    /// Safe to repeat.
    Idempotent,
    /// Must not be repeated once it may have been processed.
    NotIdempotent,
    /// A repeated call is rejected with an "already done" code, because the API recognises this natural key.
    NaturalKey(Vec<WireName>),
    /// Safe to repeat by a generated key in this header.
    KeyHeader(String),
    /// Safe to repeat by a generated key in this property of the JSON body.
    KeyProperty(String),
}

/// A body that is a list, each item with an outcome of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Batch {
    pub max_items: u32,
    /// Where the list is in the body; empty when the body is the list.
    pub items: Vec<WireName>,
}
