//! Alarms that ring.
//!
//! In: an alarm that is to be set, a timer. Out: everybody in the queue is woken when it rings. Must not: be called with
//! the lock of the queues.

use super::alarms::Order;
use super::queues::Queues;
use crate::transport::seams::Timer;
use std::sync::{Arc, Weak};
use std::task::{Context, Wake, Waker};
use std::thread::{ThreadId, current};

/// What a timer wakes.
struct Bell {
    queues: Weak<Queues>,
    bucket: &'static str,
    thread: ThreadId,
    number: u64,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let Some(queues) = self.queues.upgrade() else { return };
        let mut entries = queues.lock();
        let Some(queue) = entries.get_mut(self.bucket) else { return };
        let Some(alarm) = queue.alarms.find(self.thread, self.number) else { return };
        alarm.rang = true;
        let woken = queue.bucket.everyone();
        drop(entries);
        woken.into_iter().for_each(Waker::wake);
    }
}

/// Sets an alarm. To be called without the lock.
pub(super) fn set(queues: &Arc<Queues>, bucket: &'static str, order: &Order, timer: &dyn Timer) {
    let thread = current().id();
    let bell = Arc::new(Bell { queues: Arc::downgrade(queues), bucket, thread, number: order.number });
    let mut sleep = timer.sleep(order.after);
    let waker = Waker::from(Arc::clone(&bell));
    if sleep.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
        return waker.wake();
    }
    let mut entries = queues.lock();
    let alarm = entries.get_mut(bucket).and_then(|queue| queue.alarms.find(thread, order.number));
    let mut unused = Some(sleep);
    if let Some(alarm) = alarm {
        std::mem::swap(&mut alarm.sleep, &mut unused);
    }
    drop(entries);
    drop(unused);
}
