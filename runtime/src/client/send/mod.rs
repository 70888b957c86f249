//! The way of a call: limit → sign → send → classify → retry → decode.
//!
//! In: a call and a place for its response. Out: the response's meta data, or the error. This is the one loop of the
//! runtime; each step is a function of its own, and only sending and waiting are asynchronous. It is compiled once for
//! all operations: what depends on the response's type hides behind [`ResponseVisitor`]. Must not: send anything after the step that
//! signed it changed, or retry what may have been processed unless that is safe.

mod attempt;
mod idempotency;
mod permit;
mod prepare;
pub(crate) mod visitor;

use attempt::Attempt;
use visitor::ResponseVisitor;

pub(crate) use prepare::path_uri;

use crate::client::clock_offset::ahead;
use crate::client::core::Inner;
use crate::client::error::{Error, Kind};
use crate::client::request::CallParts;
use crate::client::response::Meta;
use crate::description::operation::Idempotency;
use crate::policy::rate::key_of;
use crate::policy::retry::attempts::{Attempts, Earlier, RetryCause, StopReason};
use crate::policy::retry::{AttemptOutcome, Decision, Failure, Policy, Replay, RetryPolicy, decide};
use crate::transport::body::Body;
use crate::transport::seams::BoxFuture;
use std::time::Duration;

/// Runs a call to its end. The future is boxed here, so that this crate compiles it, and not each caller with its types.
pub(crate) fn start<'a>(
    call: &'a CallParts,
    visitor: &'a mut dyn ResponseVisitor,
) -> BoxFuture<'a, Result<Meta, Error>> {
    Box::pin(run(call, visitor))
}

async fn run(call: &CallParts, visitor: &mut dyn ResponseVisitor) -> Result<Meta, Error> {
    let mut attempts = Attempts::default();
    let result = attempt_all(call, visitor, &mut attempts).await;
    result
        .map_err(|mut error| {
            let facts = error.facts_mut();
            facts.operation = Some(call.operation.id);
            facts.attempts = attempts.clone();
            call.client.inner().redact(&mut error, &call.headers);
            error
        })
        .map(|mut meta| {
            meta.attempts = attempts;
            meta
        })
}

async fn attempt_all(
    call: &CallParts,
    visitor: &mut dyn ResponseVisitor,
    attempts: &mut Attempts,
) -> Result<Meta, Error> {
    let keyed = idempotency::with_key(call);
    let call = keyed.as_ref().unwrap_or(call);
    let client = call.client.inner();
    // Before the first permit is awaited. Most calls are sent once: a retry builds the request anew.
    let mut first = Some(prepare::prepare(call).map_err(Error::request)?);
    let policy = policy(call, client);
    let started = client.clock.elapsed();
    let elapsed = || client.clock.elapsed().saturating_sub(started);
    let key = key_of(client.api, call.operation);
    let mut last: Option<Error> = None;
    loop {
        let left = policy.deadline.map(|deadline| deadline.saturating_sub(elapsed()));
        let permit = match permit::acquire(client, key, left, attempts).await {
            Ok(permit) => permit,
            Err(late) => {
                attempts.stop(StopReason::Deadline);
                return Err(last.unwrap_or_else(|| Error::new(Kind::Deadline(late))));
            }
        };
        let clock_offset = client.clock_offset.seconds();
        let request = request_of(call, first.take(), clock_offset).await?;
        attempts.sent();
        let bound = policy.deadline.map(|deadline| deadline.saturating_sub(elapsed()));
        let sending = Attempt { call, client, key, permit, policy: &policy, bound };
        let error = match sending.run(request, visitor).await {
            Ok(meta) => {
                client.budget.succeeded(attempts.count());
                return Ok(meta);
            }
            Err(error) => error.signed_ahead(clock_offset),
        };
        let may_repeat = attempts.count() <= policy.max_retries && call.replay() == Replay::Possible;
        if client.clock_offset.learn(&error) && may_repeat {
            attempts.repeated(RetryCause::ClockSkew, Duration::ZERO, Earlier::Unprocessed);
            last = Some(error);
            continue;
        }
        let failure = error.failure();
        match wait_before_next(call, &policy, &failure, attempts, elapsed()) {
            Err(reason) => {
                attempts.stop(reason);
                return Err(error);
            }
            Ok(wait) => {
                let so_far = if error.may_have_been_processed() { Earlier::Uncertain } else { Earlier::Unprocessed };
                attempts.repeated(failure.cause, wait, so_far);
                last = Some(error);
                client.timer.sleep(wait).await;
            }
        }
    }
}

/// The request of an attempt, opened and signed: the one that is made already, or another.
async fn request_of(
    call: &CallParts,
    made: Option<http::Request<Body>>,
    clock_offset: i64,
) -> Result<http::Request<Body>, Error> {
    let client = call.client.inner();
    let mut request = match made {
        Some(request) => request,
        None => prepare::prepare(call).map_err(Error::request)?,
    };
    if let Some(content) = call.streamed_content() {
        *request.body_mut() = content.open().await.map_err(Error::request)?.into();
    }
    if let Some(signer) = &client.signer {
        signer.sign(&mut request, ahead(client.clock.now(), clock_offset)).map_err(Error::request)?;
    }
    Ok(request)
}

/// How long to wait before another attempt, or why there is none.
fn wait_before_next(
    call: &CallParts,
    policy: &Policy,
    failure: &Failure,
    attempts: &Attempts,
    elapsed: Duration,
) -> Result<Duration, StopReason> {
    let client = call.client.inner();
    let random = client.random.next_u64();
    match decide(policy, call.operation.idempotency, call.replay(), attempts.count(), failure, elapsed, random) {
        Decision::Wait(_) if !may_be_afforded(client, call, failure, attempts) => Err(StopReason::Budget),
        Decision::Wait(wait) => Ok(wait),
        Decision::Stop(reason) => Err(reason),
    }
}

/// Whether the budget has a retry left. One that tells what became of an earlier attempt is never refused for it: without
/// the answer nobody knows whether the call was processed, and finding that out costs more calls than the retry. It is
/// paid for as long as there is something to pay with, so that other retries stop earlier.
fn may_be_afforded(client: &Inner, call: &CallParts, failure: &Failure, attempts: &Attempts) -> bool {
    if failure.is_rate_limited() {
        return true;
    }
    let is_affordable = client.budget.take();
    is_affordable || settles(call.operation.idempotency, failure, attempts)
}

/// Whether the response to another attempt tells what became of those before.
fn settles(idempotency: Idempotency, failure: &Failure, attempts: &Attempts) -> bool {
    let is_keyed =
        matches!(idempotency, Idempotency::NaturalKey(_) | Idempotency::KeyHeader(_) | Idempotency::KeyProperty(_));
    let is_uncertain = failure.outcome == AttemptOutcome::Uncertain || attempts.earlier() == Earlier::Uncertain;
    is_keyed && is_uncertain
}

/// What holds for this call: what it says itself, or else its client, or else the API.
pub(super) fn policy(call: &CallParts, client: &Inner) -> Policy {
    let options = call.retry.or(client.retry);
    Policy {
        max_retries: call.max_retries.unwrap_or(client.max_retries),
        waits: options.policy.unwrap_or(RetryPolicy::new()),
        safety: options.safety.unwrap_or_default(),
        deadline: options.deadline,
        after_429: client.api.after_429_ms.map(Duration::from_millis),
        window: key_of(client.api, call.operation).limit.map(|limit| Duration::from_millis(limit.per_ms)),
    }
}
