//! Calls that fail, as a whole: what is sent how often, how long the waits are, what the caller learns.
#![cfg(feature = "test-util")]
#![allow(missing_docs, dead_code, reason = "a test")]

#[path = "support/time.rs"]
mod time;

use sdk_runtime::__private::{
    Api, Envelope, ErrorRow, Idempotency, Method, Operation, RateHeaders, ResetUnit, RetryClass, SuccessRule,
    SuccessValue, decode,
};
use sdk_runtime::{
    Builder, Client, Error, FakeResponse, FakeTransport, RateLimits, RawCode, RetryBudget, RetryCause, RetryPolicy,
    RetrySafety, StopReason, TransportError, http,
};
use std::time::Duration;
use time::{Fixed, Virtual};

const fn row(code: i64, name: &'static str, retry: RetryClass) -> ErrorRow {
    ErrorRow::new(RawCode::Number(code), name, retry)
}

static ROWS: &[ErrorRow] = &[
    row(9001, "EXISTS", RetryClass::AlreadyDone),
    row(9002, "SLOW_DOWN", RetryClass::AfterWait),
    row(9003, "BROKEN_FOR_GOOD", RetryClass::Never),
    row(9004, "TRY_AGAIN", RetryClass::IfIdempotent),
];
static API: Api = Api::new("x", None)
    .server("https://x")
    .envelope(
        Envelope::new()
            .code(&["code"])
            .message(&["message"])
            .success(SuccessRule::StatusAndCode(&[SuccessValue::Number(200), SuccessValue::Number(201)])),
    )
    .rate_headers(RateHeaders::new().remaining("x-remaining").reset("x-reset", ResetUnit::EpochSeconds))
    .request_id_headers(&["x-request-id"])
    .errors(ROWS);
static FIXED_API: Api = API.after_429_ms(120_000);
static GET: Operation = Operation::new("get", Method::Get, "/x");
static POST: Operation = Operation::new("post", Method::Post, "/x");
static CREATE: Operation = Operation::new("create", Method::Post, "/x").idempotency(Idempotency::NaturalKey(&["name"]));

fn status(status: u16) -> FakeResponse {
    FakeResponse::new(status)
}

