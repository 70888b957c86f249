//! Properties that a type does not name, but to which the document gives a type.
//!
//! In: properties that no field takes. Out: those that are of that type, by name; the JSON text of all others. Must not:
//! lose a value that is of another type.

use super::decode::Decode;
use super::extra::Extra;
use super::rest::{Keep, Rest, RestParts};
use crate::wire::encode::{Encode, EncodeParts, State};
use crate::wire::pull::{Reader, Stop, Writer};
use std::collections::{BTreeMap, btree_map};
use std::ops::{Deref, DerefMut};

/// Properties beside the fields of a model, by name, where the API's document says what their values are.
///
/// It is a map of them. A value that is not what the document says is in [`odd`](Self::odd), like one that its field cannot
/// hold.
///
/// ```
/// use sdk_runtime::TypedExtra;
/// let mut extra = TypedExtra::from([("weight".to_owned(), 3_i64)]);
/// extra.insert("height".to_owned(), 5);
/// assert_eq!(extra.get("weight"), Some(&3));
/// assert!(extra.odd.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TypedExtra<T> {
    known: BTreeMap<String, T>,
    /// What is not of that type, and values that their fields cannot hold. It is written in place of an entry or field of the
    /// same name.
    pub odd: Extra,
}

impl<T> TypedExtra<T> {
    /// No properties.
    pub const fn new() -> Self {
        Self { known: BTreeMap::new(), odd: Extra::new() }
    }
}

impl<T> Default for TypedExtra<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for TypedExtra<T> {
    type Target = BTreeMap<String, T>;

    fn deref(&self) -> &Self::Target {
        &self.known
    }
}

impl<T> DerefMut for TypedExtra<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.known
    }
}

impl<T> From<BTreeMap<String, T>> for TypedExtra<T> {
    fn from(known: BTreeMap<String, T>) -> Self {
        Self { known, odd: Extra::new() }
    }
}

impl<N: Into<String>, T, const COUNT: usize> From<[(N, T); COUNT]> for TypedExtra<T> {
    fn from(entries: [(N, T); COUNT]) -> Self {
        entries.into_iter().collect()
    }
}

impl<N: Into<String>, T> FromIterator<(N, T)> for TypedExtra<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(entries: I) -> Self {
        entries.into_iter().map(|(name, value)| (name.into(), value)).collect::<BTreeMap<_, _>>().into()
    }
}

impl<N: Into<String>, T> Extend<(N, T)> for TypedExtra<T> {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, entries: I) {
        self.known.extend(entries.into_iter().map(|(name, value)| (name.into(), value)));
    }
}

impl<'a, T> IntoIterator for &'a TypedExtra<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = btree_map::Iter<'a, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.known.iter()
    }
}

/// The entries; what is odd is left behind.
impl<T> IntoIterator for TypedExtra<T> {
    type Item = (String, T);
    type IntoIter = btree_map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.known.into_iter()
    }
}

impl<T: Encode> Rest for TypedExtra<T> {
    fn is_empty(&self) -> bool {
        self.known.is_empty() && self.odd.is_empty()
    }

    fn has(&self, name: &str) -> bool {
        self.known.contains_key(name) || self.odd.contains_key(name)
    }

    fn write(&self, out: &mut Writer) {
        for (name, value) in self.known.iter().filter(|(name, _)| !self.odd.contains_key(name)) {
            out.key(name);
            value.encode(out);
        }
        self.odd.write(out);
    }
}

impl<T: Encode> Encode for TypedExtra<T> {
    fn state(&self) -> State {
        if Rest::is_empty(self) { State::Empty } else { State::Value }
    }

    fn encode(&self, out: &mut Writer) {
        out.begin_object();
        self.write(out);
        out.end_object();
    }
}

impl<T: EncodeParts> RestParts for TypedExtra<T> {
    fn each_part(&self, see: &mut dyn FnMut(&str, &dyn EncodeParts)) {
        for (name, value) in self.known.iter().filter(|(name, _)| !self.odd.contains_key(name)) {
            see(name, value);
        }
        self.odd.each_part(see);
    }
}

impl<T: Decode> Keep for TypedExtra<T> {
    fn keep(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Stop> {
        let mark = reader.mark()?;
        let mut value = None;
        if reader.null()? {
            value = T::from_null();
        } else if T::decode_into(&mut value, reader).is_err() {
            value = None;
            reader.recover(mark)?;
        }
        // The last of several of one name counts.
        self.known.remove(name);
        self.odd.remove(name);
        // The whole value, or a part of it, or its last digits.
        if reader.take_inexact() {
            Extra::keep(&mut self.odd, name, reader.since(mark));
        }
        if let Some(value) = value {
            self.known.insert(name.to_owned(), value);
        }
        Ok(())
    }

    fn keep_text(&mut self, name: &str, text: &str) {
        Extra::keep(&mut self.odd, name, text);
    }
}
