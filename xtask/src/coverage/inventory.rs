//! What is there to read.
//!
//! In: a document after its overlays. Out: its objects in document order, each with the keys that say something.
//! Must not: keep a value, or look into data (`example`, `default`, `x-…`).

use serde_json::{Map, Value};

use super::keyword::{Keyword, Keywords};
use crate::diag::Pointer;
use crate::load::shape::{Kind, Shape};

/// Every object of a document whose keys have a meaning.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    /// Holders before what they hold.
    pub(super) entries: Vec<Entry>,
    /// `x-` keys of maps such as `paths`, which are no objects of their own.
    pub(super) extensions: Vec<Pointer>,
}

/// One object.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) at: Pointer,
    /// The key of the holder that this stands under.
    pub(super) under: Option<Keyword>,
    /// Keys whose values are plain or data.
    pub(super) keys: Keywords,
    /// Keys that are no keywords: extensions, and what the specification does not know.
    pub(super) others: Vec<Box<str>>,
    /// The index behind the last object in this one.
    pub(super) end: usize,
}

impl Inventory {
    pub(super) fn of(document: &Value) -> Self {
        let mut inventory = Self::default();
        if let Value::Object(root) = document {
            inventory.object(root, Kind::Root, Pointer::default(), None);
        }
        inventory
    }

    fn object(&mut self, object: &Map<String, Value>, kind: Kind, at: Pointer, under: Option<Keyword>) {
        let index = self.entries.len();
        let (mut keys, mut others) = (Keywords::default(), Vec::new());
        self.entries.push(Entry { at: at.clone(), under, keys, others: Vec::new(), end: 0 });
        for (key, value) in object {
            match Keyword::of(key) {
                None => others.push(key.as_str().into()),
                Some(keyword) if says_nothing(keyword, value) => {}
                Some(keyword) => {
                    if self.value(value, kind.property(key), &at, keyword) == Read::ByItself {
                        keys.insert(keyword);
                    }
                }
            }
        }
        let end = self.entries.len();
        if let Some(entry) = self.entries.get_mut(index) {
            (entry.keys, entry.others, entry.end) = (keys, others, end);
        }
    }

    /// Enters the objects of a value.
    fn value(&mut self, value: &Value, shape: Shape, holder: &Pointer, key: Keyword) -> Read {
        match (shape, value) {
            (Shape::One(kind) | Shape::OneOrList(kind), Value::Object(object)) => {
                self.object(object, kind, holder.child(key.as_str()), Some(key));
                Read::InParts
            }
            (Shape::Map(kind) | Shape::Patterned(kind), Value::Object(map)) => {
                let at = holder.child(key.as_str());
                let patterned = matches!(shape, Shape::Patterned(_));
                let mut read = Read::InParts;
                for (name, value) in map {
                    match value {
                        _ if patterned && name.starts_with("x-") => self.extensions.push(at.child(name)),
                        Value::Object(object) => self.object(object, kind, at.child(name), Some(key)),
                        _ => read = Read::ByItself,
                    }
                }
                read
            }
            (Shape::List(kind) | Shape::OneOrList(kind), Value::Array(list)) => {
                let at = holder.child(key.as_str());
                let mut read = Read::InParts;
                for (index, value) in list.iter().enumerate() {
                    match value {
                        Value::Object(object) => self.object(object, kind, at.index(index), Some(key)),
                        _ => read = Read::ByItself,
                    }
                }
                read
            }
            _ => Read::ByItself,
        }
    }
}

/// How a key counts as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    /// By a reader of the key.
    ByItself,
    /// By readers of the objects in its value.
    InParts,
}

/// A key without a value, or a flag with the value that it has anyway.
fn says_nothing(keyword: Keyword, value: &Value) -> bool {
    match value {
        Value::Null => !matches!(keyword, Keyword::Default | Keyword::Example | Keyword::Const | Keyword::Value),
        Value::Bool(false) => keyword.is_false_by_default(),
        Value::Array(list) => list.is_empty() && matches!(keyword, Keyword::Required | Keyword::Tags),
        _ => false,
    }
}
