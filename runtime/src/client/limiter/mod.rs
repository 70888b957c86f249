//! Keeping calls within rate limits.
//!
//! In: calls that are about to go out, and their responses. Out: a permit for each call. Must not: read a clock or wait
//! but through the injected traits.

mod acquire;
mod alarms;
mod bell;
mod queues;
mod rate_limiter;
mod window;

pub use rate_limiter::{RateLimiter, RateObservation};
pub use window::{RateLimits, WindowLimiter};
