//! Where inputs come from.
//!
//! In: an iterator or a stream. Out: one input at a time.

use std::iter::Fuse;
use std::task::{Context, Poll};

/// Gives inputs one by one. Implemented for what [`bulk`](crate::bulk()) takes; not for others.
pub trait Source: sealed::Sealed {
    /// An input.
    type Item;

    /// The next input; `None` after the last one.
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Self::Item>>;
}

mod sealed {
    pub trait Sealed {}
    impl<I> Sealed for super::FromIter<I> {}
    #[cfg(feature = "stream")]
    impl<S> Sealed for super::FromStream<S> {}
}

/// Inputs of an iterator.
#[derive(Debug)]
pub struct FromIter<I>(pub(super) Fuse<I>);

impl<I: Iterator> Source for FromIter<I> {
    type Item = I::Item;

    fn poll_item(&mut self, _context: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

/// Inputs of a stream; gone after its end.
#[cfg(feature = "stream")]
#[derive(Debug)]
pub struct FromStream<S>(pub(super) Option<std::pin::Pin<Box<S>>>);

#[cfg(feature = "stream")]
impl<S: futures_core::Stream> Source for FromStream<S> {
    type Item = S::Item;

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let Some(stream) = &mut self.0 else { return Poll::Ready(None) };
        let item = stream.as_mut().poll_next(context);
        if let Poll::Ready(None) = item {
            self.0 = None;
        }
        item
    }
}
