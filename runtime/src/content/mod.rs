//! Content that is sent or received: bytes, files and streams.
//!
//! In: content as callers and HTTP stacks have it. Out: chunks, one at a time, when they are asked for. Must not: know
//! requests, responses or their errors, or read ahead more than a few chunks.

mod chain;
pub(crate) mod file;
pub(crate) mod upload;
mod wrap;

pub(crate) use wrap::{Polled, Wrapped};

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

#[cfg(test)]
pub(crate) mod tests;
