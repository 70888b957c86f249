//! Events over HTTP, and how their stream is opened again.

use crate::api::{all_events, chat, client, events, options};
use crate::server::{Exchange, Server};
use crate::time::{ManualTime, Script, Scripted};
use sdk_runtime::Reconnect;
use serde_json::json;
use std::time::Duration;

fn open(exchange: &mut Exchange, text: &str) {
    exchange.chunked(200, "text/event-stream; charset=utf-8");
    if !text.is_empty() {
        exchange.chunk(text.as_bytes()).unwrap();
    }
}

#[tokio::test]
async fn events_come_as_they_are_sent_with_name_id_and_retry() {
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let wait = std::sync::Mutex::new(wait);
    let server = Server::start(move |mut exchange| {
        assert_eq!(exchange.header("accept"), Some("text/event-stream"));
        open(&mut exchange, "event: add\nid: 1\nretry: 20\ndata: {\"a\":\ndata: 1}\n\n");
        wait.lock().unwrap().recv().unwrap();
        exchange.chunk(b"data: [2]\r\n\r\n").unwrap();
        exchange.end();
    });
    let mut stream = events(&client(&server.url)).send().await.unwrap();
    let event = stream.try_next().await.unwrap().unwrap();
    assert_eq!((event.name(), event.id(), event.retry()), (Some("add"), Some("1"), Some(Duration::from_millis(20))));
    assert_eq!(event["a"], 1);
    go_on.send(()).unwrap();
    let event = stream.try_next().await.unwrap().unwrap();
    assert_eq!((event.name(), event.id(), event.retry()), (None, Some("1"), None));
    assert_eq!(event.into_data(), json!([2]));
    assert_eq!(stream.try_next().await.unwrap(), None);
    assert_eq!(server.seen().len(), 1, "a stream that has ended is not opened again");
}

