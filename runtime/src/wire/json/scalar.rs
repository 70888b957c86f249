//! Lenient reading of scalars.
//!
//! In: a JSON scalar. Out: a Rust primitive. Integers take `3.0` and `"3"`, floats take integers and numeric text,
//! booleans take `"true"`, `"false"`, 0 and 1.

use super::number::{Number, decode_integer, decode_number, precise_number};
use super::refuse::wrong_value;
use super::text::decode_text;
use super::{Decode, JsonKind, refuse, wrong_type};
use crate::wire::encode::{Encode, PartWriter};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl<'de> Decode<'de> for $ty {
            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                decode_integer(deserializer, concat!("an integer that fits ", stringify!($ty)))
            }
        }

        impl Encode for $ty {}
    )*};
}

integers!(i32, i64, u32, u64);

impl<'de> Decode<'de> for f64 {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_number(deserializer, "a number").map(Number::to_float)
    }
}

impl Encode for f64 {}

impl<'de> Decode<'de> for f32 {
    #[allow(clippy::cast_possible_truncation, reason = "the description asked for single precision")]
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_number(deserializer, "a number").map(|number| number.to_float() as Self)
    }
}

impl Encode for f32 {}

impl<'de> Decode<'de> for bool {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BoolVisitor)
    }
}

impl Encode for bool {}

struct BoolVisitor;

impl<'de> Visitor<'de> for BoolVisitor {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a boolean")
    }

    refuse! { float, null, array }

    fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        match value {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(wrong_value(JsonKind::Integer, &self)),
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        match value {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(wrong_value(JsonKind::Integer, &self)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ if text.eq_ignore_ascii_case("true") => Ok(true),
            _ if text.eq_ignore_ascii_case("false") => Ok(false),
            _ => Err(wrong_value(JsonKind::String, &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        match precise_number(map)? {
            Some(text) => self.visit_str(&text),
            None => Err(wrong_type(JsonKind::Object, &self)),
        }
    }
}

impl<'de> Decode<'de> for String {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_text(deserializer)
    }
}

impl Encode for String {
    fn parts(&self, out: &mut PartWriter<'_>) {
        out.text(self);
    }
}

impl<'de> Decode<'de> for Value {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }
}

impl Encode for Value {
    fn parts(&self, out: &mut PartWriter<'_>) {
        match self {
            Self::Array(items) => out.list(items),
            other => out.json(other),
        }
    }
}

impl<'de> Decode<'de> for () {
    /// Takes anything: nothing of it is wanted.
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_ignored_any(serde::de::IgnoredAny).map(drop)
    }

    fn from_null() -> Option<Self> {
        Some(())
    }
}

impl Encode for () {}
