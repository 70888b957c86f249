//! Calls of endpoints that the API's document does not describe.
//!
//! In: an endpoint, its parameters and its body. Out: a call like those of generated code. Must not: do anything that those
//! do not.

use crate::client::call::Call;
use crate::client::core::Client;
use crate::client::decode;
use crate::client::error::Error;
use crate::client::response::Response;
use crate::description::endpoint::Endpoint;
use crate::policy::retry::{RetryPolicy, RetrySafety};
use crate::transport::seams::BoxFuture;
use crate::wire::Decode;
use bytes::Bytes;
use serde::Serialize;
use std::fmt;
use std::time::Duration;

/// A call of an [`Endpoint`], not sent yet: await it, or call [`send`](Self::send). Made by [`Client::request`].
#[derive(Debug, Clone)]
#[must_use = "a call does nothing until it is awaited"]
pub struct EndpointCall<T> {
    call: Call<T>,
}

impl Client {
    /// A call of an endpoint that the API's document does not describe. Its response is JSON: a
    /// [`Value`](crate::Value), or a model of the generated crate.
    ///
    /// ```
    /// use sdk_runtime::{Client, Endpoint, Error, Value};
    /// static GET_LABEL: Endpoint = Endpoint::get("/labels/{id}");
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// // let client = client.runtime();
    /// let label: Value = client.request(&GET_LABEL).path("id", 7).query("lang", "en").await?;
    /// # Ok(()) }
    /// ```
    pub fn request<T: Decode>(&self, endpoint: &'static Endpoint) -> EndpointCall<T> {
        EndpointCall { call: self.call(&endpoint.0, decode::json) }
    }

    /// As [`request`](Self::request), where the response may be anything: its body as it comes.
    pub fn request_bytes(&self, endpoint: &'static Endpoint) -> EndpointCall<Bytes> {
        EndpointCall { call: self.call(&endpoint.0, decode::bytes) }
    }
}

impl<T> EndpointCall<T> {
    /// Sets a parameter of the path. It is encoded here.
    pub fn path(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.call = self.call.path(name, &value.to_string());
        self
    }

    /// Adds a parameter of the query. It is encoded here.
    pub fn query(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.call = self.call.query(name, &value.to_string());
        self
    }

    /// Sets a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.call = self.call.extra_header(name, value);
        self
    }

    /// Sets a JSON body. A value that cannot be JSON is reported when the call is sent.
    pub fn json<V: Serialize + ?Sized>(mut self, body: &V) -> Self {
        match serde_json::to_value(body) {
            Ok(body) => self.call = self.call.json(&body),
            Err(error) => self.call.parts.fail(format!("the body cannot be JSON: {error}")),
        }
        self
    }

    /// Sets a body of bytes, text, a file or a stream.
    pub fn body(mut self, media_type: &str, body: impl Into<crate::Upload>) -> Self {
        self.call = self.call.upload(media_type, body);
        self
    }

    /// How long each attempt may take, in place of the client's; held to the same bounds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.call = self.call.timeout(timeout);
        self
    }

    /// How often the call may be retried, in place of the client's; held to the same bounds.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.call = self.call.max_retries(retries);
        self
    }

    /// How long the whole call may take, all attempts and waits included.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.call = self.call.deadline(deadline);
        self
    }

    /// Whether the call is retried after an attempt that may have been processed.
    pub fn retry_safety(mut self, safety: RetrySafety) -> Self {
        self.call = self.call.retry_safety(safety);
        self
    }

    /// How long to wait before retries, in place of the client's policy.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.call = self.call.retry_policy(policy);
        self
    }
}

impl<T: Send> EndpointCall<T> {
    /// Sends the call.
    ///
    /// # Errors
    /// When the call is rejected before it is sent, gets no response, or the response is an error.
    pub async fn send(self) -> Result<T, Error> {
        self.call.send().await
    }

    /// Sends the call; returns the response with its status, headers, request id and rate limit.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_with_meta(self) -> Result<Response<T>, Error> {
        self.call.send_with_meta().await
    }
}

#[cfg(feature = "blocking")]
impl<T: Send + 'static> EndpointCall<T> {
    /// Sends the call and waits on this thread, inside or outside of an asynchronous runtime.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_blocking(self) -> Result<T, Error> {
        self.call.send_blocking()
    }

    /// As [`send_blocking`](Self::send_blocking); returns the response with its status, headers, request id and rate
    /// limit.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_with_meta_blocking(self) -> Result<Response<T>, Error> {
        self.call.send_with_meta_blocking()
    }
}

impl<T: Send + 'static> IntoFuture for EndpointCall<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
