//! Events of a `text/event-stream` response.
//!
//! In: the response. Out: typed events as they arrive, over reconnections. Must not: open the response again unless the
//! operation is idempotent, and the stream has said where it would go on, or the caller wants it anyway.

use super::connection::{Broken, Connection, OpenedResponse, open, reopen};
use crate::client::decode::Reader;
use crate::client::error::{DecodeFacts, Error, Kind};
use crate::client::request::CallParts;
use crate::description::operation::Idempotency;
use crate::transport::seams::BoxFuture;
use crate::wire::event_stream::{EventParser, RawEvent, TooLong};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::ops::Deref;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// One event of a stream, with its decoded data. It dereferences to the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<T> {
    name: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    data: T,
}

impl<T> Event<T> {
    /// The data.
    pub const fn data(&self) -> &T {
        &self.data
    }

    /// The data.
    pub fn into_data(self) -> T {
        self.data
    }

    /// The event's name; `None` where it has none, which browsers call `message`.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The last id that the stream has sent, with this event or an earlier one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// How long to wait before a reconnection from now on, where this event says so.
    pub const fn retry(&self) -> Option<Duration> {
        self.retry
    }
}

impl<T> Deref for Event<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

/// When a stream of events is opened again. Whatever is chosen, only a call that is idempotent is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Reconnect {
    /// Never.
    Never,
    /// After it broke off, if an event had an id. The server continues behind that one, because it is sent as
    /// `Last-Event-ID`. As often in a row without an event as the call may be retried.
    #[default]
    WhenBroken,
    /// After it broke off, with or without an id, and also after its end, for feeds that never end by themselves. A
    /// response with the status 204 ends it.
    Always,
}

/// A response of events, each decoded as it arrives.
///
/// Nothing is read before [`try_next`](Self::try_next) asks for it, and a slow reader makes the server wait. Dropping it
/// closes the connection. An event that cannot be decoded is reported, and the next one follows it. A stream that breaks
/// off is opened again where [`Reconnect`] says so, and otherwise its error is reported once, and it ends.
///
/// ```
/// # async fn example<T: std::fmt::Debug + Send + 'static>(mut events: sdk_runtime::Events<T>) -> Result<(), sdk_runtime::Error> {
/// // let mut events = client.jobs().watch("job").await?;
/// while let Some(event) = events.try_next().await? {
///     println!("{:?}: {:?}", event.name(), event.data());
/// }
/// # Ok(()) }
/// ```
#[must_use = "nothing is read until the next event is asked for"]
pub struct Events<T, E = Error> {
    pub(super) call: Box<CallParts>,
    state: State,
    parser: EventParser,
    chunk: Bytes,
    reader: Reader<T>,
    reconnect: Reconnect,
    /// How often the stream was opened in vain since the last event.
    fruitless: u32,
    error: PhantomData<fn() -> E>,
}

enum State {
    Open(Box<Connection>),
    Opening(BoxFuture<'static, Result<Connection, Error>>),
    Ended,
}

impl<T, E> Events<T, E> {
    pub(super) fn new(response: OpenedResponse, reader: Reader<T>) -> Result<Self, Error> {
        let OpenedResponse { call, connection } = response;
        check(&connection)?;
        let parser = EventParser::new(call.client.inner().max_body_bytes);
        Ok(Self {
            call,
            state: State::Open(Box::new(connection)),
            parser,
            chunk: Bytes::new(),
            reader,
            reconnect: Reconnect::default(),
            fruitless: 0,
            error: PhantomData,
        })
    }

    /// When the stream is opened again; [`Reconnect::WhenBroken`] by default.
    pub fn reconnect(mut self, reconnect: Reconnect) -> Self {
        self.reconnect = reconnect;
        self
    }

    /// How many bytes one event may have; the client's `max_response_bytes` by default.
    pub fn max_item_bytes(mut self, bytes: usize) -> Self {
        self.parser.set_limit(bytes);
        self
    }

    /// The last id that the stream has sent. A new call with it as the header `Last-Event-ID` continues there.
    pub fn last_event_id(&self) -> Option<&str> {
        self.parser.last_id()
    }

