//! Where the parts of a response sit, as data.
//!
//! In: what the generator knows. Out: paths and names that `decode` and `Response` read.

/// Property names from the root of the body down.
pub(crate) type Path = &'static [&'static str];

/// A value that means success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SuccessValue {
    /// A number, also as numeric text.
    Number(i64),
    /// A word.
    Text(&'static str),
    /// A boolean.
    Bool(bool),
}

/// What makes a response a success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuccessRule {
    /// The HTTP status alone.
    Status,
    /// The HTTP status, and the envelope's code among these. A response without a code passes.
    StatusAndCode(&'static [SuccessValue]),
    /// The envelope's code alone. A response without a code is judged by its status.
    Code(&'static [SuccessValue]),
}

/// Where code, message, type and payload sit in a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct Envelope {
    pub(crate) payload: Path,
    pub(crate) code: Option<Path>,
    pub(crate) message: Option<Path>,
    pub(crate) kind: Option<Path>,
    pub(crate) success: SuccessRule,
    /// Where the value is that the rule is about; `None` is the code.
    pub(crate) success_path: Option<Path>,
}

impl Envelope {
    /// No envelope: the body is the payload, the status decides.
    #[allow(clippy::new_without_default, reason = "this is a const builder; nothing is gained by a second name")]
    pub const fn new() -> Self {
        Self { payload: &[], code: None, message: None, kind: None, success: SuccessRule::Status, success_path: None }
    }

    /// Path of the payload; used for what an error carries (an operation has its own path).
    pub const fn payload(mut self, path: Path) -> Self {
        self.payload = path;
        self
    }

    /// Path of the code.
    pub const fn code(mut self, path: Path) -> Self {
        self.code = Some(path);
        self
    }

    /// Path of the message.
    pub const fn message(mut self, path: Path) -> Self {
        self.message = Some(path);
        self
    }

    /// Path of the type word.
    pub const fn kind(mut self, path: Path) -> Self {
        self.kind = Some(path);
        self
    }

    /// What makes a success.
    pub const fn success(mut self, rule: SuccessRule) -> Self {
        self.success = rule;
        self
    }

    /// Path of the value that the rule of success is about, where that is not the code.
    pub const fn success_path(mut self, path: Path) -> Self {
        self.success_path = Some(path);
        self
    }

    /// Where the value is that decides on success.
    pub(crate) const fn deciding_path(&self) -> Option<Path> {
        match self.success_path {
            Some(path) => Some(path),
            None => self.code,
        }
    }
}

/// How the reset header is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResetUnit {
    /// Seconds since 1970.
    EpochSeconds,
    /// Milliseconds since 1970.
    EpochMilliseconds,
    /// Seconds from now.
    DeltaSeconds,
    /// A date as HTTP headers have it.
    HttpDate,
    /// A duration from now, such as `1m30s` or `250ms`; a plain number is seconds.
    Duration,
}

/// Response headers that report the state of the rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct RateHeaders {
    pub(crate) limit: Option<&'static str>,
    pub(crate) remaining: Option<&'static str>,
    pub(crate) reset: Option<&'static str>,
    pub(crate) reset_unit: ResetUnit,
}

impl RateHeaders {
    /// None.
    #[allow(clippy::new_without_default, reason = "this is a const builder; nothing is gained by a second name")]
    pub const fn new() -> Self {
        Self { limit: None, remaining: None, reset: None, reset_unit: ResetUnit::EpochSeconds }
    }

    /// Header with the calls of a window.
    pub const fn limit(mut self, header: &'static str) -> Self {
        self.limit = Some(header);
        self
    }

    /// Header with the calls that are left.
    pub const fn remaining(mut self, header: &'static str) -> Self {
        self.remaining = Some(header);
        self
    }

    /// Header with the end of the window.
    pub const fn reset(mut self, header: &'static str, unit: ResetUnit) -> Self {
        self.reset = Some(header);
        self.reset_unit = unit;
        self
    }
}
