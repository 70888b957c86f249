//! Creations with a natural key while a server fails more often than not: what callers know afterwards. The same numbers in
//! each run:
//!
//! `cargo test -p sdk-runtime --all-features --test surface storm -- --nocapture`

use sdk_runtime::__private::{
    Api, Envelope, ErrorRow, Idempotency, Method, Operation, RetryClass, SuccessRule, SuccessValue, decode,
};
use sdk_runtime::testing::Time;
use sdk_runtime::{
    Body, Bytes, Client, Error, RateLimits, RawCode, RetryBudget, RetrySafety, Transport, TransportError, http,
    transport_fn,
};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

static API: Api = Api::new("storm", None)
    .server("https://api.example.com")
    .envelope(Envelope::new().code(&["code"]).success(SuccessRule::StatusAndCode(&[SuccessValue::Number(201)])))
    .errors(TABLE);
static TABLE: &[ErrorRow] = &[ErrorRow::new(RawCode::Number(4003), "EXISTS", RetryClass::AlreadyDone)];
static CREATE: Operation =
    Operation::new("create", Method::Post, "/things").idempotency(Idempotency::NaturalKey(&["name"]));
static KEYED: Operation =
    Operation::new("create", Method::Post, "/things").idempotency(Idempotency::KeyHeader("idempotency-key"));
static READ: Operation = Operation::new("read", Method::Get, "/things");

const CALLS: u32 = 4_270;

#[derive(Default)]
struct Server {
    created: BTreeSet<Bytes>,
    requests: u64,
    drawn: u64,
}

impl Server {
    fn draw(&mut self) -> u64 {
        self.drawn += 1;
        let number = self.drawn.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (number ^ (number >> 27)) % 100
    }

    /// One request in three is responded to as it should be; half of the failures come after the work is done.
    fn respond(&mut self, has_key: bool, body: Bytes) -> Result<http::Response<Body>, TransportError> {
        self.requests += 1;
        let plan = self.draw();
        let is_processed = plan < 65;
        let response =
            |status: u16, body: &'static str| Ok(http::Response::builder().status(status).body(body.into()).unwrap());
        if is_processed && !body.is_empty() && !self.created.insert(body) {
            return if has_key { response(201, r#"{"code":201}"#) } else { response(400, r#"{"code":4003}"#) };
        }
        match plan {
            0..33 => response(201, r#"{"code":201}"#),
            33..50 | 65..85 => response(503, ""),
            50..65 => Err(TransportError::timeout("late")),
            _ => Err(TransportError::connect("refused")),
        }
    }
}

fn transport(server: &Arc<Mutex<Server>>) -> impl Transport {
    let server = Arc::clone(server);
    transport_fn(move |request: http::Request<Body>, _| {
        let server = Arc::clone(&server);
        async move {
            let has_key = request.headers().contains_key("idempotency-key");
            let body = request.body().as_bytes().cloned().unwrap_or_default();
            server.lock().unwrap().respond(has_key, body)
        }
    })
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    done: u32,
    unknown: u32,
    surely_not: u32,
    requests: u64,
}

/// Makes the calls one after the other.
async fn storm(operation: &'static Operation, budget: RetryBudget) -> Outcome {
    let server = Arc::new(Mutex::new(Server::default()));
    let time = Time::default();
    let options: sdk_runtime::Builder<Client> = sdk_runtime::Builder::new(&API).transport(transport(&server));
    let options = options.rate_limits(RateLimits::Off).clock(time.clone()).timer(time);
    let client = options.retry_safety(RetrySafety::NaturalKey).retry_budget(budget).build().unwrap();
    let mut outcome = Outcome::default();
    for number in 0..CALLS {
        let call = client.call(operation, decode::empty);
        let call = if operation.id() == "read" { call } else { call.json(&format!("thing-{number}")) };
        let result: Result<(), Error> = call.send().await;
        match result {
            Ok(()) => outcome.done += 1,
            Err(error) if error.is_created_by_earlier_attempt() => outcome.done += 1,
            Err(error) if error.may_have_been_processed() => outcome.unknown += 1,
            Err(_) => outcome.surely_not += 1,
        }
    }
    outcome.requests = server.lock().unwrap().requests;
    outcome
}

#[tokio::test]
async fn the_budget_leaves_no_creation_unknown_that_a_retry_settles() {
    println!("| calls | budget | done | unknown | surely not | requests |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (name, operation) in [("natural key", &CREATE), ("generated key", &KEYED)] {
        let limited = storm(operation, RetryBudget::default()).await;
        let unlimited = storm(operation, RetryBudget::unlimited()).await;
        for (budget, outcome) in [("100", &limited), ("unlimited", &unlimited)] {
            let Outcome { done, unknown, surely_not, requests } = outcome;
            println!("| {CALLS} with a {name} | {budget} | {done} | {unknown} | {surely_not} | {requests} |");
        }
        assert!(limited.unknown <= unlimited.unknown + CALLS / 50, "{limited:?} {unlimited:?}");
        assert!(limited.requests < unlimited.requests, "retries of what was surely not processed still cost");
    }
    // What only reads can be asked again by anyone: there the budget holds.
    let reads = storm(&READ, RetryBudget::default()).await;
    println!(
        "| {CALLS} that only read | 100 | {} | {} | {} | {} |",
        reads.done, reads.unknown, reads.surely_not, reads.requests
    );
    assert!(reads.requests < u64::from(CALLS) * 14 / 10, "{reads:?}");
}
