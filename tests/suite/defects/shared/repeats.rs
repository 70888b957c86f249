//! Repeats, rate limits, time.

use std::net::TcpListener;
use std::time::Duration;

use sdk_runtime::testing::MockResponse;
use sdk_runtime::{Builder, FakeResponse, FakeTransport, RateLimits, RetrySafety, StopReason, TransportError};
use serde_json::json;

use super::subject::{self, Client};
use crate::support::{Draws, Time, Versioned as _, client, fine, options, refusal, run, scripted, server};

fn built(fake: &FakeTransport, time: &Time) -> Client {
    scripted(fake, time).build().expect("the options are right")
}

/// A script of so many responses with this status, and one of success.
fn failing(times: usize, status: u16) -> FakeTransport {
    (0..times)
        .fold(FakeTransport::new(), |fake, _| fake.response(FakeResponse::new(status)))
        .response(fine(subject::nothing()))
}

/// P10: a create is sent again after an error of the server or a timeout, and makes two or fails with "exists".
#[test]
fn p10_what_may_have_been_done_is_not_done_twice() {
    let scripts: [FakeTransport; 5] = [
        failing(1, 500),
        failing(1, 503),
        failing(1, 501),
        FakeTransport::new().fail(TransportError::timeout("late")).response(fine(subject::nothing())),
        FakeTransport::new().fail(TransportError::other("reset")).response(fine(subject::nothing())),
    ];
    for (index, fake) in scripts.into_iter().enumerate() {
        let client = built(&fake, &Time::default());
        let error = run(subject::create(&client, "1").send()).expect_err("the error is given to the caller");
        assert_eq!(fake.requests().len(), 1, "{error}");
        assert_eq!(error.may_have_been_processed(), index != 2, "{error}");
    }
}

/// P10: with a repeated create, the error reports whether an earlier attempt created the tracking.
#[test]
fn p10_a_repeated_create_tells_its_own_from_others() {
    let (status, code) = subject::EXISTS;
    let exists = || FakeResponse::new(status).body(refusal(code, "BadRequest", "Tracking already exists."));
    let create = |fake: &FakeTransport| {
        let options: Builder<Client> = scripted(fake, &Time::default());
        let client = options.retry_safety(RetrySafety::NaturalKey).build().expect("right");
        run(subject::create(&client, "1").send()).expect_err("it is there")
    };
    let error = create(&FakeTransport::new().response(FakeResponse::new(503)).response(exists()));
    assert!(error.is_created_by_earlier_attempt(), "{error}");
    assert_eq!(error.code_name(), Some("TRACKING_ALREADY_EXIST"));
    let error = create(&FakeTransport::new().response(exists()));
    assert!(error.is_already_exists() && !error.is_created_by_earlier_attempt(), "{error}");
}

/// P12: what failed for good is sent again.
#[test]
fn p12_only_passing_failures_are_repeated() {
    for (status, sent) in [(500, 2), (502, 2), (503, 2), (504, 2), (501, 1), (505, 1), (400, 1), (404, 1)] {
        let fake = failing(1, status);
        let result = run(subject::couriers(&built(&fake, &Time::default())).send());
        assert_eq!((result.is_ok(), fake.requests().len()), (sent == 2, sent), "{status}");
    }
}

/// P13: calls over the rate limit are not sent again, and what the server says of the wait is not read.
#[test]
fn p13_calls_over_the_limit_wait_and_go_again() {
    for (header, value, seconds) in subject::WAITS {
        let wait = Duration::from_secs(*seconds);
        let refused = FakeResponse::new(429).body(refusal(429, "TooManyRequests", "Too many.")).header(header, value);
        let fake = FakeTransport::new().response(refused.clone()).response(fine(subject::nothing()));
        let time = Time::default();
        let response = run(subject::create(&built(&fake, &time), "1").send_with_meta()).expect("it goes through");
        assert_eq!((fake.requests().len(), response.attempts().retries()[0].wait()), (2, wait), "{header}");
        assert_eq!(time.waits(), [wait]);

        let client = built(&FakeTransport::new().response(refused), &Time::default());
        let error = run(subject::couriers(&client).max_retries(0).send()).expect_err("it is refused");
        assert!(error.is_rate_limited() && error.is_retryable(), "{error:?}");
        assert_eq!(error.retry_after(), (!value.is_empty()).then_some(wait), "what the server says of it");
    }
}

/// P14: refused connections are not tried again, and come out as errors of another library.
#[test]
fn p14_refused_connections_are_tried_again_and_named() {
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port is free").local_addr().expect("it has an address");
    let time = Time::default();
    let options = Client::options().base_url(format!("http://{closed}")).rate_limits(RateLimits::Off);
    let client = options.clock(time.clone()).timer(time.clone()).build().expect("right");
    let error = run(subject::create(&client, "1").send()).expect_err("nobody listens");
    assert!(error.is_connect() && error.is_transport() && error.is_retryable(), "{error:?}");
    assert!(!error.may_have_been_processed(), "{error:?}");
    assert_eq!((error.attempts().count(), error.attempts().stopped()), (3, Some(StopReason::MaxRetries)));
    assert_eq!(time.waits().len(), 2);
}

