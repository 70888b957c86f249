//! A download: the bytes of a response, as they arrive.
//!
//! In: the response. Out: chunks, a reader, all of the bytes up to a limit, or a body to send on. Must not: read ahead,
//! or decode anything.

use super::connection::{Connection, OpenedResponse};
use crate::client::error::Error;
use crate::client::request::CallParts;
use crate::content::wrap::Polled;
use crate::transport::Collected;
use crate::transport::body::Body;
use bytes::Bytes;
use http::{HeaderMap, header};
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::task::{Context, Poll};

/// The bytes of a response, as they arrive.
///
/// Nothing is read before it is asked for, and a slow reader makes the server wait. Dropping it closes the connection. A
/// download that breaks off is reported once, and ends; only [`save_to`](Self::save_to) resumes it.
///
/// With the feature `tokio`, which the default transport switches on, it is a `tokio::io::AsyncRead`; with `stream` a
/// `futures_core::Stream`; and with `blocking` it can become an iterator and a `std::io::Read`.
///
/// ```
/// # async fn example(download: sdk_runtime::Download) -> Result<(), sdk_runtime::Error> {
/// // let download = client.labels().get_label("id").await?;
/// let bytes = download.save_to("label.pdf").await?;
/// println!("{bytes} bytes");
/// # Ok(()) }
/// ```
#[must_use = "nothing is read until it is asked for"]
pub struct Download<E = Error> {
    pub(super) call: Box<CallParts>,
    pub(super) connection: Connection,
    state: State,
    /// What a reader has not taken yet.
    rest: Bytes,
    error: PhantomData<fn() -> E>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Ended,
}

impl<E> Download<E> {
    pub(super) fn new(response: OpenedResponse) -> Self {
        let OpenedResponse { call, connection } = response;
        Self { call, connection, state: State::Open, rest: Bytes::new(), error: PhantomData }
    }

    /// The same, with errors of another type.
    pub(super) fn with_error<F>(self) -> Download<F> {
        let Self { call, connection, state, rest, .. } = self;
        Download { call, connection, state, rest, error: PhantomData }
    }

    /// Goes on with another response.
    pub(super) fn replace(&mut self, connection: Connection) {
        self.connection = connection;
        self.state = State::Open;
    }

    /// How many bytes are left, where the server has said so.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        let rest = u64::try_from(self.rest.len()).ok()?;
        self.connection.body.length()?.checked_add(rest)
    }

    /// The content type.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.connection.header(header::CONTENT_TYPE)
    }

    /// The response's headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.connection.meta.headers
    }

    /// The id that the server gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.connection.meta.request_id()
    }

    pub(super) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.rest))));
        }
        if self.state == State::Ended {
            return Poll::Ready(None);
        }
        let chunk = self.connection.poll_chunk(context);
        if matches!(chunk, Poll::Ready(None | Some(Err(_)))) {
            self.state = State::Ended;
            // Closes the connection now.
            self.connection.body = Body::empty();
        }
        chunk
    }

    /// Fills the buffer with what has arrived already; `None` where that is nothing.
    #[cfg(any(feature = "tokio", feature = "blocking"))]
    pub(super) fn read_buffered(&mut self, buffer: &mut [u8]) -> Option<usize> {
        if self.rest.is_empty() {
            return None;
        }
        let taken = self.rest.split_to(self.rest.len().min(buffer.len()));
        buffer[..taken.len()].copy_from_slice(&taken);
        Some(taken.len())
    }

    /// Waits until something has arrived; `None` at the end.
    #[cfg(any(feature = "tokio", feature = "blocking"))]
    pub(super) fn poll_buffer(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<(), Error>>> {
        self.poll_chunk(context).map(|chunk| chunk.map(|chunk| chunk.map(|chunk| self.rest = chunk)))
    }

    /// The bytes as a body, to send them on: an [`Upload`](crate::Upload) is made of it. Its errors have the call's
    /// error as their source.
    #[must_use]
    pub fn into_body(mut self) -> Body
    where
        E: 'static,
    {
        let length = self.length();
        let chunks = Polled::new(move |context| {
            self.poll_chunk(context).map(|chunk| chunk.map(|chunk| chunk.map_err(Into::into)))
        });
        Body::stream(chunks.of_length(length))
    }
}

impl<E: From<Error>> Download<E> {
    /// The next chunk; `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// When the response breaks off, or is idle for too long.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, E> {
        Ok(poll_fn(|context| self.poll_chunk(context)).await.transpose()?)
    }

    /// All bytes, up to the client's `max_response_bytes`.
    ///
    /// # Errors
    /// When there are more, or the response breaks off, or is idle for too long.
    pub async fn bytes(self) -> Result<Bytes, E> {
        let limit = self.call.client.inner().max_body_bytes;
        self.bytes_up_to(limit).await
    }

    /// All bytes, up to `limit`.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub async fn bytes_up_to(mut self, limit: usize) -> Result<Bytes, E> {
        let mut whole = Collected::new(limit);
        while let Some(chunk) = self.try_next().await? {
            whole.push(chunk).map_err(|_| self.connection.too_large(limit))?;
        }
        Ok(whole.finish())
    }
}

impl<E> fmt::Debug for Download<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Download");
        out.field("operation", &self.call.operation.id).field("length", &self.length()).finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
impl<E: From<Error>> futures_core::Stream for Download<E> {
    type Item = Result<Bytes, E>;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(context).map(|chunk| chunk.map(|chunk| chunk.map_err(E::from)))
    }
}

#[cfg(feature = "tokio")]
impl<E> tokio::io::AsyncRead for Download<E> {
    fn poll_read(
        self: std::pin::Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let download = self.get_mut();
        if download.rest.is_empty() {
            match std::task::ready!(download.poll_buffer(context)) {
                None => return Poll::Ready(Ok(())),
                Some(Ok(())) => {}
                Some(Err(error)) => return Poll::Ready(Err(std::io::Error::other(error))),
            }
        }
        let filled = download.read_buffered(buffer.initialize_unfilled()).unwrap_or(0);
        buffer.advance(filled);
        Poll::Ready(Ok(()))
    }
}
