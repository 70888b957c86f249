//! One limit and those who wait for it.
//!
//! In: arrivals, turns that are asked for, responses, all with the time. Out: turns, or when to ask again, and whom to
//! wake. Pure but for wakers: no clock, no waiting.
//!
//! A turn is free again one window after its call reached the server. That moment is not known; it lies between the
//! sending and the response. So a turn is free one window after its response, or, where that takes longer than the guard
//! interval, one window and the guard after the sending.
//!
//! The first in the queue may be one that nobody polls. When it has let a free turn lie for a while, the roll is called:
//! all are woken, and who does not response in time is passed over until it is polled again. It keeps its place.

use super::key::RatePermit;
use std::collections::{BTreeMap, BTreeSet};
use std::task::Waker;
use std::time::Duration;

/// How long a free turn may lie before the roll is called, and how long there is to respond it.
pub(crate) const PATIENCE: Duration = Duration::from_millis(50);

/// What holds for a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Turns of each window; `None` is as many as one likes.
    pub(crate) calls: Option<u32>,
    pub(crate) window: Duration,
    /// The longest way to the server that is reckoned with.
    pub(crate) guard: Duration,
}

/// Why there is no turn yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// It is this one's turn, or may be, at this time: it has to ask again then.
    Until(Duration),
    /// Others are before. Somebody has to look at this time whether they take their turns.
    Behind(Duration),
}

/// One who waits.
#[derive(Default)]
struct Waiter {
    waker: Option<Waker>,
    /// The last roll-call that it was polled after.
    seen: u64,
}

/// The state of a bucket.
#[derive(Default)]
pub(crate) struct Bucket {
    /// Turns that are not free yet: when they will be, and their numbers.
    taken: BTreeSet<(Duration, u64)>,
    /// Those who wait, first come first.
    queue: BTreeMap<u64, Waiter>,
    next: u64,
    /// Nobody's turn comes before this.
    held_until: Duration,
    /// When the queue last moved.
    moved: Duration,
    /// The number of roll-calls so far.
    calls: u64,
    /// When the roll-call that is under way ends.
    roll: Option<Duration>,
    /// Who was not polled after this roll-call is passed over.
    present: u64,
}

