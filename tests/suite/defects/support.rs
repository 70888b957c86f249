//! What the tests share: a client on a script, a client on a server, time that passes only when somebody waits.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use sdk_runtime::testing::{MockResponse, MockServer, ReceivedRequest};
use sdk_runtime::{
    BoxFuture, Builder, BuiltClient, Clock, Error, FakeResponse, FakeTransport, Random, RateLimits, Timer, Value,
};
use serde_json::json;

/// The key of all clients here.
pub(crate) const KEY: &str = "asat_0123456789abcdef0123456789abcdef";

/// The id of all trackings here.
pub(crate) const ID: &str = "5b74f4958776db0e00b6f5ed";

pub(crate) use sdk_runtime::testing::block_on as run;

/// A clock and a timer in one; clones share their time and what was waited.
#[derive(Debug, Clone, Default)]
pub(crate) struct Time {
    passed: Arc<AtomicU64>,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl Time {
    /// When it begins, in seconds after 1970: `Sun, 06 Nov 1994 08:49:37 GMT`, the date of the signature vectors.
    pub(crate) const START: u64 = 784_111_777;

    /// All waits so far.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Clock for Time {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(Self::START) + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.passed.load(Ordering::SeqCst))
    }
}

impl Timer for Time {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.passed.fetch_add(u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX), Ordering::SeqCst);
        self.waits.lock().unwrap_or_else(PoisonError::into_inner).push(duration);
        Box::pin(std::future::ready(()))
    }
}

/// Always draws this number.
pub(crate) struct Draws(pub(crate) u64);

impl Random for Draws {
    fn next_u64(&self) -> u64 {
        self.0
    }
}

/// A version's client.
pub(crate) trait Versioned: BuiltClient {
    /// Its options, with the key of all tests.
    fn options() -> Builder<Self>;
}

/// A client whose responses are scripted and whose waits take no time. Calls are not held back, so that what is waited is
/// waited for a reason.
pub(crate) fn scripted<C: Versioned>(fake: &FakeTransport, time: &Time) -> Builder<C> {
    let options = C::options().transport(fake.clone()).clock(time.clone()).timer(time.clone());
    options.rate_limits(RateLimits::Off)
}

/// A client with one response: status and body.
pub(crate) fn responding<C: Versioned>(status: u16, body: &str) -> C {
    let fake = FakeTransport::new().response(FakeResponse::new(status).body(body.to_owned()));
    scripted(&fake, &Time::default()).max_retries(0).build().expect("the options are right")
}

/// The envelope around data.
pub(crate) fn enveloped(data: Value) -> String {
    json!({"meta": {"code": 200}, "data": data}).to_string()
}

/// An error as the API responds it.
pub(crate) fn refusal(code: i64, kind: &str, message: &str) -> String {
    json!({"meta": {"code": code, "type": kind, "message": message}, "data": {}}).to_string()
}

/// A response of success with this data.
pub(crate) fn fine(data: Value) -> FakeResponse {
    FakeResponse::new(200).body(enveloped(data))
}

/// A server on loopback.
pub(crate) fn server(handler: impl Fn(&ReceivedRequest) -> MockResponse + Send + Sync + 'static) -> MockServer {
    MockServer::start(handler).expect("a port is free")
}

/// A server that responds every call with this data.
pub(crate) fn friendly(data: Value) -> MockServer {
    server(move |_| MockResponse::json(200, &json!({"meta": {"code": 200}, "data": data})))
}

/// The options of a client of a server; no wait takes any time.
pub(crate) fn options<C: Versioned>(server: &MockServer) -> Builder<C> {
    let time = Time::default();
    C::options().base_url(server.url()).clock(time.clone()).timer(time).rate_limits(RateLimits::Off)
}

/// A client of a server.
pub(crate) fn client<C: Versioned>(server: &MockServer) -> C {
    options(server).build().expect("the options are right")
}

/// The fault of options that are not allowed.
pub(crate) fn fault<C: Versioned + std::fmt::Debug>(options: Builder<C>) -> String {
    let error = options.build().map(|client| format!("{client:?}")).expect_err("the options are refused");
    let error: Error = error.into();
    assert!(error.is_config(), "{error}");
    error.to_string()
}
