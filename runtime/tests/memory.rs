//! The memory that streams take: a download and an upload of 256 MiB each, in a process of their own.
#![cfg(all(target_os = "linux", feature = "reqwest"))]

#[path = "streams/server.rs"]
#[allow(dead_code, reason = "made for more than this")]
mod server;

use sdk_runtime::__private::stream;
use sdk_runtime::__private::{Api, Method, Operation, decode};
use sdk_runtime::{Builder, Download, RateLimits, Upload};
use server::Server;
use tokio::io::AsyncReadExt as _;

static API: Api = Api::new("memory", None);
static DOWN: Operation = Operation::new("down", Method::Get, "/down");
static UP: Operation = Operation::new("up", Method::Put, "/up");

const CHUNK: usize = 64 * 1024;
const CHUNKS: usize = 4096;
/// What buffers, stacks and the allocator may add: a fraction of what is streamed.
const MOST_KIB: u64 = 32 * 1024;

/// The peak of the resident memory of this process.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test]
async fn what_is_streamed_is_not_held() {
    let server = Server::start(|mut exchange| match &*exchange.method {
        "GET" => {
            exchange.chunked(200, "application/octet-stream");
            let chunk = vec![7; CHUNK];
            for _ in 0..CHUNKS {
                exchange.chunk(&chunk).unwrap();
            }
            exchange.end();
        }
        _ => {
            let length = exchange.read_body(|_| ()).unwrap();
            exchange.respond(200, &[], length.to_string().as_bytes());
        }
    });
    let client: sdk_runtime::Client =
        Builder::new(&API).base_url(&server.url).rate_limits(RateLimits::Off).build().unwrap();
    let path = std::env::temp_dir().join(format!("sdk-memory-{}.bin", std::process::id()));
    let before = peak_kib();
    let download: Download = client.stream(&DOWN, stream::download).send().await.unwrap();
    let saved = download.save_to(&path).await.unwrap();
    assert_eq!(saved, (CHUNK * CHUNKS) as u64);
    let endless = tokio::io::repeat(7);
    for upload in [Upload::path(&path), Upload::reader(endless.take(saved)).length(saved)] {
        let sent = client.call(&UP, decode::text).upload("application/octet-stream", upload).send().await.unwrap();
        assert_eq!(sent, saved.to_string());
    }
    std::fs::remove_file(path).unwrap();
    let grown = peak_kib() - before;
    assert!(grown < MOST_KIB, "{grown} KiB more for streams of {} KiB", saved / 1024);
}
