//! Query parameters.
//!
//! In: a name, the JSON text of a value, a style. Out: pairs that are encoded already.

use super::{Explode, Shape, Style};
use crate::wire::encoding::{Reserved, percent, percent_into};
use crate::wire::json_text;
use crate::wire::pull::JsonKind;
use std::borrow::Cow;

/// A pair of a query string, both sides encoded.
pub(crate) type QueryPair = (String, String);

/// The pairs that a parameter becomes.
pub(crate) fn query_pairs(
    name: &str,
    style: Style,
    explode: Explode,
    reserved: Reserved,
    json: &str,
) -> Vec<QueryPair> {
    if style == Style::DeepObject && is_nested(json) {
        let mut pairs = Vec::new();
        deep(&mut pairs, name.to_owned(), reserved, json);
        return pairs;
    }
    match (Shape::of(json), explode) {
        (shape @ (Shape::Nothing | Shape::Scalar(_)), _) | (shape, Explode::Yes) => exploded(name, reserved, shape),
        (Shape::List(items), Explode::No) => joined(name, style, reserved, &items),
        (Shape::Object(properties), Explode::No) => {
            let flat: Vec<Cow<'_, str>> = properties.into_iter().flat_map(|(key, item)| [key, item]).collect();
            joined(name, style, reserved, &flat)
        }
    }
}

/// The pairs of the form style, exploded, which most parameters have: a program with no other is linked with nothing else.
pub(crate) fn form_pairs(name: &str, json: &str) -> Vec<QueryPair> {
    exploded(name, Reserved::Escape, Shape::of(json))
}

fn exploded(name: &str, reserved: Reserved, shape: Shape<'_>) -> Vec<QueryPair> {
    let pair = |name: &str, value: &str| (percent(name, Reserved::Escape), percent(value, reserved));
    match shape {
        Shape::Nothing => Vec::new(),
        Shape::Scalar(text) => vec![pair(name, &text)],
        Shape::List(items) => items.iter().map(|item| pair(name, item)).collect(),
        Shape::Object(properties) => properties.iter().map(|(key, item)| pair(key, item)).collect(),
    }
}

/// The pair of a parameter that is JSON text.
pub(crate) fn query_json_pair(name: &str, json: &str) -> QueryPair {
    (percent(name, Reserved::Escape), percent(json, Reserved::Escape))
}

/// All elements in one value. The separator stays apart from commas inside the elements, which are escaped.
fn joined(name: &str, style: Style, reserved: Reserved, items: &[Cow<'_, str>]) -> Vec<QueryPair> {
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
fn deep(pairs: &mut Vec<QueryPair>, name: String, reserved: Reserved, json: &str) {
    match json_text::kind(json) {
        None | Some(JsonKind::Null) => {}
        Some(JsonKind::Object) => {
            for (key, property) in json_text::properties(json) {
                deep(pairs, format!("{name}[{key}]"), reserved, property);
            }
        }
        Some(JsonKind::Array) => {
            for (index, item) in json_text::elements(json).into_iter().enumerate() {
                let key = if is_nested(item) { format!("{name}[{index}]") } else { name.clone() };
                deep(pairs, key, reserved, item);
            }
        }
        Some(_) => pairs.push((percent(&name, Reserved::Escape), percent(&json_text::plain(json), reserved))),
    }
}

fn is_nested(json: &str) -> bool {
    matches!(json_text::kind(json), Some(JsonKind::Object | JsonKind::Array))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::json::json_text;

    fn text(style: Style, explode: Explode, json: &str) -> String {
        let pairs = query_pairs("c", style, explode, Reserved::Escape, json);
        pairs.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn styles_follow_the_openapi_table() {
        let list = r#"["blue","a,b"]"#;
        let object = r#"{"R":100,"g x":200}"#;
        assert_eq!(text(Style::Form, Explode::Yes, list), "c=blue&c=a%2Cb");
        assert_eq!(text(Style::Form, Explode::No, list), "c=blue,a%2Cb");
        assert_eq!(text(Style::SpaceDelimited, Explode::No, list), "c=blue%20a%2Cb");
        assert_eq!(text(Style::PipeDelimited, Explode::No, list), "c=blue%7Ca%2Cb");
        assert_eq!(text(Style::Form, Explode::Yes, object), "R=100&g%20x=200");
        assert_eq!(text(Style::Form, Explode::No, object), "c=R,100,g%20x,200");
        assert_eq!(text(Style::DeepObject, Explode::Yes, object), "c%5BR%5D=100&c%5Bg%20x%5D=200");
        assert_eq!(text(Style::Form, Explode::Yes, "\"\""), "c=");
        assert_eq!(text(Style::Form, Explode::Yes, "null"), "");
        assert_eq!(text(Style::Form, Explode::Yes, "[]"), "");
    }

    #[test]
    fn deep_objects_nest() {
        let value = r#"{"a":{"b":1},"l":["x","y"],"o":[{"k":true}],"n":null}"#;
        assert_eq!(
            text(Style::DeepObject, Explode::Yes, value),
            "c%5Ba%5D%5Bb%5D=1&c%5Bl%5D=x&c%5Bl%5D=y&c%5Bo%5D%5B0%5D%5Bk%5D=true"
        );
    }

    #[test]
    fn no_digit_is_lost() {
        let digits = "0.1234567890123456789";
        assert_eq!(text(Style::Form, Explode::Yes, digits), format!("c={digits}"));
        assert_eq!(text(Style::Form, Explode::Yes, &json_text(&0.1_f32)), "c=0.1");
        assert_eq!(
            text(Style::DeepObject, Explode::Yes, r#"{"k":18446744073709551616}"#),
            "c%5Bk%5D=18446744073709551616"
        );
    }
}
