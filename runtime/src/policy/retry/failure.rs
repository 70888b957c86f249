//! The outcome of a failed attempt.
//!
//! In: plain facts of a failure. Out: whether the API may have processed the attempt, whether another may end otherwise,
//! and the wait that the server demands. The one place where statuses and row classes are judged. Must not: know the
//! error type; that is made of these facts, not the other way round.

use super::attempts::RetryCause;
use super::pause::Reset;
use crate::description::error_table::RetryClass;
use std::time::Duration;

/// How far a failed request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TransportKind {
    Timeout,
    /// No connection, at this time.
    Connect,
    /// No connection, as long as nothing is changed.
    Setup,
    TooLarge,
    Other,
}

/// What went wrong, as far as a retry depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// The request was rejected before it was sent.
    NotSent,
    /// The deadline passed before the request was sent.
    Deadline,
    /// The response arrived and could not be decoded.
    Undecoded,
    /// There was no whole response.
    Transport(TransportKind),
    /// The API responded with an error: the class of its code, and the status that it means.
    Api { class: Option<RetryClass>, meant_status: u16 },
}

/// The facts of a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FailureFacts {
    pub(crate) kind: FailureKind,
    /// The HTTP status, if that much of a response was received.
    pub(crate) status: Option<u16>,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AttemptOutcome {
    /// It was never sent.
    NotSent,
    /// It was certainly not processed, and may be sent again.
    Unprocessed,
    /// It may have been processed.
    Uncertain,
    /// The API looked at it and rejected it.
    Refused,
    /// It was processed; only its response cannot be decoded.
    Processed,
}

impl FailureFacts {
    /// The status of a response that broke off after its status had reported a failure.
    pub(crate) fn broken_failure(&self) -> Option<u16> {
        self.status.filter(|status| *status >= 400 && matches!(self.kind, FailureKind::Transport(_)))
    }

    /// The outcome of the attempt.
    pub(crate) fn outcome(&self) -> AttemptOutcome {
        if let Some(status) = self.broken_failure() {
            return status_outcome(status);
        }
        match self.kind {
            FailureKind::NotSent | FailureKind::Deadline => AttemptOutcome::NotSent,
            FailureKind::Undecoded => AttemptOutcome::Processed,
            FailureKind::Transport(TransportKind::Connect | TransportKind::Setup) => AttemptOutcome::Unprocessed,
            FailureKind::Transport(_) => AttemptOutcome::Uncertain,
            FailureKind::Api { class, meant_status } => api_outcome(class, meant_status),
        }
    }

    /// Whether the same call may end otherwise when it is sent again. The class of the code's row beats the status.
    pub(crate) fn may_work_later(&self) -> bool {
        if let Some(status) = self.broken_failure() {
            return is_passing(status);
        }
        match self.kind {
            FailureKind::Transport(kind) => !matches!(kind, TransportKind::TooLarge | TransportKind::Setup),
            FailureKind::Api { class, meant_status } => match class {
                Some(RetryClass::Never | RetryClass::AlreadyDone) => false,
                Some(RetryClass::AfterWait) => true,
                // A row may cover all server errors; this one is for good.
                Some(RetryClass::IfIdempotent) => meant_status != 501,
                None => is_passing(meant_status),
            },
            // Nothing was wrong with it but the time.
            FailureKind::Deadline => true,
            FailureKind::Undecoded | FailureKind::NotSent => false,
        }
    }

    /// What the headers of the response count for the pause; `None` where they are not about the call that failed: a
    /// response of success that broke off.
    pub(crate) fn reset(&self) -> Option<Reset> {
        let is_transport = matches!(self.kind, FailureKind::Transport(_));
        let broken = self.broken_failure();
        if is_transport && broken.is_none() {
            return None;
        }
        let meant = match self.kind {
            FailureKind::Api { meant_status, .. } => Some(meant_status),
            _ => broken,
        };
        let is_limited = meant == Some(429) || self.outcome() == AttemptOutcome::Unprocessed;
        Some(if is_limited { Reset::Counts } else { Reset::Ignored })
    }

    fn cause(&self) -> RetryCause {
        match (self.kind, self.status) {
            (FailureKind::Transport(kind), None | Some(..400)) => match kind {
                TransportKind::Connect | TransportKind::Setup => RetryCause::Connect,
                TransportKind::Timeout => RetryCause::Timeout,
                TransportKind::Other | TransportKind::TooLarge => RetryCause::Transport,
            },
            // An error that comes with a good status is one by its code.
            (_, Some(status @ 400..)) => RetryCause::Status(status),
            _ => RetryCause::Code,
        }
    }
}

fn api_outcome(class: Option<RetryClass>, meant_status: u16) -> AttemptOutcome {
    match (class, meant_status) {
        (Some(RetryClass::AfterWait), _) => AttemptOutcome::Unprocessed,
        (Some(RetryClass::AlreadyDone), _) => AttemptOutcome::Refused,
        (Some(RetryClass::IfIdempotent), _) => AttemptOutcome::Uncertain,
        // A code of rejection, in a response whose status is one of success.
        (Some(RetryClass::Never), 200..=299) => AttemptOutcome::Refused,
        // A final rejection, whatever the status.
        (Some(RetryClass::Never), 429) => AttemptOutcome::Refused,
        (_, status) => status_outcome(status),
    }
}

