//! What is there to read.
//!
//! In: a document after its overlays. Out: its objects in document order, each with the keys that say something.
//! Must not: keep a value, or look into data (`example`, `default`, `x-…`).

use serde_json::{Map, Value};

use super::keyword::{Keyword, Keywords};
use crate::diag::Pointer;
use crate::load::shape::{NodeKind, PropertyShape};

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
            inventory.object(root, NodeKind::Root, Pointer::default(), None);
        }
        inventory
    }

    fn object(&mut self, object: &Map<String, Value>, kind: NodeKind, at: Pointer, under: Option<Keyword>) {
        let index = self.entries.len();
        let (mut keys, mut others) = (Keywords::default(), Vec::new());
        self.entries.push(Entry { at: at.clone(), under, keys, others: Vec::new(), end: 0 });
        for (key, value) in object {
            let (keyword, shape) = (Keyword::of(key), kind.property(key));
            if keyword.is_some_and(|keyword| says_nothing(keyword, value)) {
                continue;
            }
            // Addresses of callbacks are no keywords, but lead to objects.
            match (keyword, self.value(value, shape, &at, key, keyword)) {
                (_, Read::InParts) => {}
                (Some(keyword), Read::ByItself) => keys.insert(keyword),
                (None, Read::ByItself) => others.push(key.as_str().into()),
            }
        }
        let end = self.entries.len();
        if let Some(entry) = self.entries.get_mut(index) {
            (entry.keys, entry.others, entry.end) = (keys, others, end);
        }
    }

    /// Enters the objects of a value.
    fn value(
        &mut self,
        value: &Value,
        shape: PropertyShape,
        holder: &Pointer,
        key: &str,
        under: Option<Keyword>,
    ) -> Read {
        match (shape, value) {
            (PropertyShape::One(kind) | PropertyShape::OneOrList(kind), Value::Object(object)) => {
                self.object(object, kind, holder.child(key), under);
                Read::InParts
            }
            (PropertyShape::Map(kind) | PropertyShape::Patterned(kind), Value::Object(map)) => {
                let at = holder.child(key);
                let patterned = matches!(shape, PropertyShape::Patterned(_));
                for (name, value) in map {
                    if patterned && name.starts_with("x-") {
                        self.extensions.push(at.child(name));
                    } else {
                        self.held(value, kind, at.child(name), under);
                    }
                }
                Read::InParts
            }
            (PropertyShape::List(kind) | PropertyShape::OneOrList(kind), Value::Array(list)) => {
                let at = holder.child(key);
                for (index, value) in list.iter().enumerate() {
                    self.held(value, kind, at.index(index), under);
                }
                Read::InParts
            }
            _ => Read::ByItself,
        }
    }

    /// What a map or a list holds: an object, or something that a reader has to take for one.
    fn held(&mut self, value: &Value, kind: NodeKind, at: Pointer, under: Option<Keyword>) {
        match value {
            Value::Object(object) => self.object(object, kind, at, under),
            Value::Null => {}
            _ => {
                let end = self.entries.len() + 1;
                self.entries.push(Entry { at, under, keys: Keywords::default(), others: Vec::new(), end });
            }
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
        Value::Null => !is_data(keyword),
        Value::Bool(false) => keyword.is_false_by_default(),
        Value::Array(list) => list.is_empty() && !is_data(keyword) && keyword != Keyword::Security,
        Value::Object(map) => map.is_empty() && matches!(keyword, Keyword::Scopes | Keyword::Mapping),
        _ => false,
    }
}

/// Keywords whose value may be anything, so that nothing is a value, too.
fn is_data(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Default | Keyword::Example | Keyword::Const | Keyword::Value)
}
