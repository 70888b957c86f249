//! Lenient reading of lists, maps and values that may be missing.
//!
//! In: JSON arrays, objects, nulls. Out: Rust collections. `null` is an empty collection, an empty array is an empty
//! map; a `null` element of a type that has no nothing is left out rather than losing the response.

use super::{Decode, JsonKind, NullInto, refuse, wrong_type};
use crate::value::maybe::Maybe;
use crate::wire::encode::{Encode, PartWriter, State};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

impl<'de, T: Decode<'de>> Decode<'de> for Option<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // `null` is nothing even for types that have a value for it: `Option<Vec<_>>` tells null from empty.
        let mut place = None;
        deserializer.deserialize_option(OptionInto(&mut place))?;
        Ok(place)
    }

    fn read_over<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(OptionInto(self))
    }

    fn from_null() -> Option<Self> {
        Some(None)
    }

    fn is_nothing(&self) -> bool {
        self.is_none()
    }

    fn unknown_properties(&self) -> usize {
        self.as_ref().map_or(0, T::unknown_properties)
    }
}

struct OptionInto<'a, T>(&'a mut Option<T>);

impl<'de, T: Decode<'de>> Visitor<'de> for OptionInto<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        *self.0 = None;
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::decode_into(self.0, deserializer)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn state(&self) -> State {
        if self.is_none() { State::Nothing } else { State::Value }
    }

    fn parts(&self, out: &mut PartWriter<'_>) {
        if let Some(value) = self {
            value.parts(out);
        }
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Maybe<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::decode(deserializer).map(Self::from)
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }

    fn is_nothing(&self) -> bool {
        self.value().is_none()
    }

    fn unknown_properties(&self) -> usize {
        self.value().map_or(0, T::unknown_properties)
    }
}

impl<T: Encode> Encode for Maybe<T> {
    fn state(&self) -> State {
        if self.is_absent() { State::Nothing } else { State::Value }
    }

    fn parts(&self, out: &mut PartWriter<'_>) {
        if let Self::Value(value) = self {
            value.parts(out);
        }
    }
}

impl<T: serde::Serialize> serde::Serialize for Maybe<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_some(value),
            Self::Absent | Self::Null => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Box<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self::new)
    }

    fn from_null() -> Option<Self> {
        T::from_null().map(Self::new)
    }

    fn is_nothing(&self) -> bool {
        (**self).is_nothing()
    }

    fn unknown_properties(&self) -> usize {
        (**self).unknown_properties()
    }
}

impl<T: Encode> Encode for Box<T> {
    fn state(&self) -> State {
        (**self).state()
    }

    fn parts(&self, out: &mut PartWriter<'_>) {
        (**self).parts(out);
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }

    fn from_null() -> Option<Self> {
        Some(Self::new())
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }

    fn unknown_properties(&self) -> usize {
        self.iter().map(T::unknown_properties).sum()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn state(&self) -> State {
        if self.is_empty() { State::Empty } else { State::Value }
    }

    fn parts(&self, out: &mut PartWriter<'_>) {
        out.list(self);
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Decode<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    refuse! { boolean, number, string }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Vec<T>, A::Error> {
        Err(wrong_type(JsonKind::Object, &self))
    }

    fn visit_unit<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        let mut element = None;
        while seq.next_element_seed(NullInto(&mut element))?.is_some() {
            if let Some(element) = element.take() {
                list.push(element);
            }
        }
        Ok(list)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for BTreeMap<String, T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MapVisitor(PhantomData))
    }

    fn from_null() -> Option<Self> {
        Some(Self::new())
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }

    fn unknown_properties(&self) -> usize {
        self.values().map(T::unknown_properties).sum()
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn state(&self) -> State {
        if self.is_empty() { State::Empty } else { State::Value }
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Decode<'de>> Visitor<'de> for MapVisitor<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    refuse! { boolean, number, string }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(BTreeMap::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        empty_array(seq, &self)?;
        Ok(BTreeMap::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            let mut value = None;
            map.next_value_seed(NullInto(&mut value))?;
            if let Some(value) = value {
                entries.insert(key, value);
            }
        }
        Ok(entries)
    }
}

/// Takes `[]` where an object belongs: PHP servers write their empty objects so.
pub(super) fn empty_array<'de, A: SeqAccess<'de>>(
    mut seq: A,
    expected: &dyn serde::de::Expected,
) -> Result<(), A::Error> {
    match seq.next_element::<serde::de::IgnoredAny>()? {
        None => Ok(()),
        Some(_) => Err(wrong_type(JsonKind::Array, expected)),
    }
}