const fn status_outcome(status: u16) -> AttemptOutcome {
    match status {
        429 => AttemptOutcome::Unprocessed,
        408 => AttemptOutcome::Uncertain,
        400..=499 | 501 => AttemptOutcome::Refused,
        // Servers fail and proxies give up after the work is done, too; redirects often come after it.
        _ => AttemptOutcome::Uncertain,
    }
}

/// Whether the status is one of a failure that passes.
const fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
}

/// Whether another attempt is worth it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    Worth,
    Pointless,
}

/// A failed attempt, as far as the decision needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) outcome: AttemptOutcome,
    pub(crate) again: Again,
    pub(crate) cause: RetryCause,
    /// How long the server asks the client to wait.
    pub(crate) asked: Option<Duration>,
}

impl Failure {
    /// Judges the facts; `asked` is the wait that the server demands.
    pub(crate) fn new(facts: &FailureFacts, asked: Option<Duration>) -> Self {
        let again = if facts.may_work_later() { Again::Worth } else { Again::Pointless };
        Self { outcome: facts.outcome(), again, cause: facts.cause(), asked }
    }

    /// Whether the API rejected the attempt because there were too many.
    pub(crate) fn is_rate_limited(&self) -> bool {
        self.outcome == AttemptOutcome::Unprocessed && self.cause != RetryCause::Connect
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(meant_status: u16, class: Option<RetryClass>) -> FailureFacts {
        FailureFacts { kind: FailureKind::Api { class, meant_status }, status: Some(meant_status) }
    }

    fn transport(kind: TransportKind) -> FailureFacts {
        FailureFacts { kind: FailureKind::Transport(kind), status: None }
    }

    fn judged(facts: FailureFacts) -> (AttemptOutcome, bool) {
        (facts.outcome(), facts.may_work_later())
    }

    #[test]
    fn statuses_decide_where_no_row_does() {
        assert_eq!(judged(api(429, None)), (AttemptOutcome::Unprocessed, true));
        for status in [408, 500, 502, 503, 504] {
            assert_eq!(judged(api(status, None)), (AttemptOutcome::Uncertain, true), "{status}");
        }
        for status in [400, 401, 404, 409, 422, 501] {
            assert_eq!(judged(api(status, None)), (AttemptOutcome::Refused, false), "{status}");
        }
        for status in [200, 302, 505, 520] {
            assert_eq!(judged(api(status, None)), (AttemptOutcome::Uncertain, false), "{status}");
        }
    }

    #[test]
    fn the_row_beats_the_status() {
        assert_eq!(judged(api(503, Some(RetryClass::Never))), (AttemptOutcome::Uncertain, false));
        assert_eq!(judged(api(429, Some(RetryClass::Never))), (AttemptOutcome::Refused, false));
        assert_eq!(judged(api(400, Some(RetryClass::AfterWait))), (AttemptOutcome::Unprocessed, true));
        assert_eq!(judged(api(400, Some(RetryClass::IfIdempotent))), (AttemptOutcome::Uncertain, true));
        assert_eq!(judged(api(501, Some(RetryClass::IfIdempotent))), (AttemptOutcome::Uncertain, false));
        assert_eq!(judged(api(500, Some(RetryClass::AlreadyDone))), (AttemptOutcome::Refused, false));
    }

    #[test]
    fn only_a_missing_connection_is_surely_unprocessed() {
        assert_eq!(judged(transport(TransportKind::Connect)), (AttemptOutcome::Unprocessed, true));
        assert_eq!(judged(transport(TransportKind::Setup)), (AttemptOutcome::Unprocessed, false));
        assert_eq!(judged(transport(TransportKind::Timeout)), (AttemptOutcome::Uncertain, true));
        assert_eq!(judged(transport(TransportKind::Other)), (AttemptOutcome::Uncertain, true));
        assert_eq!(judged(transport(TransportKind::TooLarge)), (AttemptOutcome::Uncertain, false));
        assert_eq!(judged(FailureFacts { kind: FailureKind::NotSent, status: None }), (AttemptOutcome::NotSent, false));
        assert!(!Failure::new(&transport(TransportKind::Connect), None).is_rate_limited());
        assert!(Failure::new(&api(429, None), None).is_rate_limited());
    }

    #[test]
    fn the_reset_counts_where_the_rate_was_the_reason() {
        assert_eq!(api(429, Some(RetryClass::Never)).reset(), Some(Reset::Counts));
        assert_eq!(api(400, Some(RetryClass::AfterWait)).reset(), Some(Reset::Counts));
        assert_eq!(api(500, None).reset(), Some(Reset::Ignored));
        let broken = |status| FailureFacts { status: Some(status), ..transport(TransportKind::Other) };
        assert_eq!(
            [200, 429, 503].map(|status| broken(status).reset()),
            [None, Some(Reset::Counts), Some(Reset::Ignored)]
        );
    }
}
