//! The parser of streams of JSON texts: lines (NDJSON, JSON Lines) and sequences (RFC 7464).
//!
//! In: chunks of bytes, cut anywhere. Out: the bytes of one JSON text after the other. Must not: wait, decode the texts,
//! or hold more than one of them.

use super::event_stream::{BYTE_ORDER_MARK, TooLong};
use bytes::{Buf as _, Bytes};

/// What separates the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// A line feed behind each text: `application/x-ndjson`, `application/jsonl`.
    Lines,
    /// A record separator before each text, and a line feed behind it: `application/json-seq`.
    Sequence,
}

/// The stream ended where a number may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CutOff;

/// The byte before each text of a sequence.
const RECORD_SEPARATOR: u8 = 0x1E;

/// Where a text of a sequence is, so that a line feed inside of it is not taken for its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Depth {
    /// Open objects and arrays.
    open: usize,
    in_string: bool,
    escaped: bool,
}

impl Depth {
    /// Whether this byte ends a text: a line feed outside of all objects, arrays and strings.
    fn ends_at(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.open += 1,
            b'}' | b']' => self.open = self.open.saturating_sub(1),
            b'\n' => return self.open == 0,
            _ => {}
        }
        false
    }
}

/// Reads one stream of texts.
#[derive(Debug)]
pub(crate) struct LineParser {
    framing: Framing,
    limit: usize,
    /// The text that has not ended.
    buffer: Vec<u8>,
    depth: Depth,
    /// A byte order mark may come with the first text.
    is_first: bool,
}

impl LineParser {
    /// A parser that fails at a text of more than `limit` bytes.
    pub(crate) fn new(framing: Framing, limit: usize) -> Self {
        Self { framing, limit, buffer: Vec::new(), depth: Depth::default(), is_first: true }
    }

    pub(crate) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// Reads up to the end of the next text. What is behind it stays in `input`; without a text all of it is read.
    pub(crate) fn next(&mut self, input: &mut Bytes) -> Result<Option<Bytes>, TooLong> {
        while !input.is_empty() {
            let end = self.end(input);
            if self.buffer.len() + end.unwrap_or(input.len()) > self.limit {
                return Err(TooLong { limit: self.limit });
            }
            let Some(end) = end else {
                self.buffer.extend_from_slice(input);
                input.clear();
                break;
            };
            let text = input.split_to(end);
            input.advance(1);
            self.depth = Depth::default();
            if let Some(text) = self.take(text) {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    /// The text that the end of the stream ends. In a sequence it may have been cut off. Then the decoder refuses it,
    /// unless it is a number, which would be read as another one; so that fails here.
    pub(crate) fn finish(&mut self) -> Result<Option<Bytes>, CutOff> {
        if self.framing == Framing::Sequence
            && self.depth.open == 0
            && self.buffer.last().is_some_and(u8::is_ascii_digit)
        {
            self.buffer.clear();
            return Err(CutOff);
        }
        Ok(self.take(Bytes::new()))
    }

    /// How many bytes there are before the one that ends the text.
    fn end(&mut self, input: &[u8]) -> Option<usize> {
        match self.framing {
            Framing::Lines => input.iter().position(|byte| *byte == b'\n'),
            Framing::Sequence => {
                let depth = &mut self.depth;
                input.iter().position(|byte| *byte == RECORD_SEPARATOR || depth.ends_at(*byte))
            }
        }
    }

    /// The text that ends with these bytes; `None` where it is blank.
    fn take(&mut self, rest: Bytes) -> Option<Bytes> {
        let mut text = rest;
        if !self.buffer.is_empty() {
            self.buffer.extend_from_slice(&text);
            text = std::mem::take(&mut self.buffer).into();
        }
        if std::mem::take(&mut self.is_first) && text.starts_with(BYTE_ORDER_MARK) {
            text.advance(BYTE_ORDER_MARK.len());
        }
        let blank_before = text.len() - text.trim_ascii_start().len();
        text.advance(blank_before);
        text.truncate(text.trim_ascii_end().len());
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests;
