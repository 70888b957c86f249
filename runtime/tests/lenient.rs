//! Values that are not of the form that their types have.
#![cfg(feature = "reqwest")]
#![allow(missing_docs, dead_code, unreachable_pub, unused_qualifications, reason = "a test")]

mod generated;

use generated::models::Thing;
use sdk_runtime::__private::wire::{Encode, Writer, decode_slice};
use sdk_runtime::Extra;

/// A value that its field cannot take costs that property only: the field is empty, and the value is kept as it came.
#[test]
fn an_odd_property_costs_itself_only() {
    for (name, odd) in [
        ("total", "7531.5"),
        ("total", "\"Ann\""),
        ("total", "99999999999999999999"),
        ("price", "1e400"),
        ("active", "7531"),
        ("page", "\"\""),
        ("page", "[\"Ann\"]"),
        ("tags", "\"Ann, Bob\""),
        ("tags", "{}"),
        ("id", "{\"name\":\"Ann\"}"),
        ("tree", "7"),
    ] {
        let text = format!(r#"{{"state":"open","{name}":{odd},"due":"2026-07-09"}}"#);
        let thing: Thing = decode_slice(text.as_bytes()).expect(&text);
        assert_eq!((thing.extra.text(name), thing.extra.len()), (Some(odd), 1), "{text}");
        assert!(thing.state.is_some() && thing.due.is_some(), "{text}");
        assert!(!format!("{thing:?}").contains("Ann"), "{thing:?}");
        let rest = Thing { extra: Extra::new(), ..thing.clone() };
        let plain = decode_slice(br#"{"state":"open","due":"2026-07-09"}"#);
        assert_eq!(plain, Ok(rest), "nothing of the value stays in the field: {text}");
        // Written again, it stands where it stood.
        let mut out = Writer::new();
        Encode::encode(&thing, &mut out);
        assert!(out.into_text().contains(&format!("\"{name}\":{odd}")), "{text}");
    }
    // Of a list only the element is missing, and the list is kept.
    let thing: Thing = decode_slice(br#"{"tags":["a",{},"b"]}"#).unwrap();
    assert_eq!((thing.tags.len(), thing.extra.text("tags")), (2, Some(r#"["a",{},"b"]"#)));
    // Below, the innermost property is what it costs.
    let thing: Thing = decode_slice(br#"{"page":{"number":-1}}"#).unwrap();
    assert_eq!(thing.page.map(|page| page.number), Some(None));
    assert!(thing.extra.is_empty());
}

mod unions {
    use sdk_runtime::{Extra, Value};

    #[derive(Debug, Clone, PartialEq, Default)]
    pub struct Left {
        pub next: Option<Box<Nest>>,
        pub left: Option<i64>,
        pub extra: Extra,
    }
    sdk_runtime::object! { Left { next => "next", left => "left" } extra }

    #[derive(Debug, Clone, PartialEq, Default)]
    pub struct Right {
        pub next: Option<Box<Nest>>,
        pub right: Option<i64>,
        pub extra: Extra,
    }
    sdk_runtime::object! { Right { next => "next", right => "right" } extra }

    /// Only a try tells the branches apart, and each holds the union again.
    #[derive(Debug, Clone, PartialEq)]
    pub enum Nest {
        Left(Box<Left>),
        Right(Box<Right>),
        Unknown(Value),
    }
    sdk_runtime::union! { Nest : Unknown ordered { Left(Box<Left>) => try, Right(Box<Right>) => try } }

    #[derive(Debug, Clone, PartialEq, Default)]
    pub struct Free {
        pub anything: Option<Value>,
        pub extra: Extra,
    }
    sdk_runtime::object! { Free { anything => "anything" } extra }

    /// One branch may lack the discriminator.
    #[derive(Debug, Clone, PartialEq)]
    pub enum Versioned {
        Left(Box<Left>),
        Right(Box<Right>),
        Unknown(Value),
    }
    sdk_runtime::union! { Versioned : Unknown by "version" {
        Left(Box<Left>) => ["v1"] or absent,
        Right(Box<Right>) => ["v2", "v3"],
    } }

    /// Two unions that are branches of each other.
    #[derive(Debug, Clone, PartialEq)]
    pub enum Egg {
        Hen(Box<Hen>),
        Unknown(Value),
    }
    sdk_runtime::union! { Egg : Unknown ordered { Hen(Box<Hen>) => try } }

    #[derive(Debug, Clone, PartialEq)]
    pub enum Hen {
        Egg(Box<Egg>),
        Other(Box<Egg>),
        Unknown(Value),
    }
    sdk_runtime::union! { Hen : Unknown ordered { Egg(Box<Egg>) => try, Other(Box<Egg>) => try } }
}

/// Trying every branch at every level would take longer than anybody waits.
#[test]
fn nested_unions_are_decided_in_linear_time() {
    let mut text = r#"{"right":1}"#.to_owned();
    for level in 0..40 {
        let side = if level % 3 == 0 { "left" } else { "right" };
        text = format!(r#"{{"{side}":{level},"new":true,"next":{text}}}"#);
    }
    let mut nest = Some(Box::new(decode_slice::<unions::Nest>(text.as_bytes()).unwrap()));
    let mut sides = Vec::new();
    while let Some(level) = nest.take() {
        nest = match *level {
            unions::Nest::Left(left) => {
                sides.push((true, left.left));
                left.next
            }
            unions::Nest::Right(right) => {
                sides.push((false, right.right));
                right.next
            }
            unions::Nest::Unknown(value) => panic!("a branch takes it: {value}"),
        };
    }
    let expected: Vec<_> = (0..40).rev().map(|level| (level % 3 == 0, Some(level))).chain([(false, Some(1))]).collect();
    assert_eq!(sides, expected);
}

#[test]
fn unions_that_are_branches_of_each_other_end() {
    for text in ["1", "{}", r#"{"a":[1]}"#] {
        let mut egg = decode_slice::<unions::Egg>(text.as_bytes()).unwrap();
        let kept = loop {
            let hen = match egg {
                unions::Egg::Hen(hen) => hen,
                unions::Egg::Unknown(value) => break value,
            };
            egg = match *hen {
                unions::Hen::Egg(egg) | unions::Hen::Other(egg) => *egg,
                unions::Hen::Unknown(value) => break value,
            };
        };
        assert_eq!(kept.to_string(), text);
    }
}

/// Without the discriminator, a value is of the one branch that may lack it, and is written as it came.
#[test]
fn an_absent_discriminator_means_the_branch_that_may_lack_it() {
    use unions::Versioned;

    let read = |text: &str| decode_slice::<Versioned>(text.as_bytes()).unwrap();
    for text in [r#"{"left":1}"#, r#"{"left":1,"version":null}"#, r#"{"left":1,"version":"v1"}"#] {
        assert!(matches!(read(text), Versioned::Left(left) if left.left == Some(1)), "{text}");
    }
    assert!(matches!(read(r#"{"version":"v3","right":1}"#), Versioned::Right(right) if right.right == Some(1)));
    for text in [r#"{"version":"v4"}"#, r#"{"version":1}"#, "[]", "1"] {
        assert!(matches!(read(text), Versioned::Unknown(_)), "{text}");
    }
    for (text, written) in [(r#"{"left":1}"#, r#"{"left":1}"#), (r#"{"version":"v2"}"#, r#"{"version":"v2"}"#)] {
        let mut out = Writer::new();
        read(text).encode(&mut out);
        assert_eq!(out.into_text(), written);
    }
}

/// A number with more digits than its field can hold is rounded there, and kept as it came beside it.
#[test]
fn no_digit_is_lost() {
    for (text, is_kept) in [
        ("1.5", false),
        ("52.520006599999998", false),
        ("12345678901230000000000", false),
        ("0.1000000000000000", false),
        ("\"2.5\"", false),
        ("0.0", false),
        ("12345678901234567.89", true),
        ("9007199254740993", true),
        ("18446744073709551615", true),
        ("0.1234567890123456789", true),
        ("1e-400", true),
        ("\"0.1234567890123456789\"", true),
    ] {
        let thing: Thing = decode_slice(format!(r#"{{"price":{text}}}"#).as_bytes()).unwrap();
        assert!(thing.price.is_some(), "{text}");
        assert_eq!(thing.extra.text("price"), is_kept.then_some(text), "{text}");
        let mut out = Writer::new();
        thing.encode(&mut out);
        assert!(!is_kept || out.into_text().contains(text), "{text}");
    }
    // So in a value of no type.
    for (text, is_kept) in [
        (r#"{"a":[1.5,"0.1234567890123456789\"",18446744073709551615]}"#, false),
        (r#"{"a":[0.1234567890123456789]}"#, true),
        ("18446744073709551616123", true),
    ] {
        let free: unions::Free = decode_slice(format!(r#"{{"anything":{text}}}"#).as_bytes()).unwrap();
        assert_eq!(free.extra.text("anything"), is_kept.then_some(text), "{text}");
    }
}
