//! Leniency, value by value.

use super::Decode;
use crate::value::maybe::Maybe;
use crate::value::temporal::Date;
use serde::de::value::{Error, MapDeserializer};
use serde_json::Value;
use std::collections::BTreeMap;

fn read<T: for<'de> Decode<'de>>(text: &str) -> Option<T> {
    T::decode(&mut serde_json::Deserializer::from_str(text)).ok()
}

#[test]
fn integers_take_every_spelling_that_is_exact() {
    for text in ["3", "3.0", "\"3\"", "\" 3 \"", "\"3.0\"", "3e0"] {
        assert_eq!(read::<i64>(text), Some(3), "{text}");
        assert_eq!(read::<u32>(text), Some(3), "{text}");
    }
    for text in ["3.5", "\"x\"", "true", "[]", "{}", "null", "1e30", "\"inf\""] {
        assert_eq!(read::<i64>(text), None, "{text}");
    }
    assert_eq!(read::<u32>("-1"), None);
    assert_eq!(read::<i32>("2147483648"), None);
    assert_eq!(read::<i64>("-9223372036854775808"), Some(i64::MIN));
    assert_eq!(read::<u64>("\"18446744073709551615\""), Some(u64::MAX));
}

#[test]
fn floats_texts_and_booleans_take_each_other() {
    assert_eq!(read::<f64>("3"), Some(3.0));
    assert_eq!(read::<f64>("\"2.5\""), Some(2.5));
    assert_eq!(read::<f32>("2.5"), Some(2.5));
    assert_eq!(read::<f64>("\"nan\""), None);
    assert_eq!(read::<String>("3.0").as_deref(), Some("3.0"));
    assert_eq!(read::<String>("true").as_deref(), Some("true"));
    assert_eq!(read::<String>("{}"), None);
    assert_eq!(read::<Date>("2026").unwrap(), "2026");
    for (text, value) in [("\"true\"", true), ("\"FALSE\"", false), ("0", false), ("1", true), ("\"1\"", true)] {
        assert_eq!(read::<bool>(text), Some(value), "{text}");
    }
    assert_eq!(read::<bool>("2"), None);
}

#[test]
fn collections_take_null_and_the_empty_array() {
    assert_eq!(read::<Vec<i64>>("null"), Some(vec![]));
    assert_eq!(read::<Vec<i64>>("[1,null,\"2\"]"), Some(vec![1, 2]));
    assert_eq!(read::<Vec<Option<i64>>>("[1,null]"), Some(vec![Some(1), None]));
    assert_eq!(read::<Vec<Value>>("[null]"), Some(vec![Value::Null]));
    assert_eq!(read::<Vec<i64>>("1"), None);
    assert_eq!(read::<BTreeMap<String, i64>>("[]"), Some(BTreeMap::new()));
    assert_eq!(read::<BTreeMap<String, i64>>("[1]"), None);
    assert_eq!(read::<BTreeMap<String, String>>(r#"{"a":null,"b":1}"#).unwrap().len(), 1);
    assert_eq!(read::<Option<Vec<i64>>>("null"), Some(None));
    assert_eq!(read::<Maybe<i64>>("null"), Some(Maybe::Null));
    assert_eq!(read::<Maybe<Box<i64>>>("1"), Some(Maybe::Value(Box::new(1))));
}

#[test]
fn numbers_of_arbitrary_precision_are_numbers() {
    let number = || MapDeserializer::<_, Error>::new([("$serde_json::private::Number", "12")].into_iter());
    assert_eq!(i64::decode(number()), Ok(12));
    assert_eq!(f64::decode(number()), Ok(12.0));
    assert_eq!(String::decode(number()), Ok("12".to_owned()));
    assert!(bool::decode(number()).is_err());
    let other = MapDeserializer::<_, Error>::new([("a", "12")].into_iter());
    assert!(i64::decode(other).is_err());
}
