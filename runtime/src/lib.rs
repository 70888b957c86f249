//! The hand-written half of every generated SDK.
//!
//! In: statics that describe an API, its operations and its types, all written by the generator. Out: a client that
//! sends calls and decodes responses. This crate knows no API: what differs between APIs is data.
//!
//! A generated crate's user meets [`Builder`], [`Response`], [`Error`], [`Maybe`], [`Date`], [`DateTime`] and
//! [`Base64`]; the rest is for custom transports, clocks and limiters.
//!
//! # Features
//! - `reqwest` (default): the default [`Transport`], with rustls on ring and the platform's roots.
//! - `http2`: HTTP/2 in it.
//! - `reqwest-client`: a `reqwest::Client` of your own in it.
//! - `blocking`: `send_blocking` on every call, and iterators over pages, items and bulks, for code without `async`.
//! - `stream`: `futures_core::Stream` for pages, items and bulks.
//! - `jiff`, `chrono`, `time`: conversions of [`Date`] and [`DateTime`].
//! - `signing`: requests signed with HMAC-SHA256, where the API describes it.
//! - `signing-rsa`: requests signed with RSASSA-PSS, too; by ring.
//! - `test-util`: `FakeTransport`, which responds from a script, and `testing::MockServer`, a real server on loopback.

// What cannot go wrong is written so that nothing can panic; what can is an error or a diagnostic.
#![cfg_attr(
    not(test),
    warn(
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
#![warn(missing_docs)]

mod auth;
mod client;
mod content;
mod description;
mod policy;
#[cfg(feature = "test-util")]
#[allow(clippy::expect_used, clippy::panic, reason = "a check of a test fails by a panic, as its docs say")]
pub mod testing;
mod transport;
mod value;
mod wire;

pub use bytes::Bytes;
#[cfg(feature = "blocking")]
pub use client::bulk::BlockingBulk;
#[cfg(feature = "stream")]
pub use client::bulk::bulk_stream;
pub use client::bulk::{self, Bulk, BulkOrder, bulk};
pub use client::config::{AuthMethod, Builder};
pub use client::core::{BuiltClient, Client};
pub use client::endpoint_call::EndpointCall;
pub use client::error::Error;
pub use client::limiter::{RateLimiter, RateLimits, RateObservation, WindowLimiter};
pub use client::odd_value::OddValue;
#[cfg(feature = "blocking")]
pub use client::pages::blocking::{BlockingItems, BlockingPages};
pub use client::pages::{Items, Pages};
pub use client::response::Response;
#[cfg(feature = "blocking")]
pub use client::streams::blocking::{BlockingDownload, BlockingEvents, BlockingLines};
pub use client::streams::download::Download;
pub use client::streams::events::{Event, Events, Reconnect};
pub use client::streams::lines::Lines;
pub use content::upload::Upload;
pub use description::endpoint::Endpoint;
pub use description::error_table::RawCode;
pub use description::operation::RateLimit;
pub use http;
pub use policy::rate::{RateKey, RateLimitStatus, RatePermit};
pub use policy::retry::attempts::{Attempts, Retry, RetryCause, StopReason};
pub use policy::retry::{RetryBudget, RetryPolicy, RetrySafety};
pub use serde_json::Value;
pub use transport::body::Body;
pub use transport::seams::{BoxFuture, Clock, Env, Random, Timer};
pub use transport::system::{SystemClock, SystemEnv, SystemRandom};
pub use transport::timer::SystemTimer;
#[cfg(feature = "reqwest")]
pub use transport::timer::TokioTimer;
#[cfg(feature = "test-util")]
pub use transport::{FakeResponse, FakeTransport};
#[cfg(feature = "reqwest")]
pub use transport::{ReqwestTransport, ReqwestTransportBuilder, TransportBuildError};
pub use transport::{SendOptions, Transport, TransportError, TransportFn, transport_fn};
pub use value::decimal::{Decimal, NotDecimal};
pub use value::list::{IntoList, Many, One, TextTakenApart};
pub use value::maybe::Maybe;
pub use value::missing::MissingProperty;
pub use value::secret::Secret;
pub use value::temporal::{
    Base64, Base64Url, Date, DateParts, DateTime, DateTimeParts, NotBase64, NotTemporal, Parsed, TimeParts,
};
pub use wire::multipart::File;
pub use wire::{Extra, TypedExtra};

/// For generated code only. Anything here may change in any release.
#[doc(hidden)]
pub mod __private {
    pub use crate::client::call::Call;
    pub use crate::client::decode;
    pub use crate::client::streams::open as stream;
    pub use crate::description::api::{Api, SecurityScheme, SecuritySchemeKind};
    pub use crate::description::canonical::{
        BinaryEncoding, BodyDigest, CanonicalString, DigestAlgorithm, EmptyBody, QueryOrder, RepeatedKeys,
        SignedHeaders, SignedPart, SignedQuery, SpaceEncoding,
    };
    pub use crate::description::envelope::{Envelope, RateHeaders, ResetUnit, SuccessRule, SuccessValue};
    pub use crate::description::error_table::{ErrorClass, ErrorRow, RetryClass};
    pub use crate::description::operation::{Idempotency, Method, Operation, Status};
    pub use crate::description::options::OptionSpec;
    pub use crate::description::pagination::{PageParameter, Pagination};
    pub use crate::description::signing::{Algorithm, DateFormat, SignatureMode, Signing};
    pub use crate::policy::paging;
    pub use crate::value::missing::{required, required_copy, required_str};
    pub use crate::wire::encoding::Reserved;
    pub use crate::wire::multipart;
    pub use crate::wire::param::{Explode, Style};
    pub use crate::wire::part::Part;
    pub use serde;

    /// What the macros of models call.
    pub mod wire {
        pub use crate::wire::*;
    }
}
