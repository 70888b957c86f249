//! The writer: JSON text, piece by piece.
//!
//! In: scalars and the bounds of containers. Out: compact JSON text. Writing never fails. Must not: know any type that
//! is written.

use super::scan::string_stop;
use std::fmt::Write as _;

/// Writes one JSON text.
#[derive(Default)]
pub struct Writer {
    text: String,
    fault: Option<&'static str>,
}

impl Writer {
    /// Nothing is written yet.
    pub const fn new() -> Self {
        Self { text: String::new(), fault: None }
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }

    /// What is written so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Puts text in place of a part of what is written.
    pub(crate) fn replace(&mut self, range: std::ops::Range<usize>, text: &str) {
        self.text.replace_range(range, text);
    }

    /// Writes `null` in place of a value that JSON cannot have, and notes why.
    pub(crate) fn fail(&mut self, fault: &'static str) {
        self.fault = Some(fault);
        self.null();
    }

    /// Why a value is not what it should be.
    pub(crate) const fn fault(&self) -> Option<&'static str> {
        self.fault
    }

    /// Writes text that is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes a boolean.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn signed(&mut self, value: i64) {
        if value < 0 {
            self.text.push('-');
        }
        self.unsigned(value.unsigned_abs());
    }

    /// Writes an integer.
    pub fn unsigned(&mut self, mut value: u64) {
        // 20 digits are the longest.
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        loop {
            start -= 1;
            digits[start] = b'0' + (value % 10) as u8;
            value /= 10;
            if value == 0 {
                break;
            }
        }
        self.text.push_str(std::str::from_utf8(&digits[start..]).unwrap_or_default());
    }

    /// Writes a float: a whole number without a fraction, `null` for what JSON has no number for.
    pub fn float(&mut self, value: f64) {
        if value.is_finite() && value % 1.0 == 0.0 && value.abs() < 1e15 {
            #[allow(clippy::cast_possible_truncation, reason = "it is whole and far below 2^63")]
            return self.signed(value as i64);
        }
        self.shortest(value.is_finite(), &value);
    }

    /// Writes a float of single precision, with the digits that it needs.
    pub fn single(&mut self, value: f32) {
        if value % 1.0 == 0.0 {
            return self.float(f64::from(value));
        }
        self.shortest(value.is_finite(), &value);
    }

    fn shortest(&mut self, is_finite: bool, value: &dyn std::fmt::Debug) {
        if is_finite {
            // Cannot fail: the target is a string.
            let _ = write!(self.text, "{value:?}");
        } else {
            self.null();
        }
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        let stop = string_stop(value.as_bytes(), 0);
        self.text.reserve(value.len() + 2);
        self.text.push('"');
        if stop == value.len() {
            self.text.push_str(value);
        } else {
            self.with_escapes(value, stop);
        }
        self.text.push('"');
    }

    /// Writes a text whose first byte that must be escaped is known.
    #[cold]
    fn with_escapes(&mut self, value: &str, mut stop: usize) {
        let mut from = 0;
        loop {
            self.text.push_str(value.get(from..stop).unwrap_or_default());
            let Some(byte) = value.as_bytes().get(stop) else { return };
            self.escaped(*byte);
            from = stop + 1;
            stop = string_stop(value.as_bytes(), from);
        }
    }

    fn escaped(&mut self, byte: u8) {
        match byte {
            b'"' => self.text.push_str("\\\""),
            b'\\' => self.text.push_str("\\\\"),
            b'\n' => self.text.push_str("\\n"),
            b'\r' => self.text.push_str("\\r"),
            b'\t' => self.text.push_str("\\t"),
            0x08 => self.text.push_str("\\b"),
            0x0c => self.text.push_str("\\f"),
            // Cannot fail: the target is a string.
            _ => drop(write!(self.text, "\\u{byte:04x}")),
        }
    }

    /// Writes a key and its colon, behind the property before it.
    pub fn key(&mut self, name: &str) {
        self.comma(b'{');
        self.string(name);
        self.text.push(':');
    }

    /// Writes a key that JSON has as it is.
    #[inline]
    pub(crate) fn plain_key(&mut self, name: &str) {
        self.text.reserve(name.len() + 4);
        self.comma(b'{');
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
    }

    /// Goes to the next element of an array.
    pub fn element(&mut self) {
        self.comma(b'[');
    }

    /// A comma, except behind the start of the container. A string never ends with the bracket itself: it has a quote.
    fn comma(&mut self, open: u8) {
        if self.text.as_bytes().last() != Some(&open) {
            self.text.push(',');
        }
    }

    /// Starts an object.
    pub fn begin_object(&mut self) {
        self.text.push('{');
    }

    /// Ends an object.
    pub fn end_object(&mut self) {
        self.text.push('}');
    }

    /// Starts an array.
    pub fn begin_array(&mut self) {
        self.text.push('[');
    }

    /// Ends an array.
    pub fn end_array(&mut self) {
        self.text.push(']');
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("len", &self.text.len()).finish_non_exhaustive()
    }
}
