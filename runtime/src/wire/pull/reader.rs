//! The reader: tokens on demand, straight from the text.
//!
//! In: a JSON text. Out: the kind of the next value, its scalars, the keys of its objects, or its span. Whoever knows the
//! type pulls; there is no visitor and no type parameter. Must not: know any type that is read, or hold a value in an
//! error.

use super::error::{DecodeError, DecodeErrorKind, Fault, JsonKind, Stop};
use super::scan::{string_stop, value_start};
use super::state::{Counts, Mark, Mode, Strict};
use std::borrow::Cow;

/// Reads one JSON text.
pub struct Reader<'de> {
    pub(super) text: &'de str,
    /// The offset of the next byte.
    pub(super) at: usize,
    pub(super) depth: u16,
    /// What is wrong, or was before it was skipped.
    pub(super) fault: Option<Fault>,
    pub(super) counts: Counts,
    /// Whether a part of what was read since the last look was left out.
    pub(super) is_partial: bool,
    /// Whether a number that was read since the last look has digits that its type cannot hold.
    pub(super) is_rounded: bool,
    pub(super) mode: Mode,
    pub(super) strict: Strict,
    /// What is wrong with elements that were left out of lists that report it.
    pub(super) rejected: Vec<Fault>,
    /// What is wrong with values that were left out of their fields, if that is asked for.
    pub(super) odd: Option<Vec<Fault>>,
}

impl<'de> Reader<'de> {
    /// A reader at the start of the text.
    pub const fn new(text: &'de str) -> Self {
        let counts = Counts { unknown: 0, odd: 0 };
        Self {
            text,
            at: 0,
            depth: 0,
            fault: None,
            counts,
            is_partial: false,
            is_rounded: false,
            mode: Mode::Read,
            strict: Strict::Nowhere,
            rejected: Vec::new(),
            odd: None,
        }
    }

    /// The kind of the next value.
    ///
    /// # Errors
    /// When no value is next.
    #[inline]
    pub fn kind(&mut self) -> Result<JsonKind, Stop> {
        Ok(match self.peek()? {
            b'"' => JsonKind::String,
            b'{' => JsonKind::Object,
            b'[' => JsonKind::Array,
            b'n' => JsonKind::Null,
            b't' | b'f' => JsonKind::Boolean,
            b'-' | b'0'..=b'9' => self.number_kind(),
            _ => return self.syntax("a value"),
        })
    }

