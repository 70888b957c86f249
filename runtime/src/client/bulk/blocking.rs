//! A bulk as a plain iterator.
//!
//! In: the asynchronous bulk and the client that drives it. Out: an iterator that waits on this thread. The calls go on
//! while the next result is waited for, not in between.

use super::{Bulk, Source};
use crate::client::core::Client;
use std::fmt;
use std::future::IntoFuture;

/// The results of a bulk, as an iterator. Made by [`Bulk::blocking`].
pub struct BlockingBulk<S, F, C: IntoFuture> {
    client: Client,
    /// Gone after the end.
    bulk: Option<Bulk<S, F, C>>,
}

impl<S, F, C: IntoFuture> Bulk<S, F, C> {
    /// The same results as an iterator that waits on this thread; the calls are driven by this client's worker. Ends
    /// early only when a call panics.
    pub fn blocking(self, client: &Client) -> BlockingBulk<S, F, C> {
        BlockingBulk { client: client.clone(), bulk: Some(self) }
    }
}

impl<S, F, C> Iterator for BlockingBulk<S, F, C>
where
    S: Source + Send + 'static,
    F: FnMut(S::Item) -> C + Send + 'static,
    C: IntoFuture + 'static,
    C::IntoFuture: Send + 'static,
    C::Output: Send + 'static,
{
    type Item = (usize, C::Output);

    fn next(&mut self) -> Option<Self::Item> {
        let mut bulk = self.bulk.take()?;
        let run = async move {
            let result = bulk.next().await;
            (bulk, result)
        };
        let (bulk, result) = self.client.block_on(run).ok()?;
        self.bulk = result.is_some().then_some(bulk);
        result
    }
}

impl<S, F, C: IntoFuture> fmt::Debug for BlockingBulk<S, F, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingBulk").field(&self.bulk).finish()
    }
}
