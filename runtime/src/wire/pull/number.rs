//! Numbers: their end, their kind, their value.
//!
//! In: the text of a number. Out: where it ends, or an exact value where a Rust number holds it. Must not: round an
//! integer.

use super::error::{DecodeErrorKind, JsonKind, Stop};
use super::float;
use super::reader::Reader;
use super::scan::digits_end;

impl Reader<'_> {
    /// Integer or float, by the bytes of the number that starts here.
    #[inline]
    pub(super) fn number_kind(&self) -> JsonKind {
        kind(self.text.as_bytes(), self.at)
    }

    /// The end of the number that starts at `start`.
    #[inline]
    pub(super) fn number_end(&mut self, start: usize) -> Result<usize, Stop> {
        end(self, start)
    }
}

/// Integer or float, by the bytes of a number that starts at `at`.
fn kind(bytes: &[u8], at: usize) -> JsonKind {
    match bytes.get(digits_end(bytes, at + 1)) {
        Some(b'.' | b'e' | b'E') => JsonKind::Float,
        _ => JsonKind::Integer,
    }
}

/// The end of the number that starts at `start`.
pub(super) fn end(reader: &mut Reader<'_>, start: usize) -> Result<usize, Stop> {
    let bytes = reader.text.as_bytes();
    let mut at = start;
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at) {
        Some(b'0') => at + 1,
        Some(b'1'..=b'9') => digits_end(bytes, at),
        _ => return bad(reader, at),
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(reader, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = digits(reader, at)?;
    }
    match bytes.get(at) {
        Some(b'0'..=b'9') => bad(reader, at),
        _ => Ok(at),
    }
}

/// The end of at least one digit.
fn digits(reader: &mut Reader<'_>, at: usize) -> Result<usize, Stop> {
    let end = digits_end(reader.text.as_bytes(), at);
    if end == at { bad(reader, at) } else { Ok(end) }
}

#[cold]
fn bad<T>(reader: &mut Reader<'_>, at: usize) -> Result<T, Stop> {
    reader.at = at;
    if at >= reader.text.len() { reader.fail(DecodeErrorKind::Incomplete) } else { reader.syntax("a number") }
}

/// A number before it is known which type wants it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Number {
    Signed(i64),
    Unsigned(u64),
    Float(f64),
}

impl Number {
    /// Reads decimal text; exact integers stay exact. `None` for what no Rust number holds.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(value) = short_integer(text.as_bytes()) {
            return Some(Self::Signed(value));
        }
        if let Ok(value) = text.parse() {
            return Some(Self::Signed(value));
        }
        if let Ok(value) = text.parse() {
            return Some(Self::Unsigned(value));
        }
        float::parse(text).map(Self::Float)
    }

    /// Whether an `f64` holds the number that this text is, to the last digit that a float of its size has.
    pub(crate) fn is_exact(self, text: &str) -> bool {
        match self {
            Self::Signed(value) => i128::from(value) == float_to_i128(self.to_float()),
            Self::Unsigned(value) => i128::from(value) == float_to_i128(self.to_float()),
            Self::Float(value) => {
                significant_digits(text) <= MOST_DIGITS && (value != 0.0 || significant_digits(text) == 0)
            }
        }
    }

    /// The number as an `i64`, if it has no fraction and fits.
    pub(crate) const fn to_i64(self) -> Option<i64> {
        match self {
            Self::Signed(value) => Some(value),
            Self::Unsigned(_) => None,
            // 2^63 bounds the exact conversion; larger floats carry no exact integer anyway.
            Self::Float(value) if value.abs() < 9_223_372_036_854_775_808.0 => {
                #[allow(clippy::cast_possible_truncation, reason = "the guard has just made sure that it fits")]
                let whole = value as i64;
                // `%` would be a function of its own.
                if whole as f64 == value { Some(whole) } else { None }
            }
            Self::Float(_) => None,
        }
    }

    /// The number as a `u64`, if it has no fraction and fits.
    pub(crate) fn to_u64(self) -> Option<u64> {
        match self {
            Self::Unsigned(value) => Some(value),
            other => u64::try_from(other.to_i64()?).ok(),
        }
    }

    /// The nearest float.
    #[allow(clippy::cast_precision_loss, reason = "a float property means to be approximate")]
    pub(crate) const fn to_float(self) -> f64 {
        match self {
            Self::Signed(value) => value as f64,
            Self::Unsigned(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

/// With so many digits every `f64` can be written so that it reads back as the same.
const MOST_DIGITS: usize = 17;

#[allow(clippy::cast_possible_truncation, reason = "no 64-bit integer is beyond an i128")]
const fn float_to_i128(value: f64) -> i128 {
    value as i128
}

/// How many digits a number has, zeros at either end left out.
fn significant_digits(text: &str) -> usize {
    let digits = text.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// An integer of at most 18 digits, which no `i64` is too small for. Most are.
#[inline]
fn short_integer(text: &[u8]) -> Option<i64> {
    let (digits, is_negative) = match text {
        [b'-', digits @ ..] => (digits, true),
        digits => (digits, false),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut value = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
    }
    Some(if is_negative { -value } else { value })
}
