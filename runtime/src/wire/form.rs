//! URL-encoded forms.
//!
//! In: an object and the styles of its properties. Out: `a=1&b=2`, each value encoded once.

use super::body::RequestBody;
use super::encoding::Reserved;
use super::json_text;
use super::param::{Explode, QueryPair, Style, query_json_pair, query_pairs};
use super::part::Part;
use super::pull::JsonKind;

/// A form body of the JSON text of an object.
pub(crate) fn form_body(json: &str, parts: &[Part]) -> Result<RequestBody, String> {
    if json_text::kind(json) != Some(JsonKind::Object) {
        return Err("a form body has to be an object".to_owned());
    }
    let mut text = String::new();
    for (name, property) in json_text::properties(json) {
        let part = parts.iter().find(|part| part.wire == name);
        for (key, value) in pairs(&name, property, part) {
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

fn pairs(name: &str, json: &str, part: Option<&Part>) -> Vec<QueryPair> {
    let kind = json_text::kind(json);
    if matches!(kind, None | Some(JsonKind::Null)) {
        return Vec::new();
    }
    let style = part.and_then(|part| part.style);
    if part.is_some_and(Part::is_json) || (style.is_none() && kind == Some(JsonKind::Object)) {
        return vec![query_json_pair(name, json)];
    }
    let (style, explode) = style.unwrap_or((Style::Form, Explode::Yes));
    query_pairs(name, style, explode, Reserved::Escape, json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_follow_their_parts() {
        let json = r#"{"a":"x y","l":[1,2],"o":{"k":1},"d":{"k":1},"n":null}"#;
        let parts = [Part::new("d").style(Style::DeepObject, Explode::Yes)];
        let body = form_body(json, &parts).unwrap();
        let text = String::from_utf8(body.content.as_bytes().unwrap().to_vec()).unwrap();
        assert_eq!(text, "a=x%20y&l=1&l=2&o=%7B%22k%22%3A1%7D&d%5Bk%5D=1");
        assert!(form_body("[1]", &[]).is_err());
    }
}
