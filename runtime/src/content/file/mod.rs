//! Files, read and written beside the tasks.
//!
//! In: a path. Out: a source of its chunks; or a writer, whose file appears at its path only when it is complete. Each
//! file has a thread of its own as long as it is open, so that no task blocks and no runtime is needed. Must not: hold
//! more than a few chunks.

mod read;
mod write;

pub(super) use read::read;
pub(crate) use write::FileWriter;

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// How many chunks wait between a task and its thread.
const QUEUE: usize = 4;

/// What a task and its thread share. `T` goes one way, `R` the other way.
struct Shared<T, R> {
    state: Mutex<State<T, R>>,
    changed: Condvar,
}

struct State<T, R> {
    queue: VecDeque<T>,
    result: Option<R>,
    /// Of the task, while it waits.
    waker: Option<Waker>,
    /// The task is gone.
    is_abandoned: bool,
}

impl<T, R> Shared<T, R> {
    fn new() -> Arc<Self> {
        let state = State { queue: VecDeque::new(), result: None, waker: None, is_abandoned: false };
        Arc::new(Self { state: Mutex::new(state), changed: Condvar::new() })
    }

    fn state(&self) -> MutexGuard<'_, State<T, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// On the thread: waits until `ready` gives something.
    fn wait<V>(&self, ready: impl Fn(&mut State<T, R>) -> Option<V>) -> V {
        let mut state = self.state();
        loop {
            if let Some(value) = ready(&mut state) {
                return value;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// In the task: waits until `ready` gives something.
    fn poll<V>(&self, context: &Context<'_>, ready: impl FnOnce(&mut State<T, R>) -> Option<V>) -> Poll<V> {
        let mut state = self.state();
        if let Some(value) = ready(&mut state) {
            self.changed.notify_one();
            return Poll::Ready(value);
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }

    /// On the thread: changes the state and wakes the task.
    fn change(&self, change: impl FnOnce(&mut State<T, R>)) {
        let mut state = self.state();
        change(&mut state);
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
    }

    fn abandon(&self) {
        self.state().is_abandoned = true;
        self.changed.notify_one();
    }
}
