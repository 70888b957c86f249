//! Futures that run side by side in one task.
//!
//! In: futures with numbers. Out: the result of any that is done. Each future has a waker of its own, so that only
//! those with news are polled, however many there are.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Futures under way.
pub(super) struct Tasks<F> {
    slots: Vec<Slot<F>>,
    parent: Arc<Parent>,
    /// Where the search for news begins, so that none is passed over for ever.
    turn: usize,
}

struct Slot<F> {
    index: usize,
    future: Pin<Box<F>>,
    news: Arc<News>,
    waker: Waker,
}

/// The task that waits for all of them.
#[derive(Default)]
struct Parent {
    waker: Mutex<Option<Waker>>,
}

struct News {
    ready: AtomicBool,
    parent: Arc<Parent>,
}

impl Wake for News {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.ready.swap(true, Ordering::AcqRel) {
            let waker = self.parent.waker.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    }
}

impl<F: Future> Tasks<F> {
    pub(super) fn new() -> Self {
        Self { slots: Vec::new(), parent: Arc::default(), turn: 0 }
    }

    /// Adds a future; it is polled at the next search.
    pub(super) fn push(&mut self, index: usize, future: F) {
        let news = Arc::new(News { ready: AtomicBool::new(true), parent: Arc::clone(&self.parent) });
        let waker = Waker::from(Arc::clone(&news));
        self.slots.push(Slot { index, future: Box::pin(future), news, waker });
    }

    /// The result of one that is done; else the task is woken at the next news.
    pub(super) fn poll_any(&mut self, context: &Context<'_>) -> Option<(usize, F::Output)> {
        // Before the search: news that comes in between wakes the task.
        *self.parent.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
        let count = self.slots.len();
        for step in 0..count {
            let place = (self.turn + step) % count;
            let slot = &mut self.slots[place];
            if !slot.news.ready.swap(false, Ordering::AcqRel) {
                continue;
            }
            if let Poll::Ready(result) = slot.future.as_mut().poll(&mut Context::from_waker(&slot.waker)) {
                let index = slot.index;
                self.slots.swap_remove(place);
                self.turn = place;
                return Some((index, result));
            }
        }
        None
    }
}

impl<F> Tasks<F> {
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}
