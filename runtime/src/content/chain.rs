//! Contents, one behind the other.
//!
//! In: opened contents. Out: one source with the chunks of all of them. Must not: start one before the one in front of it
//! has ended.

use super::source::{Fault, Open, Source};
use bytes::Bytes;
use std::collections::VecDeque;
use std::task::{Context, Poll, ready};

pub(super) struct Chain(VecDeque<Open>);

impl Chain {
    pub(super) fn new(parts: Vec<Open>) -> Self {
        Self(parts.into())
    }
}

impl Source for Chain {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(first.poll_chunk(context)) {
                None => drop(self.0.pop_front()),
                chunk => return Poll::Ready(chunk),
            }
        }
        Poll::Ready(None)
    }

    fn length(&self) -> Option<u64> {
        self.0.iter().try_fold(0_u64, |sum, body| sum.checked_add(body.length()?))
    }
}
