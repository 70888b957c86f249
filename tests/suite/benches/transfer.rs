//! Peak memory and CPU time of large bodies, streamed and held: `cargo bench -p sdk-tests --bench transfer`.
//!
//! In: nothing. Out: a table. This process is the server; each row is a client in a process of its own, which reports its
//! own peak and CPU time, so that the server is in no figure and no row hides the one before. Files are in the system's
//! temporary folder.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;

use sdk_runtime::__private::multipart::{IntoParts, Parts};
use sdk_runtime::__private::stream;
use sdk_runtime::__private::{Api, Method, Operation, decode};
use sdk_runtime::{Builder, Client, Download, Events, File, Lines, RateLimits, Upload, Value};
use tokio::io::AsyncReadExt as _;

static API: Api = Api::new("transfer", None);
static DOWN: Operation = Operation::new("down", Method::Get, "/down");
static EVENTS: Operation = Operation::new("events", Method::Get, "/events");
static LINES: Operation = Operation::new("lines", Method::Get, "/lines");
static UP: Operation = Operation::new("up", Method::Put, "/up");

const GIB: u64 = 1 << 30;
const CHUNK: usize = 64 * 1024;
/// One event and one line, in JSON of 1,000 bytes.
const ITEM: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "client", what, bytes, url] => client(what, bytes.parse()?, url),
        // `cargo test --benches` only wants to know that it runs.
        _ if words.iter().any(|word| word == "--test") => Ok(()),
        _ => table(),
    }
}

const ROWS: &[&str] = &[
    "nothing",
    "download, chunk by chunk",
    "download, saved to a file",
    "download, held as bytes",
    "events of 1 kB",
    "lines of 1 kB",
    "upload of a file",
    "upload of a stream without a length",
    "upload of a file in a multipart body",
    "upload of bytes",
];

/// Starts a client for each row.
fn table() -> Result<(), Box<dyn Error>> {
    println!("| what | MiB | peak RSS MB | CPU s |\n| --- | --- | --- | --- |");
    for what in ROWS {
        for bytes in [GIB / 16, GIB] {
            let url = serve(bytes)?;
            let done =
                Command::new(std::env::current_exe()?).args(["client", what, &bytes.to_string(), &url]).output()?;
            let figures = String::from_utf8(done.stdout)?;
            let Some((peak, seconds)) = figures.trim().split_once(' ') else {
                return Err(String::from_utf8(done.stderr)?.into());
            };
            println!("| {what} | {} | {peak} | {seconds} |", bytes >> 20);
        }
    }
    Ok(())
}

struct Form(File);

impl IntoParts for Form {
    fn parts(&self, out: &mut Parts<'_>) {
        out.property("file", &self.0);
    }
}

/// Transfers so many bytes, and prints the peak and the CPU time of this process.
fn client(what: &str, bytes: u64, url: &str) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let options: Builder<Client> = Builder::new(&API).base_url(url).rate_limits(RateLimits::Off);
    let client = options.max_response_bytes(usize::MAX).build()?;
    let path = std::env::temp_dir().join(format!("sdk-transfer-{}.bin", std::process::id()));
    if what.contains("upload of a file") {
        let zeros = std::io::copy(&mut std::io::repeat(0).take(bytes), &mut std::fs::File::create(&path)?)?;
        assert_eq!(zeros, bytes);
    }
    let moved = runtime.block_on(transfer(&client, what, bytes, &path));
    if path.exists() {
        std::fs::remove_file(&path)?;
    }
    let moved = moved?;
    assert!(what == "nothing" || moved >= bytes, "{moved} of {bytes} bytes");
    println!("{:.1} {:.2}", peak()?, cpu_seconds()?);
    Ok(())
}

