//! The serialized form of parameters and form fields, by OpenAPI's rules.
//!
//! In: a name, a style, a JSON value. Out: texts. Must not: share code with the runtime, which it tests.

use serde_json::Value;

use crate::ir::{Body, Param, Style};

/// A pair that a query or a form must have.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ExpectedPair {
    /// Decoded.
    Plain(String, String),
    /// Exactly so.
    Text(String),
    Json(String, Value),
    /// Its value depends on the order of an object's properties, which means nothing.
    Named(String),
}

/// How a value is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct ParameterEncoding {
    pub(super) style: Style,
    pub(super) explode: bool,
    pub(super) reserved: bool,
}

impl ParameterEncoding {
    pub(super) fn of(param: &Param) -> Self {
        Self { style: param.style, explode: param.explode, reserved: param.allow_reserved }
    }
}

/// The pairs of a value.
pub(super) fn pairs(name: &str, encoding: ParameterEncoding, value: &Value) -> Vec<ExpectedPair> {
    let one = |name: &str, value: &Value| match value {
        Value::Array(_) | Value::Object(_) => ExpectedPair::Json(name.to_owned(), value.clone()),
        plain if encoding.reserved => {
            ExpectedPair::Text(format!("{}={}", escaped(name, false), escaped(&scalar(plain), true)))
        }
        plain => ExpectedPair::Plain(name.to_owned(), scalar(plain)),
    };
    match value {
        Value::Null => Vec::new(),
        Value::Array(_) | Value::Object(_) if encoding.style == Style::DeepObject => deep(name, value, &one),
        Value::Array(items) if encoding.explode => items.iter().map(|item| one(name, item)).collect(),
        Value::Object(properties) if encoding.explode => {
            properties.iter().filter(|(_, item)| !item.is_null()).map(|(key, item)| one(key, item)).collect()
        }
        Value::Array(_) | Value::Object(_) => joined(name, encoding, value).into_iter().collect(),
        plain => vec![one(name, plain)],
    }
}

/// The pairs of a form's body.
pub(super) fn fields(body: &Body, value: &Value) -> Vec<ExpectedPair> {
    let Value::Object(properties) = value else { return Vec::new() };
    let property = |(name, value): (&String, &Value)| {
        let part = body.parts.iter().find(|part| part.wire.0 == *name);
        let json = part.and_then(|part| part.media_type.as_deref()).is_some_and(|text| text.contains("json"));
        match part {
            _ if value.is_null() => Vec::new(),
            None if value.is_object() => vec![ExpectedPair::Json(name.clone(), value.clone())],
            Some(_) if json => vec![ExpectedPair::Json(name.clone(), value.clone())],
            Some(part) => {
                pairs(name, ParameterEncoding { style: part.style, explode: part.explode, reserved: false }, value)
            }
            None => pairs(name, ParameterEncoding { style: Style::Form, explode: true, reserved: false }, value),
        }
    };
    properties.iter().flat_map(property).collect()
}

fn deep(name: &str, value: &Value, one: &dyn Fn(&str, &Value) -> ExpectedPair) -> Vec<ExpectedPair> {
    match value {
        Value::Null => Vec::new(),
        Value::Object(properties) => {
            properties.iter().flat_map(|(key, property)| deep(&format!("{name}[{key}]"), property, one)).collect()
        }
        Value::Array(items) => {
            let item = |(at, item): (usize, &Value)| {
                let nested = item.is_object() || item.is_array();
                deep(&if nested { format!("{name}[{at}]") } else { name.to_owned() }, item, one)
            };
            items.iter().enumerate().flat_map(item).collect()
        }
        plain => vec![one(name, plain)],
    }
}

fn joined(name: &str, encoding: ParameterEncoding, value: &Value) -> Option<ExpectedPair> {
    let separator = match encoding.style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    if !is_ordered(value) {
        return Some(ExpectedPair::Named(name.to_owned()));
    }
    let texts: Vec<String> = elements(value, false).iter().map(|text| escaped(text, encoding.reserved)).collect();
    (!texts.is_empty()).then(|| ExpectedPair::Text(format!("{}={}", escaped(name, false), texts.join(separator))))
}

/// Whether the text does not depend on the order of properties.
fn is_ordered(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(is_ordered),
        Value::Object(properties) => properties.len() < 2 && properties.values().all(is_ordered),
        _ => true,
    }
}

