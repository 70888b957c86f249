//! The decision whether a call is sent again.
//!
//! In: the policy, what the operation allows, how often it was sent, why it failed, how long it has taken, a random
//! number. Out: a wait, or the reason to stop. Pure.

use super::attempts::StopReason;
use super::failure::{Again, AttemptOutcome, Failure};
use super::options::{RetryPolicy, RetrySafety};
use crate::description::operation::Idempotency;
use std::time::Duration;

/// The longest wait, unless the API's data has a longer one.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// What holds for one call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Policy {
    pub(crate) max_retries: u32,
    pub(crate) waits: RetryPolicy,
    pub(crate) safety: RetrySafety,
    /// Bound of the whole call, waits included.
    pub(crate) deadline: Option<Duration>,
    /// The API's wait after a 429 that states none.
    pub(crate) after_429: Option<Duration>,
    /// The window of the operation's rate limit.
    pub(crate) window: Option<Duration>,
}

/// What to do after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Give the error to the caller.
    Stop(StopReason),
    /// Send again after a wait.
    Wait(Duration),
}

/// Whether the request can be sent once more as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replay {
    Possible,
    /// A stream in its body was started.
    BodySpent,
}

/// Decides. `sent` counts the attempts so far, `elapsed` the time since the call began, `random` is any number.
pub(crate) fn decide(
    policy: &Policy,
    idempotency: Idempotency,
    replay: Replay,
    sent: u32,
    failure: &Failure,
    elapsed: Duration,
    random: u64,
) -> Decision {
    if failure.again == Again::Pointless {
        return Decision::Stop(StopReason::Final);
    }
    if !is_safe(policy.safety, idempotency, failure.outcome) {
        return Decision::Stop(StopReason::NotSafe);
    }
    if replay == Replay::BodySpent {
        return Decision::Stop(StopReason::BodySpent);
    }
    if sent > policy.max_retries {
        return Decision::Stop(StopReason::MaxRetries);
    }
    let wait = wait(policy, sent, failure, random);
    if wait > policy.max_wait() {
        return Decision::Stop(StopReason::WaitTooLong);
    }
    if policy.deadline.is_some_and(|deadline| elapsed.saturating_add(wait) >= deadline) {
        return Decision::Stop(StopReason::Deadline);
    }
    Decision::Wait(wait)
}

/// Whether another attempt cannot do the call's work twice.
const fn is_safe(safety: RetrySafety, idempotency: Idempotency, outcome: AttemptOutcome) -> bool {
    match (outcome, idempotency) {
        (AttemptOutcome::Unprocessed, _)
        | (
            AttemptOutcome::Uncertain,
            Idempotency::Idempotent | Idempotency::KeyHeader(_) | Idempotency::KeyProperty(_),
        ) => true,
        (AttemptOutcome::Uncertain, Idempotency::NaturalKey(_)) => matches!(safety, RetrySafety::NaturalKey),
        _ => false,
    }
}

impl Policy {
    /// The longest wait. The API's own wait is never too long, unless the user sets a bound.
    pub(crate) fn max_wait(&self) -> Duration {
        self.waits.max_wait.unwrap_or(MAX_WAIT.max(self.after_429.unwrap_or_default()))
    }
}

fn wait(policy: &Policy, sent: u32, failure: &Failure, random: u64) -> Duration {
    if let Some(asked) = failure.asked {
        return asked;
    }
    let doubled = policy.waits.base.saturating_mul(1 << sent.saturating_sub(1).min(31));
    let jitter = below(doubled.min(policy.waits.max_backoff).min(policy.max_wait()), random);
    match (failure.is_rate_limited(), policy.after_429, policy.window) {
        (true, Some(fixed), _) => fixed,
        // The window has passed then, whenever in it the attempt came.
        (true, None, Some(window)) => window.saturating_add(jitter).min(policy.max_wait()),
        _ => jitter,
    }
}

