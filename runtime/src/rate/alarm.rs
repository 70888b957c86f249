//! Who looks after those who wait behind others.
//!
//! In: a time to look, a timer. Out: everybody in the queue is woken then. An alarm belongs to no waiter, so it rings
//! though the one who set it is no longer polled. Each thread sets its own, because the timers of a thread that is held
//! up may stand still.

use super::window::Shared;
use crate::seams::{BoxFuture, Timer};
use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::task::{Context, Wake, Waker};
use std::thread::{ThreadId, current};
use std::time::Duration;

struct Alarm {
    number: u64,
    /// When the first of this row of alarms was set.
    since: Duration,
    rings: Duration,
    rang: bool,
    /// Kept, so that it rings; never polled again.
    _sleep: Option<BoxFuture<'static, ()>>,
}

/// The alarms of a bucket.
#[derive(Default)]
pub(super) struct Alarms {
    of_threads: HashMap<ThreadId, Alarm>,
    set: u64,
}

/// An alarm that is to be set.
pub(super) struct Order {
    number: u64,
    after: Duration,
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
        let alarm = Alarm { number: self.set, since, rings, rang: false, _sleep: None };
        let old = self.of_threads.insert(current().id(), alarm);
        Some(Order { number: self.set, after: rings.saturating_sub(now), _old: old })
    }

    fn find(&mut self, thread: ThreadId, number: u64) -> Option<&mut Alarm> {
        self.of_threads.get_mut(&thread).filter(|alarm| alarm.number == number)
    }
}

/// What a timer wakes.
struct Bell {
    shared: Weak<Shared>,
    bucket: &'static str,
    thread: ThreadId,
    number: u64,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let Some(shared) = self.shared.upgrade() else { return };
        let mut buckets = shared.buckets();
        let Some(bucket) = buckets.get_mut(self.bucket) else { return };
        let Some(alarm) = bucket.alarms.find(self.thread, self.number) else { return };
        alarm.rang = true;
        let woken = bucket.everyone();
        drop(buckets);
        woken.into_iter().for_each(Waker::wake);
    }
}

/// Sets an alarm. To be called without the lock.
pub(super) fn set(shared: &Arc<Shared>, bucket: &'static str, order: &Order, timer: &dyn Timer) {
    let thread = current().id();
    let bell = Arc::new(Bell { shared: Arc::downgrade(shared), bucket, thread, number: order.number });
    let mut sleep = timer.sleep(order.after);
    let waker = Waker::from(Arc::clone(&bell));
    if sleep.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
        return waker.wake();
    }
    let mut buckets = shared.buckets();
    let alarm = buckets.get_mut(bucket).and_then(|bucket| bucket.alarms.find(thread, order.number));
    let mut unused = Some(sleep);
    if let Some(alarm) = alarm {
        std::mem::swap(&mut alarm._sleep, &mut unused);
    }
    drop(buckets);
    drop(unused);
}
