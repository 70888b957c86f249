//! Single values out of a body.
//!
//! In: a body and some paths. Out: the values there. Everything else is skipped unread; a body that is no JSON gives what
//! stands before the fault, since the caller has read the body already.

use super::decode::Decode;
use crate::wire::json_text;
use crate::wire::pull::{JsonKind, Reader, Stop, body_text};
use serde_json::Value;

/// A path that is left to go, and where the value there is to be put.
type Wanted<'p, 'v> = (&'p [&'p str], &'v mut Value);

/// Puts the value at each path into its place. No path may lead through another.
pub(crate) fn pick(body: &[u8], wanted: &mut [Wanted<'_, '_>]) {
    let text = body_text(body);
    let _ = pick_from(&mut Reader::new(&text), wanted);
}

fn pick_from(reader: &mut Reader<'_>, wanted: &mut [Wanted<'_, '_>]) -> Result<(), Stop> {
    if let [([], value)] = wanted {
        **value = Value::decode(reader)?;
        return Ok(());
    }
    if reader.begin_object("an object").is_err() {
        return reader.skip().map(drop);
    }
    let mut is_first = true;
    while reader.next_property(&mut is_first)? {
        let key = reader.key()?;
        let mut below: Vec<Wanted<'_, '_>> = wanted
            .iter_mut()
            .filter_map(|(path, value)| match path.split_first() {
                Some((first, rest)) if key == **first => Some((rest, &mut **value)),
                _ => None,
            })
            .collect();
        if below.is_empty() {
            reader.skip()?;
        } else {
            pick_from(reader, &mut below)?;
        }
    }
    Ok(())
}

/// The JSON text of any value: for what is judged without a [`Value`], which is a lot of code in a program that has no
/// other use for one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct JsonText(pub(crate) String);

impl Decode for JsonText {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.skip().map(|text| Self(text.to_owned()))
    }

    fn from_null() -> Option<Self> {
        Some(Self("null".to_owned()))
    }
}

impl JsonText {
    /// The whole body, if it is JSON.
    pub(crate) fn of_body(body: &[u8]) -> Option<Self> {
        super::decode_slice(body).ok()
    }

    /// The text at a path; lists are entered by number.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&str> {
        path.iter().try_fold(self.0.as_str(), |json, name| match json_text::kind(json)? {
            JsonKind::Array => json_text::elements(json).get(name.parse::<usize>().ok()?).copied(),
            // Of several properties of one name the last counts.
            JsonKind::Object => {
                json_text::properties(json).into_iter().rfind(|(own, _)| own == name).map(|(_, json)| json)
            }
            _ => None,
        })
    }
}

/// The whole body, if it is JSON.
pub(crate) fn json_body(body: &[u8]) -> Option<Value> {
    super::decode_slice(body).ok()
}

/// The value at a path; lists are entered by number.
pub(crate) fn value_at<'a>(body: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(body, |value, name| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        other => other.get(*name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_only_what_is_at_the_paths() {
        let (mut next, mut more, mut none) = (Value::Null, Value::Null, Value::Null);
        let body = br#"{"data":[{"next":1}],"page":{"x":[],"next":"a\"b","more":true},"s":"t"}"#;
        pick(body, &mut [(&["page", "next"], &mut next), (&["page", "more"], &mut more), (&["s", "t"], &mut none)]);
        assert_eq!((next, more, none), (Value::from("a\"b"), Value::from(true), Value::Null));
        let mut next = Value::Null;
        pick(b"[1,{}]", &mut [(&["next"], &mut next)]);
        assert_eq!(next, Value::Null);
    }

    #[test]
    fn texts_are_found_where_values_are() {
        let body = br#"{"a":[{"b":1},{"b":"x"}],"n":null,"d":1,"d":{"e":2.50}}"#;
        let (value, text) = (json_body(body).unwrap(), JsonText::of_body(body).unwrap());
        for path in
            [&["a", "1", "b"][..], &["a", "0"], &["a", "2"], &["a", "b"], &["n"], &["n", "b"], &["d", "e"], &["z"], &[]]
        {
            let text: Option<Value> = text.at(path).map(|text| serde_json::from_str(text).unwrap());
            assert_eq!(text.as_ref(), value_at(&value, path), "{path:?}");
        }
        assert_eq!((JsonText::of_body(b"{\"a\":1"), JsonText::of_body(b" null ").unwrap().0.as_str()), (None, "null"));
    }
}
