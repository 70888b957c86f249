//! A call while it is put together.
//!
//! In: an operation and its parameters. Out: all that the pipeline needs to send it, as often as it takes. Faults are
//! kept until the call is sent, so that builders need no `?`.

use crate::body::{Body, Part, form_body, json_body, list_length, wrapped_json_body};
use crate::client::Client;
use crate::decode::{Reader, Reply};
use crate::encoding::{Reserved, from_percent, percent};
use crate::error::Error;
use crate::multipart::{IntoParts, multipart_body};
use crate::operation::Operation;
use crate::options::{OptionName, milliseconds, within};
use crate::param::{Explode, QueryPair, Style, cookie_pairs, header_text, path_piece, query_json_pair, query_pairs};
use crate::pipeline;
use crate::response::Response;
use crate::retry::{Repeat, RetryOptions, RetryPolicy};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;
use std::fmt;
use std::time::Duration;

/// Everything of a call but the type of its answer.
#[derive(Clone)]
pub(crate) struct CallParts {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    /// Encoded already, by parameter name.
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Vec<QueryPair>,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: Option<Body>,
    /// Zero, where the API allows it, is no bound.
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) retry: RetryOptions,
    /// The first fault.
    pub(crate) fault: Option<String>,
}

impl CallParts {
    fn fail(&mut self, fault: String) {
        self.fault.get_or_insert(fault);
    }

    /// Refuses the call where a number is not within the bounds that hold for the client.
    fn hold(&mut self, option: OptionName, name: &str, value: u64) {
        if let Err(rule) = within(self.client.api().options, option, &value.to_string()) {
            self.fail(format!("the option `{name}` {rule}"));
        }
    }

    /// The parameter's value as JSON, the one form that all styles start from.
    fn value<V: Serialize + ?Sized>(&mut self, name: &str, value: &V) -> Value {
        serde_json::to_value(value).unwrap_or_else(|error| {
            self.fail(format!("`{name}` cannot be written: {error}"));
            Value::Null
        })
    }

    fn set_body(&mut self, body: Result<Body, String>) {
        match body {
            Ok(body) => self.body = Some(body),
            Err(fault) => self.fail(fault),
        }
    }

    /// The body, unless it is a longer list than the operation takes. `wrapper` is the member that holds it.
    fn within_batch(&self, body: Body, wrapper: Option<&str>) -> Result<Body, String> {
        let Some(batch) = self.operation.batch else { return Ok(body) };
        match list_length(&body.bytes, wrapper.into_iter().chain(batch.path.iter().copied())) {
            Some(count) if count > u64::from(batch.max_items) => {
                Err(format!("the list has {count} items, and at most {} are allowed in one call", batch.max_items))
            }
            _ => Ok(body),
        }
    }

    /// Sets a query parameter, in place of all pairs that it has; `value` is plain text.
    pub(crate) fn replace_query(&mut self, name: &str, value: &str) {
        let pair = query_pairs(name, Style::Form, Explode::No, Reserved::Escape, &Value::from(value)).pop();
        let Some(pair) = pair else { return };
        match self.query.iter_mut().find(|(known, _)| *known == pair.0) {
            Some(found) => *found = pair,
            None => self.query.push(pair),
        }
    }

    /// The plain text of a query parameter that is set.
    pub(crate) fn query_text(&self, name: &str) -> Option<String> {
        let name = percent(name, Reserved::Escape);
        self.query.iter().find(|(known, _)| *known == name).map(|(_, value)| from_percent(value))
    }

    fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => drop(self.headers.insert(name, value)),
            (Err(_), _) => self.fail(format!("`{name}` is not a header name")),
            // The value may be a secret: it is not shown.
            (_, Err(_)) => {
                self.fail(format!("the value of the header `{name}` has characters that headers cannot have"))
            }
        }
    }

    fn add_query(&mut self, name: &str, style: Style, explode: Explode, reserved: Reserved, value: &Value) {
        self.query.extend(query_pairs(name, style, explode, reserved, value));
    }

    /// Keeps the first body's media type and replaces it.
    fn set_media_type(&mut self, media_type: &str) {
        if let Some(body) = &mut self.body {
            body.media_type = media_type.to_owned();
        }
    }

    /// A multipart boundary from the client's random source.
    fn boundary(&self) -> String {
        let random = self.client.random();
        format!("sdk-{:016x}{:016x}", random.next_u64(), random.next_u64())
    }
}

