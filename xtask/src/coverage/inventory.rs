//! What is there to read.
//!
//! In: a document after its overlays. Out: its objects in document order, each with the keys that say something.
//! Must not: keep a value, or look into data (`example`, `default`, `x-…`).

use std::collections::HashSet;

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
    /// Objects inside extensions that references lead to: their indices in `entries`.
    pub(super) roots: Vec<usize>,
    targets: Vec<(Pointer, NodeKind)>,
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
        let mut seen = HashSet::new();
        while let Some((at, kind)) = inventory.targets.pop() {
            if let (true, Some(Value::Object(object))) = (seen.insert(at.clone()), document.pointer(at.as_str())) {
                inventory.roots.push(inventory.entries.len());
                inventory.object(object, kind, at, None);
            }
        }
        inventory
    }

    /// Remembers a reference into an extension: what it leads to is read, though nothing else there is.
    fn note_target(&mut self, object: &Map<String, Value>, kind: NodeKind) {
        if !kind.may_refer() {
            return;
        }
        let target = object.get(Keyword::Ref.as_str()).and_then(Value::as_str).and_then(|text| text.strip_prefix('#'));
        if let Some(target) = target.filter(|target| target.starts_with("/x-")) {
            self.targets.push((Pointer::new(target), kind));
        }
    }

    fn object(&mut self, object: &Map<String, Value>, kind: NodeKind, at: Pointer, under: Option<Keyword>) {
        self.note_target(object, kind);
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
            // A lone object in place of a list is taken as its only element.
            (
                PropertyShape::One(kind) | PropertyShape::OneOrList(kind) | PropertyShape::List(kind),
                Value::Object(object),
            ) => {
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
        // The typed document has no null in these; a property without a default is unset as well.
        Value::Null => !matches!(keyword, Keyword::Const | Keyword::Value),
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
