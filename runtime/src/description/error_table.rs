//! An API's error codes as data, and the look-up in them.
//!
//! In: a code and a status from a response. Out: the row that explains them, if there is one.

use std::borrow::Cow;
use std::fmt;

/// A code as it is serialized.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RawCode {
    /// A number.
    Number(i64),
    /// A word.
    Text(Cow<'static, str>),
}

impl RawCode {
    /// A word, for statics.
    pub const fn text(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// The number; also that of numeric text.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }

    /// Whether both are the same code, in whichever spelling.
    fn is(&self, other: &Self) -> bool {
        self == other || self.number().is_some_and(|number| other.number() == Some(number))
    }
}

impl fmt::Display for RawCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// What a caller may do after an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryClass {
    /// The same call fails again. In a response with a 2xx and no class of its own, such a code counts as a rejection: the
    /// API did nothing.
    Never,
    /// The call was rejected unprocessed; it may be retried after a wait.
    AfterWait,
    /// The call may have been processed; retry it only if it is idempotent.
    IfIdempotent,
    /// What the call creates exists already: a retry of a create may count this as done.
    AlreadyDone,
}

/// The kind of error that a code means, where its HTTP status does not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    /// The credential is missing, wrong, or not enough.
    Auth,
    /// The resource does not exist.
    NotFound,
    /// There were too many calls.
    RateLimited,
    /// The server failed.
    Server,
}

impl ErrorClass {
    /// The status that a response of this class means: its own if that is of the class, else the usual one.
    pub(crate) const fn status(self, status: u16) -> u16 {
        match (self, status) {
            (Self::Auth, 403) | (Self::Server, 500..=599) => status,
            (Self::Auth, _) => 401,
            (Self::NotFound, _) => 404,
            (Self::RateLimited, _) => 429,
            (Self::Server, _) => 500,
        }
    }
}

/// A row of the error table. Several rows may share a code, which the status tells apart, or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct ErrorRow {
    pub(crate) code: RawCode,
    pub(crate) name: &'static str,
    pub(crate) statuses: &'static [u16],
    pub(crate) meaning: &'static str,
    pub(crate) retry: RetryClass,
    pub(crate) class: Option<ErrorClass>,
}

impl ErrorRow {
    /// A row by the code as serialized, its name (`NOT_FOUND`), and what a caller may do.
    pub const fn new(code: RawCode, name: &'static str, retry: RetryClass) -> Self {
        Self { code, name, statuses: &[], meaning: "", retry, class: None }
    }

    /// Statuses that the code comes with.
    pub const fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    /// What the code means, for people.
    pub const fn meaning(mut self, meaning: &'static str) -> Self {
        self.meaning = meaning;
        self
    }

    /// What the code is whatever the HTTP status, where the document has it.
    pub const fn class(mut self, class: ErrorClass) -> Self {
        self.class = Some(class);
        self
    }
}

/// The row of a code: of several, the one whose statuses hold the status.
pub(crate) fn find(rows: &'static [ErrorRow], code: &RawCode, status: u16) -> Option<&'static ErrorRow> {
    let mut first = None;
    for row in rows.iter().filter(|row| row.code.is(code)) {
        if row.statuses.contains(&status) {
            return Some(row);
        }
        first = first.or(Some(row));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn row(code: RawCode, name: &'static str, statuses: &'static [u16]) -> ErrorRow {
        ErrorRow::new(code, name, RetryClass::Never).statuses(statuses)
    }

    static ROWS: &[ErrorRow] = &[
        row(RawCode::Number(7), "BAD", &[400]),
        row(RawCode::Number(7), "GONE", &[404]),
        row(RawCode::text("E1"), "WORD", &[]),
    ];

    #[test]
    fn the_status_decides_between_rows_of_one_code() {
        let name = |code: RawCode, status| find(ROWS, &code, status).map(|row| row.name);
        assert_eq!(name(RawCode::Number(7), 404), Some("GONE"));
        assert_eq!(name(RawCode::Number(7), 500), Some("BAD"));
        assert_eq!(name(RawCode::text("7"), 404), Some("GONE"));
        assert_eq!(name(RawCode::text("E1"), 400), Some("WORD"));
        assert_eq!(name(RawCode::Number(8), 400), None);
    }

    #[test]
    fn a_class_means_a_status_of_its_kind() {
        let meant = |class: ErrorClass| [200, 403, 503].map(|status| class.status(status));
        assert_eq!(meant(ErrorClass::Auth), [401, 403, 401]);
        assert_eq!(meant(ErrorClass::NotFound), [404, 404, 404]);
        assert_eq!(meant(ErrorClass::RateLimited), [429, 429, 429]);
        assert_eq!(meant(ErrorClass::Server), [500, 500, 503]);
    }
}
