//! The blocking forms.

use crate::api::{client, down, events, lines, up};
use crate::server::Server;
use sdk_runtime::Upload;
use serde_json::json;
use std::io::Read as _;

#[test]
fn downloads_are_iterators_and_readers() {
    let server = Server::start(|mut exchange| {
        exchange.chunked(200, "application/octet-stream");
        for chunk in [b"one", b"two"] {
            exchange.chunk(chunk).unwrap();
        }
        match exchange.number {
            0..3 => exchange.end(),
            _ => exchange.until_closed(),
        }
    });
    let client = client(&server.url);
    let open = || down(&client).send_blocking().unwrap().blocking();
    let chunks: Result<Vec<_>, _> = open().collect();
    assert_eq!(chunks.unwrap().concat(), b"onetwo");
    let mut text = String::new();
    open().read_to_string(&mut text).unwrap();
    assert_eq!(text, "onetwo");
    assert_eq!(open().bytes().unwrap(), "onetwo");
    // Dropped early, it closes the connection, which ends the thread of the server.
    let mut first = [0; 2];
    open().read_exact(&mut first).unwrap();
    assert_eq!(first, *b"on");
}

#[test]
fn events_and_lines_are_iterators() {
    let server = Server::start(|mut exchange| match &*exchange.target {
        "/events" => {
            exchange.chunked(200, "text/event-stream");
            exchange.chunk(b"data: 1\n\ndata: x\n\ndata: 3\n\n").unwrap();
            exchange.end();
        }
        _ => {
            exchange.chunked(200, "application/x-ndjson");
            exchange.chunk(b"1\n2\n").unwrap();
        }
    });
    let client = client(&server.url);
    let all: Vec<_> = events(&client).send_blocking().unwrap().blocking().collect();
    let all: Vec<_> = all.into_iter().map(|event| event.map(|event| event.into_data()).ok()).collect();
    assert_eq!(all, [Some(json!(1)), None, Some(json!(3))]);
    let all: Vec<_> = lines(&client).send_blocking().unwrap().blocking().collect();
    assert_eq!(all.len(), 3);
    assert!(all[2].as_ref().unwrap_err().is_transport());
    assert_eq!(all.into_iter().flatten().collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn inside_of_a_runtime_the_worker_drives_them() {
    let server = Server::start(|mut exchange| match &*exchange.method {
        "PUT" => {
            let length = exchange.read_body(|_| ()).unwrap();
            assert_eq!(length, 8);
            exchange.respond(204, &[], b"");
        }
        _ => {
            exchange.chunked(200, "application/x-ndjson");
            exchange.chunk(b"1\n").unwrap();
            exchange.end();
        }
    });
    let client = client(&server.url);
    let all: Result<Vec<_>, _> = lines(&client).send_blocking().unwrap().blocking().collect();
    assert_eq!(all.unwrap(), [1]);
    let stream = Upload::reader(std::io::Cursor::new(b"a stream".to_vec()));
    up(&client).upload("application/octet-stream", stream).send_blocking().unwrap();
}

#[test]
fn a_download_is_saved() {
    let server = Server::start(|mut exchange| exchange.respond(200, &[], b"content"));
    let path = std::env::temp_dir().join(format!("sdk-streams-{}-blocking.bin", std::process::id()));
    let saved = down(&client(&server.url)).send_blocking().unwrap().blocking().save_to(&path);
    assert_eq!(saved.unwrap(), 7);
    assert_eq!(std::fs::read(&path).unwrap(), b"content");
    std::fs::remove_file(path).unwrap();
}
