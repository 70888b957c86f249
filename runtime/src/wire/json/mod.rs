//! Reading and writing of JSON values.
//!
//! In: JSON as servers really send it. Out: typed values. Reading is lenient, because a deviation in one property must
//! not lose a response that came; writing is strict. This module knows no envelope and no HTTP.

mod at_path;
mod collections;
mod locate;
mod lookup;
mod number;
mod object;
mod refuse;
mod scalar;
mod temporal;
mod text;
mod union;
#[cfg(feature = "test-util")]
pub(crate) mod unknown;

#[cfg(test)]
mod tests;

pub(crate) use at_path::{PickedCode, body_at, body_text, read_at};
pub(crate) use locate::locate;
pub(crate) use lookup::{json_body, pick, value_at};
pub(crate) use object::KeySeed;
pub use object::{
    Extra, Key, Object, Shown, beyond, decode_object, decode_object_into, keep, property, read, read_alias, read_own,
    set_property, shown, some_extra, write_extra,
};
pub(crate) use refuse::{JsonKind, refuse, wrong_type};
pub use text::{FromInt, FromText, decode_int_enum, decode_text};
pub use union::{Best, Rule, decode_tagged, encode_tagged, matches, misfit, read_value, try_decode};

use serde::Deserializer;

/// A value that can be read leniently.
///
/// Implemented for primitives, collections and this crate's own types here, and for generated types by macros.
pub trait Decode<'de>: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// The deserializer's own, when the value is of a kind that even leniency cannot take.
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads a value straight into its place, in place of what is there: a large one is not moved. After an error the
    /// place may hold a part.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    fn decode_into<D: Deserializer<'de>>(place: &mut Option<Self>, deserializer: D) -> Result<(), D::Error> {
        *place = Some(Self::decode(deserializer)?);
        Ok(())
    }

    /// Reads a value over this one.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    fn read_over<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        *self = Self::decode(deserializer)?;
        Ok(())
    }

    /// What `null` reads as where no `null` was declared. `None` means that the type has no such value.
    fn from_null() -> Option<Self> {
        None
    }

    /// Whether it holds nothing: what an alias of a property may fill.
    fn is_nothing(&self) -> bool {
        false
    }

    /// How many properties were read, here and below, that the type does not know. Only a union that tries its variants
    /// asks.
    fn unknown_properties(&self) -> usize {
        0
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

/// A seed that reads a value over another.
pub(crate) struct Over<'a, T>(pub(crate) &'a mut T);

impl<'de, T: Decode<'de>> serde::de::DeserializeSeed<'de> for Over<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.read_over(deserializer)
    }
}

/// A seed that reads a value into its place, and `null` as what the type has for it; nothing where it has nothing.
pub(crate) struct NullInto<'a, T>(pub(crate) &'a mut Option<T>);

impl<'de, T: Decode<'de>> serde::de::DeserializeSeed<'de> for NullInto<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Decode<'de>> serde::de::Visitor<'de> for NullInto<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        *self.0 = T::from_null();
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::decode_into(self.0, deserializer)
    }
}
