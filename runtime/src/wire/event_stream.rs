//! The parser of event streams (`text/event-stream`).
//!
//! In: chunks of bytes, cut anywhere. Out: events with their name, data, id and reconnection time, as the HTML standard
//! reads them. Must not: wait, read what the data means, or hold more than one event.

use bytes::{Buf as _, Bytes};
use std::time::Duration;

/// A mark that some servers put before the first line.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What is longer than the limit: an event, a line or a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLong {
    pub(crate) limit: usize,
}

/// An event whose data has not been decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawEvent {
    /// The value of `event`; `None` where the event has none.
    pub(crate) name: Option<String>,
    /// The values of `data`, joined by line feeds.
    pub(crate) data: String,
    /// The last id that the stream has sent, by this event or an earlier one.
    pub(crate) id: Option<String>,
    /// The value of `retry` in this event.
    pub(crate) retry: Option<Duration>,
}

/// Where the parser is in the stream, as far as line ends are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Nothing was read: a byte order mark may come.
    Start,
    /// A carriage return was read: a line feed that follows belongs to it.
    AfterReturn,
    Inside,
}

/// Reads one event stream. [`reset`](Self::reset) makes it ready for the next connection of the same stream.
#[derive(Debug)]
pub(crate) struct EventParser {
    limit: usize,
    position: Position,
    /// The line that has not ended.
    line: Vec<u8>,
    name: String,
    /// The values of `data` so far, each with a line feed behind it.
    data: String,
    /// The value of the last `id`, which counts from the end of its event on.
    id: Option<String>,
    last_id: Option<String>,
    /// The value of `retry` in the event so far.
    retry: Option<Duration>,
    reconnection: Option<Duration>,
}

impl EventParser {
    /// A parser that fails at an event of more than `limit` bytes.
    pub(crate) const fn new(limit: usize) -> Self {
        Self {
            limit,
            position: Position::Start,
            line: Vec::new(),
            name: String::new(),
            data: String::new(),
            id: None,
            last_id: None,
            retry: None,
            reconnection: None,
        }
    }

    pub(crate) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The id to reconnect with; `None` where the stream has sent none, or an empty one.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref().filter(|id| !id.is_empty())
    }

    /// How long to wait before a reconnection, where the stream has said so.
    pub(crate) const fn reconnection(&self) -> Option<Duration> {
        self.reconnection
    }

    /// Forgets the event that was cut off; keeps the last id and the reconnection time.
    pub(crate) fn reset(&mut self) {
        let last_id = self.last_id.take();
        let reconnection = self.reconnection;
        *self = Self { id: last_id.clone(), last_id, reconnection, ..Self::new(self.limit) };
    }

    /// Reads up to the end of the next event. What is behind it stays in `input`; without an event all of it is read.
    pub(crate) fn next(&mut self, input: &mut Bytes) -> Result<Option<RawEvent>, TooLong> {
        loop {
            if self.position == Position::AfterReturn && !input.is_empty() {
                self.position = Position::Inside;
                if input[0] == b'\n' {
                    input.advance(1);
                }
            }
            let Some(end) = input.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
                self.check(input.len())?;
                self.line.extend_from_slice(input);
                input.clear();
                return Ok(None);
            };
            self.check(end)?;
            let rest = input.split_to(end);
            let is_return = input[0] == b'\r';
            input.advance(1);
            let event = if self.line.is_empty() {
                self.end_line(&rest)
            } else {
                let mut line = std::mem::take(&mut self.line);
                line.extend_from_slice(&rest);
                let event = self.end_line(&line);
                line.clear();
                self.line = line;
                event
            };
            self.position = if is_return { Position::AfterReturn } else { Position::Inside };
            if event.is_some() {
                return Ok(event);
            }
        }
    }

    fn check(&self, more: usize) -> Result<(), TooLong> {
        match self.line.len() + self.data.len() + self.name.len() + more > self.limit {
            true => Err(TooLong { limit: self.limit }),
            false => Ok(()),
        }
    }

    fn end_line(&mut self, line: &[u8]) -> Option<RawEvent> {
        let line = match self.position {
            Position::Start => line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line),
            Position::AfterReturn | Position::Inside => line,
        };
        if line.is_empty() {
            return self.end_event();
        }
        let (field, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => (&line[..colon], line[colon + 1..].strip_prefix(b" ").unwrap_or(&line[colon + 1..])),
            None => (line, &b""[..]),
        };
        match field {
            b"data" => {
                self.data.push_str(&String::from_utf8_lossy(value));
                self.data.push('\n');
            }
            b"event" => self.name = String::from_utf8_lossy(value).into_owned(),
            b"id" if !value.contains(&0) => self.id = Some(String::from_utf8_lossy(value).into_owned()),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let milliseconds = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok());
                self.retry = Some(Duration::from_millis(milliseconds.unwrap_or(u64::MAX)));
                self.reconnection = self.retry;
            }
            // A comment, or a field that nobody knows.
            _ => {}
        }
        None
    }

    fn end_event(&mut self) -> Option<RawEvent> {
        self.last_id.clone_from(&self.id);
        let name = std::mem::take(&mut self.name);
        let retry = self.retry.take();
        let mut data = std::mem::take(&mut self.data);
        // Without any line of data there is no event; the last line feed belongs to no value.
        data.pop()?;
        Some(RawEvent { name: Some(name).filter(|name| !name.is_empty()), data, id: self.last_id.clone(), retry })
    }
}

#[cfg(test)]
mod tests;
