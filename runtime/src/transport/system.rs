//! The real time, waiting, randomness and environment: the one module that touches them.
//!
//! In: nothing. Out: implementations of the seams.

use crate::transport::seams::{BoxFuture, Clock, Env, Random, Timer};
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

/// Waits on tokio's timer where the default transport brings tokio, and on a thread of its own elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemTimer;

#[cfg(feature = "reqwest")]
impl Timer for SystemTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            // Made inside the future: tokio's timer looks for its runtime when it is made.
            tokio::time::sleep(duration).await;
        })
    }
}

#[cfg(not(feature = "reqwest"))]
impl Timer for SystemTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(thread_sleep::ThreadSleep::new(duration))
    }
}

/// A wait without a runtime: a thread sleeps and wakes the task. Waits are rare (between attempts), so one thread for
/// each is cheaper than a timer of our own.
#[cfg(not(feature = "reqwest"))]
mod thread_sleep {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex, PoisonError};
    use std::task::{Context, Poll, Waker};
    use std::time::Duration;

    #[derive(Default)]
    struct State {
        done: bool,
        waker: Option<Waker>,
    }

    pub(super) struct ThreadSleep {
        duration: Duration,
        state: Option<Arc<Mutex<State>>>,
    }

    impl ThreadSleep {
        pub(super) const fn new(duration: Duration) -> Self {
            Self { duration, state: None }
        }
    }

    impl Future for ThreadSleep {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let duration = self.duration;
            let state = self.state.get_or_insert_with(|| {
                let state = Arc::new(Mutex::new(State::default()));
                let shared = Arc::clone(&state);
                std::thread::spawn(move || {
                    std::thread::sleep(duration);
                    let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
                    state.done = true;
                    if let Some(waker) = state.waker.take() {
                        waker.wake();
                    }
                });
                state
            });
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            if state.done {
                return Poll::Ready(());
            }
            state.waker = Some(context.waker().clone());
            Poll::Pending
        }
    }
}
