//! One response while it is read.
//!
//! In: its body, and what bounds the wait for it. Out: chunks, or an error with status and request id. Must not: send
//! anything.

use crate::client::core::Client;
use crate::client::decode::{self, RawResponse, Reader};
use crate::client::error::{Error, Kind, ReceivedResponse};
use crate::client::request::CallParts;
use crate::client::response::Meta;
use crate::client::send;
use crate::client::visitor::BodyVisitor;
use crate::policy::retry::{Decision, Policy, decide};
use crate::transport::TransportError;
use crate::transport::body::Body;
use crate::transport::idle::IdleWatch;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::task::{Context, Poll};
use std::time::Duration;

/// A response of success whose body is unread, with the call that it belongs to.
pub struct OpenedResponse {
    pub(super) call: Box<CallParts>,
    pub(super) connection: Connection,
}

impl OpenedResponse {
    pub(crate) fn new(call: Box<CallParts>, body: Body, watch: IdleWatch, meta: Meta) -> Self {
        let (operation, client) = (call.operation.id, call.client.clone());
        Self { call, connection: Connection { client, body, watch, meta, operation, is_waiting: Waiting::No } }
    }
}

/// Whether the last poll had to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Yes,
    No,
}

/// A response while it is read.
pub(super) struct Connection {
    client: Client,
    pub(super) body: Body,
    watch: IdleWatch,
    pub(super) meta: Meta,
    operation: &'static str,
    is_waiting: Waiting,
}

impl Connection {
    /// The next chunk; `None` at the end.
    pub(super) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if let Poll::Ready(chunk) = self.body.poll_chunk(context) {
            self.is_waiting = Waiting::No;
            return Poll::Ready(chunk.map(|chunk| chunk.map_err(|error| self.error(Kind::Transport(error)))));
        }
        if self.is_waiting == Waiting::No {
            // What the caller did since the last chunk is not the server's time.
            self.watch.note();
            self.is_waiting = Waiting::Yes;
        }
        self.watch.poll_expired(context).map(|error| Some(Err(self.error(Kind::Transport(error)))))
    }

    /// An error of this response.
    pub(super) fn error(&self, kind: Kind) -> Error {
        self.completed(Error::new(kind), None)
    }

    /// An error because something has more bytes than allowed.
    pub(super) fn too_large(&self, limit: usize) -> Error {
        self.error(Kind::Transport(TransportError::too_large(limit)))
    }

    /// Decodes one item.
    pub(super) fn decode<T>(&self, call: &CallParts, reader: Reader<T>, item: Bytes) -> Result<T, Error> {
        let odd_values = self.client.inner().odd_values();
        let response = RawResponse::new(self.meta.api, call.operation, self.meta.status, &item);
        let decoded = decode::through(&odd_values.noted(response), reader);
        match decoded {
            Ok(value) => {
                odd_values.report(call.operation, &self.meta);
                Ok(value)
            }
            Err(error) => Err(self.completed(error, Some(item))),
        }
    }

    fn completed(&self, mut error: Error, body: Option<Bytes>) -> Error {
        let facts = error.facts_mut();
        facts.operation = Some(self.operation);
        facts.attempts = self.meta.attempts.clone();
        facts.response = Some(ReceivedResponse { meta: self.meta.clone(), body });
        self.client.inner().redact(&mut error, &HeaderMap::new());
        error
    }

    /// The value of a header, where it is text.
    pub(super) fn header(&self, name: HeaderName) -> Option<&str> {
        self.meta.headers.get(name)?.to_str().ok()
    }
}

/// What is known of a stream that broke off.
pub(super) struct Broken {
    pub(super) error: Error,
    /// How often it was opened in vain since something was received.
    pub(super) fruitless: u32,
    /// How long the server wants to be left alone.
    pub(super) wait: Option<Duration>,
}

/// Opens the response again, if the retry policy allows that after this error, with these headers.
///
/// # Errors
/// That of the stream, if it is not opened again; or that of the new response.
pub(super) async fn reopen(
    mut call: Box<CallParts>,
    broken: Broken,
    headers: Vec<(HeaderName, HeaderValue)>,
) -> Result<Connection, Error> {
    let client = call.client.clone();
    let client = client.inner();
    // A deadline has ended with the first head.
    let policy = Policy { deadline: None, ..send::policy(&call, client) };
    let (failure, random) = (broken.error.failure(), client.random.next_u64());
    let sent = broken.fruitless + 1;
    let decision = decide(&policy, call.operation.idempotency, call.replay(), sent, &failure, Duration::ZERO, random);
    let Decision::Wait(wait) = decision else { return Err(broken.error) };
    if !client.budget.take() {
        return Err(broken.error);
    }
    client.timer.sleep(broken.wait.unwrap_or(wait).min(policy.max_wait())).await;
    call.headers.extend(headers);
    open(call).await
}

/// Sends the call, and gives the response with its body unread.
pub(super) async fn open(call: Box<CallParts>) -> Result<Connection, Error> {
    let mut visitor = BodyVisitor::default();
    let meta = send::start(&call, &mut visitor).await?;
    match visitor.take() {
        Some((body, watch)) => Ok(OpenedResponse::new(call, body, watch, meta).connection),
        None => Err(Error::request("no response was opened")),
    }
}