/// A call that gives a `T`.
pub struct Call<T> {
    pub(crate) parts: Box<CallParts>,
    pub(crate) decode: Reader<T>,
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), decode: self.decode }
    }
}

impl<T> fmt::Debug for Call<T> {
    /// The operation only: parameters and bodies may hold what must not be seen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.parts.operation.id).finish()
    }
}

impl<T> Call<T> {
    pub(crate) fn new(client: Client, operation: &'static Operation, decode: Reader<T>) -> Self {
        let parts = CallParts {
            client,
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: None,
            timeout: None,
            max_retries: None,
            retry: RetryOptions::default(),
            fault: None,
        };
        Self { parts: Box::new(parts), decode }
    }

    /// Fills a place of the path, in the simple style.
    pub fn path<V: Serialize + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.path_as(name, Style::Simple, Explode::No, value)
    }

    /// Fills a place of the path. A value that leaves its segment empty, or makes it `.` or `..`, is refused.
    pub fn path_as<V: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &V,
    ) -> Self {
        let value = self.parts.value(name, value);
        self.parts.path.push((name, path_piece(name, style, explode, &value)));
        self
    }

    /// Adds a query parameter, in the form style, exploded.
    pub fn query<V: Serialize + ?Sized>(self, name: &str, value: &V) -> Self {
        self.query_as(name, Style::Form, Explode::Yes, Reserved::Escape, value)
    }

    /// Adds a query parameter. `null` and empty lists are left out.
    pub fn query_as<V: Serialize + ?Sized>(
        mut self,
        name: &str,
        style: Style,
        explode: Explode,
        reserved: Reserved,
        value: &V,
    ) -> Self {
        let value = self.parts.value(name, value);
        self.parts.add_query(name, style, explode, reserved, &value);
        self
    }

    /// Adds a query parameter that is JSON text.
    pub fn query_json<V: Serialize + ?Sized>(mut self, name: &str, value: &V) -> Self {
        let value = self.parts.value(name, value);
        self.parts.query.push(query_json_pair(name, &value));
        self
    }

    /// Sets a header, in the simple style.
    pub fn header<V: Serialize + ?Sized>(self, name: &str, value: &V) -> Self {
        self.header_as(name, Explode::No, value)
    }

    /// Sets a header. `null` leaves it out.
    pub fn header_as<V: Serialize + ?Sized>(mut self, name: &str, explode: Explode, value: &V) -> Self {
        let value = self.parts.value(name, value);
        if let Some(text) = header_text(explode, &value) {
            self.parts.set_header(name, &text);
        }
        self
    }

    /// Sets a header that the description does not name.
    pub fn extra_header(mut self, name: &str, value: &str) -> Self {
        self.parts.set_header(name, value);
        self
    }

    /// Adds a cookie.
    pub fn cookie<V: Serialize + ?Sized>(mut self, name: &str, value: &V) -> Self {
        let value = self.parts.value(name, value);
        self.parts.cookies.extend(cookie_pairs(name, &value));
        self
    }

    /// Sets a JSON body.
    pub fn json<V: Serialize + ?Sized>(mut self, body: &V) -> Self {
        self.parts.set_body(json_body(body).and_then(|body| self.parts.within_batch(body, None)));
        self
    }

    /// Sets a JSON body that is the one member of an object.
    pub fn json_in<V: Serialize + ?Sized>(mut self, member: &str, body: &V) -> Self {
        let body = wrapped_json_body(member, body);
        self.parts.set_body(body.and_then(|body| self.parts.within_batch(body, Some(member))));
        self
    }

    /// Sets a URL-encoded form.
    pub fn form<V: Serialize + ?Sized>(mut self, body: &V, parts: &[Part]) -> Self {
        let value = self.parts.value("body", body);
        if self.parts.fault.is_none() {
            self.parts.set_body(form_body(&value, parts));
        }
        self
    }

    /// Sets a multipart body.
    pub fn multipart<V: IntoParts + ?Sized>(mut self, body: &V, parts: &[Part]) -> Self {
        let boundary = self.parts.boundary();
        self.parts.set_body(multipart_body(body, parts, &boundary));
        self
    }

    /// Sets a body of text.
    pub fn text(self, media_type: &str, body: impl Into<String>) -> Self {
        self.bytes(media_type, body.into())
    }

    /// Sets a body of bytes.
    pub fn bytes(mut self, media_type: &str, body: impl Into<Bytes>) -> Self {
        self.parts.body = Some(Body { media_type: media_type.to_owned(), bytes: body.into() });
        self
    }

    /// Names the media type of the body that was set before.
    pub fn media_type(mut self, media_type: &str) -> Self {
        self.parts.set_media_type(media_type);
        self
    }

    /// How long each attempt may take; held to the bounds of the client's own option.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.parts.hold(OptionName::Timeout, "timeout", milliseconds(timeout));
        self.parts.timeout = Some(timeout);
        self
    }

    /// How often the call may be repeated; held to the bounds of the client's own option.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.parts.hold(OptionName::MaxRetry, "max_retries", u64::from(retries));
        self.parts.max_retries = Some(retries);
        self
    }

    /// How long the whole call may take, all attempts and waits included.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.parts.retry.deadline = Some(deadline);
        self
    }

    /// Whether the call is repeated after an attempt that may have been processed.
    pub fn repeat(mut self, repeat: Repeat) -> Self {
        self.parts.retry.repeat = Some(repeat);
        self
    }

    /// How long to wait before repeats.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.parts.retry.policy = Some(policy);
        self
    }
}

