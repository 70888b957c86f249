//! The API as the generator understands it: data only, a file per node, no Rust in it.
//!
//! In: filled by `lower`. Out: read by `rust`. Must not: hold a Rust identifier, a token, or a vendor's fact.

mod api;
mod docs;
mod error;
mod name;
mod operation;
mod page;
mod param;
mod protocol;
mod service;
mod signing;
mod types;

pub use api::{Api, Info, Lifecycle, Server, ServerVariable};
pub use docs::{Deprecation, Docs, Origin};
pub use error::{ErrorClass, ErrorCode, RawCode, RetryClass};
pub use name::{WireName, Words};
pub use operation::{
    Batch, Body, BodyKind, BodyPart, CountedPages, ErrorBody, Idempotency, Method, Operation, PageParameter,
    Pagination, PaginationStyle, PathPart, Payload, RateLimit, StatusPattern, Success,
};
pub use page::Page;
pub use param::{Param, ParameterLocation, Style};
pub use protocol::{
    Credential, Envelope, Migration, OptionFact, Protocol, RateHeaders, ResetUnit, SecurityScheme, SuccessRule,
    SuccessValue, Webhooks,
};
pub use service::Service;
pub use signing::{
    AuthMethodName, BinaryEncoding, BodyDigest, CanonicalString, DateFormat, DigestAlgorithm, EmptyBody, QueryOrder,
    RepeatedKeys, SignatureAlgorithm, SignatureMode, SignedPart, SignedQuery, Signing, SpaceEncoding,
};
pub use types::{
    Additional, EnumRepr, EnumValue, Field, Id, MatchRule, Presence, StatusVariant, TypeDef, TypeKind, TypeRef,
    UnionRule, Usage, Variant,
};
