//! The real clock, randomness and environment.
//!
//! In: nothing. Out: implementations of the injected traits. With `timer`, the only modules that touch the system.

use super::seams::{Clock, Env, Random};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// The clock; `elapsed` counts from here.
    #[allow(clippy::new_without_default, reason = "it reads the clock, which a default should not")]
    pub fn new() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// Random numbers from the hasher keys that the standard library draws from the system.
#[derive(Debug, Default)]
pub struct SystemRandom {
    keys: RandomState,
    drawn: AtomicU64,
}

impl Random for SystemRandom {
    fn next_u64(&self) -> u64 {
        let mut hasher = self.keys.build_hasher();
        hasher.write_u64(self.drawn.fetch_add(1, Ordering::Relaxed));
        hasher.finish()
    }
}

/// The process's environment.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEnv;

impl Env for SystemEnv {
    fn var(&self, name: &str) -> Option<String> {
        // Text that is not Unicode reads with replacement characters, so that validation can name the variable.
        std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    }
}
