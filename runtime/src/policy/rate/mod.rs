//! Rate limits: what responses report of them, and the arithmetic of keeping within them.
//!
//! In: limits as data, headers, arrivals with the time. Out: permits, or when to ask again. Must not: read a clock or wait.

pub(crate) mod bucket;
mod key;
mod status;

pub(crate) use key::key_of;
pub use key::{RateKey, RatePermit};
pub use status::RateLimitStatus;
pub(crate) use status::{Reset, read, reset};
