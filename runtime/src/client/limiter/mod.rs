//! Keeping calls within rate limits.
//!
//! In: calls that are about to go out, and their responses. Out: a permit for each call. Must not: read a clock or wait
//! but through the injected traits.

mod acquire;
mod queues;
mod rate_limiter;
mod wakeup_timer;
mod wakeups;
mod window;

pub use rate_limiter::{RateLimiter, RateObservation};
pub use window::{RateLimits, WindowLimiter};
