//! Time that passes only when somebody waits.
//!
//! In: waits. Out: a clock that has moved by them, at once. A test of limits and repeats takes no time, and gives the
//! same result each time.

use crate::transport::seams::{BoxFuture, Clock, Timer};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// When this time begins: 2026-01-01T00:00:00Z.
const START: Duration = Duration::from_secs(1_767_225_600);

/// A clock and a timer in one; clones share their time.
///
/// ```
/// use sdk_runtime::testing::Time;
/// use sdk_runtime::{Clock as _, Timer as _};
/// use std::time::Duration;
/// let time = Time::default();
/// drop(time.sleep(Duration::from_secs(60)));
/// assert_eq!(time.elapsed(), Duration::from_secs(60));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Time {
    nanoseconds: Arc<AtomicU64>,
}

impl Time {
    /// Lets time pass.
    pub fn pass(&self, duration: Duration) {
        self.nanoseconds.fetch_add(u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX), Ordering::SeqCst);
    }
}

impl Clock for Time {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + START + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::SeqCst))
    }
}

impl Timer for Time {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.pass(duration);
        Box::pin(std::future::ready(()))
    }
}
