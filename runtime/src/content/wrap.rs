//! Sources made of the streams of others.
//!
//! In: an `http_body::Body`, an `AsyncRead`, a `Stream`, or a function to poll. Out: a `Source`. Must not: read ahead.

use super::source::{Fault, Source};
use bytes::{Buf as _, Bytes};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The body of another stack.
pub(crate) struct Wrapped<B>(Pin<Box<B>>);

impl<B> Wrapped<B> {
    pub(crate) fn new(body: B) -> Self {
        Self(Box::pin(body))
    }
}

impl<B> Source for Wrapped<B>
where
    B: http_body::Body + Send,
    B::Error: Into<Fault>,
{
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        loop {
            let Some(frame) = ready!(self.0.as_mut().poll_frame(context)) else { return Poll::Ready(None) };
            match frame.map(http_body::Frame::into_data) {
                Ok(Ok(mut data)) => return Poll::Ready(Some(Ok(data.copy_to_bytes(data.remaining())))),
                // Trailers.
                Ok(Err(_)) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
        }
    }

    fn length(&self) -> Option<u64> {
        self.0.size_hint().exact()
    }
}

/// A function that gives chunks.
pub(crate) struct Polled<F> {
    poll: F,
    length: Option<u64>,
}

impl<F> Polled<F>
where
    F: FnMut(&mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> + Send,
{
    pub(crate) const fn new(poll: F) -> Self {
        Self { poll, length: None }
    }

    /// The same, where it is known how many bytes the chunks have.
    pub(crate) fn of_length(mut self, length: Option<u64>) -> Self {
        self.length = length;
        self
    }
}

impl<F> Source for Polled<F>
where
    F: FnMut(&mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> + Send,
{
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        (self.poll)(context)
    }

    fn length(&self) -> Option<u64> {
        self.length
    }
}

/// How much is read from a reader at once.
#[cfg(feature = "tokio")]
const CHUNK: usize = 64 * 1024;

/// The chunks of a reader.
#[cfg(feature = "tokio")]
pub(super) fn reader<R: tokio::io::AsyncRead + Send + 'static>(reader: R) -> impl Source {
    let mut reader = Box::pin(reader);
    let mut buffer = bytes::BytesMut::new();
    Polled::new(move |context: &mut Context<'_>| {
        buffer.resize(CHUNK, 0);
        let mut space = tokio::io::ReadBuf::new(&mut buffer);
        let read = ready!(reader.as_mut().poll_read(context, &mut space));
        let length = space.filled().len();
        Poll::Ready(match read {
            Err(error) => Some(Err(error.into())),
            Ok(()) if length == 0 => None,
            Ok(()) => Some(Ok(buffer.split_to(length).freeze())),
        })
    })
}

/// The chunks of a stream.
#[cfg(feature = "stream")]
pub(super) fn stream<S, B, E>(stream: S) -> impl Source
where
    S: futures_core::Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes> + 'static,
    E: Into<Fault> + 'static,
{
    let mut stream = Box::pin(stream);
    Polled::new(move |context: &mut Context<'_>| {
        let item = ready!(stream.as_mut().poll_next(context));
        Poll::Ready(item.map(|item| item.map(Into::into).map_err(|error| error.into())))
    })
}
