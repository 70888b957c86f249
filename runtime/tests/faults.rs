//! Thousands of creations against a server that misbehaves: nothing is done twice, and nothing is done unreported.
#![cfg(feature = "reqwest")]
#![allow(missing_docs, dead_code, unreachable_pub, unused_qualifications, reason = "a test")]

mod chaos;
mod generated;

use chaos::{Chaos, Names};
use generated::{Client, Error, models::CreateThing};
use sdk_runtime::{BoxFuture, RateLimits, RetryBudget, RetrySafety, Timer};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// No test runs longer, however slow the machine.
const LONGEST: Duration = Duration::from_secs(4);
const CALLS: usize = 5_000;
const TASKS: usize = 32;

/// Waits are over at once.
struct NoWait;

impl Timer for NoWait {
    fn sleep(&self, _duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::task::yield_now())
    }
}

/// Makes creations until there are enough or the time is up; gives what each caller was results.
async fn create(url: &str, safety: RetrySafety) -> HashMap<String, Result<(), Error>> {
    let client = Client::builder("k")
        .base_url(url)
        .timeout(Duration::from_millis(250))
        .max_retries(4)
        .retry_budget(RetryBudget::unlimited())
        .rate_limits(RateLimits::Off)
        .retry_safety(safety)
        .timer(NoWait)
        .build()
        .unwrap();
    let (next, start) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    let task = || {
        let (client, next) = (client.clone(), Arc::clone(&next));
        tokio::spawn(async move {
            let mut results = Vec::new();
            while start.elapsed() < LONGEST {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= CALLS {
                    break;
                }
                let name = format!("thing-{number}");
                let result = client.things().create_thing(CreateThing::new(name.clone())).send().await;
                let result = result.map(|thing| assert_eq!(thing.id.as_deref(), Some(&*name), "another's response"));
                results.push((name, result));
            }
            results
        })
    };
    let tasks: Vec<_> = (0..TASKS).map(|_| task()).collect();
    let mut results = HashMap::new();
    for task in tasks {
        results.extend(task.await.unwrap());
    }
    // What the server still works at belongs to calls that were given up; it counts as well.
    tokio::time::sleep(Duration::from_millis(50)).await;
    results
}

/// What happened, for those who read the test's output.
fn summary(what: &str, chaos: &Chaos, results: &HashMap<String, Result<(), Error>>) {
    let count = |test: fn(&Result<(), Error>) -> bool| results.values().filter(|result| test(result)).count();
    println!(
        "{what}: {} calls, {} requests, {} created; {} ok, {} may have been processed, {} surely not, {} made earlier",
        results.len(),
        chaos.requests(),
        chaos.created().len(),
        count(|result| result.is_ok()),
        count(|result| result.as_ref().is_err_and(|error| error.may_have_been_processed())),
        count(|result| result.as_ref().is_err_and(|error| !error.may_have_been_processed())),
        count(|result| result.as_ref().is_err_and(|error| error.is_created_by_earlier_attempt())),
    );
}

/// Nothing twice, nothing unreported.
fn check(chaos: &Chaos, results: &HashMap<String, Result<(), Error>>) {
    let created = chaos.created();
    for (name, count) in &created {
        assert_eq!(*count, 1, "{name} was created {count} times: {:?}", results[name]);
    }
    for (name, result) in results {
        match result {
            Ok(()) => assert!(created.contains_key(name), "{name} was never created"),
            Err(error) if error.may_have_been_processed() => {}
            Err(error) => assert!(!created.contains_key(name), "{name} was created, but the error says {error}"),
        }
    }
    assert!(results.len() > 200, "only {} calls", results.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn creations_are_never_done_twice() {
    let (chaos, url) = Chaos::start(Names::Any);
    let results = create(&url, RetrySafety::IdempotentOnly).await;
    summary("once", &chaos, &results);
    check(&chaos, &results);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn creations_by_natural_key_are_repeated_and_told_apart() {
    let (chaos, url) = Chaos::start(Names::Unique);
    let results = create(&url, RetrySafety::NaturalKey).await;
    summary("by natural key", &chaos, &results);
    check(&chaos, &results);
    let created = chaos.created();
    let mut made_earlier = 0;
    for (name, result) in &results {
        let Err(error) = result else { continue };
        // No other caller uses the name: whoever made the thing was this call.
        assert_eq!(error.is_already_exists(), error.is_created_by_earlier_attempt(), "{error}");
        if error.is_created_by_earlier_attempt() {
            made_earlier += 1;
            assert!(created.contains_key(name) && error.body().is_some_and(|body| !body.is_empty()));
        }
    }
    assert!(made_earlier > 0);
}
