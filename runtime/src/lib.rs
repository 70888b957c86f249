//! The hand-written half of every generated SDK.
//!
//! In: statics that describe an API, its operations and its types, all written by the generator. Out: a client that
//! sends calls and decodes answers. This crate knows no API: whatever differs from one to the next is data.
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
//! - `test-util`: `FakeTransport`, which answers from a script, and `testing::Server`, a real server on loopback.

#![warn(missing_docs)]

mod api;
mod attempts;
mod auth;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
pub mod bulk;
mod call;
mod client;
mod config;
pub mod decode;
mod encoding;
mod envelope;
mod error;
mod error_table;
mod http_date;
mod macros;
mod maybe;
mod missing;
pub mod multipart;
mod operation;
mod options;
#[doc(hidden)]
pub mod paging;
mod param;
mod pipeline;
mod rate;
mod response;
mod retry;
mod seams;
mod secret;
mod signing;
mod system;
mod temporal;
#[cfg(feature = "test-util")]
pub mod testing;
mod transport;
pub mod wire;

pub use api::{Api, Credential, Scheme};
pub use attempts::{Attempts, Retry, RetryCause, StopReason};
pub use body::Part;
#[cfg(feature = "blocking")]
pub use bulk::BlockingBulk;
#[cfg(feature = "stream")]
pub use bulk::bulk_stream;
pub use bulk::{Bulk, BulkOrder, bulk};
pub use bytes::Bytes;
pub use call::Call;
pub use client::{BuiltClient, Client};
pub use config::{AuthType, Builder};
pub use encoding::Reserved;
pub use envelope::{Envelope, RateHeaders, ResetUnit, SuccessRule};
pub use error::Error;
pub use error_table::{ErrorClass, ErrorRow, RawCode, RetryClass};
pub use http;
pub use maybe::Maybe;
pub use missing::{MissingMember, required, required_copy, required_str};
pub use multipart::File;
pub use operation::{Idempotency, Method, Operation, RateLimit, Status};
pub use options::OptionFact;
#[cfg(feature = "blocking")]
pub use paging::blocking::{BlockingItems, BlockingPages};
pub use paging::{Items, Pages, Pagination};
pub use param::{Explode, Style};
pub use rate::{RateKey, RateLimitStatus, RateLimiter, RateLimits, RateNews, RatePermit, WindowLimiter};
pub use response::Response;
pub use retry::{Repeat, RetryBudget, RetryPolicy};
pub use seams::{BoxFuture, Clock, Env, Random, Timer};
pub use secret::Secret;
pub use serde_json::Value;
pub use signing::{Algorithm, SignatureMode, SignedPart, Signing, SpaceEncoding};
pub use system::{SystemClock, SystemEnv, SystemRandom, SystemTimer};
pub use temporal::{Base64, Date, DateParts, DateTime, DateTimeParts, NotBase64, NotTemporal, Parsed, TimeParts};
#[cfg(feature = "test-util")]
pub use transport::{FakeReply, FakeTransport};
#[cfg(feature = "reqwest")]
pub use transport::{ReqwestTransport, ReqwestTransportBuilder};
pub use transport::{SendOptions, Transport, TransportError};
pub use wire::Extra;

/// For the macros.
#[doc(hidden)]
pub use serde;
