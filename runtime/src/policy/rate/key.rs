//! Which limit a call is under, and its permit.
//!
//! In: an API and an operation. Out: the key of a bucket. Must not: wait.

use crate::description::api::Api;
use crate::description::operation::{Operation, RateLimit};
use std::time::Duration;

/// Which limit a call is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateKey {
    operation: &'static str,
    /// Calls of one bucket share one limit: the operation's id, or `*` for those under the limit of the whole API.
    pub(crate) bucket: &'static str,
    /// The limit, where the API's document has one.
    pub(crate) limit: Option<RateLimit>,
}

impl RateKey {
    /// A key, for tests of a limiter.
    pub const fn new(operation: &'static str, bucket: &'static str, limit: Option<RateLimit>) -> Self {
        Self { operation, bucket, limit }
    }

    /// The operation's id.
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The name of the bucket. Calls of one bucket share one limit: the operation's id, or `*` for those under the limit
    /// of the whole API.
    pub const fn bucket(&self) -> &'static str {
        self.bucket
    }

    /// The limit, where the API's document has one.
    pub const fn limit(&self) -> Option<RateLimit> {
        self.limit
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

/// A permit. It identifies to the limiter the call that a response belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RatePermit {
    id: u64,
    pub(crate) until: Duration,
}

impl RatePermit {
    /// A permit with a number that the limiter chooses.
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
