//! Query parameters.
//!
//! In: a name, a JSON value, a style. Out: pairs that are encoded already.

use super::{Explode, Shape, Style, scalar};
use crate::wire::encoding::{Reserved, percent, percent_into};
use serde_json::Value;

/// A pair of a query string, both sides encoded.
pub(crate) type QueryPair = (String, String);

/// The pairs that a parameter becomes.
pub(crate) fn query_pairs(
    name: &str,
    style: Style,
    explode: Explode,
    reserved: Reserved,
    value: &Value,
) -> Vec<QueryPair> {
    let pair = |name: &str, value: &str| (percent(name, Reserved::Escape), percent(value, reserved));
    if style == Style::DeepObject && (value.is_object() || value.is_array()) {
        let mut pairs = Vec::new();
        deep(&mut pairs, name.to_owned(), reserved, value);
        return pairs;
    }
    match (Shape::of(value), explode) {
        (Shape::Nothing, _) => Vec::new(),
        (Shape::Scalar(text), _) => vec![pair(name, &text)],
        (Shape::List(items), Explode::Yes) => items.iter().map(|item| pair(name, item)).collect(),
        (Shape::Object(properties), Explode::Yes) => properties.iter().map(|(key, item)| pair(key, item)).collect(),
        (Shape::List(items), Explode::No) => joined(name, style, reserved, &items),
        (Shape::Object(properties), Explode::No) => {
            let flat: Vec<String> = properties.into_iter().flat_map(|(key, item)| [key, item]).collect();
            joined(name, style, reserved, &flat)
        }
    }
}

/// The pair of a parameter that is JSON text.
pub(crate) fn query_json_pair(name: &str, value: &Value) -> QueryPair {
    (percent(name, Reserved::Escape), percent(&value.to_string(), Reserved::Escape))
}

/// All elements in one value. The separator stays apart from commas inside the elements, which are escaped.
fn joined(name: &str, style: Style, reserved: Reserved, items: &[String]) -> Vec<QueryPair> {
    if items.is_empty() {
        return Vec::new();
    }
    let separator = match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(separator);
        }
        percent_into(&mut text, item, reserved);
    }
    vec![(percent(name, Reserved::Escape), text)]
}

/// `name[property][inner]=value`. Lists of scalars repeat the key; lists of objects number their elements, since
/// otherwise properties of different elements would run together.
fn deep(pairs: &mut Vec<QueryPair>, name: String, reserved: Reserved, value: &Value) {
    match value {
        Value::Null => {}
        Value::Object(properties) => {
            for (key, property) in properties {
                deep(pairs, format!("{name}[{key}]"), reserved, property);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let nested = item.is_object() || item.is_array();
                let key = if nested { format!("{name}[{index}]") } else { name.clone() };
                deep(pairs, key, reserved, item);
            }
        }
        other => pairs.push((percent(&name, Reserved::Escape), percent(&scalar(other), reserved))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(style: Style, explode: Explode, value: Value) -> String {
        let pairs = query_pairs("c", style, explode, Reserved::Escape, &value);
        pairs.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn styles_follow_the_openapi_table() {
        let list = json!(["blue", "a,b"]);
        let object = json!({"R": 100, "g x": 200});
        assert_eq!(text(Style::Form, Explode::Yes, list.clone()), "c=blue&c=a%2Cb");
        assert_eq!(text(Style::Form, Explode::No, list.clone()), "c=blue,a%2Cb");
        assert_eq!(text(Style::SpaceDelimited, Explode::No, list.clone()), "c=blue%20a%2Cb");
        assert_eq!(text(Style::PipeDelimited, Explode::No, list), "c=blue%7Ca%2Cb");
        assert_eq!(text(Style::Form, Explode::Yes, object.clone()), "R=100&g%20x=200");
        assert_eq!(text(Style::Form, Explode::No, object.clone()), "c=R,100,g%20x,200");
        assert_eq!(text(Style::DeepObject, Explode::Yes, object), "c%5BR%5D=100&c%5Bg%20x%5D=200");
        assert_eq!(text(Style::Form, Explode::Yes, json!("")), "c=");
        assert_eq!(text(Style::Form, Explode::Yes, json!(null)), "");
        assert_eq!(text(Style::Form, Explode::Yes, json!([])), "");
    }

    #[test]
    fn deep_objects_nest() {
        let value = json!({"a": {"b": 1}, "l": ["x", "y"], "o": [{"k": true}], "n": null});
        assert_eq!(
            text(Style::DeepObject, Explode::Yes, value),
            "c%5Ba%5D%5Bb%5D=1&c%5Bl%5D=x&c%5Bl%5D=y&c%5Bo%5D%5B0%5D%5Bk%5D=true"
        );
    }
}
