//! What it took to get an answer.
//!
//! In: what the pipeline did. Out: a record on every answer and error.

use std::fmt;
use std::time::Duration;

/// Why a call was sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryCause {
    /// The answer had this HTTP status.
    Status(u16),
    /// No connection came about.
    Connect,
    /// No answer came in time.
    Timeout,
    /// The exchange broke off.
    Transport,
    /// The answer had an error code that calls for a repeat.
    Code,
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

/// The attempts of one call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempts {
    count: u32,
    retries: Vec<Retry>,
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

    /// Notes that the request goes out.
    pub(crate) fn sent(&mut self) {
        self.count += 1;
    }

    /// Notes that it will go out again.
    pub(crate) fn repeated(&mut self, cause: RetryCause, wait: Duration) {
        self.retries.push(Retry { cause, wait });
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