/// A duration from zero to `bound`, all alike.
fn below(bound: Duration, random: u64) -> Duration {
    let nanos = u64::try_from(bound.as_nanos()).unwrap_or(u64::MAX);
    Duration::from_nanos(random % nanos.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::retry::attempts::RetryCause;

    const POLICY: Policy = Policy {
        max_retries: 2,
        waits: RetryPolicy::new(),
        safety: RetrySafety::IdempotentOnly,
        deadline: None,
        after_429: None,
        window: None,
    };
    const KEYED: Idempotency = Idempotency::NaturalKey(&["name"]);

    fn failure(outcome: AttemptOutcome, cause: RetryCause) -> Failure {
        Failure { outcome, again: Again::Worth, cause, asked: None }
    }

    fn lost() -> Failure {
        failure(AttemptOutcome::Uncertain, RetryCause::Timeout)
    }

    fn limited(asked: Option<u64>) -> Failure {
        Failure {
            asked: asked.map(Duration::from_secs),
            ..failure(AttemptOutcome::Unprocessed, RetryCause::Status(429))
        }
    }

    fn stops(decision: Decision) -> Option<StopReason> {
        match decision {
            Decision::Stop(reason) => Some(reason),
            Decision::Wait(_) => None,
        }
    }

    #[test]
    fn what_may_have_been_processed_is_repeated_only_when_that_is_safe() {
        let decide = |policy: &Policy, idempotency, failure: &Failure| {
            stops(decide(policy, idempotency, Replay::Possible, 1, failure, Duration::ZERO, 7))
        };
        let by_key = Policy { safety: RetrySafety::NaturalKey, ..POLICY };
        for (policy, idempotency, expected) in [
            (&POLICY, Idempotency::Idempotent, None),
            (&POLICY, KEYED, Some(StopReason::NotSafe)),
            (&POLICY, Idempotency::NotIdempotent, Some(StopReason::NotSafe)),
            (&by_key, Idempotency::Idempotent, None),
            (&by_key, KEYED, None),
            (&by_key, Idempotency::NotIdempotent, Some(StopReason::NotSafe)),
        ] {
            assert_eq!(decide(policy, idempotency, &lost()), expected, "{idempotency:?}");
            assert_eq!(decide(policy, idempotency, &limited(None)), None);
            assert_eq!(decide(policy, idempotency, &failure(AttemptOutcome::Unprocessed, RetryCause::Connect)), None);
            let refused =
                Failure { again: Again::Pointless, ..failure(AttemptOutcome::Refused, RetryCause::Status(400)) };
            assert_eq!(decide(policy, idempotency, &refused), Some(StopReason::Final));
        }
    }

    #[test]
    fn waits_grow_and_are_drawn_in_full() {
        let policy = Policy { max_retries: 40, ..POLICY };
        let longest = |sent| {
            let mut longest = Duration::ZERO;
            for random in 0..2_000_u64 {
                let random = random.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                match decide(&policy, Idempotency::Idempotent, Replay::Possible, sent, &lost(), Duration::ZERO, random)
                {
                    Decision::Wait(wait) => longest = longest.max(wait),
                    Decision::Stop(_) => unreachable!(),
                }
            }
            longest.as_secs_f64().ceil() as u64
        };
        assert_eq!([1, 2, 3, 4, 5, 6, 40].map(longest), [1, 2, 4, 8, 16, 30, 30]);
        assert_eq!(below(Duration::ZERO, 99), Duration::ZERO);
    }

    #[test]
    fn servers_and_data_say_how_long() {
        let wait = |policy: &Policy, failure: &Failure| {
            decide(policy, KEYED, Replay::Possible, 1, failure, Duration::ZERO, 500)
        };
        let seconds = |seconds| Decision::Wait(Duration::from_secs(seconds));
        assert_eq!(wait(&POLICY, &limited(Some(17))), seconds(17));
        assert_eq!(wait(&POLICY, &limited(Some(61))), Decision::Stop(StopReason::WaitTooLong));
        let fixed = Policy { after_429: Some(Duration::from_secs(120)), ..POLICY };
        assert_eq!(wait(&fixed, &limited(None)), seconds(120));
        assert_eq!(wait(&fixed, &limited(Some(5))), seconds(5));
        let connect = wait(&fixed, &failure(AttemptOutcome::Unprocessed, RetryCause::Connect));
        assert_eq!(connect, Decision::Wait(Duration::from_nanos(500)));
        let short = Policy { waits: RetryPolicy::new().max_wait(Duration::from_secs(3)), ..fixed };
        assert_eq!(wait(&short, &limited(None)), Decision::Stop(StopReason::WaitTooLong));
        let window = Policy { window: Some(Duration::from_secs(1)), ..POLICY };
        assert_eq!(wait(&window, &limited(None)), Decision::Wait(Duration::new(1, 500)));
    }

    #[test]
    fn a_body_that_was_started_is_not_sent_again_however_safe_that_is() {
        let decide = |failure: &Failure| {
            let decision = decide(&POLICY, Idempotency::Idempotent, Replay::BodySpent, 1, failure, Duration::ZERO, 7);
            stops(decision)
        };
        assert_eq!(decide(&lost()), Some(StopReason::BodySpent));
        assert_eq!(decide(&limited(None)), Some(StopReason::BodySpent));
        let pointless = Failure { again: Again::Pointless, ..lost() };
        assert_eq!(decide(&pointless), Some(StopReason::Final));
    }

    #[test]
    fn count_and_deadline_end_it() {
        let policy = Policy { deadline: Some(Duration::from_secs(10)), ..POLICY };
        let at = |sent, elapsed| {
            decide(&policy, KEYED, Replay::Possible, sent, &limited(Some(4)), Duration::from_secs(elapsed), 0)
        };
        assert_eq!(at(2, 5), Decision::Wait(Duration::from_secs(4)));
        assert_eq!(at(2, 6), Decision::Stop(StopReason::Deadline));
        assert_eq!(at(3, 0), Decision::Stop(StopReason::MaxRetries));
    }
}
