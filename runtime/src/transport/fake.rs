//! A scripted transport for tests that must not touch the network.
//!
//! In: the responses, in order. Out: those responses, and the requests that were sent. A call beyond the script fails.

use super::body::Body;
use super::{SendOptions, Transport, TransportError};
use crate::transport::seams::BoxFuture;
use bytes::Bytes;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A scripted response.
#[derive(Debug, Clone, Default)]
#[must_use = "it does nothing until a transport returns it"]
pub struct FakeResponse {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl FakeResponse {
    /// A response with this status, no header and no body.
    pub fn new(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new() }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body as it is.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// Sets a JSON body.
    pub fn json(self, body: &serde_json::Value) -> Self {
        self.header("content-type", "application/json").body(body.to_string())
    }

    fn into_http(self) -> Result<http::Response<Body>, TransportError> {
        let mut builder = http::Response::builder().status(self.status);
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        builder.body(self.body.into()).map_err(TransportError::other)
    }
}

#[derive(Debug, Default)]
struct Script {
    steps: VecDeque<Result<FakeResponse, TransportError>>,
    seen: Vec<(http::Request<Bytes>, SendOptions)>,
}

/// A transport that responds from a script. Clones share it.
///
/// ```
/// use sdk_runtime::{FakeResponse, FakeTransport};
/// let fake = FakeTransport::new().response(FakeResponse::new(200).json(&serde_json::json!({"id": "t1"})));
/// // … Builder::transport(fake.clone()) …
/// assert!(fake.requests().is_empty());
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "it does nothing until a client sends by it"]
pub struct FakeTransport {
    script: Arc<Mutex<Script>>,
}

impl FakeTransport {
    /// A transport with an empty script.
    pub fn new() -> Self {
        Self::default()
    }

    /// Responds to the next request so.
    pub fn response(self, response: FakeResponse) -> Self {
        self.script().steps.push_back(Ok(response));
        self
    }

    /// Fails the next request so.
    pub fn fail(self, error: TransportError) -> Self {
        self.script().steps.push_back(Err(error));
        self
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.script().seen.iter().map(|(request, _)| request.clone()).collect()
    }

    /// The bounds that the requests so far were sent with.
    pub fn options(&self) -> Vec<SendOptions> {
        self.script().seen.iter().map(|(_, options)| *options).collect()
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for FakeTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            let mut script = self.script();
            script.seen.push((http::Request::from_parts(head, body), options));
            let step = script.steps.pop_front();
            drop(script);
            match step {
                Some(Ok(response)) => response.into_http(),
                Some(Err(error)) => Err(error),
                None => Err(TransportError::other("the script of the fake transport has no further response")),
            }
        })
    }
}
