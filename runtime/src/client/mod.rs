//! The client and its calls.
//!
//! In: options, and calls of operations. Out: decoded responses, or errors. Puts the layers below together.

pub(crate) mod base_url;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub mod bulk;
pub(crate) mod call;
pub(crate) mod clock_offset;
pub(crate) mod config;
pub(crate) mod core;
pub mod decode;
pub(crate) mod endpoint_call;
pub(crate) mod error;
pub(crate) mod limiter;
mod macros;
pub(crate) mod odd_value;
mod paged_request;
pub(crate) mod pages;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod send;
pub(crate) mod streams;
pub(crate) mod visitor;
