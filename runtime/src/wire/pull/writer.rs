//! The writer: JSON text, piece by piece.
//!
//! In: scalars and the bounds of containers. Out: compact JSON text. Writing never fails. Must not: know any type that
//! is written.

use super::scan::string_stop;
use std::fmt::Write as _;

/// A number of 15 digits or less is that of one decimal only.
const EXACT: f64 = 1e15;

/// The decimal of at most six places that a positive number is, as an integer and its places: most floats of an API are
/// such. No shorter decimal is the same number, because two of at most 15 digits never are.
fn short_decimal(value: f64) -> Option<(u64, u32)> {
    // Below that, the shortest form has an exponent.
    if value < 1e-4 {
        return None;
    }
    let powers = [10.0, 1e2, 1e3, 1e4, 1e5, 1e6];
    for (power, places) in powers.into_iter().zip(1..) {
        let scaled = value * power;
        if scaled >= EXACT {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is positive and below 2^53")]
        let digits = (scaled + 0.5) as u64;
        // Both are exact and division rounds correctly, as reading the decimal does.
        #[allow(clippy::cast_precision_loss, reason = "it is below 2^53")]
        if digits as f64 / power == value {
            return Some((digits, places));
        }
    }
    None
}

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
        // From there on, the shortest form has an exponent.
        if value.abs() < 1e16 {
            #[allow(clippy::cast_possible_truncation, reason = "it is far below 2^63; a fraction falls away")]
            let whole = value as i64;
            #[allow(clippy::cast_precision_loss, reason = "equality is what is asked")]
            if whole as f64 == value {
                return self.signed(whole);
            }
            if let Some((digits, places)) = short_decimal(value.abs()) {
                return self.decimal(value < 0.0, digits, places);
            }
        }
        self.shortest(value.is_finite(), &value);
    }

    /// Writes an integer that is so many places to the right of its decimal point.
    fn decimal(&mut self, is_negative: bool, digits: u64, places: u32) {
        if is_negative {
            self.text.push('-');
        }
        let mut unit = 10_u64.pow(places);
        self.unsigned(digits / unit);
        self.text.push('.');
        for _ in 0..places {
            unit /= 10;
            self.text.push(char::from(b'0' + (digits / unit % 10) as u8));
        }
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

#[cfg(test)]
mod tests {
    use super::Writer;

    fn check(value: f64) {
        let mut writer = Writer::new();
        writer.float(value);
        let library = format!("{value:?}");
        let library = library.strip_suffix(".0").unwrap_or(&library);
        let expected = if value == 0.0 { "0" } else { library };
        assert_eq!(writer.into_text(), expected, "{value:e}");
    }

    #[test]
    fn floats_are_the_shortest_text_that_is_the_same_number() {
        for value in [0.0, -0.0, 0.1, -0.1, 0.3, 0.1 + 0.2, 1e-4, 1.5e-4, 9.99e-5, 1e-6, 12.000_001, 12.000_000_1] {
            check(value);
        }
        for value in
            [999_999_999.999_999, 999_999_999.999_999_9, 1e14 + 0.5, 1e15, 9e15, 4_503_599_627_370_495.5, 1e16, 1e300]
        {
            check(value);
        }
        for value in [f64::MIN_POSITIVE, f64::MAX, f64::EPSILON, 5e-324, 1.0 - f64::EPSILON / 2.0] {
            check(value);
        }
    }

    #[test]
    fn floats_are_written_as_the_library_writes_them() {
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        for _ in 0..20_000 {
            let bits = f64::from_bits(next());
            if bits.is_finite() {
                check(bits);
            }
            let places = i32::try_from(next() % 9).unwrap();
            #[allow(clippy::cast_precision_loss, reason = "any number will do")]
            let digits = (next() % 10_u64.pow(u32::try_from(next() % 16).unwrap())) as f64;
            check(digits / 10_f64.powi(places));
            check(-digits * 0.1_f64.powi(places));
        }
    }
}
