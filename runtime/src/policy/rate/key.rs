//! Which limit a call falls under, and the permit that it is given.
//!
//! In: an API and an operation. Out: the key of a bucket. Must not: wait.

use crate::description::api::Api;
use crate::description::operation::{Operation, RateLimit};
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

/// A turn that was given. It says to the limiter which of its turns a response belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RatePermit {
    id: u64,
    pub(crate) until: Duration,
}

impl RatePermit {
    /// A turn with a number of the limiter's own.
    pub const fn new(id: u64) -> Self {
        Self { id, until: Duration::ZERO }
    }

    pub(crate) const fn until(id: u64, until: Duration) -> Self {
        Self { id, until }
    }

    /// The number.
    pub const fn id(&self) -> u64 {
        self.id
    }
}
