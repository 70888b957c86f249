//! Leniency, value by value.

use super::{Decode, Extra, Reader, decode_slice, json_text};
use crate::value::maybe::Maybe;
use crate::value::temporal::Date;
use serde_json::Value;
use std::collections::BTreeMap;

fn read<T: Decode>(text: &str) -> Option<T> {
    let mut reader = Reader::new(text);
    let value = T::decode(&mut reader).ok();
    assert!(value.is_none() || reader.end().is_ok(), "{text}");
    value
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

fn fault<T: Decode + std::fmt::Debug>(text: &str) -> String {
    decode_slice::<T>(text.as_bytes()).expect_err(text).to_string()
}

/// Every type against every kind that it does not take: none repeats what came.
#[test]
fn no_value_is_repeated() {
    const TEXT: &str = r#""Ann \", expected ` secret""#;
    let faults =
        |texts: &[&str], fault: fn(&str) -> String| -> Vec<String> { texts.iter().map(|text| fault(text)).collect() };
    let all = [
        faults(&["7531", "75.31", "-7531", "true", TEXT], fault::<Vec<i64>>),
        faults(&["7531", "75.31", "-7531", "true", TEXT], fault::<BTreeMap<String, i64>>),
        faults(&["75.31", "1e300", "true", "null", TEXT, "[7531]", r#"{"secret":1}"#], fault::<i64>),
        faults(&["7531e99", "-7531", "99999999999"], fault::<u32>),
        faults(&["true", "null", TEXT, "[7531]", r#"{"secret":1}"#, "7531e999"], fault::<f64>),
        faults(&["7531", "-7531", "75.31", "null", TEXT, "[7531]", r#"{"secret":1}"#], fault::<bool>),
        faults(&["null", "[7531]", r#"{"secret":1}"#], fault::<String>),
    ];
    for fault in all.iter().flatten() {
        assert!(["75", "secret", "Ann", "true"].iter().all(|value| !fault.contains(value)), "{fault}");
        assert!(fault.starts_with("invalid "), "{fault}");
    }
    assert_eq!(fault::<Vec<i64>>(TEXT), "invalid type: string, expected an array at line 1 column 1");
    assert_eq!(fault::<u32>(" -1"), "invalid value: integer, expected an integer that fits u32 at line 1 column 2");
}

#[test]
fn errors_name_the_value_by_its_path() {
    type Map<T> = BTreeMap<String, T>;
    fn path<T: Decode + std::fmt::Debug>(text: &str) -> String {
        decode_slice::<T>(text.as_bytes()).expect_err(text).path().to_owned()
    }
    assert_eq!(path::<Map<Vec<i64>>>(r#"{"a":[1],"b\"c":[1, 2,"x"]}"#), r#"b\"c[2]"#);
    assert_eq!(path::<Map<Vec<i64>>>("{\n\"a\": [1],\n \"b\":\n true}"), "b");
    assert_eq!(path::<Map<Map<i64>>>(r#"{"a":{"x":1,"y":{}}}"#), "a.y");
    assert_eq!(path::<Vec<bool>>(r#"[true,[]]"#), "[1]");
    assert_eq!(path::<i64>("true"), "");
    // Where the text is no JSON, the path leads to where it stops being so.
    assert_eq!(path::<Map<Vec<i64>>>(r#"{"a":[1,2"#), "a[1]");
}

/// What no value of no type can hold is kept as text, and costs nothing else.
#[test]
fn odd_json_costs_itself_only() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for odd in ["1e400", r#""\ud800""#, "-1e999999", &deep] {
        let text = format!(r#"{{"a":1,"odd":{odd},"z":2}}"#);
        let map: BTreeMap<String, i64> = {
            let mut reader = Reader::new(&text);
            Decode::decode(&mut reader).unwrap()
        };
        assert_eq!(map.len(), 2, "{odd:.20}");
        let values = decode_slice::<BTreeMap<String, Value>>(text.as_bytes()).unwrap();
        assert_eq!((&values["a"], &values["z"]), (&Value::from(1), &Value::from(2)));
    }
    let text: String = decode_slice(br#""a\ud800b\udc00\ud83d\ude00""#).unwrap();
    assert_eq!(text, "a\u{fffd}b\u{fffd}\u{1f600}");
}

#[test]
fn extra_properties_are_kept_as_text_and_never_printed() {
    let mut extra = Extra::from([("a", Value::from(1)), ("b", Value::Null)]);
    assert_eq!(extra.insert("a", "Ann"), Some(Value::from(1)));
    assert_eq!((extra.text("a"), &extra["a"], &extra["c"]), (Some("\"Ann\""), &Value::from("Ann"), &Value::Null));
    assert_eq!(format!("{extra:?}"), r#"{"a", "b"}"#);
    assert_eq!(extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(extra.remove("a"), Some(Value::from("Ann")));
    assert_eq!((extra.len(), extra.contains_key("a")), (1, false));
}

#[test]
fn numbers_are_written_with_the_digits_that_they_need() {
    let texts = [
        json_text(&1.0),
        json_text(&-0.5),
        json_text(&1e300),
        json_text(&1e-7),
        json_text(&0.1_f32),
        json_text(&f64::NAN),
        json_text(&i64::MIN),
        json_text(&u64::MAX),
    ];
    let expected = ["1", "-0.5", "1e300", "1e-7", "0.1", "null", "-9223372036854775808", "18446744073709551615"];
    assert_eq!(texts, expected);
    assert_eq!(json_text("a\"\\\n\u{1}\u{7f}é"), r#""a\"\\\n\u0001"#.to_owned() + "\u{7f}é\"");
}