impl<T: Send> Call<T> {
    /// Sends the call.
    ///
    /// # Errors
    /// When the call is refused before it is sent, gets no answer, or is answered with an error.
    pub async fn send(self) -> Result<T, Error> {
        self.send_as().await
    }

    /// Sends the call; errors become those of a generated crate. One step with [`send`](Self::send), because answers may
    /// be large, and each step moves them.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    #[doc(hidden)]
    pub async fn send_as<E: From<Error>>(self) -> Result<T, E> {
        let mut slot = Slot { decode: self.decode, value: None };
        match pipeline::run(&self.parts, &mut slot).await {
            Ok(_) => slot.value.ok_or_else(|| undecoded().into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Sends the call; the answer comes with what is around it.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_with_meta(self) -> Result<Response<T>, Error> {
        let mut slot = Slot { decode: self.decode, value: None };
        let meta = pipeline::run(&self.parts, &mut slot).await?;
        match slot.value {
            Some(value) => Ok(Response::new(value, meta)),
            None => Err(undecoded()),
        }
    }
}

#[cfg(feature = "blocking")]
impl<T: Send + 'static> Call<T> {
    /// Sends the call and waits on this thread.
    ///
    /// # Errors
    /// As [`send`](Self::send); also when the client's worker thread cannot be started.
    pub fn send_blocking(self) -> Result<T, Error> {
        self.send_with_meta_blocking().map(Response::into_inner)
    }

    /// Sends the call and waits on this thread; the answer comes with what is around it.
    ///
    /// # Errors
    /// As [`send_blocking`](Self::send_blocking).
    pub fn send_with_meta_blocking(self) -> Result<Response<T>, Error> {
        let client = self.parts.client.clone();
        client.block_on(self.send_with_meta()).and_then(|result| result)
    }
}

/// Never seen: the pipeline is done only after the slot has taken an answer.
pub(crate) fn undecoded() -> Error {
    Error::request("no answer was decoded")
}

/// Takes an answer: decodes and keeps it. Lets the pipeline be compiled once for all types.
pub(crate) trait Sink: Send {
    fn take(&mut self, reply: &Reply<'_>) -> Result<(), Error>;
}

struct Slot<T> {
    decode: Reader<T>,
    value: Option<T>,
}

impl<T: Send> Sink for Slot<T> {
    fn take(&mut self, reply: &Reply<'_>) -> Result<(), Error> {
        (self.decode)(reply, &mut self.value)
    }
}
