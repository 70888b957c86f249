//! The default limiter: in this process, fair, never above the limit.
//!
//! In: calls and responses. Out: permits, first come first served among the futures that are polled.

use super::acquire::Acquire;
use super::queues::Queues;
use super::rate_limiter::{RateLimiter, RateObservation};
use crate::policy::rate::bucket::Terms;
use crate::policy::rate::{RateKey, RatePermit};
use crate::transport::seams::{BoxFuture, Clock, Timer};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// the time that a request is expected to take to the server. Longer ones are rare, and then one call may come a little early.
const GUARD: Duration = Duration::from_millis(100);

/// The longest pause that is kept; when a server demands more, the next call is sent after this.
const MAX_HOLD: Duration = Duration::from_secs(120);

/// How a client keeps within the rate limits of the API's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RateLimits {
    /// Up to the limits.
    #[default]
    Described,
    /// Up to this percentage of each limit (1 to 100): for accounts that other clients use, too.
    Percent(u8),
    /// No limits. Calls that are rejected for their rate are still retried.
    Off,
}

/// A limiter for one account in one process.
///
/// Of each bucket, never more calls than the limit reach the server in any window of the limit's length, provided that no
/// call takes longer to the server than the guard interval (100 milliseconds by default), or that its response is received
/// before the guard has passed. A response that reports that no call is left, or a rejected call, holds back the bucket
/// until the server accepts calls again, for two minutes at most.
///
/// Permits are given first come first served. A call that was started but is not polled delays others only briefly: when
/// its permit has been free for 50 milliseconds, those behind it are woken, and after 50 more the first of them that is
/// polled takes it. The other one keeps its place, and gets the next permit if it is polled by then. So a call may be
/// awaited while others of the same task are not polled, and a blocking call may block a runtime whose tasks wait for
/// permits.
///
/// All clones of a client share one. Clients of one account can share one as well:
///
/// ```
/// # #[cfg(feature = "reqwest")] {
/// use sdk_runtime::{SystemClock, SystemTimer, WindowLimiter};
/// use std::sync::Arc;
/// let limiter = Arc::new(WindowLimiter::new(Arc::new(SystemClock::new()), Arc::new(SystemTimer)));
/// // Client::builder(key).rate_limiter(limiter.clone()) …
/// # }
/// ```
pub struct WindowLimiter {
    clock: Arc<dyn Clock>,
    timer: Arc<dyn Timer>,
    guard: Duration,
    percent: u8,
    queues: Arc<Queues>,
}

impl WindowLimiter {
    /// A limiter up to the limits, with a guard of 100 milliseconds.
    pub fn new(clock: Arc<dyn Clock>, timer: Arc<dyn Timer>) -> Self {
        Self { clock, timer, guard: GUARD, percent: 100, queues: Arc::default() }
    }

    /// The time that a request may take to the server. Longer is safer and slower.
    #[must_use]
    pub fn guard(mut self, guard: Duration) -> Self {
        self.guard = guard;
        self
    }

    /// Up to this percentage of each limit, from 1 to 100.
    #[must_use]
    pub fn percent(mut self, percent: u8) -> Self {
        self.percent = percent.clamp(1, 100);
        self
    }

    fn terms(&self, key: RateKey) -> Terms {
        let Some(limit) = key.limit else {
            return Terms { calls: None, window: Duration::ZERO, guard: self.guard };
        };
        let window = Duration::from_millis(limit.per_ms);
        let hundredths = u64::from(limit.calls) * u64::from(self.percent);
        match u32::try_from(hundredths / 100) {
            // Less than one call in a window is one call in a longer window.
            Ok(0) => Terms {
                calls: Some(1),
                window: window.saturating_mul(100) / u32::try_from(hundredths.max(1)).unwrap_or(1),
                guard: self.guard,
            },
            calls => Terms { calls: Some(calls.unwrap_or(u32::MAX)), window, guard: self.guard },
        }
    }
}

impl fmt::Debug for WindowLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WindowLimiter")
            .field("guard", &self.guard)
            .field("percent", &self.percent)
            .finish_non_exhaustive()
    }
}

impl RateLimiter for WindowLimiter {
    fn acquire(&self, key: RateKey) -> BoxFuture<'_, RatePermit> {
        Box::pin(Acquire::new(&self.queues, &*self.clock, &*self.timer, key, self.terms(key)))
    }

    fn observe(&self, key: RateKey, permit: RatePermit, observation: &RateObservation<'_>) {
        if key.limit.is_none() && observation.pause.is_none() {
            return;
        }
        let now = self.clock.elapsed();
        let mut entries = self.queues.lock();
        let bucket = &mut entries.of(key.bucket).bucket;
        let waker = bucket.responded(now, permit, self.terms(key));
        if let Some(pause) = observation.pause {
            // The first in the queue learns of it when its timer fires.
            bucket.hold(now + pause.min(MAX_HOLD));
        }
        drop(entries);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
