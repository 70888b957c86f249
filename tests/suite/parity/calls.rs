//! The sample calls, and what they have to cover.
//!
//! In: the files under `calls/` and the API's documents. Out: the calls of one version; the operations, query parameters
//! and body properties that the version's document has.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// Sample calls. They are for the newest version that has them: `since` and `until` say which versions do, and `up_to` has
/// merge patches for a version and all before it, newest first. In a patch, numbers as properties stand for items of a list.
const FILES: &[&str] = &[
    include_str!("calls/tracking.json"),
    include_str!("calls/by_number.json"),
    include_str!("calls/checkpoint_and_notification.json"),
    include_str!("calls/courier.json"),
    include_str!("calls/courier_connection.json"),
    include_str!("calls/estimated_delivery_date.json"),
];

/// A call that both SDKs make.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// The operation, and after a slash what is special about this call.
    pub(crate) name: String,
    /// Group and operation, as `tracking.create_tracking`.
    pub(crate) operation: String,
    /// The call as the driver of the other SDK gets it.
    pub(crate) value: Value,
}

impl Call {
    /// The value of the only path parameter.
    pub(crate) fn id(&self) -> &str {
        let [id] = self.path();
        id
    }

    /// The values of two path parameters: carrier and tracking number.
    pub(crate) fn number(&self) -> [&str; 2] {
        self.path()
    }

    /// The body's sample.
    pub(crate) fn body(&self) -> &Value {
        &self.value["body"]
    }

    /// The query parameters that the call sets.
    pub(crate) fn query(&self) -> &Value {
        &self.value["query"]
    }

    fn path<const N: usize>(&self) -> [&str; N] {
        let values: Vec<&str> = self.value["path"].as_array().into_iter().flatten().flat_map(Value::as_str).collect();
        values.try_into().unwrap_or_else(|_| panic!("not {N} path parameters: {}", self.value))
    }
}

/// A property of a sample that has to be text.
pub(crate) fn text<'a>(sample: &'a Value, name: &str) -> &'a str {
    sample[name].as_str().unwrap_or_else(|| panic!("the sample has no text `{name}`: {sample}"))
}

/// The calls of a version.
pub(crate) fn calls(version: &str) -> Vec<Call> {
    let files = FILES.iter().map(|file| serde_json::from_str::<Vec<Value>>(file).expect("a list of calls"));
    let of_version = files.flatten().filter(|call| {
        call["since"].as_str().is_none_or(|since| since <= version)
            && call["until"].as_str().is_none_or(|until| version <= until)
    });
    let calls = of_version.map(|mut value| {
        for (last, patch) in value["up_to"].as_object().cloned().into_iter().flatten() {
            if version <= last.as_str() {
                merge(&mut value, &patch);
            }
        }
        Call { name: text(&value, "name").to_owned(), operation: text(&value, "operation").to_owned(), value }
    });
    calls.collect()
}

/// A JSON merge patch, in which an object over a list changes items.
fn merge(target: &mut Value, patch: &Value) {
    match (target, patch) {
        (Value::Object(target), Value::Object(patch)) => {
            for (name, change) in patch {
                match change {
                    Value::Null => drop(target.remove(name)),
                    _ => merge(target.entry(name).or_insert(Value::Null), change),
                }
            }
        }
        (Value::Array(items), Value::Object(patch)) => {
            for (index, change) in patch {
                let index: usize = index.parse().expect("the index of an item");
                merge(&mut items[index], change);
            }
        }
        (target, patch) => *target = patch.clone(),
    }
}

/// What the version's document has: operations, `?parameters` and `/properties`, each after its operation.
pub(crate) fn documented(version: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../spec/aftership-tracking/{version}.yaml"));
    let file = std::fs::read_to_string(path).expect("the document can be read");
    let document: Value = serde_yaml::from_str(&file).expect("the document is YAML");
    let mut found = BTreeSet::new();
    for item in document["paths"].as_object().expect("paths").values() {
        for operation in item.as_object().expect("operations").values().filter(|one| one.get("operationId").is_some()) {
            let name = format!("{}.{}", snake(text(&operation["tags"], 0)), snake(text(operation, "operationId")));
            let parameters = [&item["parameters"], &operation["parameters"]].into_iter().flat_map(Value::as_array);
            for parameter in parameters.flatten() {
                let parameter = resolved(&document, parameter);
                if parameter["in"] == "query" {
                    found.insert(format!("{name} ?{}", text(parameter, "name")));
                }
            }
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            collect_properties(&document, body, &format!("{name} "), &mut found);
            found.insert(name);
        }
    }
    return found;

    fn text(value: &Value, at: impl serde_json::value::Index) -> &str {
        value[at].as_str().expect("text")
    }
}

/// What the calls use, in the words of [`documented`].
pub(crate) fn used(calls: &[Call]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for call in calls {
        found.insert(call.operation.clone());
        for name in call.query().as_object().into_iter().flat_map(|query| query.keys()) {
            found.insert(format!("{} ?{name}", call.operation));
        }
        // Both SDKs wrap the body themselves.
        let wrapper = call.value["wrap"].as_str().map(|name| format!("/{name}")).unwrap_or_default();
        leaves(call.body(), &format!("{} {wrapper}", call.operation), &mut found);
    }
    found
}

fn snake(name: &str) -> String {
    name.to_lowercase().replace([' ', '-'], "_")
}

fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let Some(reference) = value["$ref"].as_str() else { return value };
    document.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference} leads nowhere"))
}

/// The properties that a schema has, as paths; those of list items have the list's path. A map ends the path.
fn collect_properties(document: &Value, schema: &Value, at: &str, found: &mut BTreeSet<String>) {
    let schema = resolved(document, schema);
    if let Some(properties) = schema["properties"].as_object() {
        for (name, property) in properties {
            collect_properties(document, property, &format!("{at}/{name}"), found);
        }
    } else if schema.get("items").is_some() {
        collect_properties(document, &schema["items"], at, found);
    } else if at.ends_with(|last| last != ' ') {
        found.insert(at.to_owned());
    }
}

/// The properties that a sample sets, in the same form. Properties of a map are not distinguished.
fn leaves(sample: &Value, at: &str, found: &mut BTreeSet<String>) {
    let is_map = ["/custom_fields", "/credentials"].iter().any(|map| at.ends_with(map));
    match sample {
        Value::Object(of_members) if !is_map => {
            for (name, member) in of_members {
                leaves(member, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| leaves(item, at, found)),
        Value::Null => {}
        _ => drop(found.insert(at.to_owned())),
    }
}
