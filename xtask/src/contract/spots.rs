//! Where a fact of a contract was written.
//!
//! In: a pointer into the working document. Out: the part that says it, through references and `allOf`, and its place
//! in a file. Must not: know what a keyword means beyond these.

use std::collections::HashSet;

use serde_json::Value;

use super::Contract;
use crate::diag::{Pointer, Written};

impl Contract {
    /// The value at a pointer, as the working document has it.
    #[must_use]
    pub fn value(&self, at: &Pointer) -> Option<&Value> {
        self.root.pointer(at.as_str())
    }

    /// The property `path` of the schema at `at`, in the schema itself, in what it refers to, or in a part of it.
    #[must_use]
    pub fn part(&self, at: &Pointer, path: &[&str]) -> Option<Pointer> {
        let mut queue = vec![at.clone()];
        let mut known = HashSet::new();
        let mut next = 0;
        while let Some(here) = queue.get(next).cloned() {
            next += 1;
            if !known.insert(here.clone()) {
                continue;
            }
            let Some(Value::Object(map)) = self.value(&here) else { continue };
            let wanted = path.iter().fold(here.clone(), |at, key| at.child(key));
            if self.value(&wanted).is_some() {
                return Some(wanted);
            }
            if let Some(target) = map.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#')) {
                queue.push(Pointer::new(target));
            }
            for key in ["allOf", "oneOf", "anyOf"] {
                let Some(parts) = map.get(key).and_then(Value::as_array) else { continue };
                // Of several branches none speaks for the whole.
                if key == "allOf" || parts.len() <= 2 {
                    queue.extend((0..parts.len()).map(|index| here.child(key).index(index)));
                }
            }
        }
        None
    }

    /// The first of these keywords of a schema that its file has; else the first that the schema has.
    #[must_use]
    pub fn keyword(&self, at: &Pointer, keys: &[&str]) -> Option<Pointer> {
        let parts: Vec<Pointer> = keys.iter().filter_map(|key| self.part(at, &[key])).collect();
        let own = keys.iter().map(|key| at.child(key));
        // `downlevel` writes some keywords in another way.
        let mut all = parts.iter().cloned().chain(own);
        let as_written = all.find(|at| {
            let last = |pointer: &Pointer| pointer.as_str().rsplit('/').next().map(str::to_owned);
            last(&self.written(at).pointer) == last(at)
        });
        as_written.or_else(|| parts.into_iter().next())
    }

    /// Where a part was written, or the nearest part around it that was.
    #[must_use]
    pub fn written(&self, at: &Pointer) -> Written {
        self.sources.written(at)
    }
}
