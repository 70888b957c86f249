//! The timers of wakeups.
//!
//! In: a pending wakeup, a timer. Out: all waiters of the queue are woken when it fires. Must not: be called with the lock
//! of the queues.

use super::queues::Queues;
use super::wakeups::PendingWakeup;
use crate::transport::seams::Timer;
use std::sync::{Arc, Weak};
use std::task::{Context, Wake, Waker};
use std::thread::{ThreadId, current};

/// What a timer wakes.
struct WakeupWaker {
    queues: Weak<Queues>,
    bucket: &'static str,
    thread: ThreadId,
    number: u64,
}

impl Wake for WakeupWaker {
    fn wake(self: Arc<Self>) {
        let Some(queues) = self.queues.upgrade() else { return };
        let mut entries = queues.lock();
        let Some(queue) = entries.get_mut(self.bucket) else { return };
        let Some(wakeup) = queue.wakeups.find(self.thread, self.number) else { return };
        wakeup.fired = true;
        let woken = queue.bucket.all_wakers();
        drop(entries);
        woken.into_iter().for_each(Waker::wake);
    }
}

/// Sets a wakeup. To be called without the lock.
pub(super) fn start(queues: &Arc<Queues>, bucket: &'static str, pending: &PendingWakeup, timer: &dyn Timer) {
    let thread = current().id();
    let task = Arc::new(WakeupWaker { queues: Arc::downgrade(queues), bucket, thread, number: pending.number });
    let mut sleep = timer.sleep(pending.after);
    let waker = Waker::from(Arc::clone(&task));
    if sleep.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
        return waker.wake();
    }
    let mut entries = queues.lock();
    let wakeup = entries.get_mut(bucket).and_then(|queue| queue.wakeups.find(thread, pending.number));
    let mut unused = Some(sleep);
    if let Some(wakeup) = wakeup {
        std::mem::swap(&mut wakeup.sleep, &mut unused);
    }
    drop(entries);
    drop(unused);
}
