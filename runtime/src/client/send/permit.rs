//! Turns under the rate limit.
//!
//! In: a call that is about to go out; later its response. Out: a turn, or the news that the deadline passed; what the
//! limiter has to know.

use crate::client::core::Inner;
use crate::client::error::{DeadlineExceeded, Error};
use crate::client::limiter::RateObservation;
use crate::client::response::Meta;
use crate::policy::rate::{RateKey, RatePermit};
use crate::policy::retry::attempts::Attempts;
use crate::policy::retry::{Failure, Policy, Reset, asked_pause};
use crate::transport::seams::BoxFuture;
use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

/// Waits for a turn, `left` at most; when that is over, how it passed.
pub(super) async fn acquire(
    client: &Inner,
    key: RateKey,
    left: Option<Duration>,
    attempts: &mut Attempts,
) -> Result<RatePermit, DeadlineExceeded> {
    if left.is_some_and(|left| left.is_zero()) {
        return Err(DeadlineExceeded::BeforeSending);
    }
    let Some(limiter) = &client.limiter else { return Ok(RatePermit::default()) };
    let mut turn = limiter.acquire(key);
    // Most calls go out at once: they need neither clock nor timer.
    if let Some(permit) = poll_fn(|context| Poll::Ready(ready(turn.as_mut().poll(context)))).await {
        return Ok(permit);
    }
    let asked = client.clock.elapsed();
    let permit = match left {
        None => Some(turn.await),
        Some(left) => within(turn, client.timer.sleep(left)).await,
    };
    attempts.held(client.clock.elapsed().saturating_sub(asked));
    permit.ok_or(DeadlineExceeded::Waiting)
}

fn ready<T>(poll: Poll<T>) -> Option<T> {
    match poll {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// What the future gives, unless the other one is ready first.
async fn within<T>(mut future: BoxFuture<'_, T>, mut end: BoxFuture<'_, ()>) -> Option<T> {
    poll_fn(|context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        end.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// Tells the limiter what was responded to.
pub(super) fn observe(client: &Inner, key: RateKey, permit: RatePermit, policy: &Policy, judged: &Result<Meta, Error>) {
    let Some(limiter) = &client.limiter else { return };
    let meta = match judged {
        Ok(meta) => meta,
        Err(error) => match &error.facts().response {
            Some(response) => &response.meta,
            None => return,
        },
    };
    let limit = meta.rate_limit();
    let refused = judged.as_ref().err().map(Error::failure).filter(Failure::is_rate_limited);
    let pause = match refused {
        // The same wait as that of the call itself, but for what it draws.
        Some(failure) => failure.asked.or(policy.after_429).or(policy.window),
        None if limit.remaining == Some(0) => {
            asked_pause(meta.api, &meta.headers, meta.received, Reset::Counts).or(policy.window)
        }
        None => None,
    };
    let pause = pause.map(|pause| pause.min(policy.max_wait()));
    let news = RateObservation { status: meta.status, limit, pause, headers: &meta.headers };
    limiter.observe(key, permit, &news);
}
