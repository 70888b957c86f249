//! Pages and items as plain iterators.
//!
//! In: the asynchronous ones. Out: iterators that wait on the client's worker. Must not send more than they do: each
//! page is requested when it is needed.

use super::items::Items;
use super::page_iter::Pages;
use super::walk::{Failed, Walk};
use crate::client::error::Error;
use crate::client::response::Response;

impl<P: Send + 'static> Walk<P> {
    /// The next page, waited for on this thread.
    fn next_blocking(&mut self) -> Option<Result<Response<P>, Error>> {
        if self.broken {
            return None;
        }
        if let Some(ready) = self.ready() {
            self.broken = ready.is_err() && !self.is_held();
            return Some(ready);
        }
        // A request that was started on another runtime may not continue while this thread waits.
        self.forget();
        let result = match self.begin()? {
            Ok(fetch) => self.client.block_on(fetch).map_err(Failed::from).and_then(|fetched| fetched),
            Err(error) => Err(error.into()),
        };
        let result = self.finish(result);
        self.broken = result.is_err() && !self.is_held();
        Some(result)
    }
}

/// The pages of a list, as an iterator. Made by [`Pages::blocking`]. It ends after an error that is not of a single item.
#[derive(Debug)]
pub struct BlockingPages<T, E = Error>(Pages<T, E>);

/// The items of a list, as an iterator. Made by [`Items::blocking`]. It ends after an error that is not of a single item.
#[derive(Debug)]
pub struct BlockingItems<I, E = Error>(Items<I, E>);

impl<T, E> Pages<T, E> {
    /// The same pages as an iterator that waits on this thread.
    pub fn blocking(self) -> BlockingPages<T, E> {
        BlockingPages(self)
    }
}

impl<I, E> Items<I, E> {
    /// The same items as an iterator that waits on this thread.
    ///
    /// ```
    /// # fn example<I: std::fmt::Debug + Send + 'static>(things: sdk_runtime::Items<I>) -> Result<(), sdk_runtime::Error> {
    /// // let things = client.things().list_things().stream();
    /// for thing in things.blocking().take(10) {
    ///     println!("{:?}", thing?);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn blocking(self) -> BlockingItems<I, E> {
        BlockingItems(self)
    }
}

impl<T, E> BlockingPages<T, E> {
    /// Where the next page is; as [`Pages::cursor`].
    pub fn cursor(&self) -> Option<&str> {
        self.0.cursor()
    }

    /// The asynchronous pages, from where these are.
    pub fn into_inner(self) -> Pages<T, E> {
        self.0
    }
}

impl<I, E> BlockingItems<I, E> {
    /// The page that the next item is on; as [`Items::cursor`].
    pub fn cursor(&self) -> Option<&str> {
        self.0.cursor()
    }

    /// How many items of that page were returned already.
    pub fn taken(&self) -> usize {
        self.0.taken()
    }

    /// The asynchronous items, from where these are.
    pub fn into_inner(self) -> Items<I, E> {
        self.0
    }
}

impl<T: Send + 'static, E: From<Error>> Iterator for BlockingPages<T, E> {
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.walk.next_blocking()?.map(Response::into_inner).map_err(E::from))
    }
}

impl<I: Send + 'static, E: From<Error>> Iterator for BlockingItems<I, E> {
    type Item = Result<I, E>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.0.held() {
                return Some(Ok(item));
            }
            self.0.mark();
            match self.0.walk.next_blocking()? {
                Ok(page) => self.0.hold(page),
                Err(error) => return Some(Err(error.into())),
            }
        }
    }
}
