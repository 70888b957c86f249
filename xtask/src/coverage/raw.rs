//! A view of one object of a document that enters in the account whatever it hands out.
//!
//! In: the document after `downlevel`, a pointer. Out: values, objects further down, and where they stand.
//! Must not: hand a value out unaccounted for.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::account::{Account, Reads};
use super::keyword::{Keyword, Keywords};
use crate::diag::Pointer;

/// How many references may lead to one another.
const CHAIN: usize = 16;

/// A document and its account.
#[derive(Debug, Clone, Copy)]
pub struct Raw<'d> {
    pub root: &'d Value,
    pub account: &'d Account,
}

/// An object whose facts are read. What was read is entered when this goes.
#[derive(Debug)]
pub struct Object<'d> {
    raw: Raw<'d>,
    at: Pointer,
    map: &'d Map<String, Value>,
    carried: Cell<Keywords>,
}

impl<'d> Raw<'d> {
    /// The object at a pointer; references are followed.
    #[must_use]
    pub fn object(self, at: &Pointer) -> Option<Object<'d>> {
        Object::of(self, at.clone(), find(self.root, at.as_str())?)
    }
}

impl<'d> Object<'d> {
    fn of(raw: Raw<'d>, at: Pointer, value: &'d Value) -> Option<Self> {
        let (mut at, mut value) = (at, value);
        for _ in 0..CHAIN {
            let map = value.as_object()?;
            let Some(Value::String(reference)) = map.get(Keyword::Ref.as_str()) else {
                return Some(Self { raw, at, map, carried: Cell::default() });
            };
            let target = reference.strip_prefix('#')?;
            raw.account.used(&at, Keyword::Ref);
            at = Pointer::new(target);
            value = find(raw.root, target)?;
        }
        None
    }

    /// Where the object stands, after references.
    #[must_use]
    pub fn at(&self) -> &Pointer {
        &self.at
    }

    /// The value of a keyword.
    #[must_use]
    pub fn value(&self, keyword: Keyword) -> Option<&'d Value> {
        let value = self.map.get(keyword.as_str())?;
        self.enter(keyword);
        Some(value)
    }

    fn enter(&self, keyword: Keyword) {
        let mut carried = self.carried.get();
        carried.insert(keyword);
        self.carried.set(carried);
    }

    /// The text of a keyword.
    #[must_use]
    pub fn text(&self, keyword: Keyword) -> Option<&'d str> {
        self.map.get(keyword.as_str())?.as_str()?;
        self.value(keyword)?.as_str()
    }

    #[must_use]
    pub fn flag(&self, keyword: Keyword) -> bool {
        self.map.get(keyword.as_str()).is_some_and(Value::is_boolean)
            && self.value(keyword).is_some_and(|value| *value == Value::Bool(true))
    }

    /// The object under a keyword.
    #[must_use]
    pub fn object(&self, keyword: Keyword) -> Option<Self> {
        Self::of(self.raw, self.at.child(keyword.as_str()), self.map.get(keyword.as_str())?)
    }

    /// The objects of the map under a keyword, in the map's order.
    #[must_use]
    pub fn map(&self, keyword: Keyword) -> Vec<(&'d str, Self)> {
        let Some(Value::Object(map)) = self.map.get(keyword.as_str()) else { return Vec::new() };
        self.enter(keyword);
        let at = self.at.child(keyword.as_str());
        let held =
            map.iter().filter_map(|(name, value)| Some((name.as_str(), Self::of(self.raw, at.child(name), value)?)));
        held.collect()
    }

    /// The objects of the list under a keyword.
    #[must_use]
    pub fn list(&self, keyword: Keyword) -> Vec<Self> {
        let Some(Value::Array(list)) = self.map.get(keyword.as_str()) else { return Vec::new() };
        let at = self.at.child(keyword.as_str());
        list.iter().enumerate().filter_map(|(index, value)| Self::of(self.raw, at.index(index), value)).collect()
    }

    /// The entries of a map of values, in the map's order.
    #[must_use]
    pub fn values(&self, keyword: Keyword) -> Vec<(&'d str, &'d Value)> {
        if !self.map.get(keyword.as_str()).is_some_and(Value::is_object) {
            return Vec::new();
        }
        let map = self.value(keyword).and_then(Value::as_object);
        map.into_iter().flatten().map(|(name, value)| (name.as_str(), value)).collect()
    }
}

/// The value at a pointer. Unlike `Value::pointer` it makes a copy of escaped keys only, which are few.
fn find<'v>(root: &'v Value, pointer: &str) -> Option<&'v Value> {
    pointer.split('/').skip(1).try_fold(root, |value, part| match value {
        Value::Object(map) if part.contains('~') => map.get(&part.replace("~1", "/").replace("~0", "~")),
        Value::Object(map) => map.get(part),
        Value::Array(list) => list.get(part.parse::<usize>().ok()?),
        _ => None,
    })
}

impl Drop for Object<'_> {
    fn drop(&mut self) {
        let carried = self.carried.get();
        self.raw.account.read(&self.at, Reads { used: Keywords::default(), carried });
    }
}
