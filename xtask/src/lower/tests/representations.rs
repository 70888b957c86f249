//! Responses of several representations, streams, and files in forms.

use serde_json::{Value, json};

use super::{codes, document, lowered, operation, reference, text};
use crate::ir::{Api, Framing, Payload, StreamItem};
use crate::lower::Lowered;

fn schemas() -> Value {
    json!({
        "A": {"type": "object", "properties": {"a": {"type": "string"}}},
        "B": {"type": "object", "properties": {"b": {"type": "string"}}},
    })
}

/// An operation whose 200 has these media types.
fn with_content(content: Value) -> Lowered {
    let responses = json!({"200": {"description": "", "content": content}});
    lowered(&document(json!({"/a": {"get": {"operationId": "go", "responses": responses}}}), schemas()))
}

fn shown(api: &Api, payload: &Payload) -> String {
    let item = |item: &StreamItem| match item {
        StreamItem::Text => "text".to_owned(),
        StreamItem::Json(ty) => text(api, ty),
    };
    match payload {
        Payload::Json(ty) => text(api, ty),
        Payload::Events(of) => format!("events of {}", item(of)),
        Payload::Lines(Framing::Lines, of) => format!("lines of {}", item(of)),
        Payload::Lines(Framing::Sequence, of) => format!("sequence of {}", item(of)),
        other => format!("{other:?}"),
    }
}

/// Each representation with what it accepts, that of the plain call first.
fn representations(lowered: &Lowered) -> Vec<(String, String)> {
    let success = &operation(&lowered.api, "go").success;
    let first = (shown(&lowered.api, &success.payload), success.accept.join(", "));
    let others = success.representations.iter();
    let others = others.map(|other| (shown(&lowered.api, &other.payload), other.accept.join(", ")));
    std::iter::once(first).chain(others).collect()
}

#[test]
fn every_representation_can_be_asked_for() {
    let bytes = || json!({"schema": {"type": "string", "format": "binary"}});
    let a = || json!({"schema": reference("A")});
    for (content, expected) in [
        (json!({"application/json": a()}), vec![("a", "")]),
        (json!({"application/vnd.x+json; v=2": a()}), vec![("a", "application/vnd.x+json")]),
        (
            json!({"text/event-stream": {"schema": reference("B")}, "application/json": a()}),
            vec![("a", "application/json"), ("events of b", "text/event-stream")],
        ),
        (
            json!({"application/json": a(), "application/pdf": bytes(), "text/csv": {}}),
            vec![("a", "application/json"), ("Text", "text/csv"), ("Download", "application/pdf")],
        ),
        (json!({"image/png": bytes(), "image/*": bytes()}), vec![("Download", "image/*, image/png")]),
        (
            json!({"application/json": {"schema": {"type": "string"}}, "video/mp4": bytes()}),
            vec![("Download", "video/mp4"), ("String", "application/json")],
        ),
        (
            json!({"text/event-stream": a(), "application/octet-stream": bytes()}),
            vec![("Download", "application/octet-stream"), ("events of a", "text/event-stream")],
        ),
        (
            json!({"application/json": a(), "application/vnd.same+json": a(), "application/vnd.other+json": {"schema": reference("B")}}),
            vec![("a", "application/json, application/vnd.same+json"), ("b", "application/vnd.other+json")],
        ),
        (
            json!({"application/json": a(), "application/xml": a()}),
            vec![("a", "application/json"), ("Text", "application/xml")],
        ),
    ] {
        let lowered = with_content(content.clone());
        let mut have = representations(&lowered);
        // Keys of an object have no order.
        for (_, accept) in &mut have {
            let mut names: Vec<&str> = accept.split(", ").collect();
            names.sort_unstable();
            *accept = names.join(", ");
        }
        let have: Vec<(&str, &str)> = have.iter().map(|(what, accept)| (&**what, &**accept)).collect();
        assert_eq!(have, expected, "{content}");
    }
}

#[test]
fn the_schema_of_a_stream_describes_an_item() {
    let array = json!({"type": "array", "items": reference("A")});
    for (media_type, schema, expected) in [
        ("text/event-stream", reference("A"), "events of a"),
        ("text/event-stream", json!({"type": "string"}), "events of text"),
        ("text/event-stream", json!({}), "events of text"),
        ("application/x-ndjson", reference("A"), "lines of a"),
        ("application/jsonl", array.clone(), "lines of a"),
        ("application/x-ndjson", json!({"type": "string"}), "lines of String"),
        ("application/x-ndjson", json!({}), "lines of Json"),
        ("application/json-seq", array, "sequence of a"),
    ] {
        let lowered = with_content(json!({media_type: {"schema": schema}}));
        assert_eq!(representations(&lowered), [(expected.to_owned(), media_type.to_owned())], "{media_type} {schema}");
    }
}

#[test]
fn bodies_that_differ_by_status_are_read_as_a_whole() {
    let of = |second: Value| {
        let responses = json!({
            "200": {"description": "", "content": {"application/json": {"schema": reference("A")}}},
            "202": second,
        });
        lowered(&document(json!({"/a": {"get": {"operationId": "go", "responses": responses}}}), schemas()))
    };
    let stream = of(json!({"description": "", "content": {"text/event-stream": {"schema": reference("B")}}}));
    assert!(codes(&stream.diagnostics).contains(&"lower-response-left-out"), "{:?}", stream.diagnostics);
    let download = of(json!({"description": "", "content": {"image/png": {}}}));
    assert!(!codes(&download.diagnostics).contains(&"lower-response-left-out"));
    assert_eq!(operation(&download.api, "go").success.accept, ["application/json", "image/png"]);
}

#[test]
fn a_stream_that_may_be_empty_is_one_all_the_same() {
    let responses = json!({
        "200": {"description": "", "content": {"application/x-ndjson": {"schema": reference("A")}}},
        "204": {"description": ""},
    });
    let lowered = lowered(&document(json!({"/a": {"get": {"operationId": "go", "responses": responses}}}), schemas()));
    assert_eq!(representations(&lowered)[0].0, "lines of a");
}

#[test]
fn files_that_cannot_be_sent_are_warned_of() {
    let file = json!({"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}});
    let with_body = |content: Value| {
        let call = json!({"operationId": "go", "requestBody": {"content": content}, "responses": {}});
        codes(&lowered(&document(json!({"/a": {"post": call}}), schemas())).diagnostics)
    };
    let left_out = "lower-body-left-out";
    let json = json!({"schema": reference("A")});
    assert!(with_body(json!({"application/json": json, "multipart/form-data": {"schema": file}})).contains(&left_out));
    assert!(!with_body(json!({"multipart/form-data": {"schema": file}})).contains(&left_out));
    let form = json!({"schema": reference("A")});
    assert!(!with_body(json!({"application/json": json, "multipart/form-data": form})).contains(&left_out));
}
