//! Numbers as servers spell them: `3`, `3.0`, `"3"`.
//!
//! In: a JSON scalar. Out: one [`Number`] that each numeric type takes what it can from.

use super::refuse::wrong_value;
use super::{JsonKind, refuse, wrong_type};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A number before it is known which type wants it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Signed(i64),
    Unsigned(u64),
    Float(f64),
}

impl Number {
    /// Reads decimal text; exact integers stay exact.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(value) = text.parse() {
            return Some(Self::Signed(value));
        }
        if let Ok(value) = text.parse() {
            return Some(Self::Unsigned(value));
        }
        // Rust also reads `inf` and `nan`, which no JSON number is.
        text.parse().ok().filter(|value: &f64| value.is_finite()).map(Self::Float)
    }

    /// The number as an integer, if it has no fraction and fits.
    pub(super) fn to_integer<T: TryFrom<i64> + TryFrom<u64>>(self) -> Option<T> {
        match self {
            Self::Signed(value) => T::try_from(value).ok(),
            Self::Unsigned(value) => T::try_from(value).ok(),
            // 2^63 bounds the exact conversion; larger floats carry no exact integer anyway.
            Self::Float(value) if value.fract() == 0.0 && value.abs() < 9_223_372_036_854_775_808.0 => {
                #[allow(clippy::cast_possible_truncation, reason = "the guard has just made sure that it fits")]
                let whole = value as i64;
                T::try_from(whole).ok()
            }
            Self::Float(_) => None,
        }
    }

    /// The nearest float.
    #[allow(clippy::cast_precision_loss, reason = "a float property means to be approximate")]
    pub(super) const fn to_float(self) -> f64 {
        match self {
            Self::Signed(value) => value as f64,
            Self::Unsigned(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    const fn found(self) -> JsonKind {
        match self {
            Self::Signed(_) | Self::Unsigned(_) => JsonKind::Integer,
            Self::Float(_) => JsonKind::Float,
        }
    }
}

/// Reads a number in any of its spellings.
pub(super) fn decode_number<'de, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<Number, D::Error> {
    deserializer.deserialize_any(NumberVisitor { expected, take: Some })
}

/// Reads an integer that fits `T`.
pub(super) fn decode_integer<'de, T, D>(deserializer: D, expected: &'static str) -> Result<T, D::Error>
where
    T: TryFrom<i64> + TryFrom<u64>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_any(NumberVisitor { expected, take: Number::to_integer })
}

/// Takes a number, if it is one that is wanted. Refuses it here and not behind: only the visitor's errors get the place.
struct NumberVisitor<F> {
    expected: &'static str,
    take: F,
}

impl<T, F: Fn(Number) -> Option<T>> NumberVisitor<F> {
    fn take<E: Error>(self, number: Number) -> Result<T, E> {
        (self.take)(number).ok_or_else(|| wrong_value(number.found(), &self.expected))
    }
}

impl<'de, T, F: Fn(Number) -> Option<T>> Visitor<'de> for NumberVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    refuse! { boolean, null, array }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.take(Number::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.take(Number::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.take(Number::Float(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Number::parse(text).and_then(&self.take).ok_or_else(|| wrong_value(JsonKind::String, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        match precise_number(map)? {
            Some(text) => match Number::parse(&text) {
                Some(number) => self.take(number),
                None => Err(wrong_value(JsonKind::Float, &self)),
            },
            None => Err(wrong_type(JsonKind::Object, &self)),
        }
    }
}

/// The text of a number under serde_json's `arbitrary_precision`, which any crate of a build can switch on: numbers
/// then come as a map of one private key. `None` for every other map.
pub(super) fn precise_number<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<String>, A::Error> {
    let Some(key) = map.next_key::<Cow<'de, str>>()? else { return Ok(None) };
    if key == "$serde_json::private::Number" { map.next_value().map(Some) } else { Ok(None) }
}
