//! Reading the payload at its path, in one pass.
//!
//! In: a body, a path. Out: the value there, and on the way the envelope's code. Everything else is skipped unread.

use super::{Decode, JsonKind, KeySeed, NullInto, refuse, wrong_type};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// The envelope's code, picked up while the payload is read.
pub(crate) struct PickedCode {
    path: &'static [&'static str],
    property: Option<Value>,
}

impl PickedCode {
    /// Nothing is picked up.
    pub(crate) const NONE: Self = Self { path: &[], property: None };

    /// The code at `path`, unless it lies inside the payload (then the caller has to look for it in a second pass).
    pub(crate) fn beside(path: &'static [&'static str], payload: &[&str]) -> Option<Self> {
        match (path.first(), payload.first()) {
            (Some(first), Some(other)) if first != other => Some(Self { path, property: None }),
            _ => None,
        }
    }

    fn wants(&self, key: &str) -> bool {
        self.path.first().is_some_and(|first| *first == key)
    }

    /// The code, if it was there.
    pub(crate) fn found(self) -> Option<Value> {
        let mut value = self.property?;
        for name in self.path.iter().skip(1) {
            value = value.get_mut(*name)?.take();
        }
        Some(value)
    }
}

/// Reads the value at `path` into its place; nothing when it is not there, or is a null that the type has nothing for.
/// After an error the place may hold a part.
pub(crate) fn read_at<T: for<'de> Decode<'de>>(
    body: &[u8],
    path: &'static [&'static str],
    code: &mut PickedCode,
    place: &mut Option<T>,
) -> Result<(), serde_json::Error> {
    let text = body_text(body);
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    AtPath { path, code: Some(code), place }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    if place.is_none() {
        // A list that is not there is an empty one.
        *place = T::from_null();
    }
    Ok(())
}

/// The value at `path` of any body, if there is one that can be a `T`.
pub(crate) fn body_at<T: for<'de> Decode<'de>>(body: &[u8], path: &'static [&'static str]) -> Option<T> {
    let text = body_text(body);
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let mut value = None;
    AtPath { path, code: None, place: &mut value }.deserialize(&mut deserializer).ok()?;
    value
}

/// The body as text. Checking all of it at once is quicker than letting the reader check string by string, and a byte
/// that is no UTF-8 becomes a replacement character instead of losing the response.
pub(crate) fn body_text(body: &[u8]) -> Cow<'_, str> {
    let body = without_mark(body);
    // Looked at first, because the lossy way is slow even for good text.
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// The body without the byte-order mark that some servers put first.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

struct AtPath<'a, T> {
    path: &'static [&'static str],
    code: Option<&'a mut PickedCode>,
    place: &'a mut Option<T>,
}

impl<'de, T: Decode<'de>> DeserializeSeed<'de> for AtPath<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.path.is_empty() {
            NullInto(self.place).deserialize(deserializer)
        } else {
            // Of several properties of one name the last counts, also when it holds nothing.
            *self.place = None;
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de, T: Decode<'de>> Visitor<'de> for AtPath<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the property `{}`", self.path.first().unwrap_or(&""))
    }

    refuse! { boolean, number, string }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        // `[]` is how some servers write an empty object.
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(wrong_type(JsonKind::Array, &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else { return Ok(()) };
        while let Some(key) = map.next_key_seed(KeySeed)? {
            if key == *first {
                map.next_value_seed(AtPath { path: rest, code: None, place: &mut *self.place })?;
                continue;
            }
            match &mut self.code {
                Some(code) if code.wants(&key) => code.property = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(body: &str, path: &'static [&'static str]) -> Result<Option<Vec<i64>>, String> {
        let mut place = None;
        let result = read_at(body.as_bytes(), path, &mut PickedCode { path: &[], property: None }, &mut place);
        result.map(|()| place).map_err(|error| error.to_string())
    }

    #[test]
    fn goes_down_the_path() {
        assert_eq!(at(r#"{"a":1,"data":{"x":2,"items":[1,"2"]},"z":[]}"#, &["data", "items"]), Ok(Some(vec![1, 2])));
        assert_eq!(at("[3]", &[]), Ok(Some(vec![3])));
        assert_eq!(at("\u{feff}[3]", &[]), Ok(Some(vec![3])));
    }

    #[test]
    fn a_list_that_is_not_there_is_empty() {
        for body in ["{}", r#"{"data":null}"#, r#"{"data":[]}"#, r#"{"data":{}}"#, r#"{"data":{"items":null}}"#] {
            assert_eq!(at(body, &["data", "items"]), Ok(Some(vec![])), "{body}");
        }
        assert!(at(r#"{"data":[1]}"#, &["data", "items"]).is_err());
        assert!(at("[1] x", &[]).is_err());
    }

    #[test]
    fn of_several_members_of_one_name_the_last_counts() {
        assert_eq!(at(r#"{"data":{"x":[1]},"data":{"x":[2,3]}}"#, &["data", "x"]), Ok(Some(vec![2, 3])));
        assert_eq!(at(r#"{"data":{"x":[1]},"data":null}"#, &["data", "x"]), Ok(Some(vec![])));
    }

    #[test]
    fn picks_up_the_code_before_or_after_the_payload() {
        for body in [r#"{"meta":{"code":7},"data":[1]}"#, r#"{"data":[1],"meta":{"code":7}}"#] {
            let mut code = PickedCode::beside(&["meta", "code"], &["data"]).unwrap();
            let mut place: Option<Vec<i64>> = None;
            read_at(body.as_bytes(), &["data"], &mut code, &mut place).unwrap();
            assert_eq!(place, Some(vec![1]));
            assert_eq!(code.found(), Some(Value::from(7)));
        }
        assert!(PickedCode::beside(&["code"], &[]).is_none());
    }
}
