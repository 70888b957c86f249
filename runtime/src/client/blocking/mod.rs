//! Calls without `async`.
//!
//! In: a future of this crate. Out: its result, on the calling thread. The future runs on a thread that the client
//! owns, with its own current-thread runtime, for two reasons: connections live as long as the runtime that made
//! them, and a thread that waits inside someone's runtime must not be the one that has to drive the connection. So
//! waiting works inside and outside of any runtime, though inside it holds up that thread.
//! Must not: share connections with the asynchronous side (the default transport has a pool for each runtime), or start
//! before the first blocking call.

mod worker;
mod worker_thread;

pub(crate) use worker::WorkerSlot;
