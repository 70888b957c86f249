//! Pages, one after the other.
//!
//! In: a call that returns pages. Out: the payload of each response. At most one page is under way, and none is requested
//! before it is needed.

use super::walk::Walk;
use crate::client::call::Call;
use crate::client::error::Error;
use crate::client::response::Response;
use crate::policy::paging::Paging;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;

/// The pages of a list. Made by `pages()` of a call that has them.
///
/// Nothing is sent until [`try_next`](Self::try_next), and stopping early costs no further request. To go on in another
/// process, keep [`cursor`](Self::cursor) and set it with [`start_at`](Self::start_at).
///
/// After an error the same page is still the next one, so `try_next` requests it again, but for what would be the same again
/// ([`Error::is_decode`]): an item that cannot be decoded is an error once, and the page follows without it; a page that
/// cannot be decoded and whose body says where the next one is is an error once, and that one follows. A response without a cursor and without an end mark is such an error, too, but
/// the same page stays the next one: a list never ends early in silence.
///
/// ```
/// # async fn example<T: std::fmt::Debug>(mut pages: sdk_runtime::Pages<T>) -> Result<(), sdk_runtime::Error> {
/// // let mut pages = client.things().list_things().pages();
/// while let Some(page) = pages.try_next().await? {
///     println!("{page:?}; the next page is at {:?}", pages.cursor());
/// }
/// # Ok(()) }
/// ```
pub struct Pages<T, E = Error> {
    pub(super) walk: Walk<T>,
    error: PhantomData<fn() -> E>,
}

impl<T: Send + 'static, E> Pages<T, E> {
    /// For the macro.
    #[doc(hidden)]
    pub fn new<I: 'static>(call: Call<T>, paging: Paging<T, I>) -> Self {
        Self { walk: Walk::new(call, paging, |_, page| page), error: PhantomData }
    }
}

impl<T, E> Pages<T, E> {
    /// Where the next page is: the value that the next request has in its cursor or page parameter, or its URL. `None` before the
    /// first page of a list that starts at its beginning, and after the last page ([`is_done`](Self::is_done) tells the
    /// two apart).
    pub fn cursor(&self) -> Option<&str> {
        self.walk.cursor()
    }

    /// Starts where an earlier walk of the same call was: at its [`cursor`](Self::cursor).
    #[must_use]
    pub fn start_at(mut self, cursor: &str) -> Self {
        self.walk.start_at(cursor);
        self
    }

    /// Whether the last page was given.
    pub fn is_done(&self) -> bool {
        self.walk.is_done()
    }
}

impl<T, E: From<Error>> Pages<T, E> {
    /// The next page; `None` after the last one. Cancelling the wait loses nothing: the next wait continues with it.
    ///
    /// # Errors
    /// When the call fails, or the list would never end because a cursor was returned a second time.
    pub async fn try_next(&mut self) -> Result<Option<T>, E> {
        Ok(self.try_next_with_meta().await?.map(Response::into_inner))
    }

    /// The next page with its status, headers, rate limit.
    ///
    /// # Errors
    /// As [`try_next`](Self::try_next).
    pub async fn try_next_with_meta(&mut self) -> Result<Option<Response<T>>, E> {
        Ok(poll_fn(|context| self.walk.poll_next(context)).await.transpose()?)
    }
}

impl<T, E> fmt::Debug for Pages<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.walk).finish()
    }
}

/// Pages are never pinned where they are.
impl<T, E> Unpin for Pages<T, E> {}

/// An error ends the stream, so that a loop that skips errors ends; only that of a single item does not.
#[cfg(feature = "stream")]
impl<T, E: From<Error>> futures_core::Stream for Pages<T, E> {
    type Item = Result<T, E>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let walk = &mut self.get_mut().walk;
        if walk.broken {
            return std::task::Poll::Ready(None);
        }
        walk.poll_next(context).map(|page| {
            page.map(|page| {
                walk.broken = page.is_err() && !walk.is_held();
                page.map(Response::into_inner).map_err(E::from)
            })
        })
    }
}
