//! The thread that drives blocking calls.
//!
//! In: futures. Out: their results. Started by the first call, ended when the last clone of its client is gone; calls of
//! several threads run on it at the same time.

use super::worker_thread;
use crate::client::error::Error;
use std::future::{Future, poll_fn};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use tokio::runtime::{Builder, Handle, Runtime};

/// The place of a client's worker.
#[derive(Default)]
pub(crate) struct WorkerSlot {
    worker: Mutex<Option<Worker>>,
}

impl WorkerSlot {
    /// Runs the future on the worker and waits for it here.
    pub(crate) fn run<T, F>(&self, future: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        if worker_thread::is_current() {
            // The worker would wait for itself.
            return Err(Error::request("a blocking call was made from inside another one"));
        }
        let (sender, receiver) = mpsc::sync_channel(1);
        let task = self.handle()?.spawn(async move {
            // No one waits any more only if the waiting thread is gone.
            let _ = sender.send(future.await);
        });
        // The task needs no handle: its result comes through the channel.
        drop(task);
        receiver.recv().map_err(|_| Error::request("the worker of blocking calls was stopped by a panic"))
    }

    fn handle(&self) -> Result<Handle, Error> {
        let mut worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(worker) = &*worker {
            return Ok(worker.handle.clone());
        }
        let started = Worker::start()
            .map_err(|error| Error::request(format!("the worker of blocking calls cannot be started: {error}")))?;
        let handle = started.handle.clone();
        *worker = Some(started);
        Ok(handle)
    }
}

struct Worker {
    handle: Handle,
    stop: Arc<Stop>,
}

/// Tells the worker to end.
#[derive(Default)]
struct Stop {
    state: Mutex<(bool, Option<Waker>)>,
}

impl Stop {
    fn set(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 = true;
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    }

    async fn wait(&self) {
        poll_fn(|context| {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            if state.0 {
                return Poll::Ready(());
            }
            state.1 = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

impl Worker {
    fn start() -> std::io::Result<Self> {
        let stop = Arc::new(Stop::default());
        let (sender, receiver) = mpsc::sync_channel(1);
        let stopped = Arc::clone(&stop);
        std::thread::Builder::new().name("sdk-blocking".to_owned()).spawn(move || {
            worker_thread::mark();
            // Made and dropped on this thread: a runtime must not be dropped inside another.
            let runtime: Runtime = match Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(sender.send(Err(error))),
            };
            if sender.send(Ok(runtime.handle().clone())).is_ok() {
                runtime.block_on(stopped.wait());
            }
        })?;
        let handle = receiver.recv().map_err(|_| std::io::Error::other("its thread ended"))??;
        Ok(Self { handle, stop })
    }
}

impl Drop for Worker {
    /// Does not wait for the thread, because this may be it: the last clone of a client may go with the last call.
    fn drop(&mut self) {
        self.stop.set();
    }
}
