//! The buckets of a limiter, each with the wakeups of its queue.
//!
//! In: the name of a bucket. Out: its state, under a lock. Must not: wait or wake anyone while the lock is held.

use super::wakeups::Wakeups;
use crate::policy::rate::bucket::Bucket;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A bucket, and the wakeups of its queue.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) bucket: Bucket,
    pub(super) wakeups: Wakeups,
}

/// Queues by name, sorted. An API has a few buckets, and a hash map would be more code than all of this.
#[derive(Default)]
pub(super) struct Entries(Vec<(&'static str, Queue)>);

impl Entries {
    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Queue> {
        let index = self.0.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        self.0.get_mut(index).map(|(_, queue)| queue)
    }

    /// That of a name; a new one if there is none.
    pub(super) fn of(&mut self, name: &'static str) -> &mut Queue {
        let index = self.0.partition_point(|(known, _)| *known < name);
        if self.0.get(index).is_none_or(|(known, _)| *known != name) {
            self.0.insert(index, (name, Queue::default()));
        }
        &mut self.0[index].1
    }
}

/// The queues, by the names of their buckets.
#[derive(Default)]
pub(super) struct Queues {
    queues: Mutex<Entries>,
}

impl Queues {
    pub(super) fn lock(&self) -> MutexGuard<'_, Entries> {
        // A queue is whole between any two statements, so a panic elsewhere leaves nothing broken.
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