    /// An event that has arrived already.
    pub(super) fn next_buffered(&mut self) -> Option<Result<Event<T>, Error>> {
        let State::Open(connection) = &self.state else { return None };
        let event = match self.parser.next(&mut self.chunk) {
            Ok(event) => event?,
            Err(TooLong { limit }) => {
                let error = connection.too_large(limit);
                self.state = State::Ended;
                return Some(Err(error));
            }
        };
        self.fruitless = 0;
        let RawEvent { name, data, id, retry } = event;
        if self.call.operation.last_event.is_some_and(|last| last == data) {
            self.state = State::Ended;
            return None;
        }
        let data = connection.decode(&self.call, self.reader, data.into());
        Some(data.map(|data| Event { name, id, retry, data }))
    }

    pub(super) fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            if let Some(event) = self.next_buffered() {
                return Poll::Ready(Some(event));
            }
            match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Opening(opening) => {
                    let opened = ready!(opening.as_mut().poll(context));
                    self.state = State::Ended;
                    let connection = match opened.and_then(|connection| check(&connection).map(|()| connection)) {
                        Ok(connection) => connection,
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    };
                    if connection.meta.status != 204 {
                        self.parser.reset();
                        self.state = State::Open(Box::new(connection));
                    }
                }
                State::Open(connection) => match ready!(connection.poll_chunk(context)) {
                    Some(Ok(chunk)) => self.chunk = chunk,
                    Some(Err(error)) => match self.resumes(Reconnect::WhenBroken) {
                        Some(headers) => self.reopen(error, headers),
                        None => {
                            self.state = State::Ended;
                            return Poll::Ready(Some(Err(error)));
                        }
                    },
                    None => match self.resumes(Reconnect::Always) {
                        Some(headers) => self.open_after_end(headers),
                        None => self.state = State::Ended,
                    },
                },
            }
        }
    }

    /// The headers to open the stream again with, if that is wanted in a case that `least` covers.
    fn resumes(&self, least: Reconnect) -> Option<Vec<(HeaderName, HeaderValue)>> {
        let id = self.parser.last_id().and_then(|id| HeaderValue::from_bytes(id.as_bytes()).ok());
        let is_wanted = match (self.reconnect, least) {
            (Reconnect::Always, _) => true,
            (Reconnect::WhenBroken, Reconnect::WhenBroken) => id.is_some(),
            _ => false,
        };
        if !is_wanted || self.call.operation.idempotency != Idempotency::Idempotent {
            return None;
        }
        Some(id.map(|id| (HeaderName::from_static("last-event-id"), id)).into_iter().collect())
    }

    fn reopen(&mut self, error: Error, headers: Vec<(HeaderName, HeaderValue)>) {
        let broken = Broken { error, fruitless: self.fruitless, wait: self.parser.reconnection() };
        self.fruitless += 1;
        self.chunk.clear();
        self.state = State::Opening(Box::pin(reopen(self.call.clone(), broken, headers)));
    }

    fn open_after_end(&mut self, headers: Vec<(HeaderName, HeaderValue)>) {
        self.chunk.clear();
        let mut call = self.call.clone();
        let client = call.client.clone();
        let policy = crate::client::send::policy(&call, client.inner());
        let wait = self.parser.reconnection().unwrap_or(policy.waits.base).min(policy.max_wait());
        call.headers.extend(headers);
        self.state = State::Opening(Box::pin(async move {
            client.inner().timer.sleep(wait).await;
            open(call).await
        }));
    }
}

/// Whether the response is a stream of events. One without a content type is taken for one.
fn check(connection: &Connection) -> Result<(), Error> {
    let media_type = connection.header(header::CONTENT_TYPE).filter(|_| connection.meta.status != 204);
    let essence = media_type.map(|text| text.split(';').next().unwrap_or_default().trim());
    if essence.is_none_or(|essence| essence.eq_ignore_ascii_case("text/event-stream")) {
        return Ok(());
    }
    let message = format!("its content type is `{}`, not `text/event-stream`", essence.unwrap_or_default());
    Err(connection.error(Kind::Decode(DecodeFacts::message(message))))
}

impl<T, E: From<Error>> Events<T, E> {
    /// The next event; `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// When the event cannot be decoded or is too long, or the stream breaks off or is idle for too long and is not
    /// opened again.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, E> {
        Ok(poll_fn(|context| self.poll_event(context)).await.transpose()?)
    }
}

impl<T, E> fmt::Debug for Events<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Events");
        out.field("operation", &self.call.operation.id).field("reconnect", &self.reconnect).finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
impl<T, E: From<Error>> futures_core::Stream for Events<T, E> {
    type Item = Result<Event<T>, E>;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(context).map(|event| event.map(|event| event.map_err(E::from)))
    }
}
