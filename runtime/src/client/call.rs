//! Building a call.
//!
//! In: an operation and its parameters. Out: all that the pipeline needs to send it, as often as it takes. Faults are
//! kept until the call is sent, so that builders need no `?`.

use crate::client::core::Client;
use crate::client::decode::{RawResponse, Reader};
use crate::client::error::Error;
use crate::client::request::CallParts;
use crate::client::response::{Meta, Response};
use crate::client::send::{self, STREAMING};
use crate::client::streams::OpenedResponse;
use crate::client::streams::open::Opener;
use crate::client::visitor::{BodyVisitor, ResponseVisitor};
use crate::content::upload::Upload;
use crate::description::operation::Operation;
use crate::description::options::{OptionName, milliseconds};
use crate::policy::retry::{RetryOptions, RetryPolicy, RetrySafety};
use crate::transport::seams::BoxFuture;
use crate::wire::body::{RequestBody, json_body, wrapped_json_body};
use crate::wire::encode::Encode;
use crate::wire::encoding::Reserved;
use crate::wire::form::form_body;
use crate::wire::json::json_text;
use crate::wire::multipart::{IntoParts, multipart_body};
use crate::wire::param::{Explode, Style, cookie_pairs, form_pairs, header_text, path_piece, query_json_pair};
use crate::wire::part::Part;
use http::HeaderMap;
use std::fmt;
use std::time::Duration;

/// A call that returns a `T`.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<T> {
    pub(crate) parts: Box<CallParts>,
    pub(crate) decoder: Decoder<T>,
}

/// What makes a `T` of a response.
pub(crate) enum Decoder<T> {
    /// Reads the whole body.
    Whole(Reader<T>),
    /// Takes the body unread. The function that does so comes with it, so that it is not linked for other calls.
    Stream(Opener<T>, Opening<T>),
}

type Opening<T> = fn(Box<CallParts>, Opener<T>) -> BoxFuture<'static, Result<(T, Meta), Error>>;

impl<T> Clone for Decoder<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Decoder<T> {}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), decoder: self.decoder }
    }
}

impl<T> fmt::Debug for Call<T> {
    /// The operation only: parameters and bodies may hold what must not be seen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.parts.operation.id).finish()
    }
}

impl Client {
    /// A call of an operation; `decode` is one of the functions in `decode`.
    #[doc(hidden)]
    pub fn call<T>(&self, operation: &'static Operation, decode: Reader<T>) -> Call<T> {
        Call::new(self.clone(), operation, Decoder::Whole(decode))
    }

    /// A call whose response is a stream; `open` is one of the functions in [`__private::stream`](crate::__private::stream).
    #[doc(hidden)]
    pub fn stream<T: Send + 'static>(&self, operation: &'static Operation, open: Opener<T>) -> Call<T> {
        let mut call = Call::new(self.clone(), operation, Decoder::Stream(open, opened));
        call.parts.streaming = Some(&STREAMING);
        call
    }
}

impl<T> Call<T> {
    pub(crate) fn new(client: Client, operation: &'static Operation, decoder: Decoder<T>) -> Self {
        let parts = CallParts {
            client,
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: None,
            streaming: None,
            url: None,
            idle_timeout: None,
            timeout: None,
            max_retries: None,
            retry: RetryOptions::default(),
            fault: None,
        };
        Self { parts: Box::new(parts), decoder }
    }

    /// The same call of an operation that describes another representation of the response.
    pub fn read_as<U>(mut self, operation: &'static Operation, decode: Reader<U>) -> Call<U> {
        self.parts.operation = operation;
        Call { parts: self.parts, decoder: Decoder::Whole(decode) }
    }

