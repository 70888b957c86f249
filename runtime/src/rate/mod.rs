//! Rate limits: what answers tell of them, and keeping within them.
//!
//! In: limits as data, calls that are about to go out, answers. Out: a turn for each call. Must not: read a clock or
//! wait but through the seams.

mod acquire;
mod alarm;
mod bucket;
mod limiter;
mod status;
mod window;

pub(crate) use limiter::key_of;
pub use limiter::{RateKey, RateLimiter, RateNews, RatePermit};
pub use status::RateLimitStatus;
pub(crate) use status::read;
pub use window::{RateLimits, WindowLimiter};
