//! Text and open enums.
//!
//! In: a JSON string, number or boolean. Out: text, or the enum value that the text names. Enums never refuse a value.

use super::number::{decode_integer, precise_number};
use super::{JsonKind, refuse, wrong_type};
use serde::de::{Deserializer, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Made from text without fail: strings and open enums.
pub trait FromText: Sized {
    /// From text that will go away.
    fn from_text(text: &str) -> Self;

    /// From text that can be kept.
    fn from_owned(text: String) -> Self {
        Self::from_text(&text)
    }
}

impl FromText for String {
    fn from_text(text: &str) -> Self {
        text.to_owned()
    }

    fn from_owned(text: String) -> Self {
        text
    }
}

/// Reads text; numbers and booleans read as their JSON text.
///
/// # Errors
/// The deserializer's own, for arrays and objects.
pub fn decode_text<'de, T: FromText, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<'de, T: FromText> Visitor<'de> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    refuse! { null, array }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::from_text(text))
    }

    fn visit_string<E>(self, text: String) -> Result<T, E> {
        Ok(T::from_owned(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<T, E> {
        Ok(T::from_text(if value { "true" } else { "false" }))
    }

    fn visit_i64<E>(self, value: i64) -> Result<T, E> {
        Ok(T::from_owned(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<T, E> {
        Ok(T::from_owned(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<T, E> {
        // The JSON text of a float keeps its point: `3.0`, not `3`.
        Ok(T::from_owned(format!("{value:?}")))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        precise_number(map)?.map(T::from_owned).ok_or_else(|| wrong_type(JsonKind::Object, &self))
    }
}

/// Made from a number without fail: open integer enums.
pub trait FromInt: Sized {
    /// From the number.
    fn from_int(value: i64) -> Self;
}

/// Reads an open integer enum.
///
/// # Errors
/// The deserializer's own, when the value is not an integer in any spelling.
pub fn decode_int_enum<'de, T: FromInt, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    decode_integer(deserializer, "an integer").map(T::from_int)
}
