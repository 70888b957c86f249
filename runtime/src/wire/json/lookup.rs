//! Single values out of a body, in one pass.
//!
//! In: a body and some paths. Out: the values there. Everything else is skipped unread; a body that is no JSON gives
//! what stands before the fault, since whoever asks has read the body already.

use super::KeySeed;
use super::at_path::body_text;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// A path that is left to go, and where the value there is to be put.
type Wanted<'p, 'v> = (&'p [&'p str], &'v mut Value);

/// Puts the value at each path into its place. No path may lead through another.
pub(crate) fn pick(body: &[u8], wanted: &mut [Wanted<'_, '_>]) {
    let text = body_text(body);
    let _ = Pick(wanted).deserialize(&mut serde_json::Deserializer::from_str(&text));
}

/// The whole body, if it is JSON.
pub(crate) fn json_body(body: &[u8]) -> Option<Value> {
    serde_json::from_str(&body_text(body)).ok()
}

/// The value at a path; lists are entered by number.
pub(crate) fn value_at<'a>(body: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(body, |value, name| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        other => other.get(*name),
    })
}

struct Pick<'a, 'p, 'v>(&'a mut [Wanted<'p, 'v>]);

impl<'de> DeserializeSeed<'de> for Pick<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            [([], value)] => {
                **value = serde::Deserialize::deserialize(deserializer)?;
                Ok(())
            }
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Pick<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(KeySeed)? {
            let mut below: Vec<Wanted<'_, '_>> = self
                .0
                .iter_mut()
                .filter_map(|(path, value)| match path.split_first() {
                    Some((first, rest)) if key == **first => Some((rest, &mut **value)),
                    _ => None,
                })
                .collect();
            if below.is_empty() {
                map.next_value::<IgnoredAny>()?;
            } else {
                map.next_value_seed(Pick(&mut below))?;
            }
        }
        Ok(())
    }
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
}
