//! The other end of a client under test.
//!
//! In: the response to send, the expected request. Out: a client that calls this server; a panic that describes what was not as
//! expected.

use super::pairs::parsed;
use super::time::Time;
use super::{ExpectedRequest, MockResponse, MockServer, ReceivedRequest};
use crate::client::config::Builder;
use crate::client::core::BuiltClient;
#[cfg(feature = "reqwest")]
use crate::client::error::Error;
#[cfg(feature = "reqwest")]
use crate::client::pages::{Items, Pages};
use crate::wire::json::unknown;
use serde::Serialize;
use serde_json::Value;
use std::collections::VecDeque;
#[cfg(feature = "reqwest")]
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A server on loopback whose response is set before each call.
///
/// ```no_run
/// use sdk_runtime::testing::{ExpectedRequest, MockApi};
/// # static API: sdk_runtime::__private::Api = sdk_runtime::__private::Api::new("x", None);
/// let api = MockApi::start();
/// let client: sdk_runtime::Client = api.client(sdk_runtime::Builder::new(&API));
/// api.responds(200, r#"{"id": "t1"}"#);
/// // let thing = sdk_runtime::testing::block_on(client.things().get_thing("t1"));
/// api.assert_received(&ExpectedRequest::new("GET", "/things/t1"));
/// ```
#[derive(Debug)]
pub struct MockApi {
    server: MockServer,
    /// The prefix of all expected paths.
    prefix: String,
    responses: Arc<Mutex<Responses>>,
}

/// What the server responds next.
#[derive(Debug)]
enum Responses {
    /// The same, however often.
    Same(MockResponse),
    /// One after the other; after the last one, 410.
    InTurn(VecDeque<MockResponse>),
}

impl Responses {
    fn next(&mut self) -> MockResponse {
        match self {
            Self::Same(response) => response.clone(),
            Self::InTurn(responses) => {
                responses.pop_front().unwrap_or_else(|| MockResponse::bytes(410, "text/plain", "no further response"))
            }
        }
    }
}

impl MockApi {
    /// Starts the server. At first it responds with 200 and no body.
    ///
    /// # Panics
    /// When no port can be bound.
    #[must_use]
    pub fn start() -> Self {
        let response = MockResponse::new(200);
        let responses = Arc::new(Mutex::new(Responses::Same(response)));
        let current = Arc::clone(&responses);
        let server = MockServer::start(move |_| current.lock().unwrap_or_else(PoisonError::into_inner).next());
        Self { server: server.expect("a port on loopback"), prefix: String::new(), responses }
    }

