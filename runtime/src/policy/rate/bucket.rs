//! One rate limit, and the queue of those who wait for a permit.
//!
//! In: arrivals, requests for a permit, responses, all with the time. Out: permits, or when to ask again, and the wakers
//! to wake. Must not: read a clock or wait.
//!
//! A permit is free again one window after its call reached the server. That moment is not known; it lies between the
//! sending and the response. So a permit is free one window after its response, or, where that takes longer than the
//! guard interval, one window and the guard after the sending.
//!
//! The first in the queue may be a future that no one polls. When it has left a free permit unused for a while, a check
//! begins: all waiters are woken, and those that are not polled until the check ends are passed over until they are
//! polled again. They keep their places.

use super::key::RatePermit;
use std::collections::VecDeque;
use std::task::Waker;
use std::time::Duration;

/// How long a free permit may stay unused before a check begins, and how long a check takes.
pub(crate) const GRACE: Duration = Duration::from_millis(50);

/// The limit of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Permits of each window; `None` is no limit.
    pub(crate) calls: Option<u32>,
    pub(crate) window: Duration,
    /// The longest time that a request is expected to take to the server.
    pub(crate) guard: Duration,
}

/// Why there is no permit yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// This waiter has to ask again at this time.
    Until(Duration),
    /// Other waiters come first. Someone has to check at this time whether they take their permits.
    Behind(Duration),
}

/// A future that waits.
#[derive(Default)]
struct Waiter {
    waker: Option<Waker>,
    /// The last check that it was polled after.
    seen: u64,
}

/// The state of a bucket.
#[derive(Default)]
pub(crate) struct Bucket {
    /// Permits that are not free yet: when they will be, and their numbers.
    ///
    /// Sorted; a tree would be a lot of code, and nearly all comes and goes at the ends.
    taken: VecDeque<(Duration, u64)>,
    /// The waiters and their places, in the order in which they came.
    queue: VecDeque<(u64, Waiter)>,
    next: u64,
    /// No permit is given before this time.
    held_until: Duration,
    /// When the queue last moved.
    moved: Duration,
    /// The number of checks so far.
    checks: u64,
    /// When the check that is under way ends.
    check_ends: Option<Duration>,
    /// Waiters that were not polled after this check are passed over.
    last_check: u64,
}

