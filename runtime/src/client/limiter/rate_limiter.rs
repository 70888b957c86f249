//! The seam between calls and what keeps them within rate limits.
//!
//! In: a call that is about to go out, and later its response. Out: a turn. A limiter of one's own can share limits
//! between processes, say.

use crate::policy::rate::{RateKey, RateLimitStatus, RatePermit};
use crate::transport::seams::BoxFuture;
use http::HeaderMap;
use std::sync::Arc;
use std::time::Duration;

/// What a response says that concerns the rate limit.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RateObservation<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The state that the headers tell.
    pub limit: RateLimitStatus,
    /// How long nothing should be sent: the call was refused for its rate, or it was the last of its window.
    pub pause: Option<Duration>,
    /// All headers.
    pub headers: &'a HeaderMap,
}

/// Keeps calls within rate limits.
///
/// A client asks for a turn before each attempt, repeats included, and tells what was responded to. Attempts without an
/// response are not told of.
pub trait RateLimiter: Send + Sync + 'static {
    /// Waits for the turn of a call. Dropping the future gives the place up.
    fn acquire(&self, key: RateKey) -> BoxFuture<'_, RatePermit>;

    /// Takes note of a response.
    fn observe(&self, key: RateKey, permit: RatePermit, news: &RateObservation<'_>);
}

impl<T: RateLimiter + ?Sized> RateLimiter for Arc<T> {
    fn acquire(&self, key: RateKey) -> BoxFuture<'_, RatePermit> {
        (**self).acquire(key)
    }

    fn observe(&self, key: RateKey, permit: RatePermit, news: &RateObservation<'_>) {
        (**self).observe(key, permit, news);
    }
}
