//! The way of a call: limit → sign → send → classify → retry → decode.
//!
//! In: a call and a place for its answer. Out: the answer's meta data, or the error. This is the one loop of the
//! runtime; each step is a function of its own, and only sending and waiting are asynchronous. It is compiled once for
//! all operations: what depends on the answer's type hides behind [`Sink`].

mod prepare;
mod retry;

use crate::attempts::Attempts;
use crate::call::{CallParts, Sink};
use crate::client::Inner;
use crate::decode::Reply;
use crate::error::{Answer, Error};
use crate::response::Meta;
use crate::transport::SendOptions;
use bytes::Bytes;
use retry::Decision;
use std::time::{Duration, SystemTime};

/// Runs a call to its end.
pub(crate) async fn run(call: &CallParts, sink: &mut dyn Sink) -> Result<Meta, Error> {
    let mut attempts = Attempts::default();
    let result = attempt_all(call, sink, &mut attempts).await;
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

async fn attempt_all(call: &CallParts, sink: &mut dyn Sink, attempts: &mut Attempts) -> Result<Meta, Error> {
    let client = call.client.inner();
    let prepared = prepare::prepare(call).map_err(Error::request)?;
    let policy = retry::Policy { max_retries: call.max_retries.unwrap_or(client.max_retries) };
    loop {
        let request = prepared.request().map_err(Error::request)?;
        attempts.sent();
        let error = match attempt(call, client, request, sink).await {
            Ok(meta) => return Ok(meta),
            Err(error) => error,
        };
        match retry::decide(&policy, call.operation.idempotency, attempts.count(), &error) {
            Decision::Stop => return Err(error),
            Decision::Repeat { cause, wait } => {
                attempts.repeated(cause, wait);
                client.timer.sleep(wait).await;
            }
        }
    }
}

/// Sends once, judges and decodes.
async fn attempt(
    call: &CallParts,
    client: &Inner,
    request: http::Request<Bytes>,
    sink: &mut dyn Sink,
) -> Result<Meta, Error> {
    let options = SendOptions { timeout: call.timeout.or(client.timeout), max_body_bytes: client.max_body_bytes };
    let (head, body) = client.transport.send(request, options).await?.into_parts();
    let status = head.status.as_u16();
    let reply = Reply { api: client.api, operation: call.operation, status, body: &body };
    let judged = reply.judge_status().and_then(|()| sink.take(&reply));
    let meta = Meta {
        api: client.api,
        status,
        headers: head.headers,
        received: epoch_seconds(client.clock.now()),
        attempts: Attempts::default(),
    };
    match judged {
        Ok(()) => Ok(meta),
        Err(mut error) => {
            error.facts_mut().answer = Some(Answer { meta, body });
            Err(error)
        }
    }
}

fn epoch_seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs()
}
