//! The places where the outside comes in: time, waiting, randomness, environment.
//!
//! In: an implementation, the real one by default. Out: what the client asks for. Nothing else in this crate reads a
//! clock, sleeps, draws a random number or looks at the environment, so that all of it can be tested without any.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// A future on the heap that can change threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The time of day, for dates that are sent and compared with the server's.
    fn now(&self) -> SystemTime;

    /// Time since some fixed moment; never goes back. For measuring.
    fn elapsed(&self) -> Duration;
}

/// Waits.
pub trait Timer: Send + Sync + 'static {
    /// A future that is ready after this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// Draws random numbers. Not for keys.
pub trait Random: Send + Sync + 'static {
    /// The next number, all 64 bits alike.
    fn next_u64(&self) -> u64;
}

/// Looks up environment variables.
pub trait Env: Send + Sync + 'static {
    /// The variable's value, if it is set.
    fn var(&self, name: &str) -> Option<String>;
}

impl<F: Fn(&str) -> Option<String> + Send + Sync + 'static> Env for F {
    fn var(&self, name: &str) -> Option<String> {
        self(name)
    }
}
