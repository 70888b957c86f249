//! The trait of rate limiters.
//!
//! In: a call that is about to be sent, and later its response. Out: a permit. A custom limiter can share limits between
//! processes.

use crate::policy::rate::{RateKey, RateLimitStatus, RatePermit};
use crate::transport::seams::BoxFuture;
use http::HeaderMap;
use std::sync::Arc;
use std::time::Duration;

/// What a response reports about the rate limit.
#[derive(Debug, Clone, Copy)]
pub struct RateObservation<'a> {
    pub(crate) status: u16,
    pub(crate) limit: RateLimitStatus,
    pub(crate) pause: Option<Duration>,
    pub(crate) headers: &'a HeaderMap,
}

impl<'a> RateObservation<'a> {
    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The state that the headers report.
    pub const fn limit(&self) -> RateLimitStatus {
        self.limit
    }

    /// How long nothing should be sent: the call was rejected for its rate, or it was the last of its window.
    pub const fn pause(&self) -> Option<Duration> {
        self.pause
    }

    /// All headers.
    pub const fn headers(&self) -> &'a HeaderMap {
        self.headers
    }
}

/// Keeps calls within rate limits.
///
/// A client requests a permit before each attempt, retries included, and reports each response. Attempts without a
/// response are not reported.
pub trait RateLimiter: Send + Sync + 'static {
    /// Waits for the permit of a call. Dropping the future leaves the queue.
    fn acquire(&self, key: RateKey) -> BoxFuture<'_, RatePermit>;

    /// Records a response.
    fn observe(&self, key: RateKey, permit: RatePermit, observation: &RateObservation<'_>);
}

impl<T: RateLimiter + ?Sized> RateLimiter for Arc<T> {
    fn acquire(&self, key: RateKey) -> BoxFuture<'_, RatePermit> {
        (**self).acquire(key)
    }

    fn observe(&self, key: RateKey, permit: RatePermit, observation: &RateObservation<'_>) {
        (**self).observe(key, permit, observation);
    }
}
