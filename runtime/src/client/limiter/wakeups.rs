//! Wakeups of a queue.
//!
//! In: the time at which someone has to check the queue. Out: whether a timer has to be started for it. A wakeup belongs
//! to no waiter, so it fires though the one that started it is no longer polled. Each thread has its own, because the
//! timers of a blocked thread may stand still. Must not: start a timer; that is done without the lock of the queues.

use crate::transport::seams::BoxFuture;
use std::thread::{ThreadId, current};
use std::time::Duration;

pub(super) struct Wakeup {
    number: u64,
    /// When the first of this row of wakeups was set.
    since: Duration,
    fires_at: Duration,
    pub(super) fired: bool,
    /// Kept, so that it fires; never polled again.
    pub(super) sleep: Option<BoxFuture<'static, ()>>,
}

/// The wakeups of a bucket.
#[derive(Default)]
pub(super) struct Wakeups {
    /// One for each thread that waits.
    of_threads: Vec<(ThreadId, Wakeup)>,
    set: u64,
}

/// A wakeup that is to be set.
pub(super) struct PendingWakeup {
    pub(super) number: u64,
    pub(super) after: Duration,
    /// What it replaces, to be dropped without the lock.
    _old: Option<Wakeup>,
}

impl Wakeups {
    /// Whether this thread has to set a wakeup, when someone has to look at this time. While all goes well, each waits
    /// twice as long as the one before. For one who has just come it fires in time.
    pub(super) fn pending(&mut self, now: Duration, look: Duration, has_just_come: bool) -> Option<PendingWakeup> {
        let thread = current().id();
        let index = self.of_threads.iter().position(|(known, _)| *known == thread);
        let since = match index.map(|index| &self.of_threads[index].1) {
            Some(wakeup) if !wakeup.fired && wakeup.fires_at > now && (!has_just_come || wakeup.fires_at <= look) => {
                return None;
            }
            Some(wakeup) if !has_just_come => wakeup.since,
            _ => now,
        };
        self.set += 1;
        let fires_at = look.max(now.saturating_add(now.saturating_sub(since)));
        let wakeup = Wakeup { number: self.set, since, fires_at, fired: false, sleep: None };
        let old = match index {
            Some(index) => Some(std::mem::replace(&mut self.of_threads[index].1, wakeup)),
            None => {
                self.of_threads.push((thread, wakeup));
                None
            }
        };
        Some(PendingWakeup { number: self.set, after: fires_at.saturating_sub(now), _old: old })
    }

    pub(super) fn find(&mut self, thread: ThreadId, number: u64) -> Option<&mut Wakeup> {
        self.of_threads
            .iter_mut()
            .find(|(known, wakeup)| *known == thread && wakeup.number == number)
            .map(|(_, wakeup)| wakeup)
    }
}
