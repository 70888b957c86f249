//! The wait for a turn.
//!
//! In: a bucket, a clock, a timer. Out: the turn. Only the first in a queue has a timer of its own, and each thread one
//! alarm for all others; they sleep until it is their place that is first: nothing polls.

use super::alarms::Alarms;
use super::bell;
use super::queues::{Queue, Queues};
use crate::policy::rate::bucket::{Terms, Wait};
use crate::policy::rate::{RateKey, RatePermit};
use crate::transport::seams::{BoxFuture, Clock, Timer};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// One who waits for a turn.
pub(super) struct Acquire<'a> {
    queues: &'a Arc<Queues>,
    clock: &'a dyn Clock,
    timer: &'a dyn Timer,
    key: RateKey,
    terms: Terms,
    /// The place in the queue, once there is one.
    place: Option<u64>,
    /// The timer of the first in the queue, and when it is up.
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

    /// The turn, or what to wait for.
    fn ask(&mut self, context: &Context<'_>) -> Result<RatePermit, Wait> {
        let now = self.clock.elapsed();
        let mut entries = self.queues.lock();
        let queue = entries.entry(self.key.bucket).or_default();
        let bucket = &mut queue.bucket;
        let has_just_come = self.place.is_none();
        if has_just_come && bucket.is_idle() {
            // The usual case: nobody waits, and there is a turn.
            if let Ok(permit) = bucket.take(now, self.terms) {
                return Ok(permit);
            }
        }
        let place = *self.place.get_or_insert_with(|| bucket.join());
        let (turn, mut woken) = bucket.turn(place, now, self.terms);
        let (mut order, mut unused) = (None, None);
        match turn {
            Ok(_) => {
                self.place = None;
                (woken, unused) = leave(queue, place, now);
            }
            Err(wait) => {
                bucket.wait(place, context.waker());
                if let Wait::Behind(look) = wait {
                    order = queue.alarms.order(now, look, has_just_come);
                }
            }
        }
        drop(entries);
        drop(unused);
        woken.into_iter().for_each(Waker::wake);
        match turn {
            Err(Wait::Until(until)) if self.sleep.as_ref().is_none_or(|(known, _)| *known != until) => {
                self.sleep = Some((until, self.timer.sleep(until.saturating_sub(now))));
            }
            Err(Wait::Behind(_)) => self.sleep = None,
            _ => {}
        }
        if let Some(order) = order {
            bell::set(self.queues, self.key.bucket, &order, self.timer);
        }
        turn
    }
}

/// Frees a place. Gives whom to wake, and alarms that nobody needs any more, to be dropped without the lock.
fn leave(queue: &mut Queue, place: u64, now: Duration) -> (Vec<Waker>, Option<Alarms>) {
    let woken = queue.bucket.leave(place, now);
    let unused = if queue.bucket.is_idle() { Some(std::mem::take(&mut queue.alarms)) } else { None };
    (woken, unused)
}

impl Future for Acquire<'_> {
    type Output = RatePermit;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<RatePermit> {
        let this = &mut *self;
        match this.ask(context) {
            Ok(permit) => return Poll::Ready(permit),
            Err(Wait::Behind(_)) => return Poll::Pending,
            Err(Wait::Until(_)) => {}
        }
        let Some((_, sleep)) = &mut this.sleep else { return Poll::Pending };
        if sleep.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        // The time is up: ask again. Should the timer have been early, others run before the next try.
        this.sleep = None;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Acquire<'_> {
    /// Frees the place of one who gave up, and wakes the next if it is first now.
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
