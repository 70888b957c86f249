//! Reading and writing of JSON values.
//!
//! In: JSON as servers really send it. Out: typed values. Reading is lenient, because a deviation in one member must
//! not lose an answer that came; writing is strict. This module knows no envelope and no HTTP.

mod collections;
mod number;
mod object;
mod scalar;
mod text;
mod union;

#[cfg(test)]
mod tests;

pub(crate) use object::KeySeed;
pub use object::{
    Extra, Key, Object, Shown, beyond, decode_object, keep, member, read, read_alias, read_own, set_member, shown,
    write_extra,
};
pub use text::{FromInt, FromText, decode_int_enum, decode_text};
pub use union::{Best, Rule, decode_tagged, encode_tagged, matches, misfit, read_value, try_decode};

use serde::{Deserializer, Serialize};

/// A value that can be read leniently.
///
/// Implemented for primitives, collections and this crate's own types here, and for generated types by macros.
pub trait Decode<'de>: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// The deserializer's own, when the value is of a kind that even leniency cannot take.
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// What `null` reads as where no `null` was declared. `None` means that the type has no such value.
    fn from_null() -> Option<Self> {
        None
    }

    /// Whether it holds nothing: what an alias of a member may fill.
    fn is_nothing(&self) -> bool {
        false
    }

    /// How many members were read, here and below, that the type does not know. Only a union that tries its variants
    /// asks.
    fn unknown_members(&self) -> usize {
        0
    }
}

/// What a member looks like to the rule that leaves members out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has a value (`null` that was set on purpose is one).
    Value,
    /// It was never set.
    Nothing,
    /// It is a collection without elements.
    Empty,
}

/// A value that can be a member of a request.
pub trait Encode: Serialize {
    /// Whether there is something to write.
    fn state(&self) -> State {
        State::Value
    }

    /// Hands the value over as parts of a multipart body.
    fn parts(&self, out: &mut crate::multipart::PartSink<'_>) {
        out.json(self);
    }
}

/// A seed that reads through [`Decode`].
#[derive(Debug)]
pub struct Seed<T>(std::marker::PhantomData<T>);

impl<T> Seed<T> {
    /// The seed.
    #[allow(clippy::new_without_default, reason = "a seed is named at each use, never defaulted")]
    pub const fn new() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<'de, T: Decode<'de>> serde::de::DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

/// A seed that reads `null` as what the type has for it; `None` where it has nothing.
#[derive(Debug)]
pub struct NullSeed<T>(std::marker::PhantomData<T>);

impl<T> NullSeed<T> {
    /// The seed.
    #[allow(clippy::new_without_default, reason = "a seed is named at each use, never defaulted")]
    pub const fn new() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<'de, T: Decode<'de>> serde::de::DeserializeSeed<'de> for NullSeed<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Decode<'de>> serde::de::Visitor<'de> for NullSeed<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(T::from_null())
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(T::from_null())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer).map(Some)
    }
}
