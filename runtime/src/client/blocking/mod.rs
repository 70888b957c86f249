//! Calls without `async`.
//!
//! In: a future of this crate. Out: its result, on the thread that asked. The future runs on a thread that the client
//! owns, with a current-thread runtime of its own, for two reasons: connections live as long as the runtime that made
//! them, and a thread that waits inside somebody's runtime must not be the one that has to drive the connection. So
//! waiting works inside and outside of any runtime, though inside it holds up that thread.
//! Must not: share connections with the asynchronous side (the default transport keeps two pools), or start before the
//! first blocking call.

mod worker;

pub(crate) use worker::WorkerSlot;
