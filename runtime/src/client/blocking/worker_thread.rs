//! The mark of threads that drive blocking calls.
//!
//! In: a thread that marks itself. Out: whether the current thread has the mark: a blocking call there would wait for
//! itself.

use std::cell::Cell;

thread_local! {
    static IS_WORKER: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as a worker.
pub(crate) fn mark() {
    IS_WORKER.set(true);
}

/// Whether this thread is a worker.
pub(crate) fn is_current() -> bool {
    IS_WORKER.get()
}
