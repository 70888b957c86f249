//! What it took to get a response.
//!
//! In: what the pipeline did. Out: a record on every response and error.

use std::fmt;
use std::time::Duration;

/// Why a call was sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryCause {
    /// The response had this HTTP status.
    Status(u16),
    /// No connection came about.
    Connect,
    /// No response came in time.
    Timeout,
    /// The exchange broke off.
    Transport,
    /// The response had an error code that calls for a repeat.
    Code,
}

/// Why a call that failed was not sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopReason {
    /// It would end in the same way.
    Final,
    /// The API may have processed it, and a repeat might do its work twice.
    NotSafe,
    /// It was repeated as often as it may.
    MaxRetries,
    /// Its deadline would pass before the next attempt.
    Deadline,
    /// The server asks for a longer wait than is allowed.
    WaitTooLong,
    /// The client's budget for repeats is spent.
    Budget,
    /// Its body is a stream that was started, and cannot be read a second time.
    BodySpent,
}

/// One repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retry {
    /// Why.
    pub cause: RetryCause,
    /// The wait before it.
    pub wait: Duration,
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

    /// The repeats, in order.
    pub fn retries(&self) -> &[Retry] {
        &self.retries
    }

    /// How long the call waited for its turn under the rate limit, over all attempts.
    pub const fn rate_limit_wait(&self) -> Duration {
        self.rate_limit_wait
    }

    /// Why there was no further attempt; `None` for a call that succeeded, or that was refused before it was
    /// sent.
    pub const fn stopped(&self) -> Option<StopReason> {
        self.stopped
    }

    pub(crate) const fn earlier(&self) -> Earlier {
        self.earlier
    }

    /// Notes that the request goes out.
    pub(crate) fn sent(&mut self) {
        self.count += 1;
    }

    /// Notes a wait for the rate limit.
    pub(crate) fn held(&mut self, wait: Duration) {
        self.rate_limit_wait += wait;
    }

    /// Notes that it will go out again.
    pub(crate) fn repeated(&mut self, cause: RetryCause, wait: Duration, so_far: Earlier) {
        self.retries.push(Retry { cause, wait });
        if so_far == Earlier::Uncertain {
            self.earlier = so_far;
        }
    }

    /// Notes that it will not go out again.
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
