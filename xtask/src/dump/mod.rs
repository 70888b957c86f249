//! The intermediate representation and the document, as JSON for other tools.
//!
//! In: the APIs of a run and their sources, or a document after its overlays. Out: text. Must not: decide anything.
//!
//! Names of fields and variants are those of the IR in snake case. Objects have their keys in order, a type is referred
//! to by its name, and every `origin` has file, line and column, so that two outputs can be compared line by line.

use serde_json::{Map, Value, json};

use crate::diag::{Pointer, SourceMap, Span};
use crate::ir::{Api, ORIGIN_KEY, TYPE_KEY};

/// Grows when a property changes its meaning or goes away. docs/ir.md describes the format.
const FORMAT: u32 = 1;

/// The versions of one API, oldest first.
///
/// # Errors
/// If a part cannot be written as JSON: a fault of the generator.
pub fn ir<'a>(versions: impl IntoIterator<Item = (&'a Api, &'a SourceMap)>) -> Result<String, String> {
    let mut all = Vec::new();
    for (api, sources) in versions {
        let mut value = serde_json::to_value(api).map_err(|error| format!("the IR cannot be written: {error}"))?;
        let names: Vec<String> = api.types.iter().map(|def| def.name.to_string()).collect();
        complete(&mut value, &names, sources);
        all.push(value);
    }
    let mut root = json!({ "format": "sdk-ir", "format_version": FORMAT, "versions": all });
    root.sort_all_objects();
    Ok(text(&root))
}

/// A document as it is written, keys in their order.
#[must_use]
pub fn document(value: &Value) -> String {
    text(value)
}

fn text(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Replaces indices of types by their names, and adds the place to every origin.
fn complete(value: &mut Value, names: &[String], sources: &SourceMap) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|element| complete(element, names, sources)),
        Value::Object(object) => match only(object) {
            Some((TYPE_KEY, of)) => *value = name(of, names),
            Some((ORIGIN_KEY, of)) => *value = origin(of, sources),
            _ => object.values_mut().for_each(|value| complete(value, names, sources)),
        },
        _ => {}
    }
}

/// The only entry of an object that has no other.
fn only(object: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (key, value) = object.iter().next().filter(|_| object.len() == 1)?;
    Some((key.as_str(), value))
}

/// The name of the type with this index.
fn name(index: &Value, names: &[String]) -> Value {
    let index = index.as_u64().and_then(|index| usize::try_from(index).ok());
    index.and_then(|index| names.get(index)).map_or(Value::Null, |name| Value::String(name.clone()))
}

fn origin(pointer: &Value, sources: &SourceMap) -> Value {
    let pointer = Pointer::new(pointer.as_str().unwrap_or_default());
    let location = sources.locate(&Span::At(pointer.clone()));
    json!({
        "pointer": pointer.as_str(),
        "file": location.file,
        "line": location.line,
        "column": location.column,
    })
}

#[cfg(test)]
mod tests;
