//! JSON texts, one after the other.
//!
//! In: a response of lines (NDJSON, JSON Lines) or of a JSON text sequence. Out: typed items as they arrive. Must not:
//! open the response again: nothing says where it would go on.

use super::connection::{Connection, OpenedResponse};
use crate::client::decode::Reader;
use crate::client::error::{DecodeFacts, Error, Kind};
use crate::client::request::CallParts;
use crate::wire::event_stream::TooLong;
use crate::wire::lines::{CutOff, Framing, LineParser};
use bytes::Bytes;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

/// A response of JSON texts, each decoded as it arrives.
///
/// Nothing is read before [`try_next`](Self::try_next) asks for it, and a slow reader makes the server wait. Dropping it
/// closes the connection. An item that cannot be decoded is reported, and the next one follows it; a response that breaks
/// off is reported once, and ends.
///
/// ```
/// # async fn example<T: std::fmt::Debug + Send + 'static>(mut lines: sdk_runtime::Lines<T>) -> Result<(), sdk_runtime::Error> {
/// // let mut lines = client.exports().export().await?;
/// while let Some(item) = lines.try_next().await? {
///     println!("{item:?}");
/// }
/// # Ok(()) }
/// ```
#[must_use = "nothing is read until the next item is asked for"]
pub struct Lines<T, E = Error> {
    pub(super) call: Box<CallParts>,
    /// `None` after the end.
    connection: Option<Connection>,
    parser: LineParser,
    chunk: Bytes,
    reader: Reader<T>,
    error: PhantomData<fn() -> E>,
}

impl<T, E> Lines<T, E> {
    pub(super) fn new(response: OpenedResponse, framing: Framing, reader: Reader<T>) -> Self {
        let OpenedResponse { call, connection } = response;
        let parser = LineParser::new(framing, call.client.inner().max_body_bytes);
        Self { call, connection: Some(connection), parser, chunk: Bytes::new(), reader, error: PhantomData }
    }

    /// How many bytes one item may have; the client's `max_response_bytes` by default.
    pub fn max_item_bytes(mut self, bytes: usize) -> Self {
        self.parser.set_limit(bytes);
        self
    }

    /// An item that has arrived already.
    pub(super) fn next_buffered(&mut self) -> Option<Result<T, Error>> {
        let connection = self.connection.as_ref()?;
        match self.parser.next(&mut self.chunk) {
            Ok(text) => Some(connection.decode(&self.call, self.reader, text?)),
            Err(TooLong { limit }) => {
                let error = connection.too_large(limit);
                self.connection = None;
                Some(Err(error))
            }
        }
    }

    pub(super) fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.next_buffered() {
                return Poll::Ready(Some(item));
            }
            let Some(connection) = &mut self.connection else { return Poll::Ready(None) };
            match ready!(connection.poll_chunk(context)) {
                Some(Ok(chunk)) => self.chunk = chunk,
                Some(Err(error)) => {
                    self.connection = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(self.last()),
            }
        }
    }

    /// The item that the end of the response ends.
    fn last(&mut self) -> Option<Result<T, Error>> {
        let connection = self.connection.take()?;
        match self.parser.finish() {
            Ok(text) => Some(connection.decode(&self.call, self.reader, text?)),
            Err(CutOff) => {
                let message = "the last item was cut off".to_owned();
                Some(Err(connection.error(Kind::Decode(DecodeFacts::message(message)))))
            }
        }
    }
}

impl<T, E: From<Error>> Lines<T, E> {
    /// The next item; `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// When the item cannot be decoded or is too long, or the response breaks off or is idle for too long.
    pub async fn try_next(&mut self) -> Result<Option<T>, E> {
        Ok(poll_fn(|context| self.poll_item(context)).await.transpose()?)
    }
}

impl<T, E> fmt::Debug for Lines<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").field("operation", &self.call.operation.id).finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
impl<T, E: From<Error>> futures_core::Stream for Lines<T, E> {
    type Item = Result<T, E>;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context).map(|item| item.map(|item| item.map_err(E::from)))
    }
}
