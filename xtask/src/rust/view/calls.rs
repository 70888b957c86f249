//! Calls as data: what is known of an operation, and where each input goes.
//!
//! In: filled by `operations`, `bodies` and `paging`. Out: read by `emit`. Must not: hold a token. Plain values of the
//! IR, such as a server or a style, are allowed here; its references by `Id` are not.

use super::{RustIdent, RustType};
use crate::ir::{Batch, BodyPart, Idempotency, Method, Pagination, RateLimit, Server, StatusPattern, Style};

/// What the static of a call says.
#[derive(Debug, Clone)]
pub struct OperationFacts {
    pub id: String,
    pub method: Method,
    /// `/things/{id}`.
    pub path: String,
    pub success: Vec<StatusPattern>,
    /// Properties that lead to the payload.
    pub payload: Vec<String>,
    /// The media types to accept, where it is not JSON alone.
    pub accept: Vec<String>,
    /// The data of the event that ends a stream.
    pub last_event: Option<String>,
    /// Where it differs from what the method says.
    pub idempotency: Option<Idempotency>,
    pub rate_limit: Option<RateLimit>,
    /// Alternatives of scheme names, where they differ from those of the API.
    pub security: Option<Vec<Vec<String>>>,
    pub server: Option<Server>,
    pub batch: Option<Batch>,
}

/// The static with the encodings of a form's properties.
#[derive(Debug, Clone)]
pub struct PartsFacts {
    pub name: RustIdent,
    pub parts: Vec<BodyPart>,
}

/// What a call does with an input.
#[derive(Debug, Clone)]
pub struct AppliedInput {
    pub ident: RustIdent,
    pub target: InputTarget,
}

/// Where an input goes, and how it is written there. Names are those on the wire.
#[derive(Debug, Clone)]
pub enum InputTarget {
    Path { wire: String },
    PathAs { wire: String, style: Style, explode: bool },
    Query { wire: String },
    QueryJson { wire: String },
    QueryAs { wire: String, style: Style, explode: bool, allow_reserved: bool },
    Header { wire: String },
    HeaderAs { wire: String, explode: bool },
    Cookie { wire: String },
    Body(BodyTarget),
}

/// How a body is sent.
#[derive(Debug, Clone)]
pub enum BodyTarget {
    /// With its media type, where that is not the usual one.
    Json {
        wrapper: Option<String>,
        media_type: Option<String>,
    },
    Form {
        parts: Option<RustIdent>,
    },
    Multipart {
        parts: Option<RustIdent>,
        content: MultipartContent,
    },
    Text {
        media_type: String,
    },
    Bytes {
        media_type: String,
    },
}

/// What a multipart body is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MultipartContent {
    /// A part for each property of the value.
    Properties,
    /// One part with the value.
    Whole,
}

/// How the body of a response is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadKind {
    Empty,
    Json,
    OptionalJson,
    Text,
    Bytes,
    ByStatus,
    Download,
    Events,
    TextEvents,
    Lines,
    Sequence,
}

impl PayloadKind {
    /// The word that the runtime has for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Json => "json",
            Self::OptionalJson => "optional_json",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::ByStatus => "by_status",
            Self::Download => "download",
            Self::Events => "events",
            Self::TextEvents => "text_events",
            Self::Lines => "lines",
            Self::Sequence => "sequence",
        }
    }

    /// Whether it is read as it arrives.
    #[must_use]
    pub const fn is_stream(self) -> bool {
        matches!(self, Self::Download | Self::Events | Self::TextEvents | Self::Lines | Self::Sequence)
    }
}

/// Another representation of a response, with the methods that send for it.
#[derive(Debug, Clone)]
pub struct RepresentationView {
    /// As in `Accept`.
    pub media_types: String,
    pub send: RustIdent,
    pub with_meta: RustIdent,
    pub blocking: RustIdent,
    /// The static that describes the call for it.
    pub fact: RustIdent,
    pub facts: OperationFacts,
    /// How the response is read.
    pub decode: PayloadKind,
    /// What the call returns.
    pub output: RustType,
}

/// A call that returns a list in pages.
#[derive(Debug, Clone)]
pub struct PagesView {
    pub item: RustType,
    /// Words of the runtime's macro, each with the fields that lead there: `items [trackings]`.
    pub facts: Vec<(&'static str, Vec<FieldStep>)>,
    pub pagination: Pagination,
}

/// A step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldStep {
    /// Into an `Option`.
    Optional,
    /// Into a wrapper.
    Wrapped,
    Field(RustIdent),
}