async fn transfer(client: &Client, what: &str, bytes: u64, path: &std::path::Path) -> Result<u64, Box<dyn Error>> {
    let download = || client.stream::<Download>(&DOWN, stream::download).send();
    let upload = |content: Upload| client.call(&UP, decode::text).upload("application/octet-stream", content).send();
    let mut moved = 0;
    match what {
        "download, chunk by chunk" => {
            let mut download = download().await?;
            while let Some(chunk) = download.try_next().await? {
                moved += chunk.len() as u64;
            }
        }
        "download, saved to a file" => moved = download().await?.save_to(path).await?,
        "download, held as bytes" => moved = download().await?.bytes().await?.len() as u64,
        "events of 1 kB" => {
            let mut events: Events<Value> = client.stream(&EVENTS, stream::events).send().await?;
            while events.try_next().await?.is_some() {
                moved += ITEM as u64;
            }
        }
        "lines of 1 kB" => {
            let mut lines: Lines<Value> = client.stream(&LINES, stream::lines).send().await?;
            while lines.try_next().await?.is_some() {
                moved += ITEM as u64;
            }
        }
        "upload of a file" => moved = upload(Upload::path(path)).await?.parse()?,
        "upload of a stream without a length" => {
            moved = upload(Upload::reader(tokio::io::repeat(0).take(bytes))).await?.parse()?;
        }
        "upload of a file in a multipart body" => {
            moved = client.call(&UP, decode::text).multipart(&Form(File::path(path)), &[]).send().await?.parse()?;
        }
        "upload of bytes" => moved = upload(vec![0; usize::try_from(bytes)?].into()).await?.parse()?,
        _ => {}
    }
    Ok(moved)
}

/// Peak resident memory of this process in MB, as Linux reports it.
fn peak() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the peak is not reported")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib * 1024.0 / 1e6)
}

/// User and system time of this process, as Linux reports it in hundredths of a second.
fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(')').next().ok_or("no fields")?.split_whitespace();
    let ticks: Result<Vec<f64>, _> = fields.skip(11).take(2).map(str::parse).collect();
    Ok(ticks?.iter().sum::<f64>() / 100.0)
}

/// Starts a server for one exchange of so many bytes; gives its address.
fn serve(bytes: u64) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        let Ok((stream, _)) = listener.accept() else { return };
        if let Err(error) = exchange(stream, bytes) {
            eprintln!("server: {error}");
        }
    });
    Ok(format!("http://{address}"))
}

fn exchange(stream: TcpStream, bytes: u64) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::with_capacity(CHUNK, stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    if head.starts_with("PUT") {
        let received = receive(&head, &mut reader)?.to_string();
        return write!(writer, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{received}", received.len());
    }
    let (media_type, piece) = if head.contains("/events") {
        ("text/event-stream", format!("data: \"{}\"\n\n", "x".repeat(ITEM - 2)))
    } else if head.contains("/lines") {
        ("application/x-ndjson", format!("\"{}\"\n", "x".repeat(ITEM - 2)))
    } else {
        ("application/octet-stream", "x".repeat(ITEM))
    };
    let piece = piece.repeat(64);
    write!(writer, "HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ntransfer-encoding: chunked\r\n\r\n")?;
    for _ in 0..bytes.div_ceil(64 * ITEM as u64) {
        write!(writer, "{:x}\r\n{piece}\r\n", piece.len())?;
    }
    writer.write_all(b"0\r\n\r\n")
}

/// Reads the body of a request; gives its length.
fn receive(head: &str, reader: &mut impl std::io::BufRead) -> std::io::Result<u64> {
    let length =
        head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    let mut sink = std::io::sink();
    if let Some(length) = length.and_then(|length| length.parse().ok()) {
        return std::io::copy(&mut reader.take(length), &mut sink);
    }
    let mut total = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let length = u64::from_str_radix(line.trim(), 16).map_err(std::io::Error::other)?;
        total += std::io::copy(&mut reader.take(length), &mut sink)?;
        reader.read_line(&mut line)?;
        if length == 0 {
            return Ok(total);
        }
    }
}
