//! JSON text taken apart, its values left as they are written.
//!
//! In: the text of one value. Out: the texts of its parts, or its plain text. Must not: parse a number, so that no digit is
//! lost. Of text that is no JSON, what comes before the fault is returned.

use super::pull::{JsonKind, Reader, Stop, Writer};
use std::borrow::Cow;

/// The kind of the value.
pub(crate) fn kind(json: &str) -> Option<JsonKind> {
    Reader::new(json).kind().ok()
}

/// The elements of an array.
pub(crate) fn elements(json: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let _ = read_elements(&mut Reader::new(json), &mut found);
    found
}

fn read_elements<'a>(reader: &mut Reader<'a>, found: &mut Vec<&'a str>) -> Result<(), Stop> {
    let mut is_first = true;
    reader.begin_array("an array")?;
    while reader.next_element(&mut is_first)? {
        found.push(reader.skip()?);
    }
    Ok(())
}

/// The properties of an object, in their order.
pub(crate) fn properties(json: &str) -> Vec<(Cow<'_, str>, &str)> {
    let mut found = Vec::new();
    let _ = read_properties(&mut Reader::new(json), &mut found);
    found
}

fn read_properties<'a>(reader: &mut Reader<'a>, found: &mut Vec<(Cow<'a, str>, &'a str)>) -> Result<(), Stop> {
    let mut is_first = true;
    reader.begin_object("an object")?;
    while reader.next_property(&mut is_first)? {
        found.push((reader.key()?, reader.skip()?));
    }
    Ok(())
}

/// The plain text of a scalar; what has no plain text stays JSON, and `null` has none.
pub(crate) fn plain(json: &str) -> Cow<'_, str> {
    match kind(json) {
        Some(JsonKind::Null) => Cow::Borrowed(""),
        Some(JsonKind::String) => Reader::new(json).string().unwrap_or(Cow::Borrowed(json)),
        _ => Cow::Borrowed(json),
    }
}

/// Plain text as a JSON string.
pub(crate) fn string(text: &str) -> String {
    let mut out = Writer::new();
    out.string(text);
    out.into_text()
}

/// Whether the text is a number and nothing else.
pub(crate) fn is_number(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.number().is_ok_and(|number| number.len() == text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_text() {
        assert_eq!(elements(r#"[1.50, "a",{"b":[2]}]"#), ["1.50", "\"a\"", r#"{"b":[2]}"#]);
        let all = properties(r#"{"a\n":1e400,"b":null}"#);
        assert_eq!(all, [("a\n".into(), "1e400"), ("b".into(), "null")]);
        assert_eq!((elements("{}").len(), properties("[1]").len(), elements("[1,").len()), (0, 0, 1));
        assert_eq!(
            (plain("\"a\\u0062\"").as_ref(), plain("null").as_ref(), plain("1.50").as_ref()),
            ("ab", "", "1.50")
        );
        assert_eq!(string("a\"b"), r#""a\"b""#);
    }

    #[test]
    fn a_number_is_what_json_has_as_one() {
        for (text, expected) in [
            ("1", true),
            ("-0.5e+7", true),
            ("1e400", true),
            ("01", false),
            ("1 ", false),
            ("", false),
            ("NaN", false),
            (" 1", false),
            ("1,2", false),
        ] {
            assert_eq!(is_number(text), expected, "{text}");
        }
    }
}
