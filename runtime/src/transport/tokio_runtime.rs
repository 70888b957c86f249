//! The Tokio runtime that code runs inside of.
//!
//! In: the current thread. Out: its runtime, if there is one. The one place that looks for it. Must not: start one.

use tokio::runtime::Handle;

/// The runtime of the current thread; `None` outside of Tokio.
pub(crate) fn current() -> Option<Handle> {
    Handle::try_current().ok()
}
