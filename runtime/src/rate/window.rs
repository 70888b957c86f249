//! The default limiter: in this process, fair, never above the limit.
//!
//! In: calls and answers. Out: turns, first come first served. Only the first in a queue has a timer, and all others
//! sleep until it is their place that is first: nothing polls.

use super::bucket::{Bucket, Terms};
use super::limiter::{RateKey, RateLimiter, RateNews, RatePermit};
use crate::seams::{BoxFuture, Clock, Timer};
use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// The way to the server that is reckoned with. Longer ones are rare, and then one call may come a little early.
const GUARD: Duration = Duration::from_millis(100);

/// The longest pause that is kept; a server that asks for more is asked again after this.
const MAX_HOLD: Duration = Duration::from_secs(120);

/// How a client keeps within the rate limits of the API's description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RateLimits {
    /// Up to the limits.
    #[default]
    Described,
    /// Up to so many percent of each limit (1 to 100): for accounts that others use, too.
    Percent(u8),
    /// Not at all. Calls that are refused for their rate are still repeated.
    Off,
}

/// A limiter for one account in one process.
///
/// Of each bucket, never more than the limit's calls reach the server in any window of the limit's length, provided
/// that no call takes longer to get there than the guard interval (100 milliseconds by default), or that its answer is
/// back before the guard has passed. An answer that says that no call is left, or a refused call, holds the bucket back
/// until the server takes calls again, two minutes at most.
///
/// The queue is fair, so who stands first in it has to be polled or dropped for the others to go on, as with a fair
/// mutex: a task should not keep a call that it has begun to await aside while it awaits other calls.
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
    buckets: Mutex<HashMap<&'static str, Bucket>>,
}

impl WindowLimiter {
    /// A limiter up to the limits, with a guard of 100 milliseconds.
    pub fn new(clock: Arc<dyn Clock>, timer: Arc<dyn Timer>) -> Self {
        Self { clock, timer, guard: GUARD, percent: 100, buckets: Mutex::default() }
    }

    /// Reckons with so long a way to the server. Longer is safer and slower.
    pub fn guard(mut self, guard: Duration) -> Self {
        self.guard = guard;
        self
    }

    /// Up to so many percent of each limit, from 1 to 100.
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

    fn buckets(&self) -> MutexGuard<'_, HashMap<&'static str, Bucket>> {
        // A bucket is whole between any two statements, so a panic elsewhere leaves nothing broken.
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
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
        Box::pin(Acquire { limiter: self, key, terms: self.terms(key), place: None, sleep: None })
    }

    fn observe(&self, key: RateKey, permit: RatePermit, news: &RateNews<'_>) {
        if key.limit.is_none() && news.pause.is_none() {
            return;
        }
        let now = self.clock.elapsed();
        let mut buckets = self.buckets();
        let bucket = buckets.entry(key.bucket).or_default();
        let waker = bucket.answered(now, permit, self.terms(key));
        if let Some(pause) = news.pause {
            // Whoever is first finds this out when its timer is up.
            bucket.hold(now + pause.min(MAX_HOLD));
        }
        drop(buckets);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// One who waits for a turn.
struct Acquire<'a> {
    limiter: &'a WindowLimiter,
    key: RateKey,
    terms: Terms,
    /// The place in the queue, once there is one.
    place: Option<u64>,
    /// The timer of the first in the queue, and when it is up.
    sleep: Option<(Duration, BoxFuture<'static, ()>)>,
}

impl Acquire<'_> {
    /// The turn, or when to ask again; `None` while others are before.
    fn ask(&mut self, context: &Context<'_>) -> Result<RatePermit, Option<Duration>> {
        let now = self.limiter.clock.elapsed();
        let mut buckets = self.limiter.buckets();
        let bucket = buckets.entry(self.key.bucket).or_default();
        if self.place.is_none() && bucket.is_idle() {
            // The usual case: nobody waits, and there is a turn.
            if let Ok(permit) = bucket.take(now, self.terms) {
                return Ok(permit);
            }
        }
        let place = *self.place.get_or_insert_with(|| bucket.join());
        let turn = if bucket.is_first(place) { bucket.take(now, self.terms).map_err(Some) } else { Err(None) };
        let next = match &turn {
            Ok(_) => {
                self.place = None;
                bucket.leave(place)
            }
            Err(_) => {
                bucket.wait(place, context.waker());
                None
            }
        };
        drop(buckets);
        if let Some(next) = next {
            next.wake();
        }
        if let Err(Some(until)) = turn {
            if self.sleep.as_ref().is_none_or(|(known, _)| *known != until) {
                self.sleep = Some((until, self.limiter.timer.sleep(until.saturating_sub(now))));
            }
        }
        turn
    }
}

impl Future for Acquire<'_> {
    type Output = RatePermit;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<RatePermit> {
        let this = &mut *self;
        match this.ask(context) {
            Ok(permit) => return Poll::Ready(permit),
            Err(None) => return Poll::Pending,
            Err(Some(_)) => {}
        }
        let Some((_, sleep)) = &mut this.sleep else { return Poll::Pending };
        if sleep.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        // The time is up: ask again. Should the timer have been early, others run before the next try.
        this.sleep = None;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Acquire<'_> {
    /// Frees the place of one who gave up, and wakes the next if it is first now.
    fn drop(&mut self) {
        let Some(place) = self.place else { return };
        let mut buckets = self.limiter.buckets();
        let next = buckets.get_mut(self.key.bucket).and_then(|bucket| bucket.leave(place));
        drop(buckets);
        if let Some(next) = next {
            next.wake();
        }
    }
}
