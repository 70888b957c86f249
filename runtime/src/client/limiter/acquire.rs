//! The wait for a permit.
//!
//! In: a bucket, a clock, a timer. Out: the permit. Only the first in a queue has a timer of its own, and each thread one
//! wakeup for all others; they sleep until they are first. Must not: poll in a loop.

use super::queues::{Queue, Queues};
use super::wakeup_timer;
use super::wakeups::Wakeups;
use crate::policy::rate::bucket::{Terms, Wait};
use crate::policy::rate::{RateKey, RatePermit};
use crate::transport::seams::{BoxFuture, Clock, Timer};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// The future of a permit.
pub(super) struct Acquire<'a> {
    queues: &'a Arc<Queues>,
    clock: &'a dyn Clock,
    timer: &'a dyn Timer,
    key: RateKey,
    terms: Terms,
    /// The place in the queue, once there is one.
    place: Option<u64>,
    /// The timer of the first in the queue, and when it ends.
    sleep: Option<(Duration, BoxFuture<'static, ()>)>,
}

impl<'a> Acquire<'a> {
    pub(super) fn new(
        queues: &'a Arc<Queues>,
        clock: &'a dyn Clock,
        timer: &'a dyn Timer,
        key: RateKey,
        terms: Terms,
    ) -> Self {
        Self { queues, clock, timer, key, terms, place: None, sleep: None }
    }

    /// The permit, or what to wait for.
    fn request(&mut self, context: &Context<'_>) -> Result<RatePermit, Wait> {
        let now = self.clock.elapsed();
        let mut entries = self.queues.lock();
        let queue = entries.of(self.key.bucket);
        let bucket = &mut queue.bucket;
        let has_just_come = self.place.is_none();
        if has_just_come && bucket.is_idle() {
            // The usual case: the queue is empty, and there is a permit.
            if let Ok(permit) = bucket.take(now, self.terms) {
                return Ok(permit);
            }
        }
        let place = *self.place.get_or_insert_with(|| bucket.join());
        let (permit, mut woken) = bucket.permit(place, now, self.terms);
        let (mut pending, mut unused) = (None, None);
        match permit {
            Ok(_) => {
                self.place = None;
                (woken, unused) = leave(queue, place, now);
            }
            Err(wait) => {
                bucket.wait(place, context.waker());
                if let Wait::Behind(look) = wait {
                    pending = queue.wakeups.pending(now, look, has_just_come);
                }
            }
        }
        drop(entries);
        drop(unused);
        woken.into_iter().for_each(Waker::wake);
        match permit {
            Err(Wait::Until(until)) if self.sleep.as_ref().is_none_or(|(known, _)| *known != until) => {
                self.sleep = Some((until, self.timer.sleep(until.saturating_sub(now))));
            }
            Err(Wait::Behind(_)) => self.sleep = None,
            _ => {}
        }
        if let Some(pending) = pending {
            wakeup_timer::start(self.queues, self.key.bucket, &pending, self.timer);
        }
        permit
    }
}

/// Frees a place. Returns the wakers to wake, and wakeups that are not needed any more, to be dropped without the lock.
fn leave(queue: &mut Queue, place: u64, now: Duration) -> (Vec<Waker>, Option<Wakeups>) {
    let woken = queue.bucket.leave(place, now);
    let unused = if queue.bucket.is_idle() { Some(std::mem::take(&mut queue.wakeups)) } else { None };
    (woken, unused)
}

impl Future for Acquire<'_> {
    type Output = RatePermit;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<RatePermit> {
        let this = &mut *self;
        match this.request(context) {
            Ok(permit) => return Poll::Ready(permit),
            Err(Wait::Behind(_)) => return Poll::Pending,
            Err(Wait::Until(_)) => {}
        }
        let Some((_, sleep)) = &mut this.sleep else { return Poll::Pending };
        if sleep.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        // The time has come: ask again. If the timer was early, other tasks run before the next try.
        this.sleep = None;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Acquire<'_> {
    /// Frees the place of a future that is dropped, and wakes the next if it is first now.
    fn drop(&mut self) {
        let Some(place) = self.place else { return };
        let now = self.clock.elapsed();
        let mut entries = self.queues.lock();
        let (woken, unused) =
            entries.get_mut(self.key.bucket).map(|queue| leave(queue, place, now)).unwrap_or_default();
        drop(entries);
        drop(unused);
        woken.into_iter().for_each(Waker::wake);
    }
}