    /// As [`read_as`](Self::read_as), where the other representation is a stream.
    pub fn stream_as<U: Send + 'static>(mut self, operation: &'static Operation, open: Opener<U>) -> Call<U> {
        self.parts.operation = operation;
        self.parts.streaming = Some(&STREAMING);
        Call { parts: self.parts, decoder: Decoder::Stream(open, opened) }
    }

    /// Sets a path parameter, in the simple style.
    pub fn path<V: Encode + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.path_as(name, Style::Simple, Explode::No, value)
    }

    /// Sets a path parameter. A value that leaves its segment empty, or makes it `.` or `..`, is rejected.
    pub fn path_as<V: Encode + ?Sized>(
        mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &V,
    ) -> Self {
        let json = json_text(value);
        self.parts.path.push((name, path_piece(name, style, explode, &json)));
        self
    }

    /// Adds a query parameter, in the form style, exploded.
    pub fn query<V: Encode + ?Sized>(mut self, name: &str, value: &V) -> Self {
        let json = json_text(value);
        self.parts.query.extend(form_pairs(name, &json));
        self
    }

    /// Adds a query parameter. `null` and empty lists are left out.
    pub fn query_as<V: Encode + ?Sized>(
        mut self,
        name: &str,
        style: Style,
        explode: Explode,
        reserved: Reserved,
        value: &V,
    ) -> Self {
        let json = json_text(value);
        self.parts.add_query(name, style, explode, reserved, &json);
        self
    }

    /// Adds a query parameter that is JSON text.
    pub fn query_json<V: Encode + ?Sized>(mut self, name: &str, value: &V) -> Self {
        let json = json_text(value);
        self.parts.query.push(query_json_pair(name, &json));
        self
    }

    /// Sets a header, in the simple style.
    pub fn header<V: Encode + ?Sized>(self, name: &str, value: &V) -> Self {
        self.header_as(name, Explode::No, value)
    }

    /// Sets a header. `null` leaves it out.
    pub fn header_as<V: Encode + ?Sized>(mut self, name: &str, explode: Explode, value: &V) -> Self {
        let json = json_text(value);
        if let Some(text) = header_text(explode, &json) {
            self.parts.set_header(name, &text);
        }
        self
    }

    /// Sets a header that the document does not describe.
    pub fn extra_header(mut self, name: &str, value: &str) -> Self {
        self.parts.set_header(name, value);
        self
    }

    /// Adds a cookie.
    pub fn cookie<V: Encode + ?Sized>(mut self, name: &str, value: &V) -> Self {
        let json = json_text(value);
        self.parts.cookies.extend(cookie_pairs(name, &json));
        self
    }

    /// Sets a JSON body.
    pub fn json<V: Encode + ?Sized>(mut self, body: &V) -> Self {
        let body = json_body(body).and_then(|body| self.parts.within_batch(body, None));
        self.parts.set_body(body);
        self
    }

    /// Sets a JSON body that is the one property of an object.
    pub fn json_in<V: Encode + ?Sized>(mut self, property: &str, body: &V) -> Self {
        let body = wrapped_json_body(property, body).and_then(|body| self.parts.within_batch(body, Some(property)));
        self.parts.set_body(body);
        self
    }

    /// Sets a URL-encoded form.
    pub fn form<V: Encode + ?Sized>(mut self, body: &V, parts: &[Part]) -> Self {
        self.parts.set_body(form_body(&json_text(body), parts));
        self
    }

    /// Sets a multipart body.
    pub fn multipart<V: IntoParts + ?Sized>(mut self, body: &V, parts: &[Part]) -> Self {
        let boundary = self.parts.boundary();
        self.parts.streaming = Some(&STREAMING);
        self.parts.set_body(multipart_body(body, parts, &boundary));
        self
    }

    /// Sets a body of text.
    pub fn text(self, media_type: &str, body: impl Into<String>) -> Self {
        self.upload(media_type, body.into())
    }

    /// Sets a body of bytes, of a file on disk, or of a stream.
    pub fn upload(mut self, media_type: &str, body: impl Into<Upload>) -> Self {
        self.parts.streaming = Some(&STREAMING);
        self.parts.body = Some(RequestBody { media_type: media_type.to_owned(), content: body.into().into() });
        self
    }

    /// Names the media type of the body that was set before.
    pub fn media_type(mut self, media_type: &str) -> Self {
        self.parts.set_media_type(media_type);
        self
    }

    /// How long nothing may be sent or received while a body is streamed, instead of the client's own bound; zero is no
    /// bound.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.parts.idle_timeout = Some(timeout);
        self
    }

    /// How long each attempt may take; held to the bounds of the client's own option.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.parts.hold(OptionName::Timeout, "timeout", milliseconds(timeout));
        self.parts.timeout = Some(timeout);
        self
    }

    /// How often the call may be retried; held to the bounds of the client's own option.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.parts.hold(OptionName::MaxRetries, "max_retries", u64::from(retries));
        self.parts.max_retries = Some(retries);
        self
    }

    /// How long the whole call may take, all attempts and waits included.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.parts.retry.deadline = Some(deadline);
        self
    }

    /// Whether the call is retried after an attempt that may have been processed.
    pub fn retry_safety(mut self, safety: RetrySafety) -> Self {
        self.parts.retry.safety = Some(safety);
        self
    }

    /// How long to wait before retries.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.parts.retry.policy = Some(policy);
        self
    }
}

