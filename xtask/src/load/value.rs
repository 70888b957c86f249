//! Builds a value from a deserializer, for YAML and JSON alike.
//!
//! In: any self-describing deserializer. Out: a value with its keys in order, and diagnostics.
//! Must not: stop at an error that it can continue after, so that all are reported at once.

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::collections::HashSet;
use std::fmt;

use super::Limits;
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Pointer, Span, push_key};

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Yaml,
}

/// Why reading stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StopReason {
    Depth,
    Nodes,
    Bytes,
    ComplexKey,
}

/// The state while a value is built.
pub(super) struct ReadState<'l> {
    pub(super) diagnostics: Diagnostics,
    pub(super) stop: Option<StopReason>,
    limits: &'l Limits,
    syntax: Syntax,
    /// The pointer of the node being read, as text, so that a step down or up allocates nothing.
    path: String,
    depth: usize,
    nodes: usize,
    /// Bytes of texts, aliases followed.
    bytes: u64,
}

impl<'l> ReadState<'l> {
    pub(super) fn new(syntax: Syntax, limits: &'l Limits) -> Self {
        Self {
            diagnostics: Diagnostics::default(),
            stop: None,
            limits,
            syntax,
            path: String::new(),
            depth: 0,
            nodes: 0,
            bytes: 0,
        }
    }

    fn pointer(&self) -> Pointer {
        Pointer::new(self.path.as_str())
    }

    fn step(&mut self, key: &str) -> usize {
        let mark = self.path.len();
        push_key(&mut self.path, key);
        mark
    }

    fn count<E: Error>(&mut self) -> Result<(), E> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(self.give_up(StopReason::Nodes));
        }
        Ok(())
    }

    /// Counts a text. More than a file may have come of aliases only.
    fn count_text<E: Error>(&mut self, text: &str) -> Result<(), E> {
        self.bytes += text.len() as u64;
        if self.bytes > self.limits.bytes {
            return Err(self.give_up(StopReason::Bytes));
        }
        self.count()
    }

    fn enter<E: Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > self.limits.depth {
            return Err(self.give_up(StopReason::Depth));
        }
        Ok(())
    }

    fn give_up<E: Error>(&mut self, stop: StopReason) -> E {
        self.stop = Some(stop);
        E::custom("given up")
    }

    fn fault(&mut self, code: Code, message: String, help: &str) {
        let at = self.pointer();
        self.diagnostics.report(code, &at, message, help);
    }
}

/// Reads one node.
pub(super) struct Seed<'s, 'l>(pub(super) &'s mut ReadState<'l>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML or JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.0.count()?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.0.count()?;
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.0.count()?;
        Ok(value.into())
    }

    // As in JSON, a number that 64 bits cannot hold becomes a float.
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.0.count()?;
        if let Some(number) = Number::from_f64(value) {
            return Ok(Value::Number(number));
        }
        self.0.fault(
            codes::LOAD_NOT_A_NUMBER,
            format!("`{value}` is not a number that JSON has"),
            "write a finite number, or quote it if a string is intended",
        );
        Ok(Value::Null)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.0.count_text(value)?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.0.count_text(&value)?;
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.0.count()?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.0.count()?;
        self.0.enter()?;
        let mut list = Vec::new();
        loop {
            let mark = self.0.step(&list.len().to_string());
            let item = items.next_element_seed(Seed(self.0))?;
            self.0.path.truncate(mark);
            match item {
                Some(item) => list.push(item),
                None => break,
            }
        }
        self.0.depth -= 1;
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        self.0.count()?;
        self.0.enter()?;
        let mut object = Object::default();
        while let Some(key) = entries.next_key_seed(Key(self.0))? {
            let mark = self.0.step(&key);
            let value = entries.next_value_seed(Seed(self.0))?;
            if key == "<<" && self.0.syntax == Syntax::Yaml {
                object.merge(value, self.0);
            } else {
                object.insert(key, value, self.0);
            }
            self.0.path.truncate(mark);
        }
        self.0.depth -= 1;
        Ok(Value::Object(object.entries))
    }

    /// serde_yaml shows a tagged node as an enum. The tag is rejected and the node is read without it.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (tag, content) = data.variant::<String>()?;
        self.0.fault(
            codes::LOAD_TAG,
            format!("the tag `!{}` has no meaning in an OpenAPI document", tag.trim_start_matches('!')),
            "remove the tag; write the value itself",
        );
        content.newtype_variant_seed(Seed(self.0))
    }
}

/// A mapping under construction.
#[derive(Default)]
struct Object {
    entries: Map<String, Value>,
    /// Properties from a merge key; the mapping's own properties replace them.
    merged: HashSet<String>,
}

impl Object {
    fn insert(&mut self, key: String, value: Value, state: &mut ReadState<'_>) {
        if self.entries.contains_key(&key) && !self.merged.remove(&key) {
            let span = Span::Duplicate(state.pointer());
            let message = format!("the key `{key}` occurs more than once in the same object");
            state.diagnostics.report_at(codes::LOAD_DUPLICATE_KEY, span, message, "keep one of them, or rename it");
            return;
        }
        self.entries.insert(key, value);
    }

    /// YAML 1.1 merge: own properties win, then the mappings in their order.
    fn merge(&mut self, value: Value, state: &mut ReadState<'_>) {
        let mappings = match value {
            Value::Object(one) => vec![one],
            Value::Array(many) if many.iter().all(Value::is_object) => {
                many.into_iter().filter_map(|one| if let Value::Object(one) = one { Some(one) } else { None }).collect()
            }
            _ => {
                let help = "let `<<` refer to a mapping or a list of mappings";
                state.fault(codes::LOAD_MERGE_KEY, "the merge key `<<` has no object to merge".to_owned(), help);
                return;
            }
        };
        for (key, value) in mappings.into_iter().flatten() {
            if !self.entries.contains_key(&key) {
                self.merged.insert(key.clone());
                self.entries.insert(key, value);
            }
        }
    }
}

/// Reads a key as it is written: `200` and `true` are text.
struct Key<'s, 'l>(&'s mut ReadState<'l>);

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        // A collection as a key makes this call fail before a visitor is called.
        let before = self.0.stop;
        self.0.stop = Some(StopReason::ComplexKey);
        let key = deserializer.deserialize_str(KeyText)?;
        self.0.stop = before;
        self.0.count_text::<D::Error>(&key)?;
        Ok(key)
    }
}

struct KeyText;

impl Visitor<'_> for KeyText {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is plain text")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }
}
