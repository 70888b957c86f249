//! Path, header and cookie parameters.
//!
//! In: a name, the JSON text of a value, a style. Out: one piece of text. Path and cookie pieces are encoded; header values are
//! not, as headers have no escapes.

use super::{Explode, Shape, Style};
use crate::wire::encoding::{Reserved, percent};

/// The piece of a path that a parameter becomes, encoded. Empty for a value that has no text.
pub(crate) fn path_piece(name: &str, style: Style, explode: Explode, json: &str) -> String {
    let encode = |text: &str| percent(text, Reserved::Escape);
    let shape = match (style, Shape::of(json)) {
        (_, Shape::Nothing) => return String::new(),
        // By far the most.
        (Style::Simple, Shape::Scalar(text)) => return encode(&text),
        (_, shape) => shape,
    };
    let exploded = explode == Explode::Yes;
    match style {
        Style::Label => {
            let separator = if exploded { "." } else { "," };
            format!(".{}", elements(shape, explode, &encode).join(separator))
        }
        Style::Matrix => matrix(name, shape, explode, &encode),
        _ => elements(shape, explode, &encode).join(","),
    }
}

/// The value of a header: elements joined by commas.
pub(crate) fn header_text(explode: Explode, json: &str) -> Option<String> {
    match Shape::of(json) {
        Shape::Nothing => None,
        shape => Some(elements(shape, explode, &str::to_owned).join(",")),
    }
}

/// The `name=value` pairs of a cookie.
pub(crate) fn cookie_pairs(name: &str, json: &str) -> Vec<String> {
    let encode = |text: &str| percent(text, Reserved::Escape);
    match Shape::of(json) {
        Shape::Nothing => Vec::new(),
        Shape::Object(properties) => {
            properties.iter().map(|(key, item)| format!("{}={}", encode(key), encode(item))).collect()
        }
        Shape::Scalar(text) => vec![format!("{}={}", encode(name), encode(&text))],
        Shape::List(items) => items.iter().map(|item| format!("{}={}", encode(name), encode(item))).collect(),
    }
}

/// The elements of a value: properties of an object are `key=value` when exploded, and key and value in turn when not.
fn elements(shape: Shape<'_>, explode: Explode, encode: &dyn Fn(&str) -> String) -> Vec<String> {
    match shape {
        Shape::Nothing => Vec::new(),
        Shape::Scalar(text) => vec![encode(&text)],
        Shape::List(items) => items.iter().map(|item| encode(item)).collect(),
        Shape::Object(properties) => properties
            .iter()
            .flat_map(|(key, item)| match explode {
                Explode::Yes => vec![format!("{}={}", encode(key), encode(item))],
                Explode::No => vec![encode(key), encode(item)],
            })
            .collect(),
    }
}

fn matrix(name: &str, shape: Shape<'_>, explode: Explode, encode: &dyn Fn(&str) -> String) -> String {
    let name = encode(name);
    match (&shape, explode) {
        (Shape::List(items), Explode::Yes) => items.iter().map(|item| format!(";{name}={}", encode(item))).collect(),
        (Shape::Object(_), Explode::Yes) => {
            elements(shape, explode, encode).iter().map(|element| format!(";{element}")).collect()
        }
        _ => format!(";{name}={}", elements(shape, explode, encode).join(",")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_styles_follow_the_openapi_table() {
        let list = r#"["blue", "black"]"#;
        let object = r#"{"G": 200, "R": 100}"#;
        let text = |style, explode, value: &str| path_piece("c", style, explode, value);
        assert_eq!(text(Style::Simple, Explode::No, list), "blue,black");
        assert_eq!(text(Style::Simple, Explode::No, object), "G,200,R,100");
        assert_eq!(text(Style::Simple, Explode::Yes, object), "G=200,R=100");
        assert_eq!(text(Style::Label, Explode::No, list), ".blue,black");
        assert_eq!(text(Style::Label, Explode::Yes, list), ".blue.black");
        assert_eq!(text(Style::Label, Explode::Yes, object), ".G=200.R=100");
        assert_eq!(text(Style::Matrix, Explode::No, "\"blue\""), ";c=blue");
        assert_eq!(text(Style::Matrix, Explode::No, list), ";c=blue,black");
        assert_eq!(text(Style::Matrix, Explode::Yes, list), ";c=blue;c=black");
        assert_eq!(text(Style::Matrix, Explode::Yes, object), ";G=200;R=100");
        assert_eq!(text(Style::Simple, Explode::No, "\"a/b?c\""), "a%2Fb%3Fc");
    }

    #[test]
    fn headers_are_not_encoded() {
        assert_eq!(header_text(Explode::No, r#"["a b","c"]"#).as_deref(), Some("a b,c"));
        assert_eq!(header_text(Explode::No, "null"), None);
    }
}
