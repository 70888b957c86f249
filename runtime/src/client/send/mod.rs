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
mod streaming;

use attempt::{Attempt, Exchange};

pub(crate) use prepare::{page_uri, path_uri};
pub(crate) use streaming::STREAMING;

use crate::client::clock_offset::ahead;
use crate::client::core::Inner;
use crate::client::error::{Error, Kind};
use crate::client::request::CallParts;
use crate::client::response::Meta;
use crate::client::visitor::ResponseVisitor;
use crate::description::operation::Idempotency;
use crate::policy::rate::key_of;
use crate::policy::retry::attempts::{Attempts, Earlier, RetryCause, StopReason};
use crate::policy::retry::{AttemptOutcome, Decision, Failure, Policy, Replay, RetryPolicy, decide};
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
    let key = key_of(client.api, call.operation);
    let run = Run { call, client, policy: policy(call, client), started: client.clock.elapsed() };
    let mut last: Option<Error> = None;
    loop {
        let permit = match permit::acquire(client, key, run.left(), attempts).await {
            Ok(permit) => permit,
            Err(late) => {
                attempts.stop(StopReason::Deadline);
                return Err(last.unwrap_or_else(|| Error::new(Kind::Deadline(late))));
            }
        };
        let mut request = match first.take() {
            Some(request) => request,
            None => prepare::prepare(call).map_err(Error::request)?,
        };
        if let (Some(content), Some(streaming)) = (call.streamed_content(), call.streaming) {
            *request.body_mut() = (streaming.open)(content).await.map_err(Error::request)?.into();
        }
        let clock_offset = client.clock_offset.seconds();
        if let Some(signer) = &client.signer {
            signer.sign(&mut request, ahead(client.clock.now(), clock_offset)).map_err(Error::request)?;
        }
        attempts.sent();
        let exchange = Exchange { call, client, bound: run.left() };
        let error = match (Attempt { exchange, key, permit, policy: &run.policy }).run(request, visitor).await {
            Ok(meta) => {
                client.budget.succeeded(attempts.count());
                return Ok(meta);
            }
            Err(error) => error.signed_ahead(clock_offset),
        };
        match run.next(&error, attempts) {
            Next::Stop(reason) => {
                attempts.stop(reason);
                return Err(error);
            }
            Next::Now => last = Some(error),
            Next::After(wait) => {
                last = Some(error);
                client.timer.sleep(wait).await;
            }
        }
    }
}

/// What stays the same for all attempts of a call.
struct Run<'a> {
    call: &'a CallParts,
    client: &'a Inner,
    policy: Policy,
    started: Duration,
}

/// What follows an attempt that failed.
enum Next {
    Stop(StopReason),
    Now,
    After(Duration),
}

impl Run<'_> {
    fn elapsed(&self) -> Duration {
        self.client.clock.elapsed().saturating_sub(self.started)
    }

    /// What is left of the deadline.
    fn left(&self) -> Option<Duration> {
        self.policy.deadline.map(|deadline| deadline.saturating_sub(self.elapsed()))
    }

    /// Decides, and notes the repeat.
    fn next(&self, error: &Error, attempts: &mut Attempts) -> Next {
        let (call, client, policy) = (self.call, self.client, &self.policy);
        let may_repeat = attempts.count() <= policy.max_retries && call.replay() == Replay::Possible;
        if client.clock_offset.learn(error) && may_repeat {
            attempts.repeated(RetryCause::ClockSkew, Duration::ZERO, Earlier::Unprocessed);
            return Next::Now;
        }
        let failure = error.failure();
        let (idempotency, random) = (call.operation.idempotency, client.random.next_u64());
        match decide(policy, idempotency, call.replay(), attempts.count(), &failure, self.elapsed(), random) {
            Decision::Stop(reason) => Next::Stop(reason),
            Decision::Wait(_) if !may_be_afforded(client, call, &failure, attempts) => Next::Stop(StopReason::Budget),
            Decision::Wait(wait) => {
                let so_far = if error.may_have_been_processed() { Earlier::Uncertain } else { Earlier::Unprocessed };
                attempts.repeated(failure.cause, wait, so_far);
                Next::After(wait)
            }
        }
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