impl<T: Send> Call<T> {
    /// Sends the call.
    ///
    /// # Errors
    /// When the call is rejected before it is sent, gets no response, or the response is an error.
    pub async fn send(self) -> Result<T, Error> {
        self.send_as().await
    }

    /// Sends the call; errors become those of a generated crate. One step with [`send`](Self::send), because responses may
    /// be large, and each step moves them.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    #[doc(hidden)]
    pub async fn send_as<E: From<Error>>(self) -> Result<T, E> {
        let decode = match self.decoder {
            Decoder::Whole(decode) => decode,
            Decoder::Stream(open, opening) => return Ok(opening(self.parts, open).await?.0),
        };
        let mut slot = Slot { decode, value: None };
        match send::start(&self.parts, &mut slot).await {
            Ok(_) => slot.value.ok_or_else(|| undecoded().into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Sends the call; the response comes with what is around it.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_with_meta(self) -> Result<Response<T>, Error> {
        let decode = match self.decoder {
            Decoder::Whole(decode) => decode,
            Decoder::Stream(open, opening) => {
                let (value, meta) = opening(self.parts, open).await?;
                return Ok(Response::new(value, meta));
            }
        };
        let mut slot = Slot { decode, value: None };
        let meta = send::start(&self.parts, &mut slot).await?;
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

    /// Sends the call and waits on this thread; the response comes with what is around it.
    ///
    /// # Errors
    /// As [`send_blocking`](Self::send_blocking).
    pub fn send_with_meta_blocking(self) -> Result<Response<T>, Error> {
        let client = self.parts.client.clone();
        client.block_on(self.send_with_meta()).and_then(|result| result)
    }
}

/// Never seen: the pipeline is done only after the slot has taken a response.
pub(crate) fn undecoded() -> Error {
    Error::request("no response was decoded")
}

/// Sends the call, and opens its response. The future is boxed so that calls without streams stay as small as they are.
fn opened<T: Send + 'static>(call: Box<CallParts>, open: Opener<T>) -> BoxFuture<'static, Result<(T, Meta), Error>> {
    Box::pin(async move {
        let mut visitor = BodyVisitor::default();
        let meta = send::start(&call, &mut visitor).await?;
        let Some((body, watch)) = visitor.take() else { return Err(undecoded()) };
        let value = open(OpenedResponse::new(call, body, watch, meta.clone()))?;
        Ok((value, meta))
    })
}

struct Slot<T> {
    decode: Reader<T>,
    value: Option<T>,
}

impl<T: Send> ResponseVisitor for Slot<T> {
    fn take(&mut self, response: &RawResponse<'_>) -> Result<(), Error> {
        (self.decode)(response, &mut self.value)
    }
}
