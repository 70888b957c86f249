//! A server that misbehaves in every way that a server can, on real sockets.
//!
//! In: requests that create things by name. Out: for each name how often it was created, whatever was responded to.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a second creation of the same name meets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    /// Is done again.
    Any,
    /// Is refused: the name is a natural key.
    Unique,
}

pub(crate) struct Chaos {
    names: Names,
    created: Mutex<HashMap<String, u32>>,
    requests: AtomicUsize,
    drawn: AtomicU64,
}

/// Scattered, but the same numbers in each run.
fn scatter(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number ^ (number >> 31)
}

impl Chaos {
    /// Starts on a free port, on a thread of its own; gives the URL, too.
    pub(crate) fn start(names: Names) -> (Arc<Self>, String) {
        let chaos = Arc::new(Self {
            names,
            created: Mutex::default(),
            requests: AtomicUsize::new(0),
            drawn: AtomicU64::new(1),
        });
        let (sender, receiver) = std::sync::mpsc::channel();
        let server = Arc::clone(&chaos);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                sender.send(listener.local_addr().unwrap()).unwrap();
                server.accept(listener).await;
            });
        });
        let url = format!("http://{}", receiver.recv().unwrap());
        (chaos, url)
    }

    pub(crate) fn created(&self) -> HashMap<String, u32> {
        self.created.lock().unwrap().clone()
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    fn draw(&self, below: u64) -> u64 {
        scatter(self.drawn.fetch_add(1, Ordering::Relaxed)) % below
    }

    /// Takes connections, and now and then goes away for a moment, so that new ones are refused.
    async fn accept(self: Arc<Self>, mut listener: TcpListener) {
        let address = listener.local_addr().unwrap();
        loop {
            let until = tokio::time::Instant::now() + Duration::from_millis(40);
            while let Ok(Ok((stream, _))) = tokio::time::timeout_at(until, listener.accept()).await {
                let chaos = Arc::clone(&self);
                tokio::spawn(async move { chaos.serve(stream).await });
            }
            drop(listener);
            tokio::time::sleep(Duration::from_millis(4)).await;
            listener = loop {
                match TcpListener::bind(address).await {
                    Ok(listener) => break listener,
                    Err(_) => tokio::time::sleep(Duration::from_millis(1)).await,
                }
            };
        }
    }

    async fn serve(&self, mut stream: TcpStream) {
        let _ = stream.set_nodelay(true);
        match self.draw(20) {
            0 => return reset(stream),
            1 => return,
            _ => {}
        }
        let mut buffer = Vec::new();
        while let Ok(Some(name)) = read(&mut stream, &mut buffer).await {
            self.requests.fetch_add(1, Ordering::Relaxed);
            match self.response(&name, &mut stream).await {
                Ok(Then::Stay) => {}
                Ok(Then::Close) | Err(_) => return,
                Ok(Then::Reset) => return reset(stream),
            }
        }
    }

    /// Creates a thing; `false` if there is one already.
    fn create(&self, name: &str) -> bool {
        let mut created = self.created.lock().unwrap();
        let count = created.entry(name.to_owned()).or_default();
        let refused = self.names == Names::Unique && *count > 0;
        if !refused {
            *count += 1;
        }
        !refused
    }

    async fn response(&self, name: &str, stream: &mut TcpStream) -> io::Result<Then> {
        let plan = self.draw(100);
        let good = format!(r#"{{"data":{{"thing":{{"id":"{name}"}}}},"meta":{{"code":201}}}}"#);
        // Half of the faults come before the work is done, half after it.
        let processed = matches!(plan, 0..=41 | 46..=49 | 54..=69 | 74..=77 | 91);
        if processed && !self.create(name) {
            let body = r#"{"meta":{"code":4003,"message":"It exists."},"data":{"id":"old"}}"#;
            return stream.write_all(&http(400, "", body, body.len())).await.map(|()| Then::Stay);
        }
        let server_error = [500, 502, 503, 504][self.draw(4) as usize];
        let later = "retry-after: 1\r\n";
        let reset =
            "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1900000000\r\ndate: Fri, 17 Mar 2030 17:46:39 GMT\r\n";
        let slow = r#"{"meta":{"code":"slow-down"},"data":[]}"#;
        let (bytes, then) = match plan {
            0..=37 => (http(201, "", &good, good.len()), Then::Stay),
            38..=41 => (http(201, "", &good, good.len()), Then::Close),
            42..=49 => (Vec::new(), Then::Reset),
            50..=55 => (Vec::new(), Then::Close),
            // Half the head, half the body, a length that is too great, too small, and none at all.
            56..=57 => (http(201, "", &good, good.len())[..30].to_vec(), Then::Reset),
            58..=60 => (http(201, "", &good[..good.len() / 2], good.len()), Then::Close),
            61..=62 => (http(201, "", &good, good.len() + 7), Then::Reset),
            63..=64 => (http(201, "", &good, good.len() - 7), Then::Close),
            65..=66 => (b"SSH-2.0-OpenSSH_9.6\r\n\0\xff".to_vec(), Then::Close),
            67..=69 => (http(200, "", "<html>Welcome</html>", 20), Then::Stay),
            70..=77 => (http(server_error, "", "<html>", 6), Then::Stay),
            78..=80 => (http(429, later, "", 0), Then::Stay),
            81..=82 => (http(429, reset, "", 0), Then::Stay),
            83..=84 => (http(429, "", slow, slow.len()), Then::Stay),
            85..=89 => (http(200, "", slow, slow.len()), Then::Stay),
            90..=91 => {
                tokio::time::sleep(Duration::from_secs(1)).await;
                (Vec::new(), Then::Close)
            }
            92..=93 => (http(501, "", "", 0), Then::Stay),
            _ => (http(400, "", r#"{"meta":{"code":4999}}"#, 22), Then::Stay),
        };
        stream.write_all(&bytes).await.map(|()| then)
    }
}

/// What happens to the connection.
enum Then {
    Stay,
    Close,
    Reset,
}

fn reset(stream: TcpStream) {
    let _ = stream.set_zero_linger();
}

fn http(status: u16, headers: &str, body: &str, length: usize) -> Vec<u8> {
    format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n{body}").into_bytes()
}

/// The name in the next request; `None` at the end of the connection.
async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<String>> {
    loop {
        let text = String::from_utf8_lossy(buffer).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.to_ascii_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            let length: usize = length.unwrap_or(0);
            if body.len() >= length {
                let whole: serde_json::Value = serde_json::from_str(&body[..length])?;
                buffer.drain(..head.len() + 4 + length);
                return Ok(whole["thing"]["name"].as_str().map(str::to_owned));
            }
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}
