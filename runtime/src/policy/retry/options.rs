//! What users set about retries.
//!
//! In: the options of a client or a call. Out: data for the decision.

use std::time::Duration;

/// Which calls are repeated after an attempt that the API may have processed, such as one without a response.
///
/// Whatever is chosen, calls that were surely not processed are repeated, and idempotent ones too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RetrySafety {
    /// Only idempotent calls: nothing is ever done twice.
    #[default]
    IdempotentOnly,
    /// Also calls that make something with a natural key: the API refuses the second of its kind. Should the first
    /// attempt have been processed, the call ends with an error that says so; see
    /// [`Error::is_created_by_earlier_attempt`](crate::Error::is_created_by_earlier_attempt).
    NaturalKey,
}

/// How long to wait before a call is repeated.
///
/// Where the server says how long (`Retry-After`, or the reset time of the rate limit), that is the wait. Otherwise it
/// is drawn from 0 to a bound that doubles with each repeat.
///
/// ```
/// use sdk_runtime::RetryPolicy;
/// use std::time::Duration;
/// let policy = RetryPolicy::new().base(Duration::from_millis(200)).max_wait(Duration::from_secs(10));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    pub(crate) base: Duration,
    pub(crate) max_backoff: Duration,
    pub(crate) max_wait: Option<Duration>,
}

impl RetryPolicy {
    /// At most 1 second before the first repeat, doubled each time up to 30 seconds; at most a minute where the server
    /// or the API's data says how long.
    #[allow(clippy::new_without_default, reason = "this is a const builder; nothing is gained by a second name")]
    pub const fn new() -> Self {
        Self { base: Duration::from_secs(1), max_backoff: Duration::from_secs(30), max_wait: None }
    }

    /// Longest wait before the first repeat.
    pub const fn base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// Longest wait that is drawn.
    pub const fn max_backoff(mut self, longest: Duration) -> Self {
        self.max_backoff = longest;
        self
    }

    /// Longest wait of all. When the server asks for a longer one the call ends with its error at once: to come back
    /// early would be refused again. By default a minute, or the API's own wait after a 429 where that is longer.
    pub const fn max_wait(mut self, longest: Duration) -> Self {
        self.max_wait = Some(longest);
        self
    }
}

/// What a client or a call says of repeats, beside their number.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RetryOptions {
    pub(crate) policy: Option<RetryPolicy>,
    pub(crate) safety: Option<RetrySafety>,
    /// Bound of the whole call.
    pub(crate) deadline: Option<Duration>,
}

impl RetryOptions {
    /// These, and where they are silent those.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            policy: self.policy.or(other.policy),
            safety: self.safety.or(other.safety),
            deadline: self.deadline.or(other.deadline),
        }
    }
}
