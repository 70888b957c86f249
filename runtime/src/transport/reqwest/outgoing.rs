//! The body of a request on its way out.
//!
//! In: a body. Out: the same body, and whether any of it was asked for: a connection asks for it when it writes the request,
//! and not before. So an exchange that fails without that has sent nothing. Must not: change a body.

use crate::content::source::Fault;
use crate::transport::body::Body;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

/// How far a request came: whether a connection asked for its body.
#[derive(Clone)]
pub(super) struct Progress(Arc<AtomicBool>);

impl Progress {
    /// Whether nothing can have been sent.
    pub(super) fn is_unsent(&self) -> bool {
        !self.0.load(Ordering::Acquire)
    }
}

/// The body for reqwest, and what shows how far it came.
pub(super) fn outgoing(body: Body) -> (reqwest::Body, Progress) {
    let is_begun = Arc::new(AtomicBool::new(false));
    let progress = Progress(Arc::clone(&is_begun));
    (reqwest::Body::wrap(Outgoing { body, is_begun }), progress)
}

struct Outgoing {
    body: Body,
    is_begun: Arc<AtomicBool>,
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = Fault;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        self.is_begun.store(true, Ordering::Release);
        Pin::new(&mut self.body).poll_frame(context).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        let is_end = self.body.is_end_stream();
        // Of a body without content a connection asks no more than this, right before it writes the head. Nobody else
        // asks it.
        if is_end {
            self.is_begun.store(true, Ordering::Release);
        }
        is_end
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
