//! What the object macros stand on: reading properties in any order, keeping unknown ones, writing those that are set.
//!
//! In: a JSON object and a generated type. Out: the filled type, or the written object. The macros expand to little
//! more than the table of property names; the work is done here, once.

use super::collections::empty_array;
use super::{Decode, NullInto, Over, Seed, refuse};
use crate::wire::encode::{Encode, State};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde_json::Value;
use std::any::TypeId;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// Properties of a response that this version of the crate does not know, by wire name.
pub type Extra = BTreeMap<String, Value>;

/// A generated type that is read property by property.
pub trait Object: Sized {
    /// The type's name, for messages.
    const NAME: &'static str;

    /// The value before any property is read.
    fn empty() -> Self;

    /// Reads the value of the property `key` out of `map` into its place.
    ///
    /// # Errors
    /// The deserializer's own.
    fn set<'de, A: MapAccess<'de>>(&mut self, key: Key<'de>, map: &mut A) -> Result<(), A::Error>;

    /// How many properties the value holds, here and below, that its type does not know.
    fn unknown(&self) -> usize;
}

/// A property's name; borrowed from the body wherever it holds no escapes.
pub type Key<'de> = Cow<'de, str>;

/// Reads an object; `[]` is the empty one.
///
/// # Errors
/// The deserializer's own.
pub fn decode_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = T::empty();
    deserializer.deserialize_any(Fill(&mut object))?;
    Ok(object)
}

/// Reads an object into its place; `[]` is the empty one.
///
/// # Errors
/// The deserializer's own.
pub fn decode_object_into<'de, T: Object, D: Deserializer<'de>>(
    place: &mut Option<T>,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_any(Fill(place.insert(T::empty())))
}

/// Fills an empty object.
struct Fill<'a, T>(&'a mut T);

impl<'de, T: Object> Visitor<'de> for Fill<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    refuse! { boolean, number, string, null }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        empty_array(seq, &self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(KeySeed)? {
            self.0.set(key, &mut map)?;
        }
        Ok(())
    }
}

/// Reads a property's name.
pub(crate) struct KeySeed;

impl<'de> serde::de::DeserializeSeed<'de> for KeySeed {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }

    fn visit_string<E>(self, key: String) -> Result<Key<'de>, E> {
        Ok(Cow::Owned(key))
    }
}

/// Reads a property into its place; the last of several wins.
///
/// # Errors
/// The deserializer's own.
pub fn read<'de, T: Decode<'de>, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
    map.next_value_seed(Over(place))
}

/// Reads a property that has aliases into its place: nothing does not take the place of a value.
///
/// # Errors
/// The deserializer's own.
pub fn read_own<'de, T: Decode<'de>, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
    let value: T = map.next_value_seed(Seed::new())?;
    if !value.is_nothing() || place.is_nothing() {
        *place = value;
    }
    Ok(())
}

/// Reads a property that came under an alias: it fills a place that holds nothing.
///
/// # Errors
/// The deserializer's own.
pub fn read_alias<'de, T: Decode<'de>, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
    if place.is_nothing() {
        return read_own(place, map);
    }
    map.next_value::<serde::de::IgnoredAny>().map(drop)
}

/// Keeps a property that the type does not know.
///
/// # Errors
/// The deserializer's own.
pub fn keep<'de, T: Decode<'de>, A: MapAccess<'de>>(
    extra: &mut BTreeMap<String, T>,
    key: Key<'de>,
    map: &mut A,
) -> Result<(), A::Error> {
    #[cfg(feature = "test-util")]
    super::unknown::note(&key);
    let mut value = None;
    map.next_value_seed(NullInto(&mut value))?;
    if let Some(value) = value {
        extra.insert(key.into_owned(), value);
    }
    Ok(())
}

/// How many of the properties beyond the named ones no type knows. Those that the description gives a type are known.
pub fn beyond<'de, T: Decode<'de> + 'static>(extra: &BTreeMap<String, T>) -> usize {
    if TypeId::of::<T>() == TypeId::of::<Value>() {
        extra.len()
    } else {
        extra.values().map(T::unknown_properties).sum()
    }
}

/// Writes a property of a type that is also read: nothing and empty collections are left out unless marked `always`. A
/// property of this name in `extra` takes its place.
///
/// # Errors
/// The serializer's own.
pub fn property<T: Encode, E, M: SerializeMap>(
    map: &mut M,
    wire: &'static str,
    value: &T,
    mark: &'static str,
    extra: Option<&BTreeMap<String, E>>,
) -> Result<(), M::Error> {
    let is_written = matches!(value.state(), State::Value) || !mark.is_empty();
    if !is_written || extra.is_some_and(|extra| is_replaced(extra, wire)) {
        return Ok(());
    }
    map.serialize_entry(wire, value)
}

/// Writes a property of a type that is only written: an empty collection was set on purpose and is sent. A property of this
/// name in `extra` takes its place.
///
/// # Errors
/// The serializer's own.
pub fn set_property<T: Encode, E, M: SerializeMap>(
    map: &mut M,
    wire: &'static str,
    value: &T,
    mark: &'static str,
    extra: Option<&BTreeMap<String, E>>,
) -> Result<(), M::Error> {
    let is_written = !matches!(value.state(), State::Nothing) || !mark.is_empty();
    if !is_written || extra.is_some_and(|extra| is_replaced(extra, wire)) {
        return Ok(());
    }
    map.serialize_entry(wire, value)
}

/// The properties beyond the named ones, if there are any: looked at once for each object, since nearly always there are
/// none.
#[inline]
pub fn some_extra<E>(extra: &BTreeMap<String, E>) -> Option<&BTreeMap<String, E>> {
    if extra.is_empty() { None } else { Some(extra) }
}

/// Whether a property of this name is written in place of the named one.
#[cold]
fn is_replaced<E>(extra: &BTreeMap<String, E>, wire: &str) -> bool {
    extra.contains_key(wire)
}

/// Writes the properties that the type does not know, and those that are to be written otherwise than it knows them.
///
/// # Errors
/// The serializer's own.
pub fn write_extra<T: serde::Serialize, M: SerializeMap>(
    map: &mut M,
    extra: &BTreeMap<String, T>,
) -> Result<(), M::Error> {
    for (key, value) in extra {
        map.serialize_entry(key, value)?;
    }
    Ok(())
}

/// A field as `Debug` may show it: one that is marked only where it holds nothing.
#[derive(Clone, Copy)]
pub struct Shown<'a, T> {
    value: &'a T,
    mark: &'static str,
}

/// A field as `Debug` may show it.
pub const fn shown<'a, T>(value: &'a T, mark: &'static str) -> Shown<'a, T> {
    Shown { value, mark }
}

impl<T: Encode + fmt::Debug> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mark.is_empty() || !matches!(self.value.state(), State::Value) {
            self.value.fmt(f)
        } else {
            f.write_str("<redacted>")
        }
    }
}
