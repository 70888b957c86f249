//! Downloads, chunk by chunk and as a whole.

use crate::api::{client, down, options};
use crate::server::Server;
use crate::time::{ManualTime, Script, Scripted};
use sdk_runtime::{Body, Upload};
use std::sync::mpsc;
use std::time::Duration;
use tokio::io::AsyncReadExt as _;

const MIB: usize = 1 << 20;

#[tokio::test]
async fn chunks_come_as_they_are_sent() {
    let (go_on, wait) = mpsc::channel::<()>();
    let wait = std::sync::Mutex::new(wait);
    let server = Server::start(move |mut exchange| {
        assert_eq!(exchange.header("accept"), Some("application/octet-stream"));
        exchange.chunked(200, "application/pdf");
        exchange.chunk(b"one").unwrap();
        wait.lock().unwrap().recv().unwrap();
        exchange.chunk(b"two").unwrap();
        exchange.end();
    });
    let mut download = down(&client(&server.url)).send().await.unwrap();
    assert_eq!((download.media_type(), download.request_id()), (Some("application/pdf"), Some("r0")));
    assert_eq!(download.length(), None);
    assert_eq!(download.try_next().await.unwrap().unwrap(), "one");
    // The server sends the second chunk only after the first one was read here.
    go_on.send(()).unwrap();
    assert_eq!(download.try_next().await.unwrap().unwrap(), "two");
    assert_eq!(download.try_next().await.unwrap(), None);
    assert_eq!(download.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_slow_reader_makes_the_server_wait_and_an_early_drop_closes_the_connection() {
    let (sender, receiver) = mpsc::channel();
    let server = Server::start(move |mut exchange| {
        exchange.chunked(200, "application/octet-stream");
        let chunk = vec![7; MIB];
        let written = (0..1024).take_while(|_| exchange.chunk(&chunk).is_ok()).count();
        exchange.until_closed();
        sender.send(written).unwrap();
    });
    let mut download = down(&client(&server.url)).send().await.unwrap();
    assert!(download.try_next().await.unwrap().is_some());
    drop(download);
    let written = tokio::task::spawn_blocking(move || receiver.recv().unwrap()).await.unwrap();
    assert!(written < 128, "{written} MiB were taken from the server, though a chunk was read");
}

#[tokio::test]
async fn all_bytes_up_to_a_limit() {
    let server = Server::start(|mut exchange| exchange.respond(200, &[], &[7; 1000]));
    let client = options(&server.url).max_response_bytes(1000).build().unwrap();
    let download = down(&client).send().await.unwrap();
    assert_eq!(download.length(), Some(1000));
    assert_eq!(download.bytes().await.unwrap(), vec![7; 1000]);
    let error = down(&client).send().await.unwrap().bytes_up_to(999).await.unwrap_err();
    assert_eq!((error.status(), error.request_id(), error.operation()), (Some(200), Some("r1"), Some("down")));
    assert!(error.to_string().contains("more than 999 bytes"), "{error}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn it_is_a_reader() {
    let server = Server::start(|mut exchange| {
        exchange.chunked(200, "text/plain");
        for chunk in ["gr\u{fc}".as_bytes(), b"n, and ", b"more"] {
            exchange.chunk(chunk).unwrap();
        }
        exchange.end();
    });
    let mut download = down(&client(&server.url)).send().await.unwrap();
    let mut first = [0; 3];
    download.read_exact(&mut first).await.unwrap();
    assert_eq!(first, *b"gr\xC3");
    let mut rest = Vec::new();
    download.read_to_end(&mut rest).await.unwrap();
    assert_eq!(rest, b"\xBCn, and more");
}

#[tokio::test]
async fn a_download_can_be_sent_on() {
    let server = Server::start(|mut exchange| match exchange.method.as_str() {
        "GET" => exchange.respond(200, &[], b"some bytes"),
        _ => {
            let mut body = Vec::new();
            exchange.read_body(|chunk| body.extend_from_slice(chunk)).unwrap();
            assert_eq!((exchange.header("content-length"), &*body), (Some("10"), &b"some bytes"[..]));
            exchange.respond(204, &[], b"");
        }
    });
    let client = client(&server.url);
    let body: Body = down(&client).send().await.unwrap().into_body();
    crate::api::up(&client).upload("application/octet-stream", Upload::from(body)).send().await.unwrap();
}

#[tokio::test]
async fn what_breaks_off_is_reported_with_its_response_and_not_retried() {
    let server = Server::start(|mut exchange| {
        exchange.chunked(200, "application/octet-stream");
        exchange.chunk(b"a part").unwrap();
    });
    let mut download = down(&client(&server.url)).send().await.unwrap();
    assert_eq!(download.try_next().await.unwrap().unwrap(), "a part");
    let error = download.try_next().await.unwrap_err();
    assert!(error.is_transport() && !error.is_timeout(), "{error:?}");
    assert_eq!((error.status(), error.request_id(), error.operation()), (Some(200), Some("r0"), Some("down")));
    assert_eq!(error.attempts().count(), 1);
    assert!(error.to_string().contains("200 OK") && error.to_string().contains("[request id r0]"), "{error}");
    assert_eq!(download.try_next().await.unwrap(), None);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn failures_are_retried_and_reported_like_those_of_any_call() {
    let server = Server::start(|mut exchange| match exchange.number {
        0 => exchange.respond(503, &[], b"busy"),
        1 => exchange.respond(200, &[], b"good"),
        _ => exchange.respond(404, &[("content-type", "application/json")], br#"{"message":"no such file"}"#),
    });
    let client = client(&server.url);
    let response = down(&client).send_with_meta().await.unwrap();
    assert_eq!((response.status(), response.attempts().count()), (200, 2));
    assert_eq!(response.into_inner().bytes().await.unwrap(), "good");
    let error = down(&client).send().await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.body(), Some(&br#"{"message":"no such file"}"#[..]));
}

#[tokio::test]
async fn a_stream_of_an_hour_outlives_the_timeout_and_not_the_idle_one() {
    let (time, script) = (ManualTime::default(), Script::default());
    let options = options("http://localhost").clock(time.clone()).timer(time.clone()).timeout(Duration::from_secs(10));
    let client = options.transport(Scripted(script.clone(), "application/octet-stream"));
    let client = client.idle_timeout(Duration::from_secs(60)).build().unwrap();
    let mut download = down(&client).send().await.unwrap();
    for _ in 0..3600 / 50 {
        let next = tokio::spawn(async move { (download.try_next().await.unwrap().unwrap(), download) });
        tokio::task::yield_now().await;
        time.pass(Duration::from_secs(50));
        tokio::task::yield_now().await;
        script.send("x");
        let (chunk, rest) = next.await.unwrap();
        assert_eq!(chunk, "x");
        download = rest;
        // What the reader does in between is its own time.
        time.pass(Duration::from_secs(3600));
    }
    let next = tokio::spawn(async move { (download.try_next().await, download) });
    tokio::task::yield_now().await;
    time.pass(Duration::from_secs(60));
    let (error, _) = next.await.unwrap();
    let error = error.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!((error.status(), error.request_id()), (Some(200), Some("r0")));
    assert!(error.to_string().contains("nothing was sent or received for 60 s"), "{error}");
}