/// P15: the bound of a single call does nothing.
#[test]
fn p15_the_bound_of_one_call_holds() {
    // A server that responds nothing before the test is over.
    let (over, wait) = std::sync::mpsc::channel::<()>();
    let wait = std::sync::Mutex::new(wait);
    let silent = server(move |_| {
        let _ = wait.lock().map(|wait| wait.recv());
        MockResponse::json(200, &json!({"meta": {"code": 200}, "data": subject::nothing()}))
    });
    let patient: Client = options(&silent).max_retries(0).timeout(Duration::MAX).build().expect("right");
    let error = run(subject::couriers(&patient).timeout(Duration::from_millis(1)).send()).expect_err("too slow");
    assert!(error.is_timeout(), "{error:?}");
    drop(over);
    // The other way round, and without: what the transport receives.
    let fake = FakeTransport::new().response(fine(subject::nothing())).response(fine(subject::nothing()));
    let hasty: Client = scripted(&fake, &Time::default()).timeout_ms(50).build().expect("right");
    run(subject::couriers(&hasty).timeout(Duration::from_secs(20)).send()).expect("a response");
    run(subject::couriers(&hasty).send()).expect("a response");
    let timeouts: Vec<_> = fake.options().iter().map(|options| options.timeout()).collect();
    assert_eq!(timeouts, [Duration::from_secs(20), Duration::from_millis(50)].map(Some));
}

/// N1: the first repeat comes after eleven milliseconds, because a power is an exclusive or.
#[test]
fn n01_waits_double() {
    let waits = |random: u64| {
        let (fake, time) = (failing(5, 503), Time::default());
        let options: Builder<Client> = scripted(&fake, &time);
        let client = options.random(Draws(random)).max_retries(5).build().expect("right");
        run(subject::couriers(&client).send()).expect("the sixth attempt goes through");
        time.waits()
    };
    for power in 0..5 {
        // A wait is drawn from nothing to its bound, and no further.
        let bound = 1_000_000_000 << power;
        assert_eq!(waits(bound)[power], Duration::from_nanos(bound));
        assert_eq!(waits(bound + 1)[power], Duration::ZERO);
    }
}

/// N3: a create is sent four times.
#[test]
fn n03_a_create_is_sent_once() {
    let server =
        server(|_| MockResponse::json(500, &json!({"meta": {"code": 500, "type": "InternalError"}, "data": {}})));
    let error = run(subject::create(&client(&server), "1").send()).expect_err("the server fails");
    assert!(error.is_server() && error.attempts().stopped() == Some(StopReason::NotSafe), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

/// N4: the default number of repeats is not the documented one.
#[test]
fn n04_repeats_are_as_many_as_documented() {
    let row =
        subject::README.lines().find(|line| line.starts_with("| `max_retries` |")).expect("the option is documented");
    assert!(row.contains("Default: 2."), "{row}");
    let fake = failing(9, 503);
    assert!(run(subject::couriers(&built(&fake, &Time::default())).send()).is_err());
    assert_eq!(fake.requests().len(), 3);
}

/// N5: calls over the rate limit are given up.
#[test]
fn n05_the_limit_is_kept_before_it_is_hit() {
    // One call more than is allowed in a second waits for its turn, and the server never has to refuse.
    let fake = (0..=subject::LIMIT).fold(FakeTransport::new(), |fake, _| fake.response(fine(subject::nothing())));
    let time = Time::default();
    let options: Builder<Client> = scripted(&fake, &time);
    let client = options.rate_limits(RateLimits::Described).build().expect("right");
    for _ in 0..subject::LIMIT {
        run(subject::limited(&client).send()).expect("it goes through");
    }
    assert!(time.waits().is_empty(), "{:?}", time.waits());
    run(subject::limited(&client).send()).expect("it goes through");
    assert!(time.waits().iter().sum::<Duration>() >= Duration::from_secs(1), "{:?}", time.waits());
}

/// N13: errors of the connection have no name and are not tried again.
#[test]
fn n13_broken_connections_are_named() {
    let fake = FakeTransport::new().fail(TransportError::other("reset by peer")).response(fine(subject::nothing()));
    run(subject::couriers(&built(&fake, &Time::default())).send()).expect("reading is repeated");
    assert_eq!(fake.requests().len(), 2);
    let fake = FakeTransport::new().fail(TransportError::other("reset by peer"));
    let error = run(subject::couriers(&built(&fake, &Time::default())).max_retries(0).send());
    let error = error.expect_err("it broke");
    assert!(error.is_transport() && !error.is_connect() && !error.is_timeout(), "{error:?}");
    assert!(error.to_string().contains("reset by peer"), "{error}");
}
