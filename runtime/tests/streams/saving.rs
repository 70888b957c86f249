//! Downloads into files, and how they are resumed.

use crate::api::{client, down};
use crate::server::{Exchange, Server};
use std::path::PathBuf;

/// A folder of its own for one test; removed with its content.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sdk-streams-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Waits until there is nothing but these files: another thread removes what is given up.
    fn until_only(&self, names: &[&str]) {
        loop {
            let entries = std::fs::read_dir(&self.0).unwrap();
            let mut have: Vec<String> =
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            have.sort();
            if have == names {
                return;
            }
            std::thread::yield_now();
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn content() -> Vec<u8> {
    (0..200_000_u32).map(|n| (n % 251) as u8).collect()
}

/// Begins a response with these headers, and breaks it off after `sent` bytes of the content from `first` on.
fn cut(exchange: &mut Exchange, status: u16, headers: &str, first: usize, sent: usize) {
    let content = content();
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n{headers}\r\n", content.len() - first);
    exchange.write(head.as_bytes()).unwrap();
    exchange.write(&content[first..first + sent]).unwrap();
}

const RANGES: &str = "accept-ranges: bytes\r\netag: \"v1\"\r\n";

#[tokio::test]
async fn a_file_is_saved_as_a_whole() {
    let folder = Folder::new("whole");
    let server = Server::start(|mut exchange| exchange.respond(200, &[], &content()));
    let path = folder.0.join("a.bin");
    std::fs::write(&path, "before").unwrap();
    let saved = down(&client(&server.url)).send().await.unwrap().save_to(&path).await.unwrap();
    assert_eq!(saved, 200_000);
    assert_eq!(std::fs::read(&path).unwrap(), content());
    folder.until_only(&["a.bin"]);
}

#[tokio::test]
async fn a_download_that_breaks_off_is_resumed_where_it_was() {
    let folder = Folder::new("resumed");
    let server = Server::start(|mut exchange| match exchange.number {
        0 => cut(&mut exchange, 200, RANGES, 0, 70_000),
        1 => exchange.respond(503, &[], b""),
        2 => cut(&mut exchange, 206, "content-range: bytes 70000-199999/200000\r\netag: \"v1\"\r\n", 70_000, 30_000),
        _ => {
            let range = [("content-range", "bytes 100000-199999/200000")];
            exchange.respond(206, &range, &content()[100_000..]);
        }
    });
    let path = folder.0.join("a.bin");
    let saved = down(&client(&server.url)).send().await.unwrap().save_to(&path).await.unwrap();
    assert_eq!(saved, 200_000);
    assert_eq!(std::fs::read(&path).unwrap(), content());
    folder.until_only(&["a.bin"]);
    let seen = server.seen();
    let asked: Vec<_> = seen.iter().map(|request| (request.header("range"), request.header("if-range"))).collect();
    let from = |range| (Some(range), Some("\"v1\""));
    assert_eq!(asked, [(None, None), from("bytes=70000-"), from("bytes=70000-"), from("bytes=100000-")]);
}

#[tokio::test]
async fn changed_content_is_saved_anew() {
    let folder = Folder::new("changed");
    let server = Server::start(|mut exchange| match exchange.number {
        0 => cut(&mut exchange, 200, RANGES, 0, 70_000),
        _ => exchange.respond(200, &[("etag", "\"v2\"")], b"another content"),
    });
    let path = folder.0.join("a.bin");
    let saved = down(&client(&server.url)).send().await.unwrap().save_to(&path).await.unwrap();
    assert_eq!((saved, std::fs::read(&path).unwrap()), (15, b"another content".to_vec()));
}

#[tokio::test]
async fn without_ranges_or_an_exact_name_nothing_is_requested_again() {
    let folder = Folder::new("unnamed");
    for headers in ["", "etag: \"v1\"\r\n", "accept-ranges: bytes\r\netag: W/\"v1\"\r\n"] {
        let server = Server::start(move |mut exchange| cut(&mut exchange, 200, headers, 0, 1000));
        let path = folder.0.join("a.bin");
        let error = down(&client(&server.url)).send().await.unwrap().save_to(&path).await.unwrap_err();
        assert!(error.is_transport());
        assert_eq!(error.status(), Some(200));
        assert_eq!(server.seen().len(), 1, "{headers}");
        folder.until_only(&[]);
    }
}

#[tokio::test]
async fn a_rest_from_elsewhere_is_refused_and_vain_requests_end() {
    let folder = Folder::new("elsewhere");
    let path = folder.0.join("a.bin");
    let server = Server::start(|mut exchange| match exchange.number {
        0 => cut(&mut exchange, 200, RANGES, 0, 1000),
        _ => exchange.respond(206, &[("content-range", "bytes 999-199999/200000")], b"xx"),
    });
    let error = down(&client(&server.url)).send().await.unwrap().save_to(&path).await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("does not begin where"), "{error}");
    folder.until_only(&[]);

    let server = Server::start(|mut exchange| match exchange.number {
        0 => cut(&mut exchange, 200, RANGES, 0, 1000),
        _ => cut(&mut exchange, 206, "content-range: bytes 1000-199999/200000\r\n", 1000, 0),
    });
    let error = down(&client(&server.url)).max_retries(2).send().await.unwrap().save_to(&path).await.unwrap_err();
    assert!(error.is_transport(), "{error}");
    assert_eq!(server.seen().len(), 3, "the call, and two requests for the rest");
    folder.until_only(&[]);
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_named_as_the_reason() {
    let folder = Folder::new("nowhere");
    let server = Server::start(|mut exchange| exchange.respond(200, &[], &content()));
    let client = client(&server.url);
    for path in [folder.0.join("none").join("a.bin"), PathBuf::from("/")] {
        let error = down(&client).send().await.unwrap().save_to(path).await.unwrap_err();
        assert!(error.is_file() && !error.is_retryable(), "{error:?}");
        assert!(error.to_string().starts_with("down: the file cannot be written: "), "{error}");
        assert!(error.may_have_been_processed());
    }
    folder.until_only(&[]);
}
