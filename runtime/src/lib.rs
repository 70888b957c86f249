//! The hand-written half of every generated SDK.
//!
//! In: statics that describe an API, its operations and its types, all written by the generator. Out: a client that
//! sends calls and decodes responses. This crate knows no API: whatever differs from one to the next is data.
//!
//! A generated crate's user meets [`Builder`], [`Response`], [`Error`], [`Maybe`], [`Date`], [`DateTime`] and
//! [`Base64`]; the rest is for generated code, and for those who bring a transport, a clock or a limiter of their own.
//!
//! # Features
//! - `reqwest` (default): the default [`Transport`], with rustls on ring and the platform's roots.
//! - `http2`: HTTP/2 in it.
//! - `blocking`: `send_blocking` on every call, and iterators over pages, items and bulks, for code without `async`.
//! - `stream`: `futures_core::Stream` for pages, items and bulks.
//! - `jiff`, `chrono`, `time`: conversions of [`Date`] and [`DateTime`].
//! - `signing`: requests signed with HMAC-SHA256, where the API describes it.
//! - `signing-rsa`: requests signed with RSASSA-PSS, too; by ring.
//! - `test-util`: `FakeTransport`, which responds from a script, and `testing::MockServer`, a real server on loopback.

#![warn(missing_docs)]

mod auth;
mod client;
mod content;
mod description;
mod policy;
#[cfg(feature = "test-util")]
pub mod testing;
mod transport;
mod value;
pub mod wire;

pub use bytes::Bytes;
#[cfg(feature = "blocking")]
pub use client::bulk::BlockingBulk;
#[cfg(feature = "stream")]
pub use client::bulk::bulk_stream;
pub use client::bulk::{self, Bulk, BulkOrder, bulk};
pub use client::call::Call;
pub use client::config::{AuthType, Builder};
pub use client::core::{BuiltClient, Client};
pub use client::decode;
pub use client::error::Error;
pub use client::limiter::{RateLimiter, RateLimits, RateObservation, WindowLimiter};
#[cfg(feature = "blocking")]
pub use client::pages::blocking::{BlockingItems, BlockingPages};
pub use client::pages::{Items, Pages};
pub use client::response::Response;
#[cfg(feature = "blocking")]
pub use client::streams::blocking::{BlockingDownload, BlockingEvents, BlockingLines};
pub use client::streams::download::Download;
pub use client::streams::events::{Event, Events, Reconnect};
pub use client::streams::lines::Lines;
#[doc(hidden)]
pub use client::streams::open as stream;
pub use content::upload::Upload;
pub use description::api::{Api, SecurityScheme, SecuritySchemeKind};
pub use description::envelope::{Envelope, RateHeaders, ResetUnit, SuccessRule};
pub use description::error_table::{ErrorClass, ErrorRow, RawCode, RetryClass};
pub use description::operation::{Idempotency, Method, Operation, RateLimit, Status};
pub use description::options::OptionSpec;
pub use description::pagination::Pagination;
pub use description::signing::{Algorithm, SignatureMode, SignedPart, Signing, SpaceEncoding};
pub use http;
#[doc(hidden)]
pub use policy::paging;
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
pub use value::maybe::Maybe;
pub use value::missing::{MissingProperty, required, required_copy, required_str};
pub use value::secret::Secret;
pub use value::temporal::{
    Base64, Date, DateParts, DateTime, DateTimeParts, NotBase64, NotTemporal, Parsed, TimeParts,
};
pub use wire::Extra;
pub use wire::body::Part;
pub use wire::encoding::Reserved;
pub use wire::multipart::{self, File};
pub use wire::param::{Explode, Style};

/// For the macros.
#[doc(hidden)]
pub use serde;
