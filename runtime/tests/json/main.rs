//! The reader beside serde_json: the same values out of everything that is JSON, and the same texts refused.
//!
//! The texts come from a generator with fixed seeds, from mutations of what it makes, and from a list of edge cases. What
//! differs on purpose is in the last tests: half surrogates, numbers beyond `f64` and deep nesting cost nothing but
//! themselves.

mod texts;

use sdk_runtime::wire::{JsonKind, Reader, Stop, Writer, decode_slice};
use serde::de::IgnoredAny;
use serde_json::{Map, Number, Value};
use texts::{Random, mutated, value};

/// All of a text, by the reader's own functions.
fn tree(reader: &mut Reader<'_>) -> Result<Value, Stop> {
    let mut is_first = true;
    Ok(match reader.kind()? {
        JsonKind::Null => reader.null().map(|_| Value::Null)?,
        JsonKind::Boolean => Value::Bool(reader.boolean()?),
        JsonKind::Integer | JsonKind::Float => number(reader.number()?),
        JsonKind::String => Value::String(reader.string()?.into_owned()),
        JsonKind::Array => {
            let mut items = Vec::new();
            reader.begin_array("an array")?;
            while reader.next_element(&mut is_first)? {
                items.push(tree(reader)?);
            }
            Value::Array(items)
        }
        JsonKind::Object => {
            let mut properties = Map::new();
            reader.begin_object("an object")?;
            while reader.next_property(&mut is_first)? {
                let key = reader.key()?.into_owned();
                properties.insert(key, tree(reader)?);
            }
            Value::Object(properties)
        }
        _ => unreachable!("there are no other kinds"),
    })
}

fn number(text: &str) -> Value {
    let integer = text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from));
    let number = match integer {
        // serde_json keeps the sign of a zero by making it a float.
        Ok(number) if text != "-0" => Some(number),
        _ => text.parse().ok().and_then(Number::from_f64),
    };
    number.map_or(Value::Null, Value::Number)
}

/// Equal, but for the last bits of floats, which serde_json does not round exactly without a feature of its own.
fn is_same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| is_same(ours, theirs))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().all(|(key, ours)| theirs.get(key).is_some_and(|theirs| is_same(ours, theirs)))
        }
        (Value::Number(ours), Value::Number(theirs)) if ours.is_f64() && theirs.is_f64() => {
            let (ours, theirs) = (ours.as_f64().unwrap_or_default(), theirs.as_f64().unwrap_or_default());
            (ours - theirs).abs() <= ours.abs() * 1e-15
        }
        (ours, theirs) => ours == theirs,
    }
}

fn skipped(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.skip().and_then(|_| reader.end()).is_ok()
}

fn read(text: &str) -> Option<Value> {
    let mut reader = Reader::new(text);
    let value = tree(&mut reader).ok()?;
    reader.end().ok().map(|()| value)
}

/// Whether serde_json takes it for JSON, whatever its values are.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

#[test]
fn whatever_is_json_reads_as_serde_json_reads_it() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..4_000 {
        let mut text = String::new();
        value(&mut random, 0, &mut text);
        let theirs: Value = serde_json::from_str(&text).expect(&text);
        let ours = read(&text).expect(&text);
        assert!(is_same(&ours, &theirs), "{text}\n{ours}\n{theirs}");
        assert!(skipped(&text), "{text}");
        let mut reader = Reader::new(&text);
        assert_eq!(reader.skip().map(str::trim_ascii), Ok(text.trim_ascii()), "the span is the value");
        let kept: Value = decode_slice(text.as_bytes()).expect(&text);
        assert!(is_same(&kept, &theirs), "{text}");
    }
}

#[test]
fn whatever_is_no_json_is_refused_as_serde_json_refuses_it() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut refused = 0;
    for _ in 0..30_000 {
        let mut text = String::new();
        value(&mut random, 2, &mut text);
        let Some(text) = mutated(&mut random, &text) else { continue };
        let expected = is_json(&text);
        assert_eq!(skipped(&text), expected, "skipped: {text:?}");
        assert_eq!(read(&text).is_some(), expected, "read: {text:?}");
        refused += usize::from(!expected);
    }
    assert!(refused > 10_000, "the mutations break most texts: {refused}");
}