/// One stream in two chunks, cut at each byte in turn: request after request.
#[tokio::test]
async fn a_response_may_be_cut_anywhere() {
    const TEXT: &str = "\u{feff}data: {\"a\":\"gr\u{fc}n\"}\r\n\r\n: \u{20ac}\ndata: [\"\u{1f600}\",\ndata: 2]\n\n";
    let server = Server::start(|mut exchange| {
        let (first, second) = TEXT.as_bytes().split_at(exchange.number);
        open(&mut exchange, "");
        for part in [first, second] {
            if !part.is_empty() {
                exchange.chunk(part).unwrap();
            }
        }
        exchange.end();
    });
    let client = client(&server.url);
    for at in 0..=TEXT.len() {
        let mut stream = events(&client).send().await.unwrap();
        let (all, error) = all_events(&mut stream).await;
        assert!(error.is_none());
        assert_eq!(all, [json!({"a": "gr\u{fc}n"}), json!(["\u{1f600}", 2])], "cut at {at}");
    }
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_opened_again_behind_its_last_id() {
    let server = Server::start(|mut exchange| match exchange.number {
        0 => open(&mut exchange, "retry: 1\nid: a\ndata: 1\n\nid: b\ndata: 2\n\nid: c\ndata: cut"),
        1 => exchange.respond(503, &[], b""),
        2 => open(&mut exchange, "data: 3\n\n"),
        _ => {
            open(&mut exchange, "id: d\ndata: 4\n\n");
            exchange.end();
        }
    });
    let mut stream = events(&client(&server.url)).send().await.unwrap();
    let (all, error) = all_events(&mut stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(all, [1, 2, 3, 4]);
    assert_eq!(stream.last_event_id(), Some("d"));
    let ids: Vec<_> = server.seen().iter().map(|seen| seen.header("last-event-id").map(str::to_owned)).collect();
    let b = || Some("b".to_owned());
    assert_eq!(ids, [None, b(), b(), b()]);
}

#[tokio::test]
async fn without_an_id_or_an_idempotent_call_nothing_is_sent_again() {
    let server = Server::start(|mut exchange| match exchange.method.as_str() {
        "GET" => open(&mut exchange, "data: 1\n\n"),
        _ => open(&mut exchange, "id: a\ndata: 1\n\n"),
    });
    let client = client(&server.url);
    for call in [events(&client), chat(&client)] {
        let mut stream = call.send().await.unwrap();
        let (all, error) = all_events(&mut stream).await;
        assert_eq!(all, [1]);
        let error = error.unwrap();
        assert!(error.is_transport());
        assert_eq!(error.status(), Some(200));
        assert!(error.request_id().is_some());
        assert_eq!(stream.try_next().await.unwrap(), None);
    }
    let mut never = events(&client).send().await.unwrap().reconnect(Reconnect::Never);
    assert!(all_events(&mut never).await.1.is_some());
    let mut always = chat(&client).send().await.unwrap().reconnect(Reconnect::Always);
    assert!(all_events(&mut always).await.1.is_some());
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn vain_reconnections_end_and_events_renew_them() {
    let server = Server::start(|mut exchange| match exchange.number {
        0 | 2 | 4 => open(&mut exchange, "id: a\ndata: 1\n\n"),
        _ => open(&mut exchange, ""),
    });
    let mut stream = events(&client(&server.url)).max_retries(2).send().await.unwrap();
    let (all, error) = all_events(&mut stream).await;
    assert_eq!(all, [1, 1, 1]);
    assert!(error.unwrap().is_transport());
    // The last event came with the fifth request; two more were in vain.
    assert_eq!(server.seen().len(), 7);
}

#[tokio::test]
async fn a_feed_is_opened_again_after_its_end_until_there_is_no_content() {
    let server = Server::start(|mut exchange| match exchange.number {
        0 | 1 => {
            open(&mut exchange, "retry: 1\ndata: 1\n\n");
            exchange.end();
        }
        _ => exchange.respond(204, &[], b""),
    });
    let mut stream = events(&client(&server.url)).send().await.unwrap().reconnect(Reconnect::Always);
    let (all, error) = all_events(&mut stream).await;
    assert!(error.is_none());
    assert_eq!((all, server.seen().len()), (vec![json!(1), json!(1)], 3));
}

#[tokio::test]
async fn the_last_event_of_an_operation_ends_the_stream() {
    let server = Server::start(|mut exchange| {
        open(&mut exchange, "data: 1\n\ndata: [DONE]\n\ndata: 2\n\n");
        exchange.until_closed();
    });
    let mut stream = chat(&client(&server.url)).send().await.unwrap();
    let (all, error) = all_events(&mut stream).await;
    assert!(error.is_none());
    assert_eq!(all, [1]);
}

#[tokio::test]
async fn an_event_that_cannot_be_decoded_or_is_too_long_is_reported() {
    let server = Server::start(|mut exchange| {
        open(&mut exchange, "data: secret\n\ndata: 2\n\ndata: ");
        exchange.chunk(&[b'7'; 200]).unwrap();
        exchange.until_closed();
    });
    let client = options(&server.url).max_response_bytes(100).build().unwrap();
    let mut stream = events(&client).send().await.unwrap();
    let error = stream.try_next().await.unwrap_err();
    assert!(error.is_decode() && !error.to_string().contains("secret"), "{error}");
    assert_eq!((error.status(), error.request_id(), error.operation()), (Some(200), Some("r0"), Some("events")));
    assert_eq!(stream.try_next().await.unwrap().unwrap().into_data(), json!(2));
    let error = stream.try_next().await.unwrap_err();
    assert!(error.to_string().contains("more than 100 bytes"), "{error}");
    assert_eq!(stream.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn what_is_no_event_stream_is_refused() {
    let server = Server::start(|mut exchange| {
        exchange.respond(200, &[("content-type", "text/html")], b"<p>data: 1</p>\n\n");
    });
    let error = events(&client(&server.url)).send().await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("`text/html`"), "{error}");
    assert_eq!((error.status(), error.request_id()), (Some(200), Some("r0")));
}

#[tokio::test]
async fn an_early_drop_closes_the_connection() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let server = Server::start(move |mut exchange| {
        open(&mut exchange, "data: 1\n\n");
        exchange.until_closed();
        sender.send(()).unwrap();
    });
    let mut stream = events(&client(&server.url)).send().await.unwrap();
    assert_eq!(stream.try_next().await.unwrap().unwrap().into_data(), json!(1));
    drop(stream);
    tokio::task::spawn_blocking(move || receiver.recv().unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_stream_of_an_hour_on_a_clock_of_the_test() {
    let (time, script) = (ManualTime::default(), Script::default());
    let options = options("http://localhost").clock(time.clone()).timer(time.clone()).timeout(Duration::from_secs(10));
    let client = options.transport(Scripted(script.clone(), "text/event-stream"));
    let client = client.idle_timeout(Duration::from_secs(60)).build().unwrap();
    let mut stream = events(&client).send().await.unwrap();
    let mut cuts = ["data: {\"n\"", ":1}\n", "\n", ": still there\n\n"].into_iter().cycle();
    let reader = tokio::spawn(async move { all_events(&mut stream).await });
    for _ in 0..3600 / 30 {
        tokio::task::yield_now().await;
        time.pass(Duration::from_secs(30));
        tokio::task::yield_now().await;
        script.send(cuts.next().unwrap());
    }
    script.end();
    let (all, error) = reader.await.unwrap();
    assert!(error.is_none(), "{error:?}");
    assert_eq!(all.len(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_an_hour_on_the_paused_clock_of_tokio() {
    let script = Script::default();
    let client = options("http://localhost").transport(Scripted(script.clone(), "text/event-stream"));
    let client = client.timeout(Duration::from_secs(10)).idle_timeout(Duration::from_secs(60)).build().unwrap();
    let mut stream = events(&client).send().await.unwrap().reconnect(Reconnect::Never);
    let writer = tokio::spawn(async move {
        for _ in 0..3600 / 50 {
            tokio::time::sleep(Duration::from_secs(50)).await;
            script.send("data: 1\n\n");
        }
        // Keeps the body open, and silent.
        script
    });
    let (all, error) = all_events(&mut stream).await;
    assert_eq!(all.len(), 72);
    let error = error.unwrap();
    assert!(error.is_timeout() && error.to_string().contains("nothing was sent or received"), "{error}");
    drop(writer.await);
}
