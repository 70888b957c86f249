//! What JSON Schema says of values that no type shows: `if`, `not`, `contains` and their like.
//!
//! In: the document before `downlevel`, which takes these keywords out. Out: their values, by the schema that has them.
//! Must not: interpret them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diag::Pointer;

/// The keywords.
const KEYWORDS: [&str; 17] = [
    "if",
    "then",
    "else",
    "not",
    "dependentRequired",
    "dependentSchemas",
    "propertyNames",
    "patternProperties",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentMediaType",
    "contentSchema",
    "dependencies",
];

/// Objects with values of their own, in which a keyword is none.
const VALUES: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// The conditions of a document.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    by_schema: BTreeMap<String, Map<String, Value>>,
}

impl Conditions {
    /// Collects them from a document as it is described.
    #[must_use]
    pub fn of(root: &Value) -> Self {
        let mut found = Self::default();
        let mut queue = vec![(Pointer::default(), root)];
        while let Some((at, value)) = queue.pop() {
            match value {
                Value::Object(map) => {
                    found.enter(&at, map);
                    let below = map.iter().filter(|(key, _)| !VALUES.contains(&key.as_str()));
                    queue.extend(below.map(|(key, value)| (at.child(key), value)));
                }
                Value::Array(items) => {
                    queue.extend(items.iter().enumerate().map(|(index, value)| (at.index(index), value)));
                }
                _ => {}
            }
        }
        found
    }

    fn enter(&mut self, at: &Pointer, map: &Map<String, Value>) {
        // The key of a property or a component is a name, whatever it looks like.
        let is_names = at.as_str().ends_with("/properties") || at.as_str().ends_with("/schemas");
        if is_names {
            return;
        }
        let own: Map<String, Value> = map
            .iter()
            .filter(|(key, _)| KEYWORDS.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if !own.is_empty() {
            self.by_schema.insert(at.as_str().to_owned(), own);
        }
    }

    /// Those of the schema at a pointer of the working document.
    #[must_use]
    pub fn at(&self, at: &Pointer) -> Option<&Map<String, Value>> {
        let text = at.as_str();
        self.by_schema.get(text).or_else(|| {
            let rest = text.strip_prefix("/x-webhooks")?;
            self.by_schema.get(&format!("/webhooks{rest}"))
        })
    }
}