impl Bucket {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Whether the queue is empty.
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty()
    }

    /// Joins the queue; returns the place.
    pub(crate) fn join(&mut self) -> u64 {
        let place = self.number();
        self.queue.push_back((place, Waiter { waker: None, seen: self.checks }));
        place
    }

    /// Leaves the queue; returns the wakers of those that have to ask again.
    pub(crate) fn leave(&mut self, place: u64, now: Duration) -> Vec<Waker> {
        let was_first = self.first_since(self.last_check) == Some(place);
        if let Ok(index) = self.index(place) {
            self.queue.remove(index);
        }
        if self.check_ends.is_some() {
            // It may have been the one that waits for the end of the check.
            return self.all_wakers();
        }
        if !was_first {
            return Vec::new();
        }
        self.moved = now;
        self.first_waker().into_iter().collect()
    }

    fn index(&self, place: u64) -> Result<usize, usize> {
        self.queue.binary_search_by_key(&place, |(place, _)| *place)
    }

    fn waiter(&mut self, place: u64) -> Option<&mut Waiter> {
        let index = self.index(place).ok()?;
        self.queue.get_mut(index).map(|(_, waiter)| waiter)
    }

    /// The first in the queue that was polled after this check.
    fn first_since(&self, check: u64) -> Option<u64> {
        self.queue.iter().find(|(_, waiter)| waiter.seen >= check).map(|(place, _)| *place)
    }

    /// The waker of the first in the queue.
    pub(crate) fn first_waker(&mut self) -> Option<Waker> {
        let first = self.first_since(self.last_check)?;
        self.waiter(first)?.waker.take()
    }

    /// The wakers of all in the queue.
    pub(crate) fn all_wakers(&mut self) -> Vec<Waker> {
        self.queue.iter_mut().filter_map(|(_, waiter)| waiter.waker.take()).collect()
    }

    /// Keeps the waker of a waiter.
    pub(crate) fn wait(&mut self, place: u64, waker: &Waker) {
        if let Some(waiter) = self.waiter(place) {
            waiter.waker = Some(waker.clone());
        }
    }

    /// The permit of a waiter, or when to ask again; and the wakers to wake.
    pub(crate) fn permit(&mut self, place: u64, now: Duration, terms: Terms) -> (Result<RatePermit, Wait>, Vec<Waker>) {
        if self.check_ends.is_some_and(|end| end <= now) {
            self.check_ends = None;
            self.last_check = self.checks;
            // Another is first now.
            self.moved = now;
        }
        self.mark_polled(place);
        if self.first_since(self.last_check) == Some(place) {
            return (self.take(now, terms).map_err(Wait::Until), Vec::new());
        }
        let overdue = self.free_at(terms).saturating_add(GRACE);
        if self.check_ends.is_none() && now < overdue {
            return (Err(Wait::Behind(overdue)), Vec::new());
        }
        let woken = if self.check_ends.is_none() { self.start_check(place, now) } else { Vec::new() };
        let end = self.check_ends.unwrap_or(now);
        let first = self.first_since(self.checks) == Some(place);
        (Err(if first { Wait::Until(end) } else { Wait::Behind(end.saturating_add(GRACE)) }), woken)
    }

    fn start_check(&mut self, caller: u64, now: Duration) -> Vec<Waker> {
        self.checks += 1;
        self.check_ends = Some(now.saturating_add(GRACE));
        self.mark_polled(caller);
        self.all_wakers()
    }

    fn mark_polled(&mut self, place: u64) {
        let checks = self.checks;
        if let Some(waiter) = self.waiter(place) {
            waiter.seen = checks;
        }
    }

    /// Since when there is a permit for the first in the queue, or when there will be one.
    fn free_at(&self, terms: Terms) -> Duration {
        let full = terms.calls.and_then(|calls| self.taken.len().checked_sub(calls.max(1) as usize));
        let free = full.and_then(|over| self.taken.get(over)).map_or(Duration::ZERO, |(free, _)| *free);
        free.max(self.held_until).max(self.moved)
    }

    /// A permit now, or when to ask again.
    pub(crate) fn take(&mut self, now: Duration, terms: Terms) -> Result<RatePermit, Duration> {
        if now < self.held_until {
            return Err(self.held_until);
        }
        let Some(calls) = terms.calls else { return Ok(RatePermit::default()) };
        while self.taken.front().is_some_and(|(free, _)| *free <= now) {
            self.taken.pop_front();
        }
        if let Some((free, _)) = self.taken.front().filter(|_| self.taken.len() >= calls.max(1) as usize) {
            return Err(*free);
        }
        let (free, number) = (now.saturating_add(terms.window).saturating_add(terms.guard), self.number());
        self.note((free, number));
        Ok(RatePermit::until(number, free))
    }

    /// Notes the response to the call of a permit; returns the waker of the one that has to ask again.
    pub(crate) fn responded(&mut self, now: Duration, permit: RatePermit, terms: Terms) -> Option<Waker> {
        let free = now.saturating_add(terms.window);
        if free >= permit.until {
            return None;
        }
        let index = self.taken.binary_search(&(permit.until, permit.id())).ok()?;
        self.taken.remove(index);
        self.note((free, permit.id()));
        self.first_waker()
    }

    fn note(&mut self, taken: (Duration, u64)) {
        let index = self.taken.partition_point(|other| *other < taken);
        self.taken.insert(index, taken);
    }

    /// Gives no permit before this time.
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
    fn a_permit_is_free_a_window_after_its_response_or_the_guard() {
        let mut bucket = Bucket::default();
        let first = bucket.take(ms(0), TERMS).unwrap();
        bucket.take(ms(10), TERMS).unwrap();
        assert_eq!(bucket.take(ms(20), TERMS), Err(ms(1100)));
        bucket.responded(ms(30), first, TERMS);
        assert_eq!(bucket.take(ms(40), TERMS), Err(ms(1030)));
        // A second response for the same permit changes nothing.
        bucket.responded(ms(20), first, TERMS);
        let third = bucket.take(ms(1030), TERMS).unwrap();
        assert_eq!(bucket.take(ms(1030), TERMS), Err(ms(1110)));
        // A response after the guard comes too late to count.
        bucket.responded(ms(1200), third, TERMS);
        bucket.take(ms(1110), TERMS).unwrap();
        assert_eq!(bucket.take(ms(1110), TERMS), Err(ms(2130)));
    }

    #[test]
    fn who_is_not_polled_during_the_check_is_passed_over_and_keeps_its_place() {
        let mut bucket = Bucket::default();
        let terms = Terms { calls: Some(1), ..TERMS };
        bucket.take(ms(0), terms).unwrap();
        let (first, second, third) = (bucket.join(), bucket.join(), bucket.join());
        let mut permit = |place, now| bucket.permit(place, ms(now), terms).0;
        assert_eq!(permit(first, 0), Err(Wait::Until(ms(1100))));
        assert_eq!(permit(third, 0), Err(Wait::Behind(ms(1150))));
        // The permit is free and unused: the third starts a check, and the second is polled during it.
        assert_eq!(permit(third, 1149), Err(Wait::Behind(ms(1150))));
        assert_eq!(permit(third, 1150), Err(Wait::Until(ms(1200))));
        assert_eq!(permit(second, 1160), Err(Wait::Until(ms(1200))));
        assert_eq!(permit(third, 1170), Err(Wait::Behind(ms(1250))));
        assert_eq!(permit(third, 1200), Err(Wait::Behind(ms(1250))));
        assert!(permit(second, 1200).is_ok());
        bucket.leave(second, ms(1200));
        assert_eq!(bucket.permit(third, ms(1200), terms).0, Err(Wait::Until(ms(2300))));
        // The first is back.
        assert_eq!(bucket.permit(first, ms(1300), terms).0, Err(Wait::Until(ms(2300))));
        assert_eq!(bucket.permit(third, ms(2300), terms).0, Err(Wait::Behind(ms(2350))));
        assert!(bucket.permit(first, ms(2310), terms).0.is_ok());
    }

    #[test]
    fn no_permit_while_the_bucket_is_held() {
        let mut bucket = Bucket::default();
        bucket.hold(ms(500));
        bucket.hold(ms(300));
        assert_eq!(bucket.take(ms(499), Terms { calls: None, ..TERMS }), Err(ms(500)));
        assert!(bucket.take(ms(500), Terms { calls: None, ..TERMS }).is_ok());
    }
}
