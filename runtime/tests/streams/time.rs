//! A clock that the test moves, and a transport whose responses it writes.

use sdk_runtime::{Body, BoxFuture, Bytes, Clock, SendOptions, Timer, Transport, TransportError, http};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

/// A clock and a timer that move only by [`pass`](Self::pass).
#[derive(Clone, Default)]
pub(crate) struct ManualTime(Arc<Mutex<(Duration, Vec<Waker>)>>);

impl ManualTime {
    pub(crate) fn pass(&self, duration: Duration) {
        let mut state = self.0.lock().unwrap();
        state.0 += duration;
        state.1.drain(..).for_each(Waker::wake);
    }
}

impl Clock for ManualTime {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().0
    }
}

impl Timer for ManualTime {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let (time, end) = (self.clone(), self.elapsed() + duration);
        Box::pin(std::future::poll_fn(move |context| {
            let mut state = time.0.lock().unwrap();
            if state.0 >= end {
                return Poll::Ready(());
            }
            state.1.push(context.waker().clone());
            Poll::Pending
        }))
    }
}

/// The body of a response while the test writes it.
#[derive(Clone, Default)]
pub(crate) struct Script(Arc<Mutex<Steps>>);

/// The chunks to come, the end as `None`; and who waits for them.
type Steps = (VecDeque<Option<Bytes>>, Option<Waker>);

impl Script {
    fn push(&self, step: Option<Bytes>) {
        let mut state = self.0.lock().unwrap();
        state.0.push_back(step);
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    }

    pub(crate) fn send(&self, chunk: &'static str) {
        self.push(Some(Bytes::from_static(chunk.as_bytes())));
    }

    pub(crate) fn end(&self) {
        self.push(None);
    }
}

impl http_body::Body for Script {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        let mut state = self.0.lock().unwrap();
        match state.0.pop_front() {
            Some(step) => Poll::Ready(step.map(|chunk| Ok(http_body::Frame::data(chunk)))),
            None => {
                state.1 = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// Responds to each request with the body of the script.
pub(crate) struct Scripted(pub(crate) Script, pub(crate) &'static str);

impl Transport for Scripted {
    fn send(
        &self,
        _request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        assert_eq!(options.timeout(), None, "the transport does not bound a stream");
        let response = http::Response::builder().header("content-type", self.1).header("x-request-id", "r0");
        let response = response.body(Body::wrap(self.0.clone())).unwrap();
        Box::pin(async { Ok(response) })
    }
}