    /// Expected paths are appended to this one: that of the API's server.
    #[must_use]
    pub fn base_path(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// A client that calls this server. Its time passes only when it waits, so that no wait takes any.
    ///
    /// # Panics
    /// When the options are not allowed.
    #[must_use]
    pub fn client<C: BuiltClient>(&self, options: Builder<C>) -> C {
        let time = Time::default();
        let options = options.base_url(self.url()).clock(time.clone()).timer(time);
        // A wait for the server would take no time, and so be too long.
        let client = options.idle_timeout(Duration::ZERO).build();
        client.unwrap_or_else(|error| panic!("the client's options: {error}"))
    }

    /// Responds with this JSON from now on, and returns it parsed. An empty text is an empty body.
    ///
    /// # Panics
    /// When the text is not JSON.
    pub fn responds(&self, status: u16, json: &str) -> Value {
        self.responds_with(status, "application/json", json);
        if json.is_empty() { Value::Null } else { parsed(json) }
    }

    /// Responses with these bytes from now on.
    pub fn responds_with(&self, status: u16, content_type: &str, body: impl Into<Vec<u8>>) {
        self.set(Responses::Same(MockResponse::bytes(status, content_type, body)));
    }

    /// Responses with these texts of JSON, one a call, and then with 410.
    pub fn responds_in_order(&self, status: u16, texts: &[&str]) {
        let response = |text: &&str| MockResponse::bytes(status, "application/json", *text);
        self.set(Responses::InTurn(texts.iter().map(response).collect()));
    }

    /// The same, and each but the last has a `Link` header that leads to this URL.
    pub fn responds_with_links(&self, status: u16, texts: &[&str], next: &str) {
        let link = format!("<{next}>; rel=\"next\"");
        let response = |(index, text): (usize, &&str)| {
            let response = MockResponse::bytes(status, "application/json", *text);
            if index + 1 < texts.len() { response.header("link", &link) } else { response }
        };
        self.set(Responses::InTurn(texts.iter().enumerate().map(response).collect()));
    }

    fn set(&self, responses: Responses) {
        drop(unknown::take());
        *self.responses.lock().unwrap_or_else(PoisonError::into_inner) = responses;
    }

    /// The only request since the last look.
    ///
    /// # Panics
    /// When there was none, or more than one.
    #[must_use]
    #[track_caller]
    pub fn request(&self) -> ReceivedRequest {
        let mut requests = self.server.requests();
        assert_eq!(requests.len(), 1, "requests: {requests:#?}");
        requests.remove(0)
    }

    /// Checks the only request since the last look.
    ///
    /// # Panics
    /// When it is not as expected.
    #[track_caller]
    pub fn assert_received(&self, expected: &ExpectedRequest) {
        expected.check_at(&self.prefix, &self.request());
    }

    /// Checks all requests since the last look, in their order.
    ///
    /// # Panics
    /// When they are not as expected, or more or fewer.
    #[track_caller]
    pub fn assert_received_each(&self, expected: &[ExpectedRequest]) {
        let requests = self.server.requests();
        assert_eq!(requests.len(), expected.len(), "requests: {requests:#?}");
        for (expected, request) in expected.iter().zip(&requests) {
            expected.check_at(&self.prefix, request);
        }
    }
}

/// Checks that a response is this JSON, and that each of its properties has a field, but for these `unknown` ones. The
/// response must be the last thing that was decoded on this thread since the response was set.
///
/// # Panics
/// When it is not so.
#[track_caller]
pub fn assert_decoded<T: Serialize + ?Sized>(response: &T, expected: &Value, unknown: &[&str]) {
    let mut kept = unknown::take();
    let mut expected_kept = unknown.to_vec();
    kept.sort_unstable();
    expected_kept.sort_unstable();
    assert_eq!(kept, expected_kept, "properties that have no field");
    assert_json(response, expected);
}

/// Checks that a value is this JSON on the wire.
///
/// # Panics
/// When it is not.
#[track_caller]
pub fn assert_json<T: Serialize + ?Sized>(value: &T, expected: &Value) {
    let json = serde_json::to_value(value).unwrap_or_else(|error| panic!("a value that cannot be JSON: {error}"));
    assert_eq!(json, *expected);
}

/// Runs a call to its end, on this thread.
///
/// # Panics
/// When no runtime can be started, or inside of another one.
#[cfg(feature = "reqwest")]
pub fn block_on<F: IntoFuture>(call: F) -> F::Output {
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("an event loop");
    executor.block_on(call.into_future())
}

/// The items of a list to its end, and one more request there.
///
/// # Panics
/// When a call fails, or something comes behind the end.
#[cfg(feature = "reqwest")]
#[track_caller]
pub fn all_items<I, E>(mut items: Items<I, E>) -> Vec<I>
where
    I: Send + 'static,
    E: From<Error> + Debug,
{
    all(async || items.try_next().await)
}

/// The pages of a list to its end, and one more request there.
///
/// # Panics
/// When a call fails, or something comes behind the end.
#[cfg(feature = "reqwest")]
#[track_caller]
pub fn all_pages<T, E>(mut pages: Pages<T, E>) -> Vec<T>
where
    T: Send + 'static,
    E: From<Error> + Debug,
{
    all(async || pages.try_next().await)
}

#[cfg(feature = "reqwest")]
#[track_caller]
fn all<T, E: Debug>(mut next: impl AsyncFnMut() -> Result<Option<T>, E>) -> Vec<T> {
    block_on(async {
        let mut all = Vec::new();
        while let Some(one) = next().await.expect("a page") {
            all.push(one);
        }
        assert!(matches!(next().await, Ok(None)), "something comes behind the end");
        all
    })
}
