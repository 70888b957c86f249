//! Values of no type.
//!
//! In: any JSON. Out: a [`Value`]. What one cannot hold is a string with its JSON text, so that one odd part is not lost
//! and costs nothing else.

use super::decode::Decode;
use crate::wire::encode::{Encode, EncodeParts, PartWriter};
use crate::wire::pull::{Reader, Stop, Writer};
use serde_json::Value;

/// Parses JSON text that has been checked already.
pub(crate) fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.skip().map(parse)
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