/// The piece of a path.
pub(super) fn path_piece(param: &Param, value: &Value) -> String {
    let name = escaped(&param.wire.0, false);
    let texts = |explode: bool| -> Vec<String> {
        let pair =
            |(key, item): (&String, &Value)| format!("{}={}", escaped(key, false), escaped(&scalar(item), false));
        match value {
            // A key may hold an equals sign, too, so the text of a pair is not taken apart.
            Value::Object(properties) if explode => {
                properties.iter().filter(|(_, item)| !item.is_null()).map(pair).collect()
            }
            _ => elements(value, explode).iter().map(|text| escaped(text, false)).collect(),
        }
    };
    match (param.style, value, param.explode) {
        (Style::Label, _, explode) => format!(".{}", texts(explode).join(if explode { "." } else { "," })),
        (Style::Matrix, Value::Array(_), true) => texts(true).iter().map(|text| format!(";{name}={text}")).collect(),
        (Style::Matrix, Value::Object(_), true) => texts(true).iter().map(|text| format!(";{text}")).collect(),
        (Style::Matrix, _, _) => format!(";{name}={}", texts(false).join(",")),
        (_, _, explode) => texts(explode).join(","),
    }
}

/// The value of a header; `None` where it depends on the order of properties.
pub(super) fn header(param: &Param, value: &Value) -> Option<String> {
    is_ordered(value).then(|| elements(value, param.explode).join(","))
}

/// The cookies of a parameter.
pub(super) fn cookies(param: &Param, value: &Value) -> Vec<String> {
    let pair = |name: &str, text: &str| format!("{}={}", escaped(name, false), escaped(text, false));
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items.iter().map(|item| pair(&param.wire.0, &scalar(item))).collect(),
        Value::Object(properties) => properties.iter().map(|(key, item)| pair(key, &scalar(item))).collect(),
        plain => vec![pair(&param.wire.0, &scalar(plain))],
    }
}

/// Items of a list; properties of an object, as `key=value` or as key and value in turn.
fn elements(value: &Value, explode: bool) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(scalar).collect(),
        Value::Object(properties) => {
            let property = |(key, item): (&String, &Value)| match explode {
                true => vec![format!("{key}={}", scalar(item))],
                false => vec![key.clone(), scalar(item)],
            };
            properties.iter().filter(|(_, item)| !item.is_null()).flat_map(property).collect()
        }
        plain => vec![scalar(plain)],
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Percent-encoded: all but the unreserved characters, and with `reserved` those that may stand in a query's value.
fn escaped(text: &str, reserved: bool) -> String {
    let stays = |byte: u8| {
        byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || (reserved && b":/?[]@!$'()*,;".contains(&byte))
    };
    text.bytes().map(|byte| if stays(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_with_an_equals_sign_stay_keys() {
        let pair = json!({"a=b": "=c"});
        let param = Param {
            wire: crate::ir::WireName("p".to_owned()),
            name: crate::ir::Words(vec!["p".to_owned()]),
            location: crate::ir::ParameterLocation::Path,
            ty: crate::ir::TypeRef::Json,
            required: true,
            style: Style::Matrix,
            explode: true,
            allow_reserved: false,
            json: false,
            allow_empty: false,
            constraints: crate::ir::Constraints::default(),
            default: None,
            example: None,
            examples: Vec::new(),
            deprecated: None,
            docs: crate::ir::Docs::default(),
            origin: crate::ir::Origin::default(),
        };
        assert_eq!(path_piece(&param, &pair), ";a%3Db=%3Dc");
    }

    fn encoding(style: Style, explode: bool) -> ParameterEncoding {
        ParameterEncoding { style, explode, reserved: false }
    }

    fn plain(name: &str, value: &str) -> ExpectedPair {
        ExpectedPair::Plain(name.to_owned(), value.to_owned())
    }

    #[test]
    fn pairs_follow_the_table_of_styles() {
        let list = json!(["a b", "c,d"]);
        assert_eq!(pairs("n", encoding(Style::Form, true), &list), [plain("n", "a b"), plain("n", "c,d")]);
        let text = |style| pairs("n", encoding(style, false), &list);
        assert_eq!(text(Style::Form), [ExpectedPair::Text("n=a%20b,c%2Cd".to_owned())]);
        assert_eq!(text(Style::PipeDelimited), [ExpectedPair::Text("n=a%20b%7Cc%2Cd".to_owned())]);
        assert_eq!(text(Style::SpaceDelimited), [ExpectedPair::Text("n=a%20b%20c%2Cd".to_owned())]);
        let object = json!({"k": {"l": [1, {"m": 2}]}});
        assert_eq!(
            pairs("n", encoding(Style::DeepObject, true), &object),
            [plain("n[k][l]", "1"), plain("n[k][l][1][m]", "2")]
        );
        assert_eq!(pairs("n", encoding(Style::Form, true), &json!({"k": 1})), [plain("k", "1")]);
        assert_eq!(
            pairs("n", encoding(Style::Form, false), &json!({"k": 1, "l": 2})),
            [ExpectedPair::Named("n".to_owned())]
        );
        let open = ParameterEncoding { reserved: true, ..encoding(Style::Form, true) };
        assert_eq!(pairs("n", open, &json!("/a b")), [ExpectedPair::Text("n=/a%20b".to_owned())]);
    }
}
