//! The buckets of a limiter, each with the alarms of those who wait for it.
//!
//! In: the name of a bucket. Out: its state, under a lock. Must not: wait or wake anyone while the lock is held.

use super::alarms::Alarms;
use crate::policy::rate::bucket::Bucket;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A bucket, and who looks after those who wait for it.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) bucket: Bucket,
    pub(super) alarms: Alarms,
}

/// The queues, by the names of their buckets.
#[derive(Default)]
pub(super) struct Queues {
    queues: Mutex<HashMap<&'static str, Queue>>,
}

impl Queues {
    pub(super) fn lock(&self) -> MutexGuard<'_, HashMap<&'static str, Queue>> {
        // A queue is whole between any two statements, so a panic elsewhere leaves nothing broken.
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