    /// The next byte that is no white space.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<u8, Stop> {
        let bytes = self.text.as_bytes();
        if let Some(byte) = bytes.get(self.at) {
            if *byte > b' ' {
                return Ok(*byte);
            }
        }
        self.at = value_start(bytes, self.at);
        match bytes.get(self.at) {
            Some(byte) => Ok(*byte),
            None => self.fail(DecodeErrorKind::Incomplete),
        }
    }

    /// Whether `null` is next, which it then has read.
    ///
    /// # Errors
    /// When no value is next.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Stop> {
        if self.peek()? != b'n' {
            return Ok(false);
        }
        self.literal("null")?;
        Ok(true)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// When neither is next.
    pub fn boolean(&mut self) -> Result<bool, Stop> {
        match self.peek()? {
            b't' => self.literal("true").map(|()| true),
            b'f' => self.literal("false").map(|()| false),
            _ => self.wrong_type("a boolean"),
        }
    }

    pub(super) fn literal(&mut self, word: &'static str) -> Result<(), Stop> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        let is_cut = word.as_bytes().starts_with(rest);
        self.fail(if is_cut { DecodeErrorKind::Incomplete } else { DecodeErrorKind::Syntax("a value") })
    }

    /// Whether a string is next.
    #[inline]
    pub(crate) fn is_string(&mut self) -> Result<bool, Stop> {
        Ok(self.peek()? == b'"')
    }

    /// Reads a string. Half a surrogate pair, which no text can hold, reads as a replacement character.
    ///
    /// # Errors
    /// When no string is next, or it is no JSON.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'de, str>, Stop> {
        if self.peek()? != b'"' {
            return self.wrong_type("a string");
        }
        self.quoted()
    }

    /// Reads a string whose opening quote is next.
    #[inline]
    fn quoted(&mut self) -> Result<Cow<'de, str>, Stop> {
        let start = self.at + 1;
        let end = string_stop(self.text.as_bytes(), start);
        match (self.text.as_bytes().get(end), self.text.get(start..end)) {
            (Some(b'"'), Some(text)) => {
                self.at = end + 1;
                Ok(Cow::Borrowed(text))
            }
            _ => self.unescaped(start, end).map(Cow::Owned),
        }
    }

    /// Reads a number: its text, exactly as sent.
    ///
    /// # Errors
    /// When no number is next.
    pub fn number(&mut self) -> Result<&'de str, Stop> {
        match self.peek()? {
            b'-' | b'0'..=b'9' => {
                let start = self.at;
                let end = self.number_end(start)?;
                self.at = end;
                Ok(self.text.get(start..end).unwrap_or_default())
            }
            _ => self.wrong_type("a number"),
        }
    }

    /// Goes into an object.
    ///
    /// # Errors
    /// When none is next, or it is nested too deeply.
    #[inline]
    pub fn begin_object(&mut self, expected: &'static str) -> Result<(), Stop> {
        self.begin(b'{', expected)
    }

    /// Goes into an array.
    ///
    /// # Errors
    /// When none is next, or it is nested too deeply.
    #[inline]
    pub fn begin_array(&mut self, expected: &'static str) -> Result<(), Stop> {
        self.begin(b'[', expected)
    }

    /// Whether `[]` is next, which it then has read: servers in PHP write their empty objects so.
    ///
    /// # Errors
    /// When an array with elements is next.
    #[inline]
    pub fn empty_array(&mut self, expected: &'static str) -> Result<bool, Stop> {
        if self.peek()? != b'[' {
            return Ok(false);
        }
        let end = value_start(self.text.as_bytes(), self.at + 1);
        if self.text.as_bytes().get(end) != Some(&b']') {
            return self.wrong_type(expected);
        }
        self.at = end + 1;
        Ok(true)
    }

    fn begin(&mut self, open: u8, expected: &'static str) -> Result<(), Stop> {
        if self.peek()? != open {
            return self.wrong_type(expected);
        }
        self.deeper()?;
        self.at += 1;
        Ok(())
    }

    /// Goes to the next element of the array: false behind the last. `is_first` is so for the first.
    ///
    /// # Errors
    /// When neither an element nor the end of the array is next.
    #[inline]
    pub fn next_element(&mut self, is_first: &mut bool) -> Result<bool, Stop> {
        if self.more(is_first, b']', "`,` or `]`")? {
            if self.peek()? == b']' {
                return self.syntax("a value");
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// Goes to the next key of the object: false behind the last property. The key itself is to be read by
    /// [`key`](Self::key), or by [`known_key`](Self::known_key) before it.
    ///
    /// # Errors
    /// When neither a key nor the end of the object is next.
    #[inline]
    pub fn next_property(&mut self, is_first: &mut bool) -> Result<bool, Stop> {
        if self.more(is_first, b'}', "`,` or `}`")? {
            if self.peek()? != b'"' {
                return self.syntax("a property name");
            }
            return Ok(true);
        }
        Ok(false)
    }

    #[inline]
    fn more(&mut self, is_first: &mut bool, end: u8, expected: &'static str) -> Result<bool, Stop> {
        let byte = self.peek()?;
        if byte == end {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if *is_first {
            *is_first = false;
        } else if byte == b',' {
            self.at += 1;
        } else {
            return self.syntax(expected);
        }
        Ok(true)
    }

    /// Reads a key and its colon.
    ///
    /// # Errors
    /// When they are no JSON.
    #[inline]
    pub fn key(&mut self) -> Result<Cow<'de, str>, Stop> {
        let key = self.quoted()?;
        self.colon()?;
        Ok(key)
    }

    /// Whether the next key is this one, which it then has read with its colon. `name` must hold nothing that JSON
    /// escapes.
    ///
    /// # Errors
    /// When the colon is missing.
    #[inline]
    pub(crate) fn known_key(&mut self, name: &str) -> Result<bool, Stop> {
        let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or_default();
        if rest.get(name.len()) != Some(&b'"') || !starts_with(rest, name.as_bytes()) {
            return Ok(false);
        }
        self.at += name.len() + 2;
        self.colon()?;
        Ok(true)
    }

    #[inline]
    fn colon(&mut self) -> Result<(), Stop> {
        if self.peek()? != b':' {
            return self.syntax("`:`");
        }
        self.at += 1;
        Ok(())
    }

    /// Skips a value of any kind and depth: its text.
    ///
    /// # Errors
    /// When it is no JSON.
    pub fn skip(&mut self) -> Result<&'de str, Stop> {
        self.peek()?;
        let start = self.at;
        self.skip_value()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Makes sure that nothing but white space is left.
    ///
    /// # Errors
    /// When something is.
    pub fn end(&mut self) -> Result<(), Stop> {
        self.at = value_start(self.text.as_bytes(), self.at);
        if self.at == self.text.len() { Ok(()) } else { self.syntax("the end of the text") }
    }

    /// Fails: the next value is of a kind that is not taken.
    ///
    /// # Errors
    /// Always.
    #[cold]
    pub fn wrong_type<T>(&mut self, expected: &'static str) -> Result<T, Stop> {
        let found = self.kind()?;
        self.fail(DecodeErrorKind::WrongType { found, expected })
    }

    /// Fails: the value at the mark is not taken, although others of its kind are.
    #[cold]
    pub(crate) fn wrong_value<T>(&mut self, mark: Mark, expected: &'static str) -> Result<T, Stop> {
        self.rewind(mark);
        let found = self.kind()?;
        self.fail(DecodeErrorKind::WrongValue { found, expected })
    }

    #[cold]
    pub(super) fn syntax<T>(&mut self, expected: &'static str) -> Result<T, Stop> {
        let is_end = self.at >= self.text.len();
        self.fail(if is_end { DecodeErrorKind::Incomplete } else { DecodeErrorKind::Syntax(expected) })
    }

    #[cold]
    pub(super) fn fail<T>(&mut self, kind: DecodeErrorKind) -> Result<T, Stop> {
        self.fault = Some(Fault { kind, offset: self.at });
        Err(Stop(()))
    }

    /// The error that reading stopped at.
    #[cold]
    pub fn error(&self) -> DecodeError {
        let fault = self.fault.unwrap_or(Fault { kind: DecodeErrorKind::Incomplete, offset: self.at });
        DecodeError::at(fault.kind, self.text, fault.offset)
    }
}

/// As `starts_with` of slices. A name of 8 to 16 bytes, as most are, is compared as two words that overlap, without the
/// call of a function that takes any length.
#[inline]
fn starts_with(text: &[u8], name: &[u8]) -> bool {
    match (name.first_chunk::<8>(), name.last_chunk::<8>(), text.get(..name.len())) {
        (Some(first), Some(last), Some(text)) if name.len() <= 16 => {
            text.first_chunk() == Some(first) && text.last_chunk() == Some(last)
        }
        (_, _, Some(text)) => text == name,
        (_, _, None) => false,
    }
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("at", &self.at).field("len", &self.text.len()).finish_non_exhaustive()
    }
}
