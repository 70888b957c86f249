//! Plain values of the API's types.
//!
//! In: text and values that callers set or responses hold. Out: types that keep them as they are. Must not: know JSON,
//! HTTP or any other module of this crate.

pub(crate) mod base64;
pub(crate) mod decimal;
pub(crate) mod list;
pub(crate) mod maybe;
pub(crate) mod missing;
pub(crate) mod secret;
pub(crate) mod short_text;
pub(crate) mod temporal;
