//! Decides the order once: the properties of every object are sorted by name.
//!
//! In: a document. Out: the same document, independent of the order of keys in its text; lists keep their order.
//! Must not: change a value.

use serde_json::Value;

/// Sorts the properties of all objects. JSON gives their order no meaning, so neither may the output.
#[must_use]
pub fn canonical(mut document: Value) -> Value {
    document.sort_all_objects();
    document
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::canonical;

    #[test]
    fn properties_are_sorted_and_lists_are_not() {
        let sorted = canonical(json!({"b": [{"d": 1, "c": 2}, 0], "a": null})).to_string();
        assert_eq!(sorted, r#"{"a":null,"b":[{"c":2,"d":1},0]}"#);
    }
}
