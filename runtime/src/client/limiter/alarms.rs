//! Who looks after those who wait behind others.
//!
//! In: a time to look, a timer. Out: everybody in the queue is woken then. An alarm belongs to no waiter, so it rings
//! though the one who set it is no longer polled. Each thread sets its own, because the timers of a thread that is held
//! up may stand still.

use crate::transport::seams::BoxFuture;
use std::collections::HashMap;
use std::thread::{ThreadId, current};
use std::time::Duration;

pub(super) struct Alarm {
    number: u64,
    /// When the first of this row of alarms was set.
    since: Duration,
    rings: Duration,
    pub(super) rang: bool,
    /// Kept, so that it rings; never polled again.
    pub(super) sleep: Option<BoxFuture<'static, ()>>,
}

/// The alarms of a bucket.
#[derive(Default)]
pub(super) struct Alarms {
    of_threads: HashMap<ThreadId, Alarm>,
    set: u64,
}

/// An alarm that is to be set.
pub(super) struct Order {
    pub(super) number: u64,
    pub(super) after: Duration,
    /// What it replaces, to be dropped without the lock.
    _old: Option<Alarm>,
}

impl Alarms {
    /// Whether this thread has to set an alarm, when somebody has to look at this time. While all goes well, each waits
    /// twice as long as the one before. For one who has just come it rings in time.
    pub(super) fn order(&mut self, now: Duration, look: Duration, has_just_come: bool) -> Option<Order> {
        let known = self.of_threads.get(&current().id());
        let since = match known {
            Some(alarm) if !alarm.rang && alarm.rings > now && (!has_just_come || alarm.rings <= look) => return None,
            Some(alarm) if !has_just_come => alarm.since,
            _ => now,
        };
        self.set += 1;
        let rings = look.max(now.saturating_add(now.saturating_sub(since)));
        let alarm = Alarm { number: self.set, since, rings, rang: false, sleep: None };
        let old = self.of_threads.insert(current().id(), alarm);
        Some(Order { number: self.set, after: rings.saturating_sub(now), _old: old })
    }

    pub(super) fn find(&mut self, thread: ThreadId, number: u64) -> Option<&mut Alarm> {
        self.of_threads.get_mut(&thread).filter(|alarm| alarm.number == number)
    }
}
