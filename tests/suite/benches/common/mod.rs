//! What the measurements of calls share: a server on loopback, a bare client, ours, a transport that does nothing.

#![allow(dead_code, reason = "each measurement uses a part")]

use aftership_tracking::v2026_07::{Client, models::Tracking};
use sdk_runtime::{Body, BoxFuture, RateLimits, SendOptions, Transport, TransportError, http};
use serde::Deserialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What every call gets.
pub(crate) const ANSWER: &str = r#"{"meta":{"code":200},"data":{"id":"8d3c4f5e6a7b4c9d8e0f1a2b3c4d5e6f","tracking_number":"1Z999AA10123456784","slug":"ups","tag":"InTransit","title":"A parcel","active":true,"checkpoints":[{"message":"Arrived at the depot","tag":"InTransit"}]}}"#;

/// The tracking that every call is about.
pub(crate) const ID: &str = "8d3c4f5e6a7b4c9d8e0f1a2b3c4d5e6f";

/// The response, read by serde_json alone. The model is the same as ours, so that only the call is compared.
#[derive(Deserialize)]
struct Envelope {
    data: Tracking,
}

/// Starts a server on a thread of its own, which keeps connections; gives its address.
pub(crate) fn serve() -> String {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port on loopback");
            send.send(listener.local_addr().expect("an address")).expect("someone waits for the address");
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(response(stream));
            }
        });
    });
    format!("http://{}", receive.recv().expect("the server has started"))
}

/// Responses requests without a body until the connection ends.
async fn response(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", ANSWER.len());
    let response = [head.as_bytes(), ANSWER.as_bytes()].concat();
    let (mut buffer, mut filled) = (vec![0; 16 * 1024], 0);
    loop {
        match stream.read(&mut buffer[filled..]).await? {
            0 => return Ok(()),
            read => filled += read,
        }
        if buffer[..filled].ends_with(b"\r\n\r\n") {
            filled = 0;
            stream.write_all(&response).await?;
        }
    }
}

/// reqwest as our transport has it: TLS with ring, no proxy from the environment.
pub(crate) fn bare() -> reqwest::Client {
    // A second call finds the provider installed, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

/// What somebody would write by hand for one call.
pub(crate) async fn bare_call(client: &reqwest::Client, url: &str) -> reqwest::Result<Tracking> {
    let request = client.get(format!("{url}/tracking/2026-07/trackings/{ID}")).header("as-api-key", "key");
    let bytes = request.timeout(std::time::Duration::from_secs(10)).send().await?.error_for_status()?.bytes().await?;
    Ok(serde_json::from_slice::<Envelope>(&bytes).expect("the response is a tracking").data)
}

/// Our client for this server, without limits.
pub(crate) fn ours(url: &str) -> Client {
    Client::builder("key").base_url(url).rate_limits(RateLimits::Off).build().expect("the options are allowed")
}

/// Responses at once.
pub(crate) struct Nothing;

impl Transport for Nothing {
    fn send(
        &self,
        _request: http::Request<Body>,
        _options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(std::future::ready(Ok(http::Response::new(Body::from(ANSWER)))))
    }
}
