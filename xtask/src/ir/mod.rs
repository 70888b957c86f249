//! The API as data: one file for each node, nothing of Rust in it.
//!
//! In: filled by `lower`. Out: read by `rust`. Must not: hold a Rust identifier, a token, or a vendor's fact.

mod api;
mod ascii;
mod constraint;
mod described;
mod docs;
mod error;
mod example;
mod method;
mod name;
mod operation;
mod page;
mod param;
mod payload;
mod protocol;
mod server;
mod service;
mod signing;
mod type_ref;
mod types;

pub use api::{Api, Info, Lifecycle};
pub use ascii::short_hash;
pub use constraint::{Bound, Constraints, End};
pub use described::{
    Callback, Contact, Encoding, FlowKind, Header, Incoming, License, Link, LinkTarget, Media, OAuthFlow, Response,
    Scopes, Tag, Webhook,
};
pub use docs::{Deprecation, Docs, ORIGIN_KEY, Origin};
pub use error::{ErrorClass, ErrorCode, RawCode, RetryClass};
pub use example::{Example, ExampleValue};
pub use method::Method;
pub use name::{WireName, Words, capital};
pub use operation::{
    Batch, Body, BodyKind, BodyPart, CountedPages, ErrorBody, Idempotency, Operation, PageParameter, Pagination,
    PaginationStyle, PathPart, RateLimit, Representation, Success,
};
pub use page::Page;
pub use param::{Param, ParameterLocation, Style};
pub use payload::{Framing, Payload, StatusPattern, StreamItem};
pub use protocol::{
    Credential, Envelope, Migration, OptionFact, Protocol, RateHeaders, ResetUnit, SecurityScheme, SuccessRule,
    SuccessValue, Webhooks,
};
pub use server::{Server, ServerVariable};
pub use service::Service;
pub use signing::{
    AuthMethodName, BinaryEncoding, BodyDigest, CanonicalString, DateFormat, DigestAlgorithm, EmptyBody, QueryOrder,
    RepeatedKeys, SignatureAlgorithm, SignatureMode, SignedPart, SignedQuery, Signing, SpaceEncoding,
};
pub use type_ref::{Id, TYPE_KEY, TypeRef};
pub use types::{
    Additional, EnumRepr, EnumValue, Field, MatchRule, Presence, StatusVariant, TypeDef, TypeKind, UnionRule, Usage,
    Variant,
};
