//! The seam between calls and what keeps them within rate limits.
//!
//! In: a call that is about to go out, and later its answer. Out: a turn. A limiter of one's own can share limits
//! between processes, say.

use super::status::RateLimitStatus;
use crate::api::Api;
use crate::operation::{Operation, RateLimit};
use crate::seams::BoxFuture;
use http::HeaderMap;
use std::sync::Arc;
use std::time::Duration;

/// Which limit a call falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateKey {
    /// The operation's id.
    pub operation: &'static str,
    /// Calls of one bucket share one limit: the operation's id, or `*` for those under the limit of the whole API.
    pub bucket: &'static str,
    /// The limit, where the API's description has one.
    pub limit: Option<RateLimit>,
}

impl RateKey {
    /// A key, for tests of a limiter.
    pub const fn new(operation: &'static str, bucket: &'static str, limit: Option<RateLimit>) -> Self {
        Self { operation, bucket, limit }
    }
}

/// The key of an operation.
pub(crate) const fn key_of(api: &Api, operation: &Operation) -> RateKey {
    match (operation.rate_limit, api.rate_limit) {
        (Some(limit), _) => RateKey { operation: operation.id, bucket: operation.id, limit: Some(limit) },
        (None, Some(limit)) => RateKey { operation: operation.id, bucket: "*", limit: Some(limit) },
        (None, None) => RateKey { operation: operation.id, bucket: operation.id, limit: None },
    }
}

/// A turn that was given. It says to the limiter which of its turns an answer belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RatePermit {
    id: u64,
    pub(super) until: Duration,
}

impl RatePermit {
    /// A turn with a number of the limiter's own.
    pub const fn new(id: u64) -> Self {
        Self { id, until: Duration::ZERO }
    }

    pub(super) const fn until(id: u64, until: Duration) -> Self {
        Self { id, until }
    }

    /// The number.
    pub const fn id(&self) -> u64 {
        self.id
    }
}

/// What an answer says that concerns the rate limit.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RateNews<'a> {
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
/// A client asks for a turn before each attempt, repeats included, and tells what was answered. Attempts without an
/// answer are not told of.
pub trait RateLimiter: Send + Sync + 'static {
    /// Waits for the turn of a call. Dropping the future gives the place up.
    fn acquire(&self, key: RateKey) -> BoxFuture<'_, RatePermit>;

    /// Takes note of an answer.
    fn observe(&self, key: RateKey, permit: RatePermit, news: &RateNews<'_>);
}

impl<T: RateLimiter + ?Sized> RateLimiter for Arc<T> {
    fn acquire(&self, key: RateKey) -> BoxFuture<'_, RatePermit> {
        (**self).acquire(key)
    }

    fn observe(&self, key: RateKey, permit: RatePermit, news: &RateNews<'_>) {
        (**self).observe(key, permit, news);
    }
}
