//! Many calls, a few at a time.
//!
//! In: inputs, how many calls may be under way, and what makes a call of an input. Out: each result with the number of
//! its input. Starts no task and needs no runtime: the calls run while the next result is waited for. Must not hold more
//! than the bound, neither of calls nor of results, and must not repeat, delay or count calls: the client does that.

#[cfg(feature = "blocking")]
mod blocking;
mod source;
mod tasks;

#[cfg(feature = "blocking")]
pub use blocking::BlockingBulk;
#[cfg(feature = "stream")]
pub use source::FromStream;
pub use source::{FromIter, Source};

use std::collections::BTreeMap;
use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::task::{Context, Poll};
use tasks::Tasks;

/// In which order results come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BulkOrder {
    /// As the calls end.
    #[default]
    Completion,
    /// As the inputs came. A slow call holds back those behind it, and no more of them are begun than the bound allows.
    Input,
}

/// Makes a call of each input, with at most `concurrency` (at least 1) under way.
///
/// Inputs are taken when there is room for their calls, so the list of inputs may be endless. The calls' rate limits and
/// retries are the client's. Results come in the order in which calls end; see [`Bulk::order`].
///
/// ```
/// use std::future::ready;
/// # fn main() { let waker = std::task::Waker::noop(); let mut context = std::task::Context::from_waker(waker);
/// # let run = std::pin::pin!(async {
/// let mut bulk = sdk_runtime::bulk(["a", "bb"], 10, |id| ready(Ok::<_, ()>(id.len())));
/// while let Some((index, result)) = bulk.next().await {
///     println!("input {index}: {result:?}");
/// }
/// # }); assert!(run.poll(&mut context).is_ready()); }
/// ```
///
/// The calls move only while the next result is awaited, so do what takes long with a result elsewhere. Other calls of
/// the same client may be awaited between two results.
///
/// With a generated crate, `|id| client.tracking().get_tracking_by_id(id)` is the call.
pub fn bulk<In, F, C>(inputs: In, concurrency: usize, call: F) -> Bulk<FromIter<In::IntoIter>, F, C>
where
    In: IntoIterator,
    F: FnMut(In::Item) -> C,
    C: IntoFuture,
{
    Bulk::new(FromIter(inputs.into_iter().fuse()), concurrency, call)
}

/// As [`bulk`], with inputs that come one by one.
#[cfg(feature = "stream")]
pub fn bulk_stream<In, F, C>(inputs: In, concurrency: usize, call: F) -> Bulk<FromStream<In>, F, C>
where
    In: futures_core::Stream,
    F: FnMut(In::Item) -> C,
    C: IntoFuture,
{
    Bulk::new(FromStream(Some(Box::pin(inputs))), concurrency, call)
}

/// Calls under way, and the results that come of them. Made by [`bulk`]. Dropping it breaks the calls off.
#[must_use = "calls are made while `next` is awaited"]
pub struct Bulk<S, F, C: IntoFuture> {
    source: S,
    call: F,
    tasks: Tasks<C::IntoFuture>,
    /// Results that wait for those before them.
    early: BTreeMap<usize, C::Output>,
    order: BulkOrder,
    concurrency: usize,
    /// Number of the next input.
    started: usize,
    /// Number of the next result in the order of inputs.
    given: usize,
    /// Whether there may be further inputs.
    open: bool,
}

impl<S, F, C> Bulk<S, F, C>
where
    S: Source,
    F: FnMut(S::Item) -> C,
    C: IntoFuture,
{
    fn new(source: S, concurrency: usize, call: F) -> Self {
        Self {
            source,
            call,
            tasks: Tasks::new(),
            early: BTreeMap::new(),
            order: BulkOrder::Completion,
            concurrency: concurrency.max(1),
            started: 0,
            given: 0,
            open: true,
        }
    }

    /// In which order results come; [`BulkOrder::Completion`] by default. To be set before the first result is taken.
    pub const fn order(mut self, order: BulkOrder) -> Self {
        self.order = order;
        self
    }

    /// The next result with the number of its input, counted from 0; `None` after the last one. Breaking off the wait
    /// loses nothing.
    pub async fn next(&mut self) -> Option<(usize, C::Output)> {
        poll_fn(|context| self.poll_result(context)).await
    }

    fn poll_result(&mut self, context: &mut Context<'_>) -> Poll<Option<(usize, C::Output)>> {
        loop {
            self.start(context);
            if self.order == BulkOrder::Input {
                if let Some(result) = self.early.remove(&self.given) {
                    self.given += 1;
                    return Poll::Ready(Some((self.given - 1, result)));
                }
            }
            match self.tasks.poll_any(context) {
                Some((index, result)) if self.order == BulkOrder::Input => drop(self.early.insert(index, result)),
                Some(result) => return Poll::Ready(Some(result)),
                None if self.tasks.is_empty() && !self.open => return Poll::Ready(None),
                None => return Poll::Pending,
            }
        }
    }

    /// Begins calls while there is room and there are inputs.
    fn start(&mut self, context: &mut Context<'_>) {
        while self.open && self.tasks.len() + self.early.len() < self.concurrency {
            match self.source.poll_item(context) {
                Poll::Ready(Some(item)) => {
                    self.tasks.push(self.started, (self.call)(item).into_future());
                    self.started += 1;
                }
                Poll::Ready(None) => self.open = false,
                Poll::Pending => return,
            }
        }
    }
}

impl<S, F, C: IntoFuture> fmt::Debug for Bulk<S, F, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bulk")
            .field("order", &self.order)
            .field("concurrency", &self.concurrency)
            .field("started", &self.started)
            .field("under_way", &self.tasks.len())
            .finish_non_exhaustive()
    }
}

/// Calls and streams are pinned on the heap; nothing is pinned where it is.
impl<S, F, C: IntoFuture> Unpin for Bulk<S, F, C> {}

#[cfg(feature = "stream")]
impl<S, F, C> futures_core::Stream for Bulk<S, F, C>
where
    S: Source,
    F: FnMut(S::Item) -> C,
    C: IntoFuture,
{
    type Item = (usize, C::Output);

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_result(context)
    }
}
