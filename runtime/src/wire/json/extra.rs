//! Properties that a type does not know.
//!
//! In: the JSON text of values, or values that callers set. Out: the same text again, or a value, parsed when it is asked
//! for. Must not: print a value: an unknown property may be a personal one.

use super::json_value;
use serde_json::Value;
use std::collections::{BTreeMap, btree_map};
use std::fmt;
use std::ops::Index;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::OnceLock;

/// Properties of a response that this version of the crate does not know, by name; in a request, properties to send
/// beside the known ones, or in place of them.
///
/// Values are kept as the JSON text that came, and parsed when they are first looked at. A property whose value its field
/// cannot hold is kept here, too.
///
/// ```
/// use sdk_runtime::Extra;
/// let mut extra = Extra::new();
/// extra.insert("colour", "red");
/// assert_eq!(extra.get("colour").and_then(|value| value.as_str()), Some("red"));
/// assert_eq!(extra.text("colour"), Some("\"red\""));
/// ```
#[derive(Default)]
pub struct Extra {
    /// Nothing in most models. Behind a vtable, so that crates with many models do not compile how a map is dropped.
    entries: Option<Box<dyn Entries>>,
}

/// The map of entries.
trait Entries: Send + Sync + UnwindSafe + RefUnwindSafe {
    fn map(&self) -> &BTreeMap<String, Entry>;

    fn map_mut(&mut self) -> &mut BTreeMap<String, Entry>;
}

impl Entries for BTreeMap<String, Entry> {
    fn map(&self) -> &BTreeMap<String, Entry> {
        self
    }

    fn map_mut(&mut self) -> &mut BTreeMap<String, Entry> {
        self
    }
}

impl Clone for Extra {
    fn clone(&self) -> Self {
        Self { entries: self.map().map(|entries| Box::new(entries.clone()) as Box<dyn Entries>) }
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        match (self.map(), other.map()) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => self.is_empty() && other.is_empty(),
        }
    }
}

#[derive(Clone)]
struct Entry {
    text: Box<str>,
    value: OnceLock<Value>,
}

impl Entry {
    fn value(&self) -> &Value {
        self.value.get_or_init(|| json_value::parse(&self.text))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.value() == other.value()
    }
}

impl Extra {
    /// No properties.
    pub const fn new() -> Self {
        Self { entries: None }
    }

    fn map(&self) -> Option<&BTreeMap<String, Entry>> {
        self.entries.as_ref().map(|entries| entries.map())
    }

    fn map_mut(&mut self) -> &mut BTreeMap<String, Entry> {
        self.entries.get_or_insert_with(|| Box::new(BTreeMap::new())).map_mut()
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.map()?.get(name)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.map().is_none_or(BTreeMap::is_empty)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.map().map_or(0, BTreeMap::len)
    }

    /// Whether there is one of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The value of a property. What a [`Value`] cannot hold (a number beyond `f64`, very deep nesting) is a string with its
    /// JSON text.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entry(name).map(Entry::value)
    }

    /// The JSON text of a property, exactly as it came.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.entry(name).map(|entry| &*entry.text)
    }

    /// Sets a property; returns what it was before.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let value = value.into();
        let entry = Entry { text: value.to_string().into(), value: OnceLock::from(value) };
        self.map_mut().insert(name.into(), entry).map(|entry| entry.value().clone())
    }

    /// Removes a property; returns what it was.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.map_mut().remove(name).map(|entry| entry.value().clone())
    }

    /// Names and values, by name.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.map().map(BTreeMap::iter).unwrap_or_default())
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.map().into_iter().flat_map(|entries| entries.keys().map(String::as_str))
    }

    /// Keeps the JSON text of a property; the last of several counts.
    pub(super) fn keep(&mut self, name: &str, text: &str) {
        self.map_mut().insert(name.to_owned(), Entry { text: text.into(), value: OnceLock::new() });
    }

    /// Names and JSON texts, by name.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.map().into_iter().flatten();
        entries.map(|(name, entry)| (name.as_str(), &*entry.text))
    }
}

/// Names and values of an [`Extra`], by name.
#[derive(Clone)]
pub struct Iter<'a>(btree_map::Iter<'a, String, Entry>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, entry)| (name.as_str(), entry.value()))
    }
}

impl fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").finish_non_exhaustive()
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a Value);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<N: Into<String>, V: Into<Value>> Extend<(N, V)> for Extra {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, entries: I) {
        for (name, value) in entries {
            self.insert(name, value);
        }
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let mut extra = Self::new();
        extra.extend(entries);
        extra
    }
}

impl<N: Into<String>, V: Into<Value>, const COUNT: usize> From<[(N, V); COUNT]> for Extra {
    fn from(entries: [(N, V); COUNT]) -> Self {
        entries.into_iter().collect()
    }
}

impl Index<&str> for Extra {
    type Output = Value;

    /// The value of a property; null where there is none, as [`Value`] has it.
    fn index(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&Value::Null)
    }
}

impl fmt::Debug for Extra {
    /// The names only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.keys()).finish()
    }
}
