//! A small API, written as generated code is.

use sdk_runtime::{
    Api, Builder, Call, Client, Download, Error, Events, Lines, Method, Operation, RateLimits, RetryPolicy, decode,
    stream,
};
use serde_json::Value;
use std::time::Duration;

pub(crate) static API: Api = Api::new("streams", None).request_id_headers(&["x-request-id"]);
static DOWN: Operation = Operation::new("down", Method::Get, "/down").accept("application/octet-stream");
static UP: Operation = Operation::new("up", Method::Put, "/up");
static EVENTS: Operation = Operation::new("events", Method::Get, "/events").accept("text/event-stream");
static CHAT: Operation = Operation::new("chat", Method::Post, "/chat").accept("text/event-stream").last_event("[DONE]");
static LINES: Operation = Operation::new("lines", Method::Get, "/lines").accept("application/x-ndjson");

/// Retries wait for a millisecond at most.
pub(crate) fn options(url: &str) -> Builder<Client> {
    let retries = RetryPolicy::new().base(Duration::from_millis(1));
    Builder::new(&API).base_url(url).rate_limits(RateLimits::Off).retry_policy(retries)
}

pub(crate) fn client(url: &str) -> Client {
    options(url).build().unwrap()
}

pub(crate) fn down(client: &Client) -> Call<Download> {
    client.stream(&DOWN, stream::download)
}

/// A call whose body is to be set.
pub(crate) fn up(client: &Client) -> Call<()> {
    client.call(&UP, decode::empty)
}

pub(crate) fn events(client: &Client) -> Call<Events<Value>> {
    client.stream(&EVENTS, stream::events)
}

/// Not idempotent; its last event has the data `[DONE]`.
pub(crate) fn chat(client: &Client) -> Call<Events<Value>> {
    client.stream(&CHAT, stream::events)
}

pub(crate) fn lines(client: &Client) -> Call<Lines<Value>> {
    client.stream(&LINES, stream::lines)
}

/// All of a stream, to its end or its first error.
pub(crate) async fn all_events(events: &mut Events<Value>) -> (Vec<Value>, Option<Error>) {
    let mut all = Vec::new();
    loop {
        match events.try_next().await {
            Ok(Some(event)) => all.push(event.into_data()),
            Ok(None) => return (all, None),
            Err(error) => return (all, Some(error)),
        }
    }
}
