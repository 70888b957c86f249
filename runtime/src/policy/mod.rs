//! Decisions about retries, rate limits and pages.
//!
//! In: plain facts of attempts and responses. Out: decisions. Must not: read a clock, wait, send, or know the error type.

pub(crate) mod headers;
pub mod paging;
pub(crate) mod rate;
pub(crate) mod retry;
