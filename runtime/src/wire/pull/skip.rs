//! Skipping a value.
//!
//! In: a reader at a value. Out: the reader behind it. All of it is checked, since its text may be kept and written
//! again. Uses no stack, so that a value may be nested as deeply as the text is long. Must not: keep anything.

use super::error::{DecodeErrorKind, Stop};
use super::reader::Reader;
use super::scan::string_stop;
use super::{escape, number};

/// What is open around the next value, one bit a level: set for an object. The innermost 128 levels cost no memory.
#[derive(Default)]
struct Open {
    depth: usize,
    bits: u128,
    outer: Vec<u128>,
}

impl Open {
    fn push(&mut self, is_object: bool) {
        if self.depth > 0 && self.depth % 128 == 0 {
            self.outer.push(self.bits);
        }
        self.bits = (self.bits << 1) | u128::from(is_object);
        self.depth += 1;
    }

    fn pop(&mut self) {
        self.depth -= 1;
        self.bits >>= 1;
        if self.depth > 0 && self.depth % 128 == 0 {
            self.bits = self.outer.pop().unwrap_or_default();
        }
    }

    const fn is_in_object(&self) -> bool {
        self.bits & 1 == 1
    }
}

impl Reader<'_> {
    /// Skips a value of any kind and depth.
    #[inline]
    pub(super) fn skip_value(&mut self) -> Result<(), Stop> {
        value(self)
    }
}

/// Skips the next value.
fn value(reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut open = Open::default();
    loop {
        let is_empty = match reader.peek()? {
            b'{' => opened(reader, &mut open, true)?,
            b'[' => opened(reader, &mut open, false)?,
            _ => {
                scalar(reader)?;
                true
            }
        };
        // A container with something in it goes on with what is in it.
        if is_empty && behind(reader, &mut open)? {
            return Ok(());
        }
    }
}

/// Goes into a container: whether it is empty, and then behind it.
fn opened(reader: &mut Reader<'_>, open: &mut Open, is_object: bool) -> Result<bool, Stop> {
    reader.at += 1;
    let end = if is_object { b'}' } else { b']' };
    if reader.peek()? == end {
        reader.at += 1;
        return Ok(true);
    }
    open.push(is_object);
    if is_object {
        key(reader)?;
    }
    Ok(false)
}

/// Behind a value: closes what ends there and goes to the next value. Whether nothing is open any more.
fn behind(reader: &mut Reader<'_>, open: &mut Open) -> Result<bool, Stop> {
    while open.depth > 0 {
        match (reader.peek()?, open.is_in_object()) {
            (b',', is_in_object) => {
                reader.at += 1;
                if is_in_object {
                    key(reader)?;
                } else {
                    reader.peek()?;
                }
                return Ok(false);
            }
            (b'}', true) | (b']', false) => {
                reader.at += 1;
                open.pop();
            }
            (_, true) => return reader.syntax("`,` or `}`"),
            (_, false) => return reader.syntax("`,` or `]`"),
        }
    }
    Ok(true)
}

fn key(reader: &mut Reader<'_>) -> Result<(), Stop> {
    if reader.peek()? != b'"' {
        return reader.syntax("a property name");
    }
    string(reader)?;
    if reader.peek()? != b':' {
        return reader.syntax("`:`");
    }
    reader.at += 1;
    Ok(())
}

fn scalar(reader: &mut Reader<'_>) -> Result<(), Stop> {
    match reader.peek()? {
        b'"' => string(reader),
        b'n' => reader.literal("null"),
        b't' => reader.literal("true"),
        b'f' => reader.literal("false"),
        b'-' | b'0'..=b'9' => {
            reader.at = number::end(reader, reader.at)?;
            Ok(())
        }
        _ => reader.syntax("a value"),
    }
}

/// Skips a string whose opening quote is next.
fn string(reader: &mut Reader<'_>) -> Result<(), Stop> {
    reader.at += 1;
    loop {
        reader.at = string_stop(reader.text.as_bytes(), reader.at);
        match reader.text.as_bytes().get(reader.at) {
            Some(b'"') => {
                reader.at += 1;
                return Ok(());
            }
            Some(b'\\') => drop(escape::escape(reader)?),
            Some(_) => return reader.syntax("no control character in a string"),
            None => return reader.fail(DecodeErrorKind::Incomplete),
        }
    }
}
