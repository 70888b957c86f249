//! Virtual time on tokio's paused clock: waits pass at once, in the right order.
//!
//! In: a runtime with `start_paused`. Out: a clock and a timer for it.

#![allow(unreachable_pub, dead_code, reason = "each test uses a part")]

use sdk_runtime::{BoxFuture, Clock, Timer};
use std::time::{Duration, SystemTime};

/// Clock and timer in one. 1_800_000_000 seconds after 1970 when it is made.
#[derive(Clone, Copy)]
pub struct Virtual(tokio::time::Instant);

impl Virtual {
    pub fn new() -> Self {
        Self(tokio::time::Instant::now())
    }
}

impl Clock for Virtual {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + self.elapsed()
    }
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

impl Timer for Virtual {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}

/// Always the same number.
pub struct Fixed(pub u64);

impl sdk_runtime::Random for Fixed {
    fn next_u64(&self) -> u64 {
        self.0
    }
}
