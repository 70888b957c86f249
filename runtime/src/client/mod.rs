//! The client and its calls.
//!
//! In: options, and calls of operations. Out: decoded responses, or errors. Puts the layers below together.

pub(crate) mod base_url;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub mod bulk;
pub(crate) mod call;
#[allow(clippy::module_inception, reason = "the client itself is the heart of this layer")]
pub(crate) mod client;
pub(crate) mod config;
pub mod decode;
pub(crate) mod error;
pub(crate) mod limiter;
mod macros;
pub(crate) mod pages;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod send;
