//! The way of a call: limit → sign → send → classify → retry → decode.
//!
//! In: a call and a place for its response. Out: the response's meta data, or the error. This is the one loop of the
//! runtime; each step is a function of its own, and only sending and waiting are asynchronous. It is compiled once for
//! all operations: what depends on the response's type hides behind [`ResponseVisitor`]. Must not: send anything after the step that
//! signed it changed, or repeat what may have been processed unless that is safe.

mod idempotency;
mod permit;
mod prepare;

pub(crate) use prepare::path_uri;

use crate::client::clock_offset::ahead;
use crate::client::core::Inner;
use crate::client::decode::RawResponse;
use crate::client::error::{Error, Kind, ReceivedResponse};
use crate::client::request::CallParts;
use crate::client::response::Meta;
use crate::policy::rate::{RateKey, RatePermit, key_of};
use crate::policy::retry::attempts::{Attempts, Earlier, RetryCause, StopReason};
use crate::policy::retry::{Decision, Policy, RetryPolicy, decide};
use crate::transport::seams::BoxFuture;
use crate::transport::{Head, SendOptions, TransportError};
use bytes::Bytes;
use std::time::{Duration, SystemTime};

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
    // Before the first turn is waited for. Most calls are sent once: a repeat puts the request together anew.
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
        let mut request = match first.take() {
            Some(request) => request,
            None => prepare::prepare(call).map_err(Error::request)?,
        };
        let clock_offset = client.clock_offset.seconds();
        if let Some(signer) = &client.signer {
            signer.sign(&mut request, ahead(client.clock.now(), clock_offset)).map_err(Error::request)?;
        }
        attempts.sent();
        let bound = policy.deadline.map(|deadline| deadline.saturating_sub(elapsed()));
        let sending = Sending { call, client, key, permit, policy: &policy, bound };
        let error = match sending.attempt(request, visitor).await {
            Ok(meta) => {
                client.budget.succeeded(attempts.count());
                return Ok(meta);
            }
            Err(error) => error.signed_ahead(clock_offset),
        };
        if attempts.count() <= policy.max_retries && client.clock_offset.learn(&error) {
            attempts.repeated(RetryCause::ClockSkew, Duration::ZERO, Earlier::Unprocessed);
            last = Some(error);
            continue;
        }
        let failure = error.failure();
        let random = client.random.next_u64();
        let decision = decide(&policy, call.operation.idempotency, attempts.count(), &failure, elapsed(), random);
        let wait = match decision {
            Decision::Wait(_) if !failure.is_rate_limited() && !client.budget.take() => Err(StopReason::Budget),
            Decision::Wait(wait) => Ok(wait),
            Decision::Stop(reason) => Err(reason),
        };
        match wait {
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

/// Takes a response: decodes and keeps it. Lets the pipeline be compiled once for all types.
pub(crate) trait ResponseVisitor: Send {
    fn take(&mut self, response: &RawResponse<'_>) -> Result<(), Error>;
}

/// What holds for this call: what it says itself, or else its client, or else the API.
fn policy(call: &CallParts, client: &Inner) -> Policy {
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

/// One attempt.
struct Sending<'a> {
    call: &'a CallParts,
    client: &'a Inner,
    key: RateKey,
    permit: RatePermit,
    policy: &'a Policy,
    /// What is left of the deadline.
    bound: Option<Duration>,
}

impl Sending<'_> {
    /// Sends once, judges and decodes.
    async fn attempt(&self, request: http::Request<Bytes>, visitor: &mut dyn ResponseVisitor) -> Result<Meta, Error> {
        let (call, client) = (self.call, self.client);
        let timeout = call.timeout.map_or(client.timeout, |timeout| Some(timeout).filter(|bound| !bound.is_zero()));
        let timeout = timeout.into_iter().chain(self.bound).min();
        let options = SendOptions { timeout, max_body_bytes: client.max_body_bytes };
        let judged = match client.transport.send(request, options).await {
            Ok(response) => self.judge(response, visitor),
            Err(error) => Err(self.broken(error)),
        };
        permit::observe(client, self.key, self.permit, self.policy, &judged);
        judged
    }

    /// Judges and decodes a response.
    fn judge(&self, response: http::Response<Bytes>, visitor: &mut dyn ResponseVisitor) -> Result<Meta, Error> {
        let (head, body) = response.into_parts();
        let status = head.status.as_u16();
        let response = RawResponse { api: self.client.api, operation: self.call.operation, status, body: &body };
        let judged = response.judge_status().and_then(|()| visitor.take(&response));
        let meta = self.meta(status, head.headers);
        match judged {
            Ok(()) => Ok(meta),
            Err(mut error) => {
                error.facts_mut().response = Some(ReceivedResponse { meta, body: Some(body) });
                Err(error)
            }
        }
    }

    /// The error of an exchange without a whole response; with what had come of one.
    fn broken(&self, mut error: TransportError) -> Error {
        let head = error.take_head();
        let mut error = Error::from(error);
        if let Some(Head { status, headers }) = head {
            error.facts_mut().response = Some(ReceivedResponse { meta: self.meta(status, headers), body: None });
        }
        error
    }

    fn meta(&self, status: u16, headers: http::HeaderMap) -> Meta {
        let received = epoch_seconds(self.client.clock.now());
        Meta { api: self.client.api, status, headers, received, attempts: Attempts::default() }
    }
}

fn epoch_seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs()
}
