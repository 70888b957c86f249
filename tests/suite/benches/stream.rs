//! Peak memory of a long list, streamed and collected: `cargo bench -p sdk-tests --bench stream`.
//!
//! In: nothing. Out: a table. This process is the server; each row is a client in a process of its own, which prints its
//! own peak, so that the server's memory is in no figure and no row hides the one before. It measures no time.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;

use aftership_tracking::v2026_07::Client;
use sdk_runtime::RateLimits;

mod page;

const PER_PAGE: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "client", what, url] => client(what, url),
        // `cargo test --benches` only wants to know that it runs.
        _ if words.iter().any(|word| word == "--test") => Ok(()),
        _ => table(),
    }
}

/// Starts a client for each row.
fn table() -> Result<(), Box<dyn Error>> {
    let page = page::page().len();
    println!("Pages of {PER_PAGE} trackings, {:.1} MB of JSON each.\n", page as f64 / 1e6);
    println!("| what | trackings | peak RSS MB |\n| --- | --- | --- |");
    for (what, counts) in [
        ("nothing", &[0][..]),
        ("one page, awaited", &[200]),
        ("streamed", &[1_000, 10_000, 100_000]),
        ("collected", &[1_000, 10_000, 100_000]),
    ] {
        for &count in counts {
            let url = serve(count / PER_PAGE)?;
            let done = Command::new(std::env::current_exe()?).args(["client", what, &url]).output()?;
            let output = String::from_utf8(done.stdout)?;
            let Some((seen, peak)) = output.trim().split_once(' ') else {
                return Err(String::from_utf8(done.stderr)?.into());
            };
            assert_eq!(seen.parse(), Ok(count), "all trackings were seen");
            println!("| {what} | {count} | {peak} |");
        }
    }
    Ok(())
}

/// Reads the list, and prints how many trackings there were and the peak of this process.
fn client(what: &str, url: &str) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let client = Client::builder("key").base_url(url).rate_limits(RateLimits::Off).build()?;
    let call = client.tracking().get_trackings();
    let seen = runtime.block_on(async {
        let mut seen = 0;
        match what {
            "one page, awaited" => seen = call.send().await?.trackings.len(),
            "streamed" => {
                let mut trackings = call.stream();
                while trackings.try_next().await?.is_some() {
                    seen += 1;
                }
            }
            "collected" => {
                let (mut all, mut trackings) = (Vec::new(), call.stream());
                while let Some(tracking) = trackings.try_next().await? {
                    all.push(tracking);
                }
                seen = all.len();
            }
            _ => {}
        }
        Ok::<_, Box<dyn Error>>(seen)
    })?;
    println!("{seen} {:.1}", peak()?);
    Ok(())
}

/// Peak resident memory of this process in MB, as Linux reports it.
fn peak() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the peak is not reported")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib * 1024.0 / 1e6)
}

/// Starts a server of that many pages; gives its address.
fn serve(pages: usize) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        // The client keeps its one connection.
        let Ok((stream, _)) = listener.accept() else { return };
        if let Err(error) = response(stream, pages) {
            eprintln!("server: {error}");
        }
    });
    Ok(format!("http://{address}"))
}

/// Responses one connection: the cursor is the number of the page.
fn response(stream: TcpStream, pages: usize) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let template = String::from_utf8(page::page()).map_err(std::io::Error::other)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    let mut next = 1;
    while reader.read_line(&mut line)? > 0 {
        if let Some(query) = line.strip_prefix("GET ") {
            let cursor = query.split("cursor=").nth(1).and_then(|rest| rest.split(['&', ' ']).next());
            next = cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0) + 1;
        } else if line == "\r\n" {
            let body = template.replace(page::CURSOR, &next.to_string());
            let body = body.replace("\"has_next_page\":true", &format!("\"has_next_page\":{}", next < pages));
            write!(
                writer,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                body.len()
            )?;
            writer.write_all(body.as_bytes())?;
        }
        line.clear();
    }
    Ok(())
}
