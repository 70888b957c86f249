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

/// How far a request came.
#[derive(Clone)]
pub(super) enum Progress {
    /// It has no body, so nothing shows it.
    Unknown,
    /// Whether its body was asked for.
    Body(Arc<AtomicBool>),
}

impl Progress {
    /// Whether nothing can have been sent.
    pub(super) fn is_unsent(&self) -> bool {
        matches!(self, Self::Body(is_begun) if !is_begun.load(Ordering::Acquire))
    }
}

/// The body for reqwest, and what shows how far it came.
pub(super) fn outgoing(body: Body) -> (reqwest::Body, Progress) {
    match body.as_bytes() {
        Some(bytes) if bytes.is_empty() => (reqwest::Body::from(bytes.clone()), Progress::Unknown),
        _ => {
            let is_begun = Arc::new(AtomicBool::new(false));
            let progress = Progress::Body(Arc::clone(&is_begun));
            (reqwest::Body::wrap(Outgoing { body, is_begun }), progress)
        }
    }
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
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
