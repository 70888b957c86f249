//! What an object holds beyond its fields.
//!
//! In: properties that no field takes. Out: the same, written again. Must not: know the fields.

use super::decode::Decode;
use super::extra::Extra;
use crate::wire::encode::{Encode, EncodeParts, State};
use crate::wire::pull::{Reader, Stop, Writer};

/// The properties beyond the fields of a generated type, as they are written.
pub trait Rest {
    /// Whether there are none.
    fn is_empty(&self) -> bool;

    /// Whether there is one of this name.
    fn has(&self, name: &str) -> bool;

    /// Writes them.
    fn write(&self, out: &mut Writer);
}

/// The properties beyond the fields of a multipart body.
pub trait RestParts {
    /// Goes over them, by name.
    fn each_part(&self, see: &mut dyn FnMut(&str, &dyn EncodeParts));
}

impl RestParts for Extra {
    fn each_part(&self, see: &mut dyn FnMut(&str, &dyn EncodeParts)) {
        for (name, value) in self {
            see(name, value);
        }
    }
}

/// The properties beyond the fields of a generated type, as they are read.
pub trait Keep {
    /// Reads a property that no field takes.
    ///
    /// # Errors
    /// When its value is no JSON.
    fn keep(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Stop>;

    /// Keeps the JSON text of a value that its field cannot take.
    fn keep_text(&mut self, name: &str, text: &str);
}

impl Decode for Extra {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut extra = Self::new();
        if reader.empty_array("an object")? {
            return Ok(extra);
        }
        let mut is_first = true;
        reader.begin_object("an object")?;
        while reader.next_property(&mut is_first)? {
            let key = reader.key()?;
            let text = reader.skip()?;
            Self::keep(&mut extra, &key, text);
        }
        Ok(extra)
    }

    fn from_null() -> Option<Self> {
        Some(Self::new())
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Encode for Extra {
    fn state(&self) -> State {
        if self.is_empty() { State::Empty } else { State::Value }
    }

    fn encode(&self, out: &mut Writer) {
        out.begin_object();
        self.write(out);
        out.end_object();
    }
}

impl EncodeParts for Extra {}

impl serde::Serialize for Extra {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::serialize(self, serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Extra {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::deserialize(deserializer)
    }
}

impl Rest for Extra {
    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }

    fn has(&self, name: &str) -> bool {
        self.contains_key(name)
    }

    fn write(&self, out: &mut Writer) {
        for (name, text) in self.texts() {
            out.key(name);
            out.raw(text);
        }
    }
}

impl Keep for Extra {
    fn keep(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Stop> {
        #[cfg(feature = "test-util")]
        super::unknown::note(name);
        reader.count_unknown();
        let text = reader.skip()?;
        Self::keep(self, name, text);
        Ok(())
    }

    fn keep_text(&mut self, name: &str, text: &str) {
        Self::keep(self, name, text);
    }
}