impl Bucket {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Whether nobody waits.
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty()
    }

    /// Queues up.
    pub(crate) fn join(&mut self) -> u64 {
        let place = self.number();
        self.queue.insert(place, Waiter { waker: None, seen: self.calls });
        place
    }

    /// Leaves the queue; gives who has to be woken, because it is first now.
    pub(crate) fn leave(&mut self, place: u64, now: Duration) -> Vec<Waker> {
        let was_first = self.first_since(self.present) == Some(place);
        self.queue.remove(&place);
        if self.roll.is_some() {
            // It may have been the one who waits for the end of the roll-call.
            return self.everyone();
        }
        if !was_first {
            return Vec::new();
        }
        self.moved = now;
        self.first_waker().into_iter().collect()
    }

    /// The first in the queue that was polled after this roll-call.
    fn first_since(&self, roll_call: u64) -> Option<u64> {
        self.queue.iter().find(|(_, waiter)| waiter.seen >= roll_call).map(|(place, _)| *place)
    }

    /// Whom to wake when the first in the queue should look again.
    pub(crate) fn first_waker(&mut self) -> Option<Waker> {
        let first = self.first_since(self.present)?;
        self.queue.get_mut(&first)?.waker.take()
    }

    /// Whom to wake when all should look again.
    pub(crate) fn everyone(&mut self) -> Vec<Waker> {
        self.queue.values_mut().filter_map(|waiter| waiter.waker.take()).collect()
    }

    /// Wakes this one when its time comes.
    pub(crate) fn wait(&mut self, place: u64, waker: &Waker) {
        if let Some(waiter) = self.queue.get_mut(&place) {
            waiter.waker = Some(waker.clone());
        }
    }

    /// The turn of one in the queue, or when to ask again. The second part has to be woken.
    pub(crate) fn turn(&mut self, place: u64, now: Duration, terms: Terms) -> (Result<RatePermit, Wait>, Vec<Waker>) {
        if self.roll.is_some_and(|end| end <= now) {
            self.roll = None;
            self.present = self.calls;
            // Another is first now.
            self.moved = now;
        }
        self.answer_roll(place);
        if self.first_since(self.present) == Some(place) {
            return (self.take(now, terms).map_err(Wait::Until), Vec::new());
        }
        let overdue = self.free_at(terms).saturating_add(PATIENCE);
        if self.roll.is_none() && now < overdue {
            return (Err(Wait::Behind(overdue)), Vec::new());
        }
        let woken = if self.roll.is_none() { self.call_roll(place, now) } else { Vec::new() };
        let end = self.roll.unwrap_or(now);
        let first = self.first_since(self.calls) == Some(place);
        (Err(if first { Wait::Until(end) } else { Wait::Behind(end.saturating_add(PATIENCE)) }), woken)
    }

    fn call_roll(&mut self, caller: u64, now: Duration) -> Vec<Waker> {
        self.calls += 1;
        self.roll = Some(now.saturating_add(PATIENCE));
        self.answer_roll(caller);
        self.everyone()
    }

    fn answer_roll(&mut self, place: u64) {
        let calls = self.calls;
        if let Some(waiter) = self.queue.get_mut(&place) {
            waiter.seen = calls;
        }
    }

    /// Since when there is a turn for the first in the queue, or when there will be one.
    fn free_at(&self, terms: Terms) -> Duration {
        let full = terms.calls.and_then(|calls| self.taken.len().checked_sub(calls.max(1) as usize));
        let free = full.and_then(|over| self.taken.iter().nth(over)).map_or(Duration::ZERO, |(free, _)| *free);
        free.max(self.held_until).max(self.moved)
    }

    /// A turn now, or when to ask again.
    pub(crate) fn take(&mut self, now: Duration, terms: Terms) -> Result<RatePermit, Duration> {
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

    /// Notes that a turn's call was responded to; gives who has to look again.
    pub(crate) fn answered(&mut self, now: Duration, permit: RatePermit, terms: Terms) -> Option<Waker> {
        let free = now.saturating_add(terms.window);
        if free >= permit.until || !self.taken.remove(&(permit.until, permit.id())) {
            return None;
        }
        self.taken.insert((free, permit.id()));
        self.first_waker()
    }

    /// Lets nobody's turn come before this.
    pub(crate) fn hold(&mut self, until: Duration) {
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
        // A second response to the same turn changes nothing.
        bucket.answered(ms(20), first, TERMS);
        let third = bucket.take(ms(1030), TERMS).unwrap();
        assert_eq!(bucket.take(ms(1030), TERMS), Err(ms(1110)));
        // A response after the guard comes too late to count.
        bucket.answered(ms(1200), third, TERMS);
        bucket.take(ms(1110), TERMS).unwrap();
        assert_eq!(bucket.take(ms(1110), TERMS), Err(ms(2130)));
    }

    #[test]
    fn who_does_not_answer_the_roll_is_passed_over_and_keeps_its_place() {
        let mut bucket = Bucket::default();
        let terms = Terms { calls: Some(1), ..TERMS };
        bucket.take(ms(0), terms).unwrap();
        let (first, second, third) = (bucket.join(), bucket.join(), bucket.join());
        let mut turn = |place, now| bucket.turn(place, ms(now), terms).0;
        assert_eq!(turn(first, 0), Err(Wait::Until(ms(1100))));
        assert_eq!(turn(third, 0), Err(Wait::Behind(ms(1150))));
        // The turn is free and lies: the third calls the roll, and the second responses it.
        assert_eq!(turn(third, 1149), Err(Wait::Behind(ms(1150))));
        assert_eq!(turn(third, 1150), Err(Wait::Until(ms(1200))));
        assert_eq!(turn(second, 1160), Err(Wait::Until(ms(1200))));
        assert_eq!(turn(third, 1170), Err(Wait::Behind(ms(1250))));
        assert_eq!(turn(third, 1200), Err(Wait::Behind(ms(1250))));
        assert!(turn(second, 1200).is_ok());
        bucket.leave(second, ms(1200));
        assert_eq!(bucket.turn(third, ms(1200), terms).0, Err(Wait::Until(ms(2300))));
        // The first is back.
        assert_eq!(bucket.turn(first, ms(1300), terms).0, Err(Wait::Until(ms(2300))));
        assert_eq!(bucket.turn(third, ms(2300), terms).0, Err(Wait::Behind(ms(2350))));
        assert!(bucket.turn(first, ms(2310), terms).0.is_ok());
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
