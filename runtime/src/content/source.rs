//! The way in which all contents are read.
//!
//! In: nothing. Out: the trait of a stream, and content that is a stream or bytes. Must not: know where chunks come from.

use bytes::Bytes;
use std::task::{Context, Poll};

/// What goes wrong in a stream.
pub(crate) type Fault = Box<dyn std::error::Error + Send + Sync>;

/// A source of chunks. The way in which all streams of this crate are read.
pub(crate) trait Source: Send {
    /// The next chunk, which may be empty; `None` at the end.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>>;

    /// How many bytes are left, where that is known.
    fn length(&self) -> Option<u64>;
}

/// Content that is ready to be read.
pub(crate) enum Open {
    Bytes(Bytes),
    Stream(Box<dyn Source>),
}

impl Open {
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Stream(stream) => stream.length(),
        }
    }

    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        match self {
            Self::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Self::Stream(stream) => stream.poll_chunk(context),
        }
    }
}
