//! Lists, maps and values that may be missing.
//!
//! In: JSON arrays, objects, nulls. Out: Rust collections. `null` is an empty collection, an empty array is an empty
//! map; a `null` element of a type that has no nothing is left out rather than losing the response. An element that its
//! type cannot take is left out, too, and the reader is told: whoever holds the collection keeps its text.

use super::decode::Decode;
use crate::value::maybe::Maybe;
use crate::wire::encode::{Encode, EncodeParts, PartWriter, State};
use crate::wire::pull::{Reader, Stop, Writer};
use std::collections::BTreeMap;

impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut place = None;
        place.read(reader)?;
        Ok(place)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        // `null` is nothing even for types that have a value for it: `Option<Vec<_>>` tells null from empty.
        if reader.null()? {
            *self = None;
            return Ok(());
        }
        T::decode_into(self, reader)
    }

    #[inline]
    fn from_null() -> Option<Self> {
        Some(None)
    }

    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for Option<T> {
    fn state(&self) -> State {
        if self.is_none() { State::Nothing } else { State::Value }
    }

    fn encode(&self, out: &mut Writer) {
        match self {
            Some(value) => value.encode(out),
            None => out.null(),
        }
    }
}

impl<T: EncodeParts> EncodeParts for Option<T> {
    #[inline]
    fn parts(&self, out: &mut PartWriter<'_>) {
        if let Some(value) = self {
            value.parts(out);
        }
    }
}

impl<T: Decode> Decode for Maybe<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        Option::<T>::decode(reader).map(Self::from)
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }

    fn is_nothing(&self) -> bool {
        self.value().is_none()
    }
}

impl<T: Encode> Encode for Maybe<T> {
    fn state(&self) -> State {
        if self.is_absent() { State::Nothing } else { State::Value }
    }

    fn encode(&self, out: &mut Writer) {
        match self {
            Self::Value(value) => value.encode(out),
            Self::Absent | Self::Null => out.null(),
        }
    }
}

impl<T: EncodeParts> EncodeParts for Maybe<T> {
    fn parts(&self, out: &mut PartWriter<'_>) {
        if let Self::Value(value) = self {
            value.parts(out);
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        T::decode(reader).map(Self::new)
    }

    fn from_null() -> Option<Self> {
        T::from_null().map(Self::new)
    }

    fn is_nothing(&self) -> bool {
        (**self).is_nothing()
    }
}

impl<T: Encode> Encode for Box<T> {
    fn state(&self) -> State {
        (**self).state()
    }

    fn encode(&self, out: &mut Writer) {
        (**self).encode(out);
    }
}

impl<T: EncodeParts> EncodeParts for Box<T> {
    fn parts(&self, out: &mut PartWriter<'_>) {
        (**self).parts(out);
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut list = Self::new();
        list.read(reader)?;
        Ok(list)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        self.clear();
        read_array(self, reader)
    }

    fn from_null() -> Option<Self> {
        Some(Self::new())
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// A list, whatever its elements are.
trait List {
    fn read_element(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop>;
}

impl<T: Decode> List for Vec<T> {
    fn read_element(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        if !reader.null()? {
            return T::push_onto(self, reader);
        }
        if let Some(nothing) = T::from_null() {
            self.push(nothing);
        }
        Ok(())
    }
}

fn read_array(list: &mut dyn List, reader: &mut Reader<'_>) -> Result<(), Stop> {
    if reader.null()? {
        return Ok(());
    }
    reader.begin_array("an array")?;
    let mut is_first = true;
    while reader.next_element(&mut is_first)? {
        let mark = reader.mark()?;
        if list.read_element(reader).is_err() {
            reader.recover_element(mark)?;
        }
    }
    Ok(())
}

impl<T: Encode> Encode for Vec<T> {
    fn state(&self) -> State {
        if self.is_empty() { State::Empty } else { State::Value }
    }

    fn encode(&self, out: &mut Writer) {
        self.as_slice().encode(out);
    }
}

impl<T: EncodeParts> EncodeParts for Vec<T> {
    #[inline]
    fn parts(&self, out: &mut PartWriter<'_>) {
        out.list(self);
    }
}

impl<T: Encode, const COUNT: usize> Encode for [T; COUNT] {
    fn encode(&self, out: &mut Writer) {
        self.as_slice().encode(out);
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, out: &mut Writer) {
        out.begin_array();
        for element in self {
            out.element();
            element.encode(out);
        }
        out.end_array();
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut entries = Self::new();
        if !reader.null()? {
            read_map(&mut entries, reader)?;
        }
        Ok(entries)
    }

    fn from_null() -> Option<Self> {
        Some(Self::new())
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// A map, whatever its values are.
trait Map {
    fn read_entry(&mut self, key: &str, reader: &mut Reader<'_>) -> Result<(), Stop>;
}

impl<T: Decode> Map for BTreeMap<String, T> {
    fn read_entry(&mut self, key: &str, reader: &mut Reader<'_>) -> Result<(), Stop> {
        let value = if reader.null()? { T::from_null() } else { Some(T::decode(reader)?) };
        if let Some(value) = value {
            self.insert(key.to_owned(), value);
        }
        Ok(())
    }
}

fn read_map(map: &mut dyn Map, reader: &mut Reader<'_>) -> Result<(), Stop> {
    if reader.empty_array("an object")? {
        return Ok(());
    }
    reader.begin_object("an object")?;
    let mut is_first = true;
    while reader.next_property(&mut is_first)? {
        let key = reader.key()?;
        let mark = reader.mark()?;
        if map.read_entry(&key, reader).is_err() {
            reader.recover(mark)?;
        }
    }
    Ok(())
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn state(&self) -> State {
        if self.is_empty() { State::Empty } else { State::Value }
    }

    fn encode(&self, out: &mut Writer) {
        out.begin_object();
        for (key, value) in self {
            out.key(key);
            value.encode(out);
        }
        out.end_object();
    }
}

impl<T: Encode> EncodeParts for BTreeMap<String, T> {}
