//! Values of no type.
//!
//! In: any JSON. Out: a [`Value`]. What one cannot hold is a string with its JSON text, so that one odd part is not lost
//! and costs nothing else.

use super::decode::Decode;
use crate::wire::encode::{Encode, EncodeParts, PartWriter};
use crate::wire::pull::{Number, Reader, Stop, Writer};
use serde_json::Value;

/// Parses JSON text that has been checked already.
pub(crate) fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

/// Whether a [`Value`] holds every digit of every number in the text.
fn keeps_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at = match byte {
            b'"' => string_end(bytes, at + 1),
            b'-' | b'0'..=b'9' => {
                let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
                start + bytes[start..].iter().take_while(|byte| is_part(byte)).count()
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let number = text.get(start..at).filter(|number| *byte != b'"' && number.len() > 1);
        if number
            .is_some_and(|text| matches!(Number::parse(text), Some(float @ Number::Float(_)) if !float.is_exact(text)))
        {
            return false;
        }
    }
    true
}

/// The offset behind the string whose content starts at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.skip()?;
        if !keeps_digits(text) {
            reader.note_rounded();
        }
        Ok(parse(text))
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }
}

impl Encode for Value {
    fn encode(&self, out: &mut Writer) {
        out.raw(&self.to_string());
    }
}

impl EncodeParts for Value {
    fn parts(&self, out: &mut PartWriter<'_>) {
        if let Self::Array(items) = self {
            return out.list(items);
        }
        let mut json = Writer::new();
        self.encode(&mut json);
        out.json(json);
    }
}
