//! Rate limits, in virtual time: what the server sees, who comes first, who gives up, what responses change.
#![cfg(feature = "test-util")]
#![allow(missing_docs, reason = "a test")]

#[path = "support/time.rs"]
mod time;

use sdk_runtime::__private::{Api, Method, Operation, RateHeaders, ResetUnit, decode};
use sdk_runtime::{
    Body, BoxFuture, Builder, Bytes, Client, Clock, RateKey, RateLimit, RateLimiter, RateLimits, RateObservation,
    RatePermit, SendOptions, Timer, Transport, TransportError, WindowLimiter, http,
};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;
use time::Virtual;

static API: Api = Api::new("x", None)
    .server("https://x")
    .rate_headers(RateHeaders::new().remaining("x-remaining").reset("x-reset", ResetUnit::DeltaSeconds));
static SHARED: Api = API.rate_limit(5, 1_000);
static LIST: Operation = Operation::new("list", Method::Get, "/list/{id}").rate_limit(20, 1_000);
static SLOW: Operation = Operation::new("slow", Method::Get, "/slow/{id}").rate_limit(1, 1_000);
static OTHER: Operation = Operation::new("other", Method::Get, "/other/{id}");
static FREE: Operation = Operation::new("free", Method::Get, "/free/{id}");

#[derive(Default)]
struct Seen {
    /// Paths in the order sent.
    sent: Vec<String>,
    /// When each came to the server.
    arrived: Vec<Duration>,
    responses: VecDeque<http::Response<Bytes>>,
}

/// A server far away: the way there takes up to a tenth of a second, the way back up to four.
#[derive(Clone)]
struct Far {
    time: Virtual,
    seen: Arc<Mutex<Seen>>,
}

impl Far {
    fn new() -> Self {
        Self { time: Virtual::new(), seen: Arc::default() }
    }

    fn responds(self, responses: impl IntoIterator<Item = http::Response<Bytes>>) -> Self {
        self.seen.lock().unwrap().responses.extend(responses);
        self
    }

    fn client(&self, api: &'static Api) -> Builder<Client> {
        Builder::new(api).transport(self.clone()).clock(self.time).timer(self.time)
    }

    /// When the calls came, in milliseconds, sorted.
    fn arrived(&self) -> Vec<u128> {
        let mut arrived: Vec<u128> = self.seen.lock().unwrap().arrived.iter().map(Duration::as_millis).collect();
        arrived.sort_unstable();
        arrived
    }

    fn sent(&self) -> Vec<String> {
        self.seen.lock().unwrap().sent.clone()
    }
}

impl Transport for Far {
    fn send(
        &self,
        request: http::Request<Body>,
        _options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let number = {
                let mut seen = self.seen.lock().unwrap();
                seen.sent.push(request.uri().path().to_owned());
                seen.sent.len() as u64
            };
            // Scattered, but the same in each run.
            let scatter = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.time.sleep(Duration::from_millis(scatter % 100)).await;
            self.seen.lock().unwrap().arrived.push(self.time.elapsed());
            self.time.sleep(Duration::from_millis(scatter / 128 % 400)).await;
            let response = self.seen.lock().unwrap().responses.pop_front();
            Ok(response.unwrap_or_default().map(Body::from))
        })
    }
}

/// No window of this length holds more than so many.
fn holds(arrived: &[u128], calls: usize, window: u128) -> bool {
    arrived.windows(calls + 1).all(|calls| calls[calls.len() - 1] - calls[0] >= window)
}

/// Makes so many calls at once, in order.
fn calls(client: &Client, operation: &'static Operation, count: usize) -> Vec<tokio::task::JoinHandle<()>> {
    let call = |id: usize| client.clone().call(operation, decode::empty).path("id", &id);
    let run = |id| {
        let call = call(id);
        tokio::spawn(async move { call.send().await.unwrap() })
    };
    (0..count).map(run).collect()
}

