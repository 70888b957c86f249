//! URL-encoded forms.
//!
//! In: an object and the styles of its properties. Out: `a=1&b=2`, each value encoded once.

use super::body::RequestBody;
use super::encoding::Reserved;
use super::param::{Explode, QueryPair, Style, query_json_pair, query_pairs};
use super::part::Part;
use serde_json::Value;

/// A form body. The value must be an object.
pub(crate) fn form_body(value: &Value, parts: &[Part]) -> Result<RequestBody, String> {
    let Value::Object(properties) = value else {
        return Err("a form body has to be an object".to_owned());
    };
    let mut text = String::new();
    for (name, property) in properties {
        let part = parts.iter().find(|part| part.wire == name);
        for (key, value) in pairs(name, property, part) {
            if !text.is_empty() {
                text.push('&');
            }
            text.push_str(&key);
            text.push('=');
            text.push_str(&value);
        }
    }
    Ok(RequestBody::bytes("application/x-www-form-urlencoded", text))
}

fn pairs(name: &str, value: &Value, part: Option<&Part>) -> Vec<QueryPair> {
    if value.is_null() {
        return Vec::new();
    }
    let style = part.and_then(|part| part.style);
    if part.is_some_and(Part::is_json) || (style.is_none() && value.is_object()) {
        return vec![query_json_pair(name, value)];
    }
    let (style, explode) = style.unwrap_or((Style::Form, Explode::Yes));
    query_pairs(name, style, explode, Reserved::Escape, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn members_follow_their_parts() {
        let value = json!({"a": "x y", "l": [1, 2], "o": {"k": 1}, "d": {"k": 1}, "n": null});
        let parts = [Part::new("d").style(Style::DeepObject, Explode::Yes)];
        let body = form_body(&value, &parts).unwrap();
        let text = String::from_utf8(body.content.as_bytes().unwrap().to_vec()).unwrap();
        // The order of an object's properties depends on a feature of serde_json that any crate may switch on.
        let mut pairs: Vec<&str> = text.split('&').collect();
        pairs.sort_unstable();
        assert_eq!(pairs, ["a=x%20y", "d%5Bk%5D=1", "l=1", "l=2", "o=%7B%22k%22%3A1%7D"]);
        assert!(form_body(&json!([1]), &[]).is_err());
    }
}
