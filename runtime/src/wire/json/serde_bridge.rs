//! Generated types in other formats than JSON text.
//!
//! In: a serde deserializer or serializer. Out: the type, or what the serializer makes of it. Both go by way of JSON, so
//! that a type has one reading and one writing, whatever the format; only who calls them compiles them. Must not: be used
//! by the client itself.

use super::decode::Decode;
use crate::wire::encode::Encode;
use crate::wire::pull::{JsonKind, Number, Reader, Stop};
use serde::de::{Deserialize as _, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::Value;
use std::cell::RefCell;

/// Reads a type out of any format.
///
/// Numbers are what serde hands over: integers that fit `i64` or `u64` are exact, all others are an `f64`, which keeps 15 to
/// 17 digits; `serde_json` refuses those beyond it, like `1e400`. The client keeps every digit, because it reads the text.
///
/// # Errors
/// When the value is of a kind that its type cannot take.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    super::from_value(&value).map_err(|error| match error.path() {
        "" => D::Error::custom(error.kind()),
        path => D::Error::custom(format_args!("{} at `{path}`", error.kind())),
    })
}

/// Writes a type into any format.
///
/// # Errors
/// The serializer's own.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let text = super::json_text(value);
    Next(RefCell::new(&mut Reader::new(&text))).serialize(serializer)
}

/// The next value of a reader.
struct Next<'a, 'de>(RefCell<&'a mut Reader<'de>>);

impl Serialize for Next<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reader = &mut **self.0.borrow_mut();
        match read(reader.kind())? {
            JsonKind::Null => read(reader.null()).and_then(|_| serializer.serialize_none()),
            JsonKind::Boolean => serializer.serialize_bool(read(reader.boolean())?),
            JsonKind::Integer | JsonKind::Float => {
                let text = read(reader.number())?;
                match Number::parse(text) {
                    Some(Number::Signed(value)) => serializer.serialize_i64(value),
                    Some(Number::Unsigned(value)) => serializer.serialize_u64(value),
                    Some(Number::Float(value)) => serializer.serialize_f64(value),
                    // No Rust number holds it: its digits are kept.
                    None => serializer.serialize_str(text),
                }
            }
            JsonKind::String => serializer.serialize_str(&read(reader.string())?),
            JsonKind::Array => {
                let mut list = serializer.serialize_seq(None)?;
                let mut is_first = true;
                read(reader.begin_array("an array"))?;
                while read(reader.next_element(&mut is_first))? {
                    list.serialize_element(&Next(RefCell::new(&mut *reader)))?;
                }
                list.end()
            }
            JsonKind::Object => {
                let mut map = serializer.serialize_map(None)?;
                let mut is_first = true;
                read(reader.begin_object("an object"))?;
                while read(reader.next_property(&mut is_first))? {
                    map.serialize_key(&read(reader.key())?)?;
                    map.serialize_value(&Next(RefCell::new(&mut *reader)))?;
                }
                map.end()
            }
        }
    }
}

/// Fails only where the value is nested more deeply than readers go.
fn read<T, E: serde::ser::Error>(result: Result<T, Stop>) -> Result<T, E> {
    result.map_err(|_| E::custom("the value is nested too deeply"))
}
