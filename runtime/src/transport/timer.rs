//! Waiting.
//!
//! In: a duration. Out: a future that is ready after it. [`SystemTimer`] works under any executor, because one thread of
//! the process keeps all its waits; [`TokioTimer`] is for code that runs inside of Tokio. Must not: poll, or keep the
//! thread when there is nothing to wait for.

use super::seams::{BoxFuture, Timer};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// Waits on Tokio's timer; outside of Tokio as [`SystemTimer`] does. The timer of clients with the default transport, which
/// needs Tokio anyway.
#[cfg(feature = "reqwest")]
#[derive(Debug, Clone, Copy, Default)]
pub struct TokioTimer;

#[cfg(feature = "reqwest")]
impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            // Asked inside the future: Tokio's timer looks for its runtime when it is made.
            match super::tokio_runtime::current() {
                Some(_) => tokio::time::sleep(duration).await,
                None => SystemTimer.sleep(duration).await,
            }
        })
    }
}

/// Waits on a thread of its own, which all timers of the process share. It needs no runtime. The timer of clients with a
/// custom transport.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemTimer;

impl Timer for SystemTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep { duration, entry: None })
    }
}

/// How long the thread stays when nothing waits.
const IDLE: Duration = Duration::from_secs(10);

/// When a wait is over, and a number that tells it from others.
type Key = (Instant, u64);

/// All waits of the process.
static WAITS: Waits = Waits { state: Mutex::new(State::NEW), changed: Condvar::new() };

struct Waits {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thread {
    Stopped,
    Running,
}

struct State {
    /// Sorted. Most waits are about as long as others, so they come at the end and go at the front.
    wakers: VecDeque<(Key, Waker)>,
    next: u64,
    thread: Thread,
}

impl State {
    const NEW: Self = Self { wakers: VecDeque::new(), next: 0, thread: Thread::Stopped };

    /// The wakers of the waits that are over.
    fn take_due(&mut self, now: Instant) -> Vec<Waker> {
        let mut due = Vec::new();
        while self.wakers.front().is_some_and(|((end, _), _)| *end <= now) {
            due.extend(self.wakers.pop_front().map(|(_, waker)| waker));
        }
        due
    }

    /// Keeps a waker; gives back the one that it replaces.
    fn keep(&mut self, key: Key, waker: Waker) -> Option<Waker> {
        let index = self.wakers.partition_point(|(other, _)| *other < key);
        match self.wakers.get_mut(index).filter(|(other, _)| *other == key) {
            Some((_, kept)) => Some(std::mem::replace(kept, waker)),
            None => {
                self.wakers.insert(index, (key, waker));
                None
            }
        }
    }

    fn remove(&mut self, key: Key) -> Option<Waker> {
        let index = self.wakers.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.wakers.remove(index).map(|(_, waker)| waker)
    }
}

impl Waits {
    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is whole between any two statements, so a panic elsewhere leaves nothing broken.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the task when the time of `key` has come.
    fn set(&'static self, key: Key, waker: &Waker) {
        let mut state = self.lock();
        drop(state.keep(key, waker.clone()));
        if state.thread == Thread::Running {
            self.changed.notify_one();
            return;
        }
        match std::thread::Builder::new().name("sdk-timer".to_owned()).spawn(|| self.run()) {
            Ok(_) => state.thread = Thread::Running,
            // Without a thread the task looks at the clock itself.
            Err(_) => waker.wake_by_ref(),
        }
    }

    /// What the thread does.
    fn run(&self) {
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            let due = state.take_due(now);
            if !due.is_empty() {
                drop(state);
                due.into_iter().for_each(Waker::wake);
                state = self.lock();
                continue;
            }
            let pause = state.wakers.front().map(|((end, _), _)| end.saturating_duration_since(now));
            let (after, timeout) =
                self.changed.wait_timeout(state, pause.unwrap_or(IDLE)).unwrap_or_else(PoisonError::into_inner);
            state = after;
            if pause.is_none() && timeout.timed_out() && state.wakers.is_empty() {
                state.thread = Thread::Stopped;
                return;
            }
        }
    }
}

/// One wait. It begins when it is first polled.
struct Sleep {
    duration: Duration,
    entry: Option<Key>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let now = Instant::now();
        let key = match self.entry {
            Some(key) => key,
            None => {
                // A wait that no clock can count has no end.
                let Some(end) = now.checked_add(self.duration) else { return Poll::Pending };
                let mut state = WAITS.lock();
                state.next += 1;
                *self.entry.insert((end, state.next))
            }
        };
        if key.0 <= now {
            return Poll::Ready(());
        }
        WAITS.set(key, context.waker());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.entry {
            let waker = WAITS.lock().remove(key);
            // Dropped without the lock: it may hold the last handle of anything.
            drop(waker);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    /// Waits for a future without any runtime.
    fn block_on(future: BoxFuture<'static, ()>) {
        struct Unpark(std::thread::Thread);
        impl std::task::Wake for Unpark {
            fn wake(self: std::sync::Arc<Self>) {
                self.0.unpark();
            }
        }
        let waker = Waker::from(std::sync::Arc::new(Unpark(std::thread::current())));
        let mut future = future;
        while future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            std::thread::park();
        }
    }

    #[test]
    fn waits_end_without_a_runtime() {
        let (sender, receiver) = mpsc::channel();
        let threads = [80, 10].map(|milliseconds| {
            let sender = sender.clone();
            std::thread::spawn(move || {
                block_on(SystemTimer.sleep(Duration::from_millis(milliseconds)));
                sender.send(milliseconds).unwrap();
            })
        });
        drop(sender);
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(receiver.iter().count(), 2);
        block_on(SystemTimer.sleep(Duration::ZERO));
    }

    #[test]
    fn a_wait_that_is_dropped_is_forgotten() {
        let mut sleep = SystemTimer.sleep(Duration::from_secs(3600));
        let mut context = Context::from_waker(Waker::noop());
        assert!(sleep.as_mut().poll(&mut context).is_pending());
        drop(sleep);
        let far = Instant::now() + Duration::from_secs(1800);
        assert!(WAITS.lock().wakers.iter().all(|((end, _), _)| *end < far));
        assert!(SystemTimer.sleep(Duration::MAX).as_mut().poll(&mut context).is_pending());
    }
}
