//! Changes to a document, recorded in its source map.
//!
//! In: a node and an update. Out: the node changed. Must not: judge whether the change makes sense.

use serde_json::{Map, Value};

use crate::diag::{Pointer, SourceId, SourceMap};

/// An update that does not fit its target.
pub(super) struct TypeMismatch {
    pub(super) target: &'static str,
    pub(super) update: &'static str,
    pub(super) help: &'static str,
}

/// The way from an overlay's update into the document.
pub(super) struct Merge<'s> {
    pub(super) sources: &'s mut SourceMap,
    pub(super) source: SourceId,
}

impl Merge<'_> {
    /// Applies `update`, written at `there` in the overlay, to the match at `here`.
    ///
    /// Overlay 1.0: an object is merged into an object, an array takes the update as one more item. A list as the
    /// update of an array adds each of its items, as other tools do.
    pub(super) fn lay(
        &mut self,
        node: &mut Value,
        update: Value,
        here: &Pointer,
        there: &Pointer,
    ) -> Result<(), TypeMismatch> {
        let (target, given) = (kind(node), kind(&update));
        match (node, update) {
            (Value::Object(node), Value::Object(update)) => self.merge(node, update, here, there),
            (Value::Array(node), Value::Array(update)) => self.append(node, update, here, there),
            (Value::Array(node), update) => {
                self.sources.record(&here.index(node.len()), self.source, there.clone());
                node.push(update);
            }
            (Value::Object(_), _) => {
                return Err(TypeMismatch { target, update: given, help: "write a mapping of the properties to set" });
            }
            _ => {
                let help = "target the mapping that holds this value, and name the property in the update";
                return Err(TypeMismatch { target, update: given, help });
            }
        }
        Ok(())
    }

    fn merge(&mut self, node: &mut Map<String, Value>, update: Map<String, Value>, here: &Pointer, there: &Pointer) {
        for (key, value) in update {
            let (here, there) = (here.child(&key), there.child(&key));
            match (node.get_mut(&key), value) {
                (Some(Value::Object(node)), Value::Object(update)) => self.merge(node, update, &here, &there),
                (Some(Value::Array(node)), Value::Array(update)) => self.append(node, update, &here, &there),
                (_, value) => {
                    self.sources.record(&here, self.source, there);
                    node.insert(key, value);
                }
            }
        }
    }

    fn append(&mut self, node: &mut Vec<Value>, update: Vec<Value>, here: &Pointer, there: &Pointer) {
        for (index, item) in update.into_iter().enumerate() {
            self.sources.record(&here.index(node.len()), self.source, there.index(index));
            node.push(item);
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

/// Removes the node at `here`. It may already be gone with its parent.
pub(super) fn remove(value: &mut Value, sources: &mut SourceMap, here: &Pointer) {
    let (Some(parent), Some(key)) = (here.parent(), here.parts().last()) else { return };
    match value.pointer_mut(parent.as_str()) {
        Some(Value::Object(properties)) => {
            properties.shift_remove(&key);
            sources.forget(here);
        }
        Some(Value::Array(items)) => {
            let Ok(index) = key.parse::<usize>() else { return };
            let len = items.len();
            if index < len {
                items.remove(index);
                sources.removed_item(&parent, index, len);
            }
        }
        _ => {}
    }
}

/// Sorts items of one list by their number.
pub(super) fn order(pointer: &Pointer) -> Vec<(Option<usize>, String)> {
    pointer.parts().map(|part| (part.parse().ok(), part)).collect()
}
