//! Items, one after the other, over all pages.
//!
//! In: a call that returns pages. Out: the items of each page. One page is held; the next one is requested when its
//! first item is needed.

use super::walk::Walk;
use crate::client::call::Call;
use crate::client::error::Error;
use crate::client::response::Response;
use crate::policy::paging::Paging;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::task::{Context, Poll};
use std::vec::IntoIter;

/// The items of a list, over all its pages. Made by `stream()` of a call that has pages.
///
/// Nothing is sent until [`try_next`](Self::try_next); stopping early costs no further request; one page is held.
///
/// After an error the same page is still the next one, but for what would be the same again ([`Error::is_decode`]): an item
/// that cannot be decoded is an error once, and the other items of its page follow; a page that cannot be decoded and
/// whose body says where the next one is is an error once, and the items of that one follow. A response without a cursor
/// and without an end mark is such an error, too, but the same page stays the next one: a list never ends early in
/// silence.
///
/// To go on in another process, keep [`cursor`](Self::cursor) and [`taken`](Self::taken), set the cursor with
/// [`start_at`](Self::start_at), and skip as many items.
///
/// ```
/// # async fn example<I: std::fmt::Debug>(mut things: sdk_runtime::Items<I>) -> Result<(), sdk_runtime::Error> {
/// // let mut things = client.things().list_things().stream();
/// while let Some(thing) = things.try_next().await? {
///     println!("{thing:?}");
/// }
/// # Ok(()) }
/// ```
pub struct Items<I, E = Error> {
    pub(super) walk: Walk<Vec<I>>,
    page: IntoIter<I>,
    /// Where the held page is.
    at: Option<String>,
    taken: usize,
    error: PhantomData<fn() -> E>,
}

impl<I: Send + 'static, E> Items<I, E> {
    /// For the macro.
    #[doc(hidden)]
    pub fn new<T: Send + 'static>(call: Call<T>, paging: Paging<T, I>) -> Self {
        let walk = Walk::new(call, paging, |paging, page| (paging.items)(page));
        Self { walk, page: Vec::new().into_iter(), at: None, taken: 0, error: PhantomData }
    }
}

impl<I, E> Items<I, E> {
    /// The page that the next item is on: the value of its cursor or page parameter, or its URL. `None` for a list that starts at
    /// its beginning and is on its first page, and after the last item ([`is_done`](Self::is_done) tells the two apart).
    pub fn cursor(&self) -> Option<&str> {
        if self.page.len() > 0 { self.at.as_deref() } else { self.walk.cursor() }
    }

    /// How many items of that page were returned already.
    pub fn taken(&self) -> usize {
        if self.page.len() > 0 { self.taken } else { 0 }
    }

    /// Starts where an earlier walk of the same call was: at its [`cursor`](Self::cursor).
    #[must_use]
    pub fn start_at(mut self, cursor: &str) -> Self {
        self.walk.start_at(cursor);
        self
    }

    /// Whether the last item was given.
    pub fn is_done(&self) -> bool {
        self.page.len() == 0 && self.walk.is_done()
    }

    /// The next item of the page that is held.
    pub(super) fn held(&mut self) -> Option<I> {
        let item = self.page.next()?;
        self.taken += 1;
        Some(item)
    }

    /// The position of the page that will be requested next.
    pub(super) fn mark(&mut self) {
        self.at = self.walk.cursor().map(str::to_owned);
    }

    pub(super) fn hold(&mut self, page: Response<Vec<I>>) {
        self.page = page.into_inner().into_iter();
        self.taken = 0;
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error>>> {
        loop {
            if let Some(item) = self.held() {
                return Poll::Ready(Some(Ok(item)));
            }
            self.mark();
            match self.walk.poll_next(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(page))) => self.hold(page),
            }
        }
    }
}

impl<I, E: From<Error>> Items<I, E> {
    /// The next item; `None` after the last one. Cancelling the wait loses nothing: the next wait continues with it.
    ///
    /// # Errors
    /// When a call fails, or the list would never end because a cursor was returned a second time.
    pub async fn try_next(&mut self) -> Result<Option<I>, E> {
        Ok(poll_fn(|context| self.poll_item(context)).await.transpose()?)
    }
}

impl<I, E> fmt::Debug for Items<I, E> {
    /// The items are not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("walk", &self.walk).field("held", &self.page.len()).finish()
    }
}

/// Items are never pinned where they are.
impl<I, E> Unpin for Items<I, E> {}

/// An error ends the stream, so that a loop that skips errors ends; only that of a single item does not.
#[cfg(feature = "stream")]
impl<I, E: From<Error>> futures_core::Stream for Items<I, E> {
    type Item = Result<I, E>;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        if items.walk.broken {
            return Poll::Ready(None);
        }
        items.poll_item(context).map(|item| {
            item.map(|item| {
                items.walk.broken = item.is_err() && !items.walk.is_held();
                item.map_err(E::from)
            })
        })
    }
}
