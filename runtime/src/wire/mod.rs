//! The wire format: how values are read from and written as JSON, forms, multipart bodies and parameters.
//!
//! In: values and bytes. Out: bytes and values. Must not: know HTTP calls, operations or clients.

pub(crate) mod body;
pub(crate) mod duration;
pub(crate) mod encode;
pub(crate) mod encoding;
pub(crate) mod event_stream;
pub(crate) mod form;
pub(crate) mod http_date;
pub(crate) mod json;
pub(crate) mod json_property;
pub(crate) mod json_text;
pub(crate) mod lines;
pub(crate) mod list_length;
mod macros;
pub mod multipart;
pub(crate) mod param;
pub(crate) mod part;
pub(crate) mod pull;

pub use encode::{Encode, EncodeParts, State};
pub use json::*;
