//! Lines of JSON over HTTP.

use crate::api::{client, lines, options};
use crate::server::Server;
use serde_json::{Value, json};

/// One text in two chunks, cut at each byte in turn: request after request.
#[tokio::test]
async fn a_response_may_be_cut_anywhere() {
    const TEXT: &str = "{\"a\":\"gr\u{fc}n \u{20ac}\"}\r\n\n[1,\"\u{1f600}\"]\nnull\n7";
    let server = Server::start(|mut exchange| {
        let (first, second) = TEXT.as_bytes().split_at(exchange.number);
        exchange.chunked(200, "application/x-ndjson");
        if !first.is_empty() {
            exchange.chunk(first).unwrap();
        }
        if !second.is_empty() {
            exchange.chunk(second).unwrap();
        }
        exchange.end();
    });
    let client = client(&server.url);
    for at in 0..=TEXT.len() {
        let mut items = lines(&client).send().await.unwrap();
        let mut all = Vec::new();
        while let Some(item) = items.try_next().await.unwrap() {
            all.push(item);
        }
        assert_eq!(
            all,
            [json!({"a": "gr\u{fc}n \u{20ac}"}), json!([1, "\u{1f600}"]), Value::Null, json!(7)],
            "cut at {at}"
        );
    }
}

#[tokio::test]
async fn an_item_that_cannot_be_decoded_does_not_end_the_stream() {
    let server = Server::start(|mut exchange| {
        exchange.chunked(200, "application/x-ndjson");
        exchange.chunk(b"1\nsecret\n3\n").unwrap();
        exchange.end();
    });
    let mut items = lines(&client(&server.url)).send().await.unwrap();
    assert_eq!(items.try_next().await.unwrap(), Some(json!(1)));
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_decode() && !error.to_string().contains("secret"), "{error}");
    assert_eq!((error.status(), error.request_id(), error.body()), (Some(200), Some("r0"), Some(&b"secret"[..])));
    assert_eq!(items.try_next().await.unwrap(), Some(json!(3)));
    assert_eq!(items.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_line_beyond_the_limit_or_a_broken_stream_ends_it() {
    let server = Server::start(|mut exchange| {
        exchange.chunked(200, "application/x-ndjson");
        exchange.chunk(b"[1,2]\n").unwrap();
        exchange.chunk(&[b' '; 1000]).unwrap();
    });
    let client = options(&server.url).max_response_bytes(100).build().unwrap();
    let mut items = lines(&client).send().await.unwrap();
    assert_eq!(items.try_next().await.unwrap(), Some(json!([1, 2])));
    assert!(items.try_next().await.unwrap_err().to_string().contains("more than 100 bytes"));
    assert_eq!(items.try_next().await.unwrap(), None);

    let mut items = lines(&client).send().await.unwrap().max_item_bytes(2000);
    assert_eq!(items.try_next().await.unwrap(), Some(json!([1, 2])));
    assert!(items.try_next().await.unwrap_err().is_transport());
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(server.seen().len(), 2, "lines are never requested again");
}

#[tokio::test]
async fn an_early_drop_closes_the_connection() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let server = Server::start(move |mut exchange| {
        exchange.chunked(200, "application/x-ndjson");
        exchange.chunk(b"1\n2\n").unwrap();
        exchange.until_closed();
        sender.send(()).unwrap();
    });
    let mut items = lines(&client(&server.url)).send().await.unwrap();
    assert_eq!(items.try_next().await.unwrap(), Some(json!(1)));
    drop(items);
    tokio::task::spawn_blocking(move || receiver.recv().unwrap()).await.unwrap();
}