fn code(status: u16, code: i64) -> FakeResponse {
    FakeResponse::new(status).body(format!(r#"{{"code":{code},"message":"There is one."}}"#))
}

fn client(api: &'static Api, fake: &FakeTransport) -> Builder<Client> {
    // The number always draws half a second, as long as the bound is more than that.
    let builder = Builder::new(api).transport(fake.clone()).clock(Virtual::new()).timer(Virtual::new());
    builder.random(Fixed(500_000_000)).rate_limits(RateLimits::Off)
}

/// Sends the operation against the script.
async fn send(operation: &'static Operation, fake: &FakeTransport) -> Result<u32, Error> {
    let client = client(&API, fake).build().unwrap();
    let result = client.call(operation, decode::empty).send_with_meta().await;
    result.map(|response| response.attempts().count())
}

#[tokio::test(start_paused = true)]
async fn only_what_is_safe_is_repeated() {
    type Step = fn(FakeTransport) -> FakeTransport;
    let uncertain: &[Step] = &[
        |fake| fake.response(status(408)),
        |fake| fake.response(status(500)),
        |fake| fake.response(status(502)),
        |fake| fake.response(status(503)),
        |fake| fake.response(status(504)),
        |fake| fake.response(code(400, 9004)),
        |fake| fake.fail(TransportError::timeout("late")),
        |fake| fake.fail(TransportError::other("reset")),
    ];
    for step in uncertain {
        let script = || step(FakeTransport::new()).response(status(200));
        assert_eq!(send(&GET, &script()).await.unwrap(), 2);
        for operation in [&POST, &CREATE] {
            let error = send(operation, &script()).await.unwrap_err();
            assert_eq!(error.attempts().stopped(), Some(StopReason::NotSafe), "{error}");
            assert!(error.may_have_been_processed() && error.is_retryable(), "{error}");
        }
    }
    let unprocessed: &[Step] = &[
        |fake| fake.response(status(429)),
        |fake| fake.response(code(200, 9002)),
        |fake| fake.response(code(200, 429)),
        |fake| fake.response(code(503, 9002)),
        |fake| fake.fail(TransportError::connect("refused")),
    ];
    for step in unprocessed {
        for operation in [&GET, &POST, &CREATE] {
            assert_eq!(send(operation, &step(FakeTransport::new()).response(status(200))).await.unwrap(), 2);
        }
        let thrice = step(step(step(FakeTransport::new())));
        let error = send(&POST, &thrice).await.unwrap_err();
        assert_eq!(error.attempts().stopped(), Some(StopReason::MaxRetries), "{error}");
        assert!(!error.may_have_been_processed(), "{error}");
    }
    let last: &[Step] = &[
        |fake| fake.response(status(400)),
        |fake| fake.response(status(401)),
        |fake| fake.response(status(501)),
        |fake| fake.response(code(503, 9003)),
        |fake| fake.response(code(429, 9003)),
        |fake| fake.response(status(302).header("location", "https://elsewhere")),
        |fake| fake.fail(TransportError::too_large(1)),
    ];
    for step in last {
        let error = send(&GET, &step(FakeTransport::new()).response(status(200))).await.unwrap_err();
        assert_eq!((error.attempts().count(), error.attempts().stopped()), (1, Some(StopReason::Final)), "{error}");
    }
}

/// A response that broke off behind its head.
fn broken(status: u16, headers: &[(&'static str, &'static str)]) -> TransportError {
    let headers = headers
        .iter()
        .map(|(name, value)| (http::HeaderName::from_static(name), http::HeaderValue::from_static(value)));
    TransportError::other("reset").after_head(http::StatusCode::from_u16(status).unwrap(), headers.collect())
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_breaks_off_tells_what_had_come() {
    let ids = [("x-request-id", "r-7")];
    let fake = || FakeTransport::new().fail(broken(201, &ids)).response(status(200));
    assert_eq!(send(&GET, &fake()).await.unwrap(), 2);
    for operation in [&POST, &CREATE] {
        let error = send(operation, &fake()).await.unwrap_err();
        assert_eq!(error.attempts().stopped(), Some(StopReason::NotSafe));
        assert!(error.is_transport() && error.may_have_been_processed() && !error.is_api(), "{error}");
        assert_eq!((error.status(), error.request_id(), error.body()), (Some(201), Some("r-7"), None));
        let end = "the API responded with 201 Created, but the response broke off: reset [request id r-7]";
        assert_eq!(error.to_string(), format!("{}: {end}", operation.id()));
    }
    // A status of failure counts as if its body had come.
    let refused = || FakeTransport::new().fail(broken(429, &[("retry-after", "3")])).response(status(200));
    for operation in [&GET, &POST, &CREATE] {
        let client = client(&API, &refused()).build().unwrap();
        let response = client.call(operation, decode::empty).send_with_meta().await.unwrap();
        let retry = response.attempts().retries()[0];
        assert_eq!((retry.cause(), retry.wait()), (RetryCause::Status(429), Duration::from_secs(3)));
    }
    let down = || FakeTransport::new().fail(broken(503, &[("retry-after", "3")])).response(status(200));
    assert_eq!(send(&GET, &down()).await.unwrap(), 2);
    let error = send(&POST, &down()).await.unwrap_err();
    assert!(error.is_server() && error.may_have_been_processed() && error.is_retryable(), "{error}");
    let error = send(&POST, &FakeTransport::new().fail(broken(404, &[]))).await.unwrap_err();
    assert!(error.is_not_found() && !error.may_have_been_processed() && !error.is_retryable(), "{error}");
    // What success says of waits is not about the failure, and never makes the call give up.
    let patient = FakeTransport::new().fail(broken(200, &[("retry-after", "600")])).response(status(200));
    assert_eq!(send(&GET, &patient).await.unwrap(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_code_that_is_known_for_a_refusal_did_nothing() {
    let error = send(&POST, &FakeTransport::new().response(code(200, 9003))).await.unwrap_err();
    assert!(!error.may_have_been_processed() && !error.is_retryable(), "{error}");
    for code in [code(200, 9004), code(200, 9999), code(503, 9003)] {
        let error = send(&POST, &FakeTransport::new().response(code)).await.unwrap_err();
        assert!(error.may_have_been_processed(), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_text_says_why_there_was_no_repeat() {
    let text = async |builder: fn(Builder<Client>) -> Builder<Client>, response: FakeResponse| {
        let fake = FakeTransport::new().response(response.clone()).response(response);
        let client = builder(client(&API, &fake)).build().unwrap();
        client.call(&GET, decode::empty).send().await.unwrap_err().to_string()
    };
    let down = || status(503).body(r#"{"message":"Down for today."}"#);
    let start = "get: the API responded with 503 Service Unavailable: Down for today";
    assert_eq!(text(|it| it.max_retries(0), down()).await, format!("{start}."));
    assert_eq!(text(|it| it.max_retries(1), down()).await, format!("{start}, after 2 attempts"));
    assert_eq!(
        text(|it| it.deadline(Duration::from_millis(700)), down()).await,
        format!("{start}, after 2 attempts; not retried: the deadline is too near")
    );
    assert_eq!(
        text(|it| it.retry_budget(RetryBudget::of(0)), down()).await,
        format!("{start}; not retried: the budget for retries is spent")
    );
    assert_eq!(
        text(|it| it, down().header("retry-after", "900")).await,
        format!("{start}; not retried: the wait of 900 s is too long")
    );
    let odd = status(503).body(r#"{"message":"Wait..."}"#);
    assert!(text(|it| it.max_retries(1), odd).await.ends_with(": Wait..., after 2 attempts"));
}

#[tokio::test(start_paused = true)]
async fn every_attempt_is_recorded() {
    let fake = FakeTransport::new()
        .fail(TransportError::connect("refused"))
        .response(status(503).header("retry-after", "7"))
        .response(status(200));
    let time = Virtual::new();
    let client = client(&API, &fake).build().unwrap();
    let response = client.call(&GET, decode::empty).send_with_meta().await.unwrap();
    let retries: Vec<_> = response.attempts().retries().iter().map(|retry| (retry.cause(), retry.wait())).collect();
    let expected =
        [(RetryCause::Connect, Duration::from_millis(500)), (RetryCause::Status(503), Duration::from_secs(7))];
    assert_eq!(retries, expected);
    assert_eq!((response.attempts().count(), response.attempts().stopped()), (3, None));
    let waited = sdk_runtime::Clock::elapsed(&time);
    assert!((7_500..7_510).contains(&waited.as_millis()), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn refused_calls_are_retried_after_the_wait_of_the_server() {
    let wait = async |api: &'static Api, response: FakeResponse| {
        let fake = FakeTransport::new().response(response).response(status(200));
        let client = client(api, &fake).build().unwrap();
        let response = client.call(&POST, decode::empty).send_with_meta().await;
        response.map(|response| response.attempts().retries()[0].wait().as_millis()).map_err(|error| {
            assert!(error.is_rate_limited());
            (error.attempts().stopped().unwrap(), error.retry_after().unwrap().as_secs())
        })
    };
    let date = "Fri, 15 Jan 2027 08:00:00 GMT";
    assert_eq!(wait(&API, status(429)).await, Ok(500));
    assert_eq!(wait(&API, status(429).header("retry-after", "2")).await, Ok(2_000));
    assert_eq!(wait(&API, status(429).header("retry-after", "Fri, 15 Jan 2027 08:00:09 GMT")).await, Ok(9_000));
    assert_eq!(wait(&API, status(429).header("x-reset", "1800000003").header("date", date)).await, Ok(3_000));
    // Our own clock, where the server tells no date; virtual time has moved on a little.
    assert!(wait(&API, status(429).header("x-reset", "1800000003")).await.unwrap() <= 3_000);
    assert_eq!(wait(&API, status(429).header("retry-after", "61")).await, Err((StopReason::WaitTooLong, 61)));
    assert_eq!(wait(&FIXED_API, status(429)).await, Ok(120_000));
    assert_eq!(wait(&FIXED_API, code(200, 9002)).await, Ok(120_000));
    assert_eq!(wait(&FIXED_API, status(429).header("retry-after", "1")).await, Ok(1_000));
}

#[tokio::test(start_paused = true)]
async fn a_create_that_was_done_by_an_earlier_attempt_says_so() {
    let script =
        || FakeTransport::new().fail(TransportError::timeout("late")).response(code(400, 9001).header("x-y", "z"));
    // For the whole client, or for one call.
    let by_client = client(&API, &script()).retry_safety(RetrySafety::NaturalKey).build().unwrap();
    let by_call = client(&API, &script()).build().unwrap();
    let errors = [
        by_client.call(&CREATE, decode::empty).send().await.unwrap_err(),
        by_call.call(&CREATE, decode::empty).retry_safety(RetrySafety::NaturalKey).send().await.unwrap_err(),
    ];
    for error in errors {
        assert!(error.is_already_exists() && error.is_created_by_earlier_attempt() && error.may_have_been_processed());
        assert_eq!(error.body(), Some(&br#"{"code":9001,"message":"There is one."}"#[..]));
        assert_eq!(
            error.to_string(),
            "create: the API responded with 400 Bad Request, EXISTS (9001): There is one, after 2 attempts; an earlier attempt \
             of this same call probably created it"
        );
    }
    // Without such an attempt it is someone else's.
    let fake = FakeTransport::new().fail(TransportError::connect("refused")).response(code(400, 9001));
    let error = send(&CREATE, &fake).await.unwrap_err();
    assert!(error.is_already_exists() && !error.is_created_by_earlier_attempt() && !error.may_have_been_processed());
    assert_eq!(error.attempts().count(), 2);
    // An operation without such a key is not repeated even then.
    let post = client(&API, &script()).retry_safety(RetrySafety::NaturalKey).build().unwrap();
    assert_eq!(post.call(&POST, decode::empty).send().await.unwrap_err().attempts().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_uncertain_attempt_is_not_forgotten() {
    let fake = FakeTransport::new().response(status(502)).response(status(404));
    let error = send(&GET, &fake).await.unwrap_err();
    assert!(error.is_not_found() && error.may_have_been_processed());
    let fake = FakeTransport::new().response(FakeResponse::new(200).body("<html>"));
    let client = client(&API, &fake).build().unwrap();
    let error = client.call(&POST, decode::json::<Option<i64>>).send().await.unwrap_err();
    assert!(error.is_decode() && error.may_have_been_processed());
}

#[tokio::test(start_paused = true)]
async fn calls_override_their_client() {
    let refused = || (0..9).fold(FakeTransport::new(), |fake, _| fake.fail(TransportError::connect("refused")));
    let fake = refused();
    let client = client(&API, &fake).deadline(Duration::from_secs(60)).max_retries(5).build().unwrap();
    let call = || client.call(&GET, decode::empty);
    let waits =
        |error: &Error| error.attempts().retries().iter().map(|retry| retry.wait().as_millis()).collect::<Vec<_>>();

    let error = call().max_retries(1).send().await.unwrap_err();
    assert_eq!((waits(&error), error.attempts().stopped()), (vec![500], Some(StopReason::MaxRetries)));
    // The second wait would end at the deadline.
    let error = call().deadline(Duration::from_secs(1)).send().await.unwrap_err();
    assert_eq!((waits(&error), error.attempts().stopped()), (vec![500], Some(StopReason::Deadline)));
    let policy = RetryPolicy::new().base(Duration::from_millis(1)).max_backoff(Duration::from_millis(3));
    let error = call().max_retries(2).retry_policy(policy).send().await.unwrap_err();
    assert_eq!(error.attempts().count(), 3);
    assert!(waits(&error).iter().all(|wait| *wait <= 3), "{error:?}");
    let timeouts: Vec<_> = fake.options().iter().map(|options| options.timeout().unwrap().as_millis()).collect();
    assert_eq!(timeouts[..2], [10_000, 10_000]);
    // No attempt may outlast the deadline.
    assert!(timeouts[2] == 1_000 && (498..=500).contains(&timeouts[3]), "{timeouts:?}");
    let error = call().deadline(Duration::ZERO).send().await.unwrap_err();
    assert!(error.is_timeout() && !error.may_have_been_processed() && error.attempts().count() == 0);
    assert!(error.is_retryable() && !error.is_request() && !error.is_transport() && !error.is_rate_limited());
    assert_eq!(error.to_string(), "get: the call was not sent: its deadline passed before it could be");
}

#[tokio::test(start_paused = true)]
async fn all_calls_share_the_budget() {
    let fake = (0..20).fold(FakeTransport::new(), |fake, _| fake.response(status(503)));
    let client = client(&API, &fake).retry_budget(RetryBudget::of(3)).max_retries(2).build().unwrap();
    let get = async || client.clone().call(&GET, decode::empty).send().await.unwrap_err();
    assert_eq!((get().await.attempts().count(), get().await.attempts().count()), (3, 2));
    let error = get().await;
    assert_eq!((error.attempts().count(), error.attempts().stopped()), (1, Some(StopReason::Budget)));
    assert_eq!(fake.requests().len(), 6);
    // Calls that the rate limit refused pay nothing.
    let fake = (0..3).fold(FakeTransport::new(), |fake, _| fake.response(status(429)));
    let builder = Builder::<Client>::new(&API).transport(fake).timer(Virtual::new()).clock(Virtual::new());
    let client = builder.retry_budget(RetryBudget::of(0)).build().unwrap();
    assert_eq!(client.call(&GET, decode::empty).send().await.unwrap_err().attempts().count(), 3);
}
