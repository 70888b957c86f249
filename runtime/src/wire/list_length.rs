//! The length of a list inside a JSON body.
//!
//! In: a body that is written already, and the way to a list in it. Out: how many elements the list has. Nothing is
//! kept of the body, and a body without the list has no length rather than an error.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// How many elements the list at `path` has, if there is one.
pub(crate) fn list_length<'a>(body: &[u8], path: impl Iterator<Item = &'a str>) -> Option<u64> {
    let path: Vec<&str> = path.collect();
    LengthAt(&path).deserialize(&mut serde_json::Deserializer::from_slice(body)).ok()?
}

struct LengthAt<'a>(&'a [&'a str]);

impl<'de> DeserializeSeed<'de> for LengthAt<'_> {
    type Value = Option<u64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u64>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for LengthAt<'_> {
    type Value = Option<u64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, or an object that leads to one")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Option<u64>, A::Error> {
        let mut count = 0;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(self.0.is_empty().then_some(count))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<u64>, A::Error> {
        let mut length = None;
        while let Some(key) = map.next_key::<String>()? {
            match self.0.split_first() {
                Some((first, rest)) if key == *first => length = map.next_value_seed(LengthAt(rest))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::list_length;

    #[test]
    fn counts_the_list_at_the_path() {
        let length = |body: &str, path: &[&str]| list_length(body.as_bytes(), path.iter().copied());
        assert_eq!(length("[1,[2,3],{}]", &[]), Some(3));
        assert_eq!(length(r#"{"x":[1],"a":{"b":[[],{}]}}"#, &["a", "b"]), Some(2));
        assert_eq!(length(r#"{"a":null}"#, &["a"]), None);
        assert_eq!(length(r#"{"a":[1]}"#, &[]), None);
        assert_eq!(length("[1]", &["a"]), None);
    }
}
