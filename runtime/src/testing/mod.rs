//! A real HTTP/1.1 server on loopback, for tests of code that uses an SDK.
//!
//! In: a handler from request to response. Out: an address, and every request as it arrived, byte for byte.
//! Must not: be used for anything but tests; it trusts its api.
//!
//! [`MockApi`] combines such a server and a client, and [`ExpectedRequest`] describes what the server must have been sent; the
//! tests of the generated crates are written with them.

mod expect;
mod pairs;
mod peer;
mod streams;
mod time;

pub use expect::ExpectedRequest;
pub use peer::{MockApi, assert_decoded, assert_json};
#[cfg(feature = "reqwest")]
pub use peer::{all_items, all_pages, block_on};
pub use streams::{all_bytes, all_events, all_lines, assert_items};
pub use time::Time;

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedRequest {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl ReceivedRequest {
    /// A request as a server would receive it, to try a check of requests with.
    #[must_use]
    pub fn new(method: &str, target: &str) -> Self {
        Self { method: method.to_owned(), target: target.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// The same with this body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// `GET`, `POST` …
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Path and query, exactly as sent.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Names in lower case and values, in the order sent.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The body's bytes; chunks are joined.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The value of a header; `name` in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The path without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The body as JSON; `null` if it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// What the server responds.
#[derive(Debug, Clone)]
#[must_use = "it is returned by a handler"]
pub struct MockResponse {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl MockResponse {
    /// A response with this status, no header and no body.
    pub fn new(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A JSON response.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// A response with these bytes and this content type.
    pub fn bytes(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }.header("content-type", content_type)
    }

    /// Adds a header; `content-length` is set by the server.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

type Handler = dyn Fn(&ReceivedRequest) -> MockResponse + Send + Sync;

/// The server; it stops when it is dropped.
pub struct MockServer {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<ReceivedRequest>>>,
    stopping: Arc<AtomicBool>,
}

impl MockServer {
    /// Starts on a free port.
    ///
    /// # Errors
    ///
    /// If no port can be bound.
    pub fn start(handler: impl Fn(&ReceivedRequest) -> MockResponse + Send + Sync + 'static) -> std::io::Result<Self> {
        Self::start_on("127.0.0.1:0", handler)
    }

    /// Starts on this address.
    ///
    /// # Errors
    ///
    /// If the address cannot be bound.
    pub fn start_on(
        address: &str,
        handler: impl Fn(&ReceivedRequest) -> MockResponse + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let stopping = Arc::new(AtomicBool::new(false));
        let (log, stop, handler) = (Arc::clone(&seen), Arc::clone(&stopping), Arc::new(handler) as Arc<Handler>);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                if let Ok(stream) = stream {
                    let (log, handler) = (Arc::clone(&log), Arc::clone(&handler));
                    std::thread::spawn(move || serve(stream, &log, &*handler));
                }
            }
        });
        Ok(Self { address, seen, stopping })
    }

    /// Scheme, host and port: `http://127.0.0.1:4242`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Takes the requests seen so far.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the accept loop so that it sees the flag.
        drop(TcpStream::connect(self.address));
    }
}

fn serve(stream: TcpStream, log: &Mutex<Vec<ReceivedRequest>>, handler: &Handler) {
    let Ok(mut writer) = stream.try_clone() else { return };
    let _ = writer.set_nodelay(true);
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_request(&mut reader) {
        let response = handler(&request);
        let without_body = request.method == "HEAD" || matches!(response.status, 204 | 304);
        log.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        let mut head = format!("HTTP/1.1 {} Response\r\n", response.status);
        for (name, value) in &response.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !matches!(response.status, 204 | 304) {
            head.push_str(&format!("content-length: {}\r\n", response.body.len()));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if !without_body {
            bytes.extend_from_slice(&response.body);
        }
        if writer.write_all(&bytes).is_err() {
            return;
        }
    }
}

fn read_request(reader: &mut BufReader<TcpStream>) -> Option<ReceivedRequest> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|&n| n > 0)?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|&n| n > 0)?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut request = ReceivedRequest { method, target, headers, body: Vec::new() };
    if request.header("transfer-encoding") == Some("chunked") {
        request.body = read_chunks(reader)?;
    } else if let Some(length) = request.header("content-length").and_then(|text| text.parse().ok()) {
        request.body = vec![0; length];
        reader.read_exact(&mut request.body).ok()?;
    }
    Some(request)
}

fn read_chunks(reader: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        reader.read_exact(&mut chunk).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}
