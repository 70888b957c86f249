//! The writer: JSON text, piece by piece.
//!
//! In: scalars and the bounds of containers. Out: compact JSON text. Writing never fails. Must not: know any type that
//! is written.

use std::fmt::Write as _;

/// Writes one JSON text.
#[derive(Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// Nothing is written yet.
    pub const fn new() -> Self {
        Self { text: String::new() }
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
        self.text.extend(digits[start..].iter().map(|digit| char::from(*digit)));
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
        self.text.reserve(value.len() + 2);
        self.text.push('"');
        let bytes = value.as_bytes();
        let mut from = 0;
        loop {
            let stop = super::scan::string_stop(bytes, from);
            self.text.push_str(value.get(from..stop).unwrap_or_default());
            let Some(byte) = bytes.get(stop) else { break };
            self.escaped(*byte);
            from = stop + 1;
        }
        self.text.push('"');
    }

    #[cold]
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
