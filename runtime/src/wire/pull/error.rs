//! What can be wrong with JSON that is read.
//!
//! In: what the reader saw and what it expected. Out: an error with kind, position and path. Must not: hold a value of
//! the text, because responses hold people's data and errors end up in logs.

use super::locate;
use std::fmt;

/// A kind of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without fraction and exponent.
    Integer,
    /// Any other number.
    Float,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl JsonKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Float => "floating point number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The text is no JSON; this was expected.
    Syntax(&'static str),
    /// The text ends inside a value.
    Incomplete,
    /// The value is of a kind that its type does not take.
    WrongType {
        /// The kind of the value.
        found: JsonKind,
        /// What its type takes.
        expected: &'static str,
    },
    /// The value is not taken, although others of its kind are.
    WrongValue {
        /// The kind of the value.
        found: JsonKind,
        /// What its type takes.
        expected: &'static str,
    },
    /// The value is nested deeper than the reader goes.
    TooDeep,
}

impl DecodeErrorKind {
    /// Whether the text is JSON up to here, so that the value can be skipped.
    pub(super) const fn is_skippable(self) -> bool {
        !matches!(self, Self::Syntax(_) | Self::Incomplete)
    }
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(expected) => write!(f, "expected {expected}"),
            Self::Incomplete => f.write_str("the text ends inside a value"),
            Self::WrongType { found, expected } => write!(f, "invalid type: {}, expected {expected}", found.word()),
            Self::WrongValue { found, expected } => write!(f, "invalid value: {}, expected {expected}", found.word()),
            Self::TooDeep => f.write_str("the value is nested too deeply"),
        }
    }
}

/// JSON that cannot be read as its type.
///
/// Holds no value of the text: only what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    kind: DecodeErrorKind,
    offset: usize,
    line: usize,
    column: usize,
    path: String,
}

impl DecodeError {
    /// Finds line, column and path of a byte in the text.
    pub(super) fn at(kind: DecodeErrorKind, text: &str, offset: usize) -> Self {
        let before = &text.as_bytes()[..offset.min(text.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Self { kind, offset, line, column, path: locate::path(text, offset) }
    }

    /// What is wrong.
    pub const fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// The byte of the text where the value starts, or where the text stops being JSON.
    pub(crate) const fn offset(&self) -> usize {
        self.offset
    }

    /// The line where the value starts, or where the text stops being JSON; the first is 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The column, in bytes; the first is 1.
    pub const fn column(&self) -> usize {
        self.column
    }

    /// The path of the value: `data.items[3].count`; empty for the whole.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {} column {}", self.kind, self.line, self.column)
    }
}

impl std::error::Error for DecodeError {}

/// Reading stopped; the reader holds what is wrong. A type of its own, so that the results of the many functions that
/// pass it on are one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop(pub(super) ());

/// A fault, and the byte where the value starts that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: DecodeErrorKind,
    pub(super) offset: usize,
}
