//! The clock that requests are signed by.
//!
//! In: the clock of this machine, and errors that show that it is wrong. Out: the time of the server, as far as it is known.
//! Must not: be used for anything but signatures and the times of responses.

use crate::client::error::Error;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// Seconds that the server's clock is ahead of this one; shared by all calls of a client.
#[derive(Debug, Default)]
pub(crate) struct ClockOffset(AtomicI64);

impl ClockOffset {
    /// How many seconds to add to this machine's clock.
    pub(crate) fn seconds(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Takes the difference from an error that it explains; whether there was one. An error of a call that was signed by
    /// the corrected clock is not explained by it any more, so that each call learns once.
    pub(crate) fn learn(&self, error: &Error) -> bool {
        let Some(seconds) = error.clock_skew().filter(|_| error.explaining_clock_skew().is_some()) else {
            return false;
        };
        self.0.store(seconds, Ordering::Relaxed);
        true
    }
}

/// A time so many seconds ahead.
pub(crate) fn ahead(time: SystemTime, seconds: i64) -> SystemTime {
    let offset = Duration::from_secs(seconds.unsigned_abs());
    let corrected = if seconds < 0 { time.checked_sub(offset) } else { time.checked_add(offset) };
    corrected.unwrap_or(time)
}
