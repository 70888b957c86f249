//! The attempts of a call.
//!
//! In: what the send loop did. Out: a record on every response and error.

use std::fmt;
use std::time::Duration;

/// Why a call was sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryCause {
    /// The response had this HTTP status.
    Status(u16),
    /// no connection was made.
    Connect,
    /// No response arrived in time.
    Timeout,
    /// The connection broke.
    Transport,
    /// The response had an error code that can be retried.
    Code,
    /// The signature was refused because the clocks differ; it is made by the server's clock from now on.
    ClockSkew,
}

/// Why a call that failed was not sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopReason {
    /// It would fail in the same way.
    Final,
    /// The API may have processed it, and a retry might do its work twice.
    NotSafe,
    /// It was retried as often as allowed.
    MaxRetries,
    /// Its deadline would pass before the next attempt.
    Deadline,
    /// The server demands a longer wait than is allowed.
    WaitTooLong,
    /// The client's budget for retries is spent.
    Budget,
    /// Its body is a stream that was started, and cannot be read a second time.
    BodySpent,
}

/// One retry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    cause: RetryCause,
    wait: Duration,
}

impl Retry {
    /// Why the call was sent again.
    pub const fn cause(&self) -> RetryCause {
        self.cause
    }

    /// The wait before it.
    pub const fn wait(&self) -> Duration {
        self.wait
    }
}

/// Whether an attempt that is followed by another may have been processed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Earlier {
    /// None was.
    #[default]
    Unprocessed,
    /// At least one may have been.
    Uncertain,
}

/// The attempts of one call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempts {
    count: u32,
    retries: Vec<Retry>,
    earlier: Earlier,
    rate_limit_wait: Duration,
    stopped: Option<StopReason>,
}

impl Attempts {
    /// How often the request was sent; 0 when it never was.
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// The retries, in order.
    pub fn retries(&self) -> &[Retry] {
        &self.retries
    }

    /// How long the call waited for permits of the rate limit, over all attempts.
    pub const fn rate_limit_wait(&self) -> Duration {
        self.rate_limit_wait
    }

    /// Why there was no further attempt; `None` for a call that succeeded, or that was rejected before it was
    /// sent.
    pub const fn stopped(&self) -> Option<StopReason> {
        self.stopped
    }

    pub(crate) const fn earlier(&self) -> Earlier {
        self.earlier
    }

    /// Records that the request is sent.
    pub(crate) fn sent(&mut self) {
        self.count += 1;
    }

    /// Records a wait for the rate limit.
    pub(crate) fn held(&mut self, wait: Duration) {
        self.rate_limit_wait += wait;
    }

    /// Records that it will be sent again.
    pub(crate) fn repeated(&mut self, cause: RetryCause, wait: Duration, so_far: Earlier) {
        self.retries.push(Retry { cause, wait });
        if so_far == Earlier::Uncertain {
            self.earlier = so_far;
        }
    }

    /// Records that it will not be sent again.
    pub(crate) fn stop(&mut self, reason: StopReason) {
        self.stopped = Some(reason);
    }
}

impl fmt::Display for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            1 => f.write_str("1 attempt"),
            count => write!(f, "{count} attempts"),
        }
    }
}
