//! What an error tells about the fate of its attempt.
//!
//! In: an error. Out: whether the API may have processed the attempt, whether another may end otherwise, and the wait
//! that the server asks for. The one place where statuses and row classes are judged.

use super::pause::error_pause;
use crate::attempts::RetryCause;
use crate::error::{ApiFacts, Error, Kind};
use crate::error_table::RetryClass;
use crate::transport::TransportKind;
use std::time::Duration;

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It never left.
    NotSent,
    /// It was surely not processed, and may be sent again by anyone.
    Unprocessed,
    /// It may have been processed.
    Uncertain,
    /// The API looked at it and refused it.
    Refused,
    /// It was processed; only its answer cannot be read.
    Processed,
}

/// The fate of the attempt that ended with this error.
pub(crate) fn fate(error: &Error) -> Fate {
    if let Some(status) = error.broken_failure() {
        return status_fate(status);
    }
    match &error.facts().kind {
        Kind::Request(_) | Kind::Config(_) | Kind::Deadline(_) => Fate::NotSent,
        Kind::Decode(_) | Kind::Missing(_) => Fate::Processed,
        Kind::Transport(error) if error.kind() == TransportKind::Connect => Fate::Unprocessed,
        Kind::Transport(_) => Fate::Uncertain,
        Kind::Api(facts) => api_fate(facts),
    }
}

fn api_fate(facts: &ApiFacts) -> Fate {
    match (facts.row.map(|row| row.retry), facts.meant_status) {
        (Some(RetryClass::AfterWait), _) => Fate::Unprocessed,
        (Some(RetryClass::AlreadyDone), _) => Fate::Refused,
        (Some(RetryClass::IfIdempotent), _) => Fate::Uncertain,
        // A code that the API knows for a refusal, in an answer whose status says nothing.
        (Some(RetryClass::Never), 200..=299) => Fate::Refused,
        // A refusal for good, however the API calls it.
        (Some(RetryClass::Never), 429) => Fate::Refused,
        (_, status) => status_fate(status),
    }
}

const fn status_fate(status: u16) -> Fate {
    match status {
        429 => Fate::Unprocessed,
        408 => Fate::Uncertain,
        400..=499 | 501 => Fate::Refused,
        // Servers fail and proxies give up after the work is done, too; redirects often come after it.
        _ => Fate::Uncertain,
    }
}

/// Whether the same call may end otherwise when it is sent again. The class of the code's row beats the status.
pub(crate) fn may_work_later(error: &Error) -> bool {
    if let Some(status) = error.broken_failure() {
        return is_passing(status);
    }
    match &error.facts().kind {
        Kind::Transport(error) => error.kind() != TransportKind::TooLarge,
        Kind::Api(facts) => match facts.row.map(|row| row.retry) {
            Some(RetryClass::Never | RetryClass::AlreadyDone) => false,
            Some(RetryClass::AfterWait) => true,
            // A row may cover all server errors; this one is for good.
            Some(RetryClass::IfIdempotent) => facts.meant_status != 501,
            None => is_passing(facts.meant_status),
        },
        // Nothing was wrong with it but the time.
        Kind::Deadline(_) => true,
        Kind::Decode(_) | Kind::Missing(_) | Kind::Request(_) | Kind::Config(_) => false,
    }
}

/// Whether the status is one of trouble that passes.
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
    pub(crate) fate: Fate,
    pub(crate) again: Again,
    pub(crate) cause: RetryCause,
    /// How long the server asks to wait.
    pub(crate) asked: Option<Duration>,
}

impl Failure {
    pub(crate) fn of(error: &Error) -> Self {
        Self {
            fate: fate(error),
            again: if may_work_later(error) { Again::Worth } else { Again::Pointless },
            cause: cause(error),
            asked: error_pause(error),
        }
    }

    /// Whether the API refused the attempt because there were too many.
    pub(crate) fn is_rate_limited(&self) -> bool {
        self.fate == Fate::Unprocessed && self.cause != RetryCause::Connect
    }
}

fn cause(error: &Error) -> RetryCause {
    match (&error.facts().kind, error.status()) {
        (Kind::Transport(error), None | Some(..400)) => match error.kind() {
            TransportKind::Connect => RetryCause::Connect,
            TransportKind::Timeout => RetryCause::Timeout,
            TransportKind::Other | TransportKind::TooLarge => RetryCause::Transport,
        },
        // An error that comes with a good status is one by its code.
        (_, Some(status @ 400..)) => RetryCause::Status(status),
        _ => RetryCause::Code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error_table::{ErrorRow, RawCode};
    use crate::transport::TransportError;

    fn api(meant_status: u16, retry: Option<RetryClass>) -> Error {
        let row = retry.map(|retry| {
            let row = ErrorRow {
                code: RawCode::Number(1),
                name: "X",
                statuses: &[],
                kind: None,
                meaning: "",
                retry,
                class: None,
            };
            &*Box::leak(Box::new(row))
        });
        Error::new(Kind::Api(ApiFacts { meant_status, code: None, row, message: None, kind_word: None }))
    }

    fn judged(error: &Error) -> (Fate, bool) {
        (fate(error), may_work_later(error))
    }

    #[test]
    fn statuses_decide_where_no_row_does() {
        assert_eq!(judged(&api(429, None)), (Fate::Unprocessed, true));
        for status in [408, 500, 502, 503, 504] {
            assert_eq!(judged(&api(status, None)), (Fate::Uncertain, true), "{status}");
        }
        for status in [400, 401, 404, 409, 422, 501] {
            assert_eq!(judged(&api(status, None)), (Fate::Refused, false), "{status}");
        }
        for status in [200, 302, 505, 520] {
            assert_eq!(judged(&api(status, None)), (Fate::Uncertain, false), "{status}");
        }
    }

    #[test]
    fn the_row_beats_the_status() {
        assert_eq!(judged(&api(503, Some(RetryClass::Never))), (Fate::Uncertain, false));
        assert_eq!(judged(&api(429, Some(RetryClass::Never))), (Fate::Refused, false));
        assert_eq!(judged(&api(400, Some(RetryClass::AfterWait))), (Fate::Unprocessed, true));
        assert_eq!(judged(&api(400, Some(RetryClass::IfIdempotent))), (Fate::Uncertain, true));
        assert_eq!(judged(&api(501, Some(RetryClass::IfIdempotent))), (Fate::Uncertain, false));
        assert_eq!(judged(&api(500, Some(RetryClass::AlreadyDone))), (Fate::Refused, false));
    }

    #[test]
    fn only_a_missing_connection_is_surely_unprocessed() {
        assert_eq!(judged(&TransportError::connect("x").into()), (Fate::Unprocessed, true));
        assert_eq!(judged(&TransportError::timeout("x").into()), (Fate::Uncertain, true));
        assert_eq!(judged(&TransportError::other("x").into()), (Fate::Uncertain, true));
        assert_eq!(judged(&TransportError::too_large(1).into()), (Fate::Uncertain, false));
        assert_eq!(judged(&Error::request("x")), (Fate::NotSent, false));
        assert!(!Failure::of(&TransportError::connect("x").into()).is_rate_limited());
        assert!(Failure::of(&api(429, None)).is_rate_limited());
    }
}
