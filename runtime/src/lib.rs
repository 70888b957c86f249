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
//! - `test-util`: `FakeTransport`, which answers from a script, and `testing::Server`, a real server on loopback.

#![warn(missing_docs)]

mod api;
mod attempts;
mod auth;
mod base_url;
mod body;
mod call;
mod client;
mod config;
pub mod decode;
mod encoding;
mod envelope;
mod error;
mod error_table;
mod macros;
mod maybe;
mod missing;
pub mod multipart;
mod operation;
mod options;
mod param;
mod pipeline;
mod rate;
mod response;
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
pub use attempts::{Attempts, Retry, RetryCause};
pub use body::Part;
pub use bytes::Bytes;
pub use call::Call;
pub use client::Client;
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
pub use param::{Explode, Style};
pub use rate::RateLimitStatus;
pub use response::Response;
pub use seams::{BoxFuture, Clock, Env, Random, Timer};
pub use secret::Secret;
pub use serde_json::Value;
pub use signing::{Algorithm, SignatureMode, SignedPart, Signing};
pub use system::{SystemClock, SystemEnv, SystemRandom, SystemTimer};
pub use temporal::{Base64, Date, DateTime, NotBase64};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
#[cfg(feature = "test-util")]
pub use transport::{FakeReply, FakeTransport};
pub use transport::{SendOptions, Transport, TransportError};
pub use wire::Extra;

/// For the macros.
#[doc(hidden)]
pub use serde;
