//! Uploads from bytes, files and streams, alone and as parts.

use crate::api::{client, options, up};
use crate::server::{Exchange, Server};
use crate::time::ManualTime;
use sdk_runtime::multipart::{IntoParts, Parts};
use sdk_runtime::{Body, BoxFuture, Bytes, File, SendOptions, StopReason, Transport, TransportError, Upload, http};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const BINARY: &str = "application/octet-stream";

/// A file of one test; removed with it.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("sdk-streams-{}-{name}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A stream of two chunks.
fn stream() -> Upload {
    Upload::reader(std::io::Cursor::new(b"a stream".to_vec()))
}

/// Bodies that have come, each with its `Content-Length`.
type Bodies = Arc<Mutex<Vec<(Option<String>, Vec<u8>)>>>;

/// Reads each body; refuses the first with 503, and takes the others.
fn refusing_first() -> (Server, Bodies) {
    let bodies = Bodies::default();
    let record = Arc::clone(&bodies);
    let server = Server::start(move |mut exchange: Exchange| {
        let mut body = Vec::new();
        exchange.read_body(|chunk| body.extend_from_slice(chunk)).unwrap();
        record.lock().unwrap().push((exchange.header("content-length").map(str::to_owned), body));
        let status = if exchange.number == 0 { 503 } else { 204 };
        exchange.respond(status, &[], b"");
    });
    (server, bodies)
}

#[tokio::test]
async fn bytes_and_files_are_sent_again() {
    let content = vec![7; 300_000];
    let file = Temporary::new("again.bin", &content);
    for upload in [Upload::from(content.clone()), Upload::path(&file.0)] {
        let (server, bodies) = refusing_first();
        up(&client(&server.url)).upload(BINARY, upload).send().await.unwrap();
        let length = Some("300000".to_owned());
        assert!(*bodies.lock().unwrap() == [(length.clone(), content.clone()), (length, content.clone())]);
    }
}

#[tokio::test]
async fn a_stream_that_was_started_is_not_sent_again() {
    let (server, bodies) = refusing_first();
    let error = up(&client(&server.url)).upload(BINARY, stream()).send().await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert_eq!((error.attempts().count(), error.attempts().stopped()), (1, Some(StopReason::BodySpent)));
    assert!(error.to_string().contains("not retried: the body is a stream that was sent"), "{error}");
    assert_eq!(*bodies.lock().unwrap(), [(None, b"a stream".to_vec())]);
}

/// Fails to connect once, before it takes anything of the body.
struct FirstUnreachable<T>(T, AtomicUsize);

impl<T: Transport> Transport for FirstUnreachable<T> {
    fn send(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        match self.1.fetch_add(1, Ordering::SeqCst) {
            0 => Box::pin(async { Err(TransportError::connect("nobody is there")) }),
            _ => self.0.send(request, options),
        }
    }
}

#[tokio::test]
async fn a_stream_that_was_not_started_is_sent_again() {
    let (server, bodies) = refusing_first();
    bodies.lock().unwrap().clear();
    // The first request of the server is this one.
    up(&client(&server.url)).upload(BINARY, "x").max_retries(0).send().await.unwrap_err();
    let transport = FirstUnreachable(sdk_runtime::ReqwestTransport::new().unwrap(), AtomicUsize::new(0));
    let client = options(&server.url).transport(transport).build().unwrap();
    let response = up(&client).upload(BINARY, stream().length(8)).send_with_meta().await.unwrap();
    assert_eq!(response.attempts().count(), 2);
    assert_eq!(bodies.lock().unwrap()[1], (Some("8".to_owned()), b"a stream".to_vec()));
}

#[tokio::test]
async fn a_file_that_is_not_there_is_no_request() {
    let (server, _) = refusing_first();
    let error = up(&client(&server.url)).upload(BINARY, PathBuf::from("/none/such")).send().await.unwrap_err();
    assert!(error.is_request() && !error.may_have_been_processed(), "{error:?}");
    assert!(error.to_string().contains("the file to upload cannot be read"), "{error}");
    assert!(server.seen().is_empty());
}

struct Form {
    title: String,
    files: Vec<File>,
}

impl IntoParts for Form {
    fn parts(&self, out: &mut Parts<'_>) {
        out.property("title", &self.title);
        out.property("files", &self.files);
    }
}

/// The parts by their file name.
fn parts(body: &[u8]) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(body);
    let mut parts = BTreeMap::new();
    for part in text.split("--sdk-").skip(1) {
        if let Some((head, content)) = part.split_once("\r\n\r\n") {
            let name = head.split("filename=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
            parts.insert(name.to_owned(), content.trim_end_matches("\r\n").to_owned());
        }
    }
    parts
}

#[tokio::test]
async fn parts_are_streamed_and_measured() {
    let file = Temporary::new("part.csv", b"from a file");
    let name = file.0.file_name().unwrap().to_str().unwrap().to_owned();
    let form = |last: Upload| Form {
        title: "a title".to_owned(),
        files: vec![File::path(&file.0), File::new(&b"from bytes"[..]).name("b"), File::new(last).name("s")],
    };
    let (server, bodies) = refusing_first();
    let client = client(&server.url);
    up(&client).multipart(&form(Upload::from("text")), &[]).send().await.unwrap();
    let error = up(&client).multipart(&form(stream()), &[]).send().await;
    error.unwrap();
    let bodies = bodies.lock().unwrap();
    let (length, first) = &bodies[0];
    assert_eq!(length.as_deref(), Some(&*first.len().to_string()));
    assert!(*first == bodies[1].1, "the same body is sent again");
    let expect = |last: &str| {
        let parts = [("", "a title"), (&*name, "from a file"), ("b", "from bytes"), ("s", last)];
        parts.map(|(name, content)| (name.to_owned(), content.to_owned())).into()
    };
    assert_eq!(parts(first), expect("text"));
    assert_eq!((&bodies[2].0, parts(&bodies[2].1)), (&None, expect("a stream")));
}

#[tokio::test]
async fn the_overall_timeout_does_not_cut_an_upload_that_goes_on() {
    // The clock passes a minute with each chunk, six times the timeout of a whole call.
    let time = ManualTime::default();
    let server = Server::start(|mut exchange| {
        let mut bytes = 0;
        exchange.read_body(|chunk| bytes += chunk.len()).unwrap();
        exchange.respond(200, &[("content-type", "application/json")], b"{}");
        assert_eq!(bytes, 10_000);
    });
    let mut sent = 0;
    let clock = time.clone();
    let body = futures(move || {
        clock.pass(Duration::from_secs(59));
        sent += 1;
        (sent <= 10).then(|| Bytes::from(vec![7; 1000]))
    });
    let options = options(&server.url).clock(time.clone()).timer(time).timeout(Duration::from_secs(10));
    let client = options.idle_timeout(Duration::from_secs(60)).build().unwrap();
    up(&client).upload(BINARY, Upload::body(body)).send().await.unwrap();
}

/// A body of what the function gives.
fn futures(
    next: impl FnMut() -> Option<Bytes> + Send + 'static,
) -> impl http_body::Body<Data = Bytes, Error = std::io::Error> {
    struct Chunks<F>(F);
    impl<F: FnMut() -> Option<Bytes> + Unpin> http_body::Body for Chunks<F> {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _context: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
            std::task::Poll::Ready((self.0)().map(|chunk| Ok(http_body::Frame::data(chunk))))
        }
    }
    Chunks(Box::new(next))
}
