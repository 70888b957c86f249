//! The body of a request or a response: bytes, or a stream of them.
//!
//! In: bytes, or anything that implements `http_body::Body`. Out: chunks, one at a time, when they are asked for. Must
//! not: read ahead, or hold a stream as a whole unless a caller asks for it with a limit.

use super::TransportError;
use super::idle::IdleWatch;
use crate::content::source::{Fault, Open, Source};
use crate::content::upload::Upload;
use crate::content::wrap::Wrapped;
use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// The body of a request or a response: bytes, or a stream of them. Trailers are not kept.
///
/// It implements `http_body::Body`, so any HTTP stack can send it, and [`Body::wrap`] takes the bodies of any stack.
///
/// ```
/// use sdk_runtime::Body;
/// let body = Body::from("text");
/// assert_eq!(body.as_bytes().map(|bytes| bytes.len()), Some(4));
/// assert_eq!(body.length(), Some(4));
/// ```
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    /// The lock is never waited for: a stream is read through `&mut`. It only makes the body `Sync`, which some stacks
    /// require.
    Stream(Mutex<Box<dyn Source>>),
}

impl Body {
    /// A body without any bytes.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }

    /// The body of another HTTP stack. An error that is a [`TransportError`] stays as it is, and any other one becomes
    /// [`TransportError::other`].
    ///
    /// ```
    /// use sdk_runtime::{Body, Bytes};
    /// # fn example<B>(response: sdk_runtime::http::Response<B>) -> sdk_runtime::http::Response<Body>
    /// # where B: http_body::Body<Data = Bytes, Error = std::io::Error> + Send + 'static {
    /// // The response of hyper's client, for example.
    /// response.map(Body::wrap)
    /// # }
    /// ```
    #[must_use]
    pub fn wrap<B>(body: B) -> Self
    where
        B: http_body::Body + Send + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self::stream(Wrapped::new(body))
    }

    pub(crate) fn stream(source: impl Source + 'static) -> Self {
        Self(Inner::Stream(Mutex::new(Box::new(source))))
    }

    /// The bytes, unless this is a stream.
    #[must_use]
    pub const fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// How many bytes are left, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Inner::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Inner::Stream(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).length(),
        }
    }

    /// The next chunk; `None` at the end. Nothing is read before it is asked for, and a chunk that was asked for is not
    /// lost when the future is dropped.
    ///
    /// # Errors
    /// When the stream breaks off.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        poll_fn(|context| self.poll_chunk(context)).await.transpose()
    }

    /// All of it, up to `limit` bytes. One chunk is not copied.
    ///
    /// # Errors
    /// When the stream breaks off, or has more bytes.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let mut whole = Collected::new(limit);
        while let Some(chunk) = self.chunk().await? {
            whole.push(chunk)?;
        }
        Ok(whole.finish())
    }

    /// The same body; each chunk that is taken from it counts as activity. One of bytes stays as it is.
    pub(crate) fn watched(self, watch: &IdleWatch) -> Self {
        match self.0 {
            Inner::Bytes(bytes) => bytes.into(),
            Inner::Stream(stream) => {
                Self::stream(watch.watch(stream.into_inner().unwrap_or_else(PoisonError::into_inner)))
            }
        }
    }

    /// As [`chunk`](Self::chunk). A chunk is never empty.
    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Inner::Stream(stream) => loop {
                let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                match ready!(stream.poll_chunk(context)) {
                    Some(Ok(chunk)) if chunk.is_empty() => {}
                    chunk => return Poll::Ready(chunk.map(|chunk| chunk.map_err(failure))),
                }
            },
        }
    }
}

/// An error that is one of a transport already stays so.
fn failure(fault: Fault) -> TransportError {
    match fault.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(fault) => TransportError::other(fault),
    }
}

/// Chunks, put together up to a limit.
pub(crate) struct Collected {
    limit: usize,
    first: Bytes,
    rest: BytesMut,
}

impl Collected {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, first: Bytes::new(), rest: BytesMut::new() }
    }

    pub(crate) fn push(&mut self, chunk: Bytes) -> Result<(), TransportError> {
        if self.first.len() + self.rest.len() + chunk.len() > self.limit {
            return Err(TransportError::too_large(self.limit));
        }
        if self.rest.is_empty() {
            if self.first.is_empty() {
                self.first = chunk;
                return Ok(());
            }
            self.rest = BytesMut::with_capacity(2 * (self.first.len() + chunk.len()));
            self.rest.extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.rest.extend_from_slice(&chunk);
        Ok(())
    }

    pub(crate) fn finish(self) -> Bytes {
        if self.rest.is_empty() { self.first } else { self.rest.freeze() }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Body {
    /// The length only: what is sent may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.as_bytes().is_some() { "Body::Bytes" } else { "Body::Stream" };
        f.debug_struct(name).field("length", &self.length()).finish()
    }
}

impl From<Open> for Body {
    fn from(open: Open) -> Self {
        match open {
            Open::Bytes(bytes) => bytes.into(),
            Open::Stream(stream) => Self(Inner::Stream(Mutex::new(stream))),
        }
    }
}

impl From<Body> for Upload {
    fn from(body: Body) -> Self {
        match body.as_bytes() {
            Some(bytes) => bytes.clone().into(),
            None => Self::body(body),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        text.as_bytes().into()
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.get_mut().poll_chunk(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        self.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::wait;
    use crate::content::wrap::Polled;

    fn chunks(chunks: &'static [&'static str]) -> Body {
        let mut chunks = chunks.iter();
        Body::stream(Polled::new(move |_| {
            Poll::Ready(chunks.next().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))))
        }))
    }

    #[test]
    fn a_stream_is_collected_up_to_the_limit() {
        let stream = || chunks(&["ab", "", "cd", "e"]);
        assert_eq!(wait(stream().collect(5)).unwrap(), "abcde");
        let error = wait(stream().collect(4)).unwrap_err();
        assert!(error.to_string().contains("not read to its end"), "{error}");
        assert_eq!(wait(Body::from("abc").collect(3)).unwrap(), "abc");
        assert!(wait(Body::from("abcd").collect(3)).is_err());
        assert_eq!(wait(Body::empty().collect(0)).unwrap(), "");
    }

    #[test]
    fn bodies_of_other_stacks_keep_length_and_errors() {
        let body = Body::wrap(Body::from("abc"));
        assert_eq!((body.length(), body.as_bytes()), (Some(3), None));
        assert_eq!(wait(body.collect(9)).unwrap(), "abc");
        let failing = || Polled::new(|_| Poll::Ready(Some(Err(TransportError::timeout("slow").into()))));
        assert!(wait(Body::wrap(Body::stream(failing())).collect(9)).unwrap_err().is_timeout());
    }
}