async fn all(handles: impl IntoIterator<Item = tokio::task::JoinHandle<()>>) {
    for handle in handles {
        handle.await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_never_exceed_the_limit_and_keep_their_order() {
    let far = Far::new();
    let client = far.client(&API).build().unwrap();
    all(calls(&client, &LIST, 1_000)).await;
    let arrived = far.arrived();
    assert_eq!(arrived.len(), 1_000);
    assert!(holds(&arrived, 20, 1_000));
    let order: Vec<String> = (0..1_000).map(|id| format!("/list/{id}")).collect();
    assert_eq!(far.sent(), order);
    // Fifty windows of a second and the guard; not much slower than that.
    let took = far.time.elapsed();
    assert!((49_000..56_000).contains(&took.as_millis()), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn operations_without_a_limit_share_that_of_the_api() {
    let far = Far::new();
    let client = far.client(&SHARED).build().unwrap();
    let mut handles = calls(&client, &FREE, 30);
    handles.extend(calls(&client.clone(), &OTHER, 30));
    // One with a limit of its own does not wait for them.
    handles.extend(calls(&client, &LIST, 20));
    all(handles).await;
    let seen = far.seen.lock().unwrap();
    let limited: Vec<_> = seen.sent.iter().enumerate().filter(|(_, path)| !path.starts_with("/list")).collect();
    assert_eq!(limited.len(), 60);
    assert!(seen.sent[..30].iter().filter(|path| path.starts_with("/list")).count() == 20);
    drop(seen);
    assert!((10_000..14_000).contains(&far.time.elapsed().as_millis()));
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_frees_its_place() {
    let far = Far::new();
    let client = far.client(&API).build().unwrap();
    let handles = calls(&client, &SLOW, 100);
    tokio::task::yield_now().await;
    // The second is first in the queue and has the timer; most others go, too.
    for (id, handle) in handles.iter().enumerate() {
        if id != 0 && id % 25 != 0 {
            handle.abort();
        }
    }
    all(handles.into_iter().enumerate().filter(|(id, _)| id % 25 == 0).map(|(_, handle)| handle)).await;
    assert_eq!(far.sent(), ["/slow/0", "/slow/25", "/slow/50", "/slow/75"]);
    assert!(far.time.elapsed() < Duration::from_millis(3_900), "{:?}", far.time.elapsed());
    assert!(holds(&far.arrived(), 1, 1_000));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_ends_the_wait() {
    let far = Far::new();
    let client = far.client(&API).build().unwrap();
    let handles = calls(&client, &SLOW, 3);
    tokio::task::yield_now().await;
    let call = client.call(&SLOW, decode::empty).path("id", "late").deadline(Duration::from_millis(500));
    let error = call.send().await.unwrap_err();
    assert_eq!(far.time.elapsed().as_millis(), 500);
    assert!(error.is_timeout() && !error.may_have_been_processed() && error.attempts().count() == 0, "{error}");
    assert!(error.is_retryable() && !error.is_rate_limited() && !error.is_request() && !error.is_transport());
    assert!(error.to_string().ends_with("its deadline passed while it waited for the rate limit"), "{error}");
    assert_eq!(error.attempts().rate_limit_wait(), Duration::from_millis(500));
    all(handles).await;
    assert_eq!(far.sent().len(), 3);
}

fn response(status: u16, headers: &[(&'static str, &'static str)]) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::new());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        response.headers_mut().insert(*name, value.parse().unwrap());
    }
    response
}

#[tokio::test(start_paused = true)]
async fn answers_hold_the_next_calls_back() {
    for (operation, first, least) in [
        (&FREE, response(200, &[("x-remaining", "0"), ("x-reset", "9")]), 9_000),
        (&FREE, response(200, &[("x-remaining", "1"), ("x-reset", "9")]), 0),
        (&FREE, response(429, &[("retry-after", "30")]), 30_000),
        (&LIST, response(429, &[]), 1_000),
        // Not for ever: someone has to find out.
        (&FREE, response(200, &[("x-remaining", "0"), ("x-reset", "86400")]), 60_000),
    ] {
        let far = Far::new().responds([first]);
        let client = far.client(&API).build().unwrap();
        all(calls(&client, operation, 1)).await;
        all(calls(&client, operation, 3)).await;
        let arrived = far.arrived();
        assert!((least..least + 2_000).contains(&arrived[1]), "{least}: {arrived:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_stricter_or_off() {
    let run = async |limits: RateLimits, operation: &'static Operation, count| {
        let far = Far::new();
        let client = far.client(&API).rate_limits(limits).build().unwrap();
        all(calls(&client, operation, count)).await;
        far
    };
    let half = run(RateLimits::Percent(50), &LIST, 100).await;
    assert!(holds(&half.arrived(), 10, 1_000) && !holds(&half.arrived(), 9, 1_000));
    let tenth = run(RateLimits::Percent(10), &SLOW, 4).await;
    assert!(holds(&tenth.arrived(), 1, 10_000));
    let off = run(RateLimits::Off, &SLOW, 50).await;
    assert!(off.time.elapsed() < Duration::from_millis(600));
}

#[tokio::test(start_paused = true)]
async fn clients_can_share_a_limiter() {
    let far = Far::new();
    let limiter = Arc::new(WindowLimiter::new(Arc::new(far.time), Arc::new(far.time)));
    let one = far.client(&API).rate_limiter(limiter.clone()).build().unwrap();
    let two = far.client(&API).rate_limiter(limiter).build().unwrap();
    let handles = calls(&one, &LIST, 100).into_iter().chain(calls(&two, &LIST, 100));
    all(handles).await;
    assert!(holds(&far.arrived(), 20, 1_000));
}

/// Lets everyone through and counts.
#[derive(Default)]
struct Counting {
    asked: AtomicUsize,
    observed: Mutex<Vec<(RateKey, u64, u16)>>,
}

impl RateLimiter for Counting {
    fn acquire(&self, _key: RateKey) -> BoxFuture<'_, RatePermit> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed) as u64;
        Box::pin(async move { RatePermit::new(number) })
    }

    fn observe(&self, key: RateKey, permit: RatePermit, observation: &RateObservation<'_>) {
        self.observed.lock().unwrap().push((key, permit.id(), observation.status()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_limiter_of_ones_own_sees_every_attempt() {
    let far = Far::new().responds([response(503, &[])]);
    let limiter = Arc::new(Counting::default());
    let client = far.client(&SHARED).rate_limiter(limiter.clone()).build().unwrap();
    all(calls(&client, &FREE, 1)).await;
    let observed = limiter.observed.lock().unwrap();
    assert_eq!(observed.iter().map(|(_, number, status)| (*number, *status)).collect::<Vec<_>>(), [(0, 503), (1, 200)]);
    assert_eq!(
        (observed[0].0.operation(), observed[0].0.bucket(), observed[0].0.limit().unwrap().calls()),
        ("free", "*", 5)
    );
}

/// Counts timers.
#[derive(Clone)]
struct Counted(Virtual, Arc<AtomicUsize>);

impl Timer for Counted {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.sleep(duration)
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_polls() {
    let time = Virtual::new();
    let timer = Counted(time, Arc::default());
    let limiter = Arc::new(WindowLimiter::new(Arc::new(time), Arc::new(timer.clone())));
    let key = RateKey::new("x", "x", Some(RateLimit::new(20, 1_000)));
    let turns: Vec<_> = (0..1_000)
        .map(|_| {
            let limiter = Arc::clone(&limiter);
            tokio::spawn(async move {
                limiter.acquire(key).await;
            })
        })
        .collect();
    all(turns).await;
    // One timer for each window and few alarms, not one for each that waits.
    assert!(timer.1.load(Ordering::Relaxed) <= 60, "{:?}", timer.1);
}

#[tokio::test(start_paused = true)]
async fn one_who_is_not_polled_holds_nobody_up_and_keeps_its_place() {
    let time = Virtual::new();
    let limiter = WindowLimiter::new(Arc::new(time), Arc::new(time)).guard(Duration::ZERO);
    let key = RateKey::new("x", "x", Some(RateLimit::new(1, 1_000)));
    let turn = || limiter.acquire(key);
    turn().await;
    let mut begun: Vec<_> = (0..9).map(|_| turn()).collect();
    for wait in &mut begun {
        assert!(std::future::poll_fn(|context| Poll::Ready(wait.as_mut().poll(context).is_pending())).await);
    }
    // All nine stand still. The turn of the first is free after a second; a little later another may have it.
    turn().await;
    assert!((1_050..1_200).contains(&time.elapsed().as_millis()), "{:?}", time.elapsed());
    let second = time.elapsed();
    // The next has the next turn without any delay.
    turn().await;
    assert_eq!((time.elapsed() - second).as_millis(), 1_000);
    // Polled again, they go before one who comes later, in their order.
    let order = Mutex::new(Vec::new());
    let mut handles = Vec::new();
    begun.push(turn());
    for (number, wait) in begun.into_iter().enumerate().rev() {
        let order = &order;
        handles.push(Box::pin(async move {
            wait.await;
            order.lock().unwrap().push((number, time.elapsed()));
        }));
    }
    std::future::poll_fn(|context| {
        handles.retain_mut(|wait| wait.as_mut().poll(context).is_pending());
        if handles.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    let order = order.lock().unwrap();
    assert_eq!(order.iter().map(|(number, _)| *number).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
    assert!(order.windows(2).all(|pair| pair[1].1 - pair[0].1 >= Duration::from_secs(1)), "{order:?}");
    assert!(time.elapsed() - second < Duration::from_millis(11_100), "{:?}", time.elapsed());
}

#[tokio::test(start_paused = true)]
async fn who_looks_after_the_others_may_stand_still_or_go() {
    let time = Virtual::new();
    let limiter = Arc::new(WindowLimiter::new(Arc::new(time), Arc::new(time)));
    let key = RateKey::new("x", "x", Some(RateLimit::new(1, 1_000)));
    limiter.acquire(key).await;
    let mut still: Vec<_> = (0..5).map(|_| limiter.acquire(key)).collect();
    let poll = async |wait: &mut BoxFuture<'_, RatePermit>| {
        std::future::poll_fn(|context| Poll::Ready(wait.as_mut().poll(context).is_ready())).await
    };
    for wait in &mut still {
        assert!(!poll(wait).await);
    }
    let waits = (0..3).map(|_| {
        let limiter = Arc::clone(&limiter);
        tokio::spawn(async move {
            limiter.acquire(key).await;
        })
    });
    let waits: Vec<_> = waits.collect();
    tokio::task::yield_now().await;
    // The first has answered the roll when it gives up.
    tokio::time::sleep(Duration::from_millis(1_160)).await;
    waits[0].abort();
    still.truncate(3);
    all(waits.into_iter().skip(1)).await;
    assert!(time.elapsed() < Duration::from_millis(2_600), "{:?}", time.elapsed());
}
