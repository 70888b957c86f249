//! The other end of a client under test.
//!
//! In: the answer to give, the request to expect. Out: a client that calls here; a panic that says what was not as
//! expected.

use super::{Expect, Reply, Request, Server};
use crate::client::client::BuiltClient;
use crate::client::config::Builder;
#[cfg(feature = "reqwest")]
use crate::client::pages::{Items, Pages};
use super::time::Time;
use crate::wire::json::unknown;
use serde::Serialize;
use serde_json::Value;
use std::collections::VecDeque;
#[cfg(feature = "reqwest")]
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

/// A server on loopback whose answer is set before each call.
///
/// ```no_run
/// use sdk_runtime::testing::{Expect, Peer};
/// # static API: sdk_runtime::Api = sdk_runtime::Api::new("x", None);
/// let peer = Peer::start();
/// let client: sdk_runtime::Client = peer.client(sdk_runtime::Builder::new(&API));
/// peer.answers(200, r#"{"id": "t1"}"#);
/// // let thing = sdk_runtime::testing::block_on(client.things().get_thing("t1"));
/// peer.saw(&Expect::new("GET", "/things/t1"));
/// ```
#[derive(Debug)]
pub struct Peer {
    server: Server,
    /// What all expected paths come after.
    prefix: String,
    answers: Arc<Mutex<Answers>>,
}

/// What the server answers next.
#[derive(Debug)]
enum Answers {
    /// The same, however often.
    Same(Reply),
    /// One after the other. Behind the last there is nothing.
    InTurn(VecDeque<Reply>),
}

impl Answers {
    fn next(&mut self) -> Reply {
        match self {
            Self::Same(reply) => reply.clone(),
            Self::InTurn(replies) => {
                replies.pop_front().unwrap_or_else(|| Reply::bytes(410, "text/plain", "no further answer"))
            }
        }
    }
}

impl Peer {
    /// Starts the server. Until it is told otherwise it answers 200 without a body.
    ///
    /// # Panics
    /// When no port can be bound.
    #[must_use]
    pub fn start() -> Self {
        let reply = Reply { status: 200, headers: Vec::new(), body: Vec::new() };
        let answers = Arc::new(Mutex::new(Answers::Same(reply)));
        let current = Arc::clone(&answers);
        let server = Server::start(move |_| current.lock().unwrap_or_else(PoisonError::into_inner).next());
        Self { server: server.expect("a port on loopback"), prefix: String::new(), answers }
    }

    /// Expected paths come after this one: that of the API's server.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
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
        let client = options.domain(self.url()).clock(time.clone()).timer(time).build();
        client.unwrap_or_else(|error| panic!("the client's options: {error}"))
    }

    /// Answers with JSON from now on, and gives it back parsed. An empty text is an empty body.
    ///
    /// # Panics
    /// When the text is not JSON.
    pub fn answers(&self, status: u16, json: &str) -> Value {
        self.answers_with(status, "application/json", json);
        if json.is_empty() { Value::Null } else { parsed(json) }
    }

    /// Answers with these bytes from now on.
    pub fn answers_with(&self, status: u16, content_type: &str, body: impl Into<Vec<u8>>) {
        self.set(Answers::Same(Reply::bytes(status, content_type, body)));
    }

    /// Answers with these texts of JSON, one a call, and then with 410.
    pub fn answers_in_turn(&self, status: u16, texts: &[&str]) {
        let reply = |text: &&str| Reply::bytes(status, "application/json", *text);
        self.set(Answers::InTurn(texts.iter().map(reply).collect()));
    }

    fn set(&self, answers: Answers) {
        drop(unknown::take());
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner) = answers;
    }

    /// The only request since the last look.
    ///
    /// # Panics
    /// When there was none, or more than one.
    #[must_use]
    #[track_caller]
    pub fn request(&self) -> Request {
        let mut requests = self.server.requests();
        assert_eq!(requests.len(), 1, "requests: {requests:#?}");
        requests.remove(0)
    }

    /// Checks the only request since the last look.
    ///
    /// # Panics
    /// When it is not as expected.
    #[track_caller]
    pub fn saw(&self, expected: &Expect) {
        expected.check_below(&self.prefix, &self.request());
    }

    /// Checks all requests since the last look, in their order.
    ///
    /// # Panics
    /// When they are not as expected, or more or fewer.
    #[track_caller]
    pub fn saw_each(&self, expected: &[Expect]) {
        let requests = self.server.requests();
        assert_eq!(requests.len(), expected.len(), "requests: {requests:#?}");
        for (expected, request) in expected.iter().zip(&requests) {
            expected.check_below(&self.prefix, request);
        }
    }
}

#[track_caller]
pub(super) fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("the test's own JSON: {error}\n{json}"))
}

/// Checks that an answer is this JSON, and that each of its members has a field, but for these `unknown` ones. The
/// answer must be the last thing that was decoded on this thread since the peer was told what to answer.
///
/// # Panics
/// When it is not so.
#[track_caller]
pub fn assert_read<T: Serialize + ?Sized>(answer: &T, expected: &Value, unknown: &[&str]) {
    let mut kept = unknown::take();
    let mut expected_kept = unknown.to_vec();
    kept.sort_unstable();
    expected_kept.sort_unstable();
    assert_eq!(kept, expected_kept, "members that have no field");
    assert_json(answer, expected);
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
/// When the system gives no event loop, or inside of another one.
#[cfg(feature = "reqwest")]
pub fn block_on<F: IntoFuture>(call: F) -> F::Output {
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("an event loop");
    executor.block_on(call.into_future())
}

/// Walks to the end of a list, and asks once more there.
///
/// # Panics
/// When a call fails, or something comes behind the end.
#[cfg(feature = "reqwest")]
#[track_caller]
pub fn all_items<I, E>(mut items: Items<I, E>) -> Vec<I>
where
    I: Send + 'static,
    E: From<crate::Error> + Debug,
{
    block_on(async {
        let mut all = Vec::new();
        while let Some(item) = items.try_next().await.expect("a page") {
            all.push(item);
        }
        assert!(matches!(items.try_next().await, Ok(None)), "an item behind the end");
        all
    })
}

/// Walks to the last page, and asks once more there.
///
/// # Panics
/// When a call fails, or something comes behind the end.
#[cfg(feature = "reqwest")]
#[track_caller]
pub fn all_pages<T, E>(mut pages: Pages<T, E>) -> Vec<T>
where
    T: Send + 'static,
    E: From<crate::Error> + Debug,
{
    block_on(async {
        let mut all = Vec::new();
        while let Some(page) = pages.try_next().await.expect("a page") {
            all.push(page);
        }
        assert!(matches!(pages.try_next().await, Ok(None)), "a page behind the end");
        all
    })
}
