//! Values that are not of the form that their types have.
#![cfg(feature = "reqwest")]
#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_qualifications,
    clippy::large_enum_variant,
    reason = "a stand-in for generated code, of which each test uses a part"
)]

mod generated;

use generated::models::Thing;
use sdk_runtime::Extra;
use sdk_runtime::wire::{Encode, Writer, decode_slice};

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