const GOOD: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1.0e-1",
    "1E9",
    "\"\"",
    "\"\\u0000\"",
    "\"\u{7f}\"",
    "[]",
    "[ ]",
    "{}",
    "{ }",
    "[[],{}]",
    "{\"\":0}",
    "{\"a\":1,\"a\":2}",
    "\t\r\n null \n",
    "\"\\ud834\\udd1e\"",
    "[null,true,false]",
    "\"\u{2028}\u{2029}\"",
    "1e1",
    "0e1",
    "0.0e+00",
];

const BAD: &[&str] = &[
    "",
    " ",
    "\u{feff}1",
    "nul",
    "nulll",
    "True",
    "tru",
    "NaN",
    "Infinity",
    "-",
    "+1",
    "01",
    "-01",
    "1.",
    ".5",
    "1.e1",
    "1e",
    "1e+",
    "0x1",
    "1 2",
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1,,2]",
    "{",
    "}",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{a:1}",
    "{'a':1}",
    "{\"a\" 1}",
    "{\"a\"::1}",
    "{1:1}",
    "{\"a\":1 \"b\":2}",
    "[}",
    "{]",
    "[1}",
    "\"",
    "\"a",
    "\"\\",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\u12g4\"",
    "\"\\u",
    "\"\n\"",
    "\"\t\"",
    "\"\u{0}\"",
    "'a'",
    "/* */1",
    "1//",
    "[1]]",
    "{}}",
    "--1",
    "1-",
    "1.2.3",
    "1e1e1",
    "null,",
    ",",
    ":",
    "\u{a0}1",
    "\u{c}1",
    "[\"a\":1]",
    "{\"a\":1:2}",
    "\"a\"b",
    "\\u0031",
];

#[test]
fn edge_cases_are_taken_and_refused_as_serde_json_does() {
    for text in GOOD {
        assert!(is_json(text) && skipped(text), "{text:?}");
        let theirs: Value = serde_json::from_str(text).expect(text);
        assert!(is_same(&read(text).expect(text), &theirs), "{text:?}");
    }
    for text in BAD {
        assert!(!is_json(text), "{text:?}");
        assert!(!skipped(text) && read(text).is_none(), "{text:?}");
        // A byte-order mark is no JSON, but in front of a body it is not read.
        let result = decode_slice::<Value>(text.as_bytes());
        assert_eq!(result.is_ok(), text.starts_with('\u{feff}'), "{text:?}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let mut random = Random(0x1234_5678_9abc_def1);
    for _ in 0..20_000 {
        let text: String = (0..random.below(12)).filter_map(|_| char::from_u32(random.below(0x400) as u32)).collect();
        let float = f64::from_bits(random.next());
        let integer = random.next() as i64 >> random.below(64);
        let mut out = Writer::new();
        out.begin_array();
        out.element();
        out.string(&text);
        out.element();
        out.float(float);
        out.element();
        out.signed(integer);
        out.end_array();
        let written = out.into_text();
        let read: Vec<Value> = serde_json::from_str(&written).expect(&written);
        assert_eq!((&read[0], &read[2]), (&Value::from(text), &Value::from(integer)), "{written}");
        let [_, sent, _] = written.trim_matches(['[', ']']).rsplitn(3, ',').collect::<Vec<_>>()[..] else { continue };
        let exact = sent.parse::<f64>().map_or(!float.is_finite(), |sent| sent == float);
        assert!(exact, "{float:?} as {written}");
    }
}

#[test]
fn half_a_surrogate_pair_is_a_replacement_character() {
    for (text, expected) in [
        (r#""\ud800""#, "\u{fffd}"),
        (r#""a\udc00b""#, "a\u{fffd}b"),
        (r#""\ud800\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
        (r#""\ud800\n""#, "\u{fffd}\n"),
        (r#""\ud800x\udc00""#, "\u{fffd}x\u{fffd}"),
    ] {
        assert_eq!(read(text), Some(Value::from(expected)), "{text}");
    }
}

#[test]
fn values_are_skipped_at_any_depth_and_read_down_to_a_bound() {
    for depth in [1_usize, 2, 127, 128, 129, 255, 256, 257, 1_000, 200_000] {
        let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let mixed = format!("{}1{}", "{\"a\":[".repeat(depth), "]}".repeat(depth));
        assert!(skipped(&lists) && skipped(&mixed), "{depth}");
        assert!(!skipped(&lists[1..]) && !skipped(&mixed[..mixed.len() - 1]), "{depth}");
        let swapped = mixed.replacen("]}", "}]", 1);
        assert!(!skipped(&swapped), "{depth}");
        assert_eq!(read(&lists).is_some(), depth <= 128, "{depth}");
    }
}
