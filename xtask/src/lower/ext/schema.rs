//! `x-sdk` on schemas, and the older extensions that name enum values.
//!
//! In: a schema's annotations. Out: its name, whether it is redacted, names and texts of its values.
//! Must not: name anything itself.

use std::collections::BTreeMap;

use serde_json::Value;

use super::reader::{Reader, wrong};
use crate::coverage::{Keyword, Reads};
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};
use crate::ir::Deprecation;
use crate::lower::names::reads_as_name;
use crate::resolve::{Annotations, Kind, Node};

/// The older extensions that name values.
const NAMES: [Keyword; 3] = [Keyword::XEnumVarnames, Keyword::XEnumNamesCamel, Keyword::XEnumNames];
/// Those that describe them.
const TEXTS: [Keyword; 2] = [Keyword::XEnumDescriptions, Keyword::XEnumDescriptionsCamel];

/// Names and texts of enum values, by value.
#[derive(Debug, Default)]
pub(in crate::lower) struct EnumFacts {
    pub(in crate::lower) names: BTreeMap<String, String>,
    pub(in crate::lower) docs: BTreeMap<String, String>,
}

/// The type's name, where the extension gives one.
pub(in crate::lower) fn schema_name(notes: &Annotations) -> Option<&str> {
    notes.extension(super::KEY)?.get("name")?.as_str().filter(|name| !name.is_empty())
}

/// The property must not be shown.
pub(in crate::lower) fn is_redacted(notes: &Annotations) -> bool {
    notes.extension(super::KEY).and_then(|value| value.get("redact")).and_then(Value::as_bool).unwrap_or(false)
}

/// Whether and since when the schema is deprecated. What is wrong in the extension is reported elsewhere.
pub(in crate::lower) fn deprecated(notes: &Annotations) -> Option<Deprecation> {
    let own = notes.extension(super::KEY).and_then(|value| value.get("deprecated"));
    let Some(value) = own else { return notes.deprecated.then(Deprecation::default) };
    Some(super::operation::deprecation(value, Pointer::default(), &mut Diagnostics::default()))
}

/// Other names under which the property may arrive.
pub(in crate::lower) fn aliases(notes: &Annotations) -> Vec<&str> {
    let list = notes.extension(super::KEY).and_then(|value| value.get("aliases")).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Which extensions of a schema are read: names and texts of values only where there are values.
pub(in crate::lower) fn schema_reads(node: &Node) -> Reads {
    let mut reads = Reads::default();
    reads.used(Keyword::XSdk, &node.notes.extension(super::KEY));
    if matches!(node.kind, Kind::Enum { .. }) {
        for keyword in NAMES.into_iter().chain(TEXTS) {
            reads.used(keyword, &node.notes.extension(keyword.as_str()));
        }
    }
    reads
}

/// Reports errors in a schema's extension.
pub(in crate::lower) fn validate_schema(notes: &Annotations, at: &Pointer, diagnostics: &mut Diagnostics) {
    let Some(value) = notes.extension(super::KEY) else { return };
    let mut reader = Reader::new(value, at.child(super::KEY), diagnostics);
    reader.text("name", diagnostics);
    reader.flag("redact", diagnostics);
    reader.texts("aliases", diagnostics);
    if let Some((value, at)) = reader.get("deprecated") {
        super::operation::deprecation(value, at, diagnostics);
    }
    for key in ["value-names", "value-docs"] {
        let Some((value, at)) = reader.get(key) else { continue };
        if !value.as_object().is_some_and(|map| map.values().all(Value::is_string)) {
            wrong(&at, key, "an object of strings", diagnostics);
        }
    }
    reader.finish(diagnostics);
}

/// Names and docs of the values of an enum.
pub(in crate::lower) fn enum_facts(
    notes: &Annotations,
    values: &[String],
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> EnumFacts {
    let mut facts = EnumFacts::default();
    for note in &notes.values {
        let title = note.title.clone().filter(|title| reads_as_name(title));
        let text = note.description.clone().or_else(|| note.title.clone().filter(|_| title.is_none()));
        facts.names.extend(title.map(|title| (note.value.clone(), title)));
        facts.docs.extend(text.map(|text| (note.value.clone(), text)));
    }
    for key in NAMES {
        facts.names.extend(listed(notes, key.as_str(), values));
    }
    for key in TEXTS {
        facts.docs.extend(listed(notes, key.as_str(), values));
    }
    let own = |key: &str| notes.extension(super::KEY).and_then(|value| value.get(key)).and_then(Value::as_object);
    for (key, into) in [("value-names", &mut facts.names), ("value-docs", &mut facts.docs)] {
        for (value, text) in own(key).into_iter().flatten() {
            if !values.contains(value) {
                let text = format!("`{value}` is not a value of this enum");
                let at = at.child(super::KEY).child(key).child(value);
                diagnostics.report(codes::LOWER_UNKNOWN_VALUE, &at, text, "use a value of the enum");
            }
            if let Some(text) = text.as_str() {
                into.insert(value.clone(), text.to_owned());
            }
        }
    }
    facts
}

/// A list beside the values, or an object by value.
fn listed(notes: &Annotations, key: &str, values: &[String]) -> Vec<(String, String)> {
    match notes.extension(key) {
        Some(Value::Array(list)) if list.len() == values.len() => {
            let texts = list.iter().map(Value::as_str);
            values.iter().zip(texts).filter_map(|(value, text)| Some((value.clone(), text?.to_owned()))).collect()
        }
        Some(Value::Object(map)) => {
            map.iter().filter_map(|(value, text)| Some((value.clone(), text.as_str()?.to_owned()))).collect()
        }
        _ => Vec::new(),
    }
}
