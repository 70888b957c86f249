//! A server on loopback whose responses are written step by step.
//!
//! In: a function that serves one exchange. Out: what clients sent. A connection serves one exchange.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// One exchange: the head of the request has been read, and nothing has been written.
pub(crate) struct Exchange {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    /// How many requests the server had before this one.
    pub(crate) number: usize,
    reader: BufReader<TcpStream>,
}

impl Exchange {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Writes bytes as they are; fails once the client has closed the connection.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.reader.get_mut().write_all(bytes)
    }

    /// Writes a head whose body comes in chunks.
    pub(crate) fn chunked(&mut self, status: u16, media_type: &str) {
        let head = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: {media_type}\r\nx-request-id: r{}\r\ntransfer-encoding: chunked\r\n\r\n",
            self.number
        );
        self.write(head.as_bytes()).unwrap();
    }

    /// Writes a chunk.
    pub(crate) fn chunk(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.write(format!("{:x}\r\n", bytes.len()).as_bytes())?;
        self.write(bytes)?;
        self.write(b"\r\n")
    }

    /// Writes the end of the chunks.
    pub(crate) fn end(&mut self) {
        let _ = self.write(b"0\r\n\r\n");
    }

    /// Writes a whole response.
    pub(crate) fn respond(&mut self, status: u16, headers: &[(&str, &str)], body: &[u8]) {
        let mut head =
            format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nx-request-id: r{}\r\n", body.len(), self.number);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let _ = self.write(head.as_bytes()).and_then(|()| self.write(body));
    }

    /// Reads the body of the request, chunk by chunk; gives how many bytes it had.
    pub(crate) fn read_body(&mut self, mut take: impl FnMut(&[u8])) -> std::io::Result<u64> {
        if let Some(length) = self.header("content-length").map(|length| length.parse::<u64>().unwrap()) {
            return self.read_exactly(length, &mut take).map(|()| length);
        }
        let mut total = 0;
        if self.header("transfer-encoding").is_none() {
            return Ok(0);
        }
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line)?;
            let length = u64::from_str_radix(line.trim(), 16).map_err(std::io::Error::other)?;
            self.read_exactly(length, &mut take)?;
            self.reader.read_line(&mut line)?;
            total += length;
            if length == 0 {
                return Ok(total);
            }
        }
    }

    fn read_exactly(&mut self, mut left: u64, take: &mut impl FnMut(&[u8])) -> std::io::Result<()> {
        let mut buffer = vec![0; 64 * 1024];
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
            let read = self.reader.read(&mut buffer[..most])?;
            if read == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            take(&buffer[..read]);
            left -= read as u64;
        }
        Ok(())
    }

    /// Waits until the client has closed the connection.
    pub(crate) fn until_closed(&mut self) {
        let mut rest = [0; 64];
        while !matches!(self.reader.read(&mut rest), Ok(0) | Err(_)) {}
    }
}

/// What a request was like.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    headers: Vec<(String, String)>,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The server; it ends with the test's process.
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    pub(crate) fn start(serve: impl Fn(Exchange) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (record, serve) = (Arc::clone(&seen), Arc::new(serve));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (record, serve) = (Arc::clone(&record), Arc::clone(&serve));
                std::thread::spawn(move || {
                    stream.set_nodelay(true).unwrap();
                    if let Some(exchange) = read_head(BufReader::new(stream), &record) {
                        serve(exchange);
                    }
                });
            }
        });
        Self { url, seen }
    }

    /// The requests so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

fn read_head(mut reader: BufReader<TcpStream>, record: &Mutex<Vec<Seen>>) -> Option<Exchange> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut words = line.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let mut record = record.lock().unwrap();
    let number = record.len();
    record.push(Seen { headers: headers.clone() });
    Some(Exchange { method, target, headers, number, reader })
}
