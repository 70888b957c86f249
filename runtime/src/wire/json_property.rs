//! Single properties of a JSON request body.
//!
//! In: the bytes of a body, and a name; a name with dots goes down from object to object. Out: the value there, or the body
//! with another value there. Must not: touch the text of any other property.

use super::json_text;
use super::pull::Reader;
use std::ops::Range;

/// Sets a property, as [`set`].
pub(crate) type SetProperty = fn(&[u8], &str, &str) -> Option<Vec<u8>>;

/// The JSON text of a property.
pub(crate) fn get<'a>(body: &'a [u8], name: &str) -> Option<&'a str> {
    let text = std::str::from_utf8(body).ok()?;
    name.split('.').try_fold(text, |json, name| {
        let mut found = json_text::properties(json).into_iter().rev().filter(|(own, _)| own == name);
        found.next().map(|(_, value)| value)
    })
}

/// The body with this JSON text in the property; `None` where there is no object to hold it.
pub(crate) fn set(body: &[u8], name: &str, json: &str) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(body).ok()?;
    let names: Vec<&str> = name.split('.').collect();
    // From the outside to the inside, as far as there are objects.
    let mut object = object_span(text, 0)?;
    let mut depth = 0;
    loop {
        let name = *names.get(depth)?;
        match property_span(text, &object, name)? {
            Some(span) if depth + 1 == names.len() => return Some(replaced(text, span, json)),
            Some(span) => {
                object = object_span(text, span.start)?;
                depth += 1;
            }
            None => break,
        }
    }
    let mut property = json.to_owned();
    for (index, name) in names.iter().enumerate().skip(depth).rev() {
        property = format!("{}:{property}", json_text::string(name));
        if index > depth {
            property = format!("{{{property}}}");
        }
    }
    if !text[object.start + 1..object.end - 1].trim().is_empty() {
        property.push(',');
    }
    Some(replaced(text, object.start + 1..object.start + 1, &property))
}

fn replaced(text: &str, span: Range<usize>, new: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    [&bytes[..span.start], new.as_bytes(), &bytes[span.end..]].concat()
}

/// The object that begins at or after `start`, with its braces.
fn object_span(text: &str, start: usize) -> Option<Range<usize>> {
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let end = start + value_length(&text[start..])?;
    text[start..].starts_with('{').then_some(start..end)
}

/// The value of a property of an object; `None` inside where there is no such property.
#[allow(clippy::option_option, reason = "no such property, and no such object, are two things")]
fn property_span(text: &str, object: &Range<usize>, name: &str) -> Option<Option<Range<usize>>> {
    let mut at = object.start + 1;
    loop {
        let rest = text[at..object.end].trim_start_matches([' ', '\n', '\r', '\t', ',']);
        if rest.starts_with('}') {
            return Some(None);
        }
        let key_length = value_length(rest)?;
        let key = Reader::new(&rest[..key_length]).string().ok()?;
        let after = rest[key_length..].trim_start().strip_prefix(':')?.trim_start();
        let start = object.end - after.len();
        let end = start + value_length(after)?;
        if key == name {
            return Some(Some(start..end));
        }
        at = end;
    }
}

/// How many bytes the value at the start of a text has.
fn value_length(text: &str) -> Option<usize> {
    let mut reader = Reader::new(text);
    reader.skip().ok()?;
    Some(reader.offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(body: &str, name: &str, value: &str) -> Option<String> {
        set(body.as_bytes(), name, value).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn only_the_property_changes() {
        for (body, name, expected) in [
            (r#"{"a":1.50,"c":"x"}"#, "c", Some(r#"{"a":1.50,"c":"n"}"#)),
            (r#"{ "a" : 1.50 }"#, "c", Some(r#"{"c":"n", "a" : 1.50 }"#)),
            ("{}", "c", Some(r#"{"c":"n"}"#)),
            (r#"{"p":{"c":null,"x":[{"c":1}]}}"#, "p.c", Some(r#"{"p":{"c":"n","x":[{"c":1}]}}"#)),
            (r#"{"a":"}"}"#, "p.c", Some(r#"{"p":{"c":"n"},"a":"}"}"#)),
            (r#"{"p":{}}"#, "p.q.c", Some(r#"{"p":{"q":{"c":"n"}}}"#)),
            ("[]", "c", None),
            (r#"{"p":1}"#, "p.c", None),
            ("", "c", None),
        ] {
            assert_eq!(with(body, name, "\"n\"").as_deref(), expected, "{body} {name}");
        }
    }

    #[test]
    fn a_property_is_read() {
        assert_eq!(get(br#"{"p":{"c":7}}"#, "p.c"), Some("7"));
        assert_eq!(get(br#"{"p":{"c":7}}"#, "p.d"), None);
        assert_eq!(get(b"text", "p"), None);
    }
}
