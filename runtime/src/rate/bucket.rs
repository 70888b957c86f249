//! One limit and those who wait for it.
//!
//! In: arrivals, turns that are asked for, answers, all with the time. Out: turns, or when to ask again. Pure but for
//! wakers: no clock, no waiting.
//!
//! A turn is free again one window after its call reached the server. That moment is not known; it lies between the
//! sending and the answer. So a turn is free one window after its answer, or, where that takes longer than the guard
//! interval, one window and the guard after the sending.

use super::limiter::RatePermit;
use std::collections::{BTreeMap, BTreeSet};
use std::task::Waker;
use std::time::Duration;

/// What holds for a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Terms {
    /// Turns of each window; `None` is as many as one likes.
    pub(super) calls: Option<u32>,
    pub(super) window: Duration,
    /// The longest way to the server that is reckoned with.
    pub(super) guard: Duration,
}

/// The state of a bucket.
#[derive(Default)]
pub(super) struct Bucket {
    /// Turns that are not free yet: when they will be, and their numbers.
    taken: BTreeSet<(Duration, u64)>,
    /// Those who wait, first come first.
    queue: BTreeMap<u64, Option<Waker>>,
    next: u64,
    /// Nobody's turn comes before this.
    held_until: Duration,
}

impl Bucket {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Whether nobody waits.
    pub(super) fn is_idle(&self) -> bool {
        self.queue.is_empty()
    }

    /// Queues up.
    pub(super) fn join(&mut self) -> u64 {
        let place = self.number();
        self.queue.insert(place, None);
        place
    }

    /// Leaves the queue; gives who has to be woken, because it is first now.
    pub(super) fn leave(&mut self, place: u64) -> Option<Waker> {
        let was_first = self.is_first(place);
        self.queue.remove(&place);
        if was_first { self.first_waker() } else { None }
    }

    pub(super) fn is_first(&self, place: u64) -> bool {
        self.queue.first_key_value().is_some_and(|(first, _)| *first == place)
    }

    /// Whom to wake when the first in the queue should look again.
    pub(super) fn first_waker(&mut self) -> Option<Waker> {
        self.queue.first_entry()?.get_mut().take()
    }

    /// Wakes this one when its time comes.
    pub(super) fn wait(&mut self, place: u64, waker: &Waker) {
        if let Some(known) = self.queue.get_mut(&place) {
            *known = Some(waker.clone());
        }
    }

    /// A turn now, or when to ask again.
    pub(super) fn take(&mut self, now: Duration, terms: Terms) -> Result<RatePermit, Duration> {
        if now < self.held_until {
            return Err(self.held_until);
        }
        let Some(calls) = terms.calls else { return Ok(RatePermit::default()) };
        while self.taken.first().is_some_and(|(free, _)| *free <= now) {
            self.taken.pop_first();
        }
        if let Some((free, _)) = self.taken.first().filter(|_| self.taken.len() >= calls.max(1) as usize) {
            return Err(*free);
        }
        let (free, number) = (now.saturating_add(terms.window).saturating_add(terms.guard), self.number());
        self.taken.insert((free, number));
        Ok(RatePermit::until(number, free))
    }

    /// Notes that a turn's call was answered; gives who has to look again.
    pub(super) fn answered(&mut self, now: Duration, permit: RatePermit, terms: Terms) -> Option<Waker> {
        let free = now.saturating_add(terms.window);
        if free >= permit.until || !self.taken.remove(&(permit.until, permit.id())) {
            return None;
        }
        self.taken.insert((free, permit.id()));
        self.first_waker()
    }

    /// Lets nobody's turn come before this.
    pub(super) fn hold(&mut self, until: Duration) {
        self.held_until = self.held_until.max(until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    const TERMS: Terms = Terms { calls: Some(2), window: ms(1000), guard: ms(100) };

    #[test]
    fn a_turn_is_free_a_window_after_its_answer_or_the_guard() {
        let mut bucket = Bucket::default();
        let first = bucket.take(ms(0), TERMS).unwrap();
        bucket.take(ms(10), TERMS).unwrap();
        assert_eq!(bucket.take(ms(20), TERMS), Err(ms(1100)));
        bucket.answered(ms(30), first, TERMS);
        assert_eq!(bucket.take(ms(40), TERMS), Err(ms(1030)));
        // A second answer to the same turn changes nothing.
        bucket.answered(ms(20), first, TERMS);
        let third = bucket.take(ms(1030), TERMS).unwrap();
        assert_eq!(bucket.take(ms(1030), TERMS), Err(ms(1110)));
        // An answer after the guard comes too late to count.
        bucket.answered(ms(1200), third, TERMS);
        bucket.take(ms(1110), TERMS).unwrap();
        assert_eq!(bucket.take(ms(1110), TERMS), Err(ms(2130)));
    }

    #[test]
    fn nobody_goes_while_the_bucket_is_held() {
        let mut bucket = Bucket::default();
        bucket.hold(ms(500));
        bucket.hold(ms(300));
        assert_eq!(bucket.take(ms(499), Terms { calls: None, ..TERMS }), Err(ms(500)));
        assert!(bucket.take(ms(500), Terms { calls: None, ..TERMS }).is_ok());
    }
}
