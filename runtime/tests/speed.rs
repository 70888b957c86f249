//! What a call costs beside the network, measured: `cargo test --release --test speed -- --ignored --nocapture`.
#![cfg(feature = "test-util")]
#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_qualifications,
    clippy::large_enum_variant,
    reason = "a stand-in for generated code, of which each test uses a part"
)]

mod generated;

use generated::Client;
use sdk_runtime::{BoxFuture, Bytes, SendOptions, Transport, TransportError, http};
use std::time::Instant;

/// Answers at once.
struct Nothing;

impl Transport for Nothing {
    fn send(
        &self,
        _request: http::Request<Bytes>,
        _options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async { Ok(http::Response::new(Bytes::from_static(br#"{"meta":{"code":200},"data":{"id":"a"}}"#))) })
    }
}

async fn measure(what: &str, client: &Client, calls: u32) {
    let things = client.things();
    for round in 0..3 {
        let start = Instant::now();
        for _ in 0..calls {
            things.put_thing("t-1").send().await.ok();
        }
        let each = start.elapsed() / calls;
        if round == 2 {
            println!("{what}: {each:?} per call");
        }
    }
}

#[tokio::test]
#[ignore = "a measurement, not a test"]
async fn the_overhead_of_a_call() {
    let plain = Client::builder("k").transport(Nothing).build().unwrap();
    measure("plain", &plain, 200_000).await;
}
