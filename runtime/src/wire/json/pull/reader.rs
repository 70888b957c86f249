//! The reader: tokens on demand, straight from the text.
//!
//! In: a JSON text. Out: the kind of the next value, its scalars, the keys of its objects, or its span. Whoever knows the
//! type pulls; there is no visitor and no type parameter. Must not: know any type that is read, or hold a value in an
//! error.

use super::error::{DecodeError, DecodeErrorKind, Fault, JsonKind, Stop};
use super::scan::{string_stop, value_start};
use super::{escape, number, skip};
use std::borrow::Cow;

/// How deep typed values may be nested. Each level is a few frames on the stack.
const MAX_DEPTH: u16 = 128;

/// Reads one JSON text.
pub struct Reader<'de> {
    pub(super) text: &'de str,
    /// The offset of the next byte.
    pub(super) at: usize,
    depth: u16,
    /// What is wrong, or was before it was skipped.
    pub(super) fault: Option<Fault>,
    counts: Counts,
    /// Whether a part of what was read since the last look was left out.
    is_partial: bool,
    mode: Mode,
    strict: Strict,
}

/// Where an element that its type cannot take is an error of the whole, and not left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strict {
    Nowhere,
    /// In the lists this deep.
    At(u16),
    /// There was one: nothing is recovered any more.
    Failed,
}

/// What was met on the way that no type has a place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    /// Properties that their type does not know.
    pub(crate) unknown: usize,
    /// Values that their type does not take.
    pub(crate) odd: usize,
}

/// What a union does with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It chooses its branch.
    Read,
    /// It is skipped: a union outside of it is only counting what its own branches do not know.
    Count,
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
            mode: Mode::Read,
            strict: Strict::Nowhere,
        }
    }

    /// Makes an element that its type cannot take an error of the whole, in lists that are this many containers deep.
    pub(crate) fn strict_at(&mut self, depth: usize) {
        self.strict = u16::try_from(depth).map_or(Strict::Nowhere, Strict::At);
    }

    /// After a failure inside an element: skips it, or fails where that must not be.
    #[cold]
    pub(crate) fn recover_element(&mut self, mark: Mark) -> Result<(), Stop> {
        if self.strict == Strict::At(mark.depth) {
            self.strict = Strict::Failed;
        }
        self.recover(mark).map(drop)
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
            b'-' | b'0'..=b'9' => number::kind(self.text.as_bytes(), self.at),
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
            _ => escape::unescaped(self, start, end).map(Cow::Owned),
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
                let end = number::end(self, start)?;
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
        if rest.get(name.len()) != Some(&b'"') || !rest.starts_with(name.as_bytes()) {
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
        skip::value(self)?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// The offset of the next value, to come back to.
    ///
    /// # Errors
    /// When the text ends.
    #[inline]
    pub(crate) fn mark(&mut self) -> Result<Mark, Stop> {
        self.peek()?;
        Ok(Mark { at: self.at, depth: self.depth })
    }

    /// Goes back.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        (self.at, self.depth) = (mark.at, mark.depth);
    }

    /// After a failure inside the value at the mark: skips that value, if it is JSON at all, and counts it. Its text.
    #[cold]
    pub(crate) fn recover(&mut self, mark: Mark) -> Result<&'de str, Stop> {
        match self.fault {
            Some(fault) if fault.kind.is_skippable() && self.strict != Strict::Failed => {
                self.rewind(mark);
                let text = self.skip()?;
                self.counts.odd += 1;
                self.is_partial = true;
                Ok(text)
            }
            _ => Err(Stop(())),
        }
    }

    /// The text from the mark to here.
    pub(crate) fn since(&self, mark: Mark) -> &'de str {
        self.text.get(mark.at..self.at).unwrap_or_default()
    }

    /// Whether a part of what was read since the last look was left out.
    pub(crate) const fn take_partial(&mut self) -> bool {
        std::mem::replace(&mut self.is_partial, false)
    }

    /// Makes sure that nothing was left out that nobody has kept.
    ///
    /// # Errors
    /// When something was; its fault is the reader's.
    pub(crate) const fn complete(&self) -> Result<(), Stop> {
        if self.is_partial { Err(Stop(())) } else { Ok(()) }
    }

    pub(crate) const fn count_unknown(&mut self) {
        self.counts.unknown += 1;
    }

    pub(crate) const fn mode(&self) -> Mode {
        self.mode
    }

    /// Reads by `read` only to count what it meets that no type has a place for. `None` where it fails, or the value is of
    /// another form. The reader stays where it is.
    pub(crate) fn counted(
        &mut self,
        read: &mut dyn FnMut(&mut Self) -> Result<(), Stop>,
    ) -> Result<Option<usize>, Stop> {
        let mark = self.mark()?;
        let before = (self.counts, self.is_partial, self.mode);
        (self.counts, self.mode) = (Counts::default(), Mode::Count);
        let result = read(self);
        let counts = self.counts;
        (self.counts, self.is_partial, self.mode) = before;
        match (result, self.fault) {
            (Err(stop), Some(fault)) if !fault.kind.is_skippable() => return Err(stop),
            _ => self.rewind(mark),
        }
        Ok(if result.is_ok() && counts.odd == 0 { Some(counts.unknown) } else { None })
    }

    /// Goes one level deeper without a container.
    pub(crate) fn deeper(&mut self) -> Result<(), Stop> {
        if self.depth == MAX_DEPTH {
            return self.fail(DecodeErrorKind::TooDeep);
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes back to the level of the mark.
    pub(crate) const fn rewind_depth(&mut self, mark: Mark) {
        self.depth = mark.depth;
    }

    /// After a failure inside the value at the mark: goes back to it, if the text is JSON up to the failure.
    pub(crate) fn forgive(&mut self, mark: Mark) -> Result<(), Stop> {
        match self.fault {
            Some(fault) if fault.kind.is_skippable() && self.strict != Strict::Failed => {
                self.rewind(mark);
                Ok(())
            }
            _ => Err(Stop(())),
        }
    }

    /// The offset of the next byte.
    pub(crate) const fn offset(&self) -> usize {
        self.at
    }

    /// What is returned where a value is missing that must be there.
    pub(crate) const fn stop(&self) -> Stop {
        Stop(())
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

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("at", &self.at).field("len", &self.text.len()).finish_non_exhaustive()
    }
}

/// A value to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    at: usize,
    depth: u16,
}
