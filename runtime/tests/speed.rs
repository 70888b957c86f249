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
use generated::models::CreateThing;
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
    let (mut get, mut post) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let start = Instant::now();
        for _ in 0..calls {
            things.put_thing("t-1").send().await.ok();
        }
        get.push(start.elapsed() / calls);
        let start = Instant::now();
        for _ in 0..calls {
            things.create_thing(CreateThing::new("a name of usual length")).send().await.ok();
        }
        post.push(start.elapsed() / calls);
    }
    println!("{what}: {:?} per call, {:?} with a body", get.iter().min().unwrap(), post.iter().min().unwrap());
}

#[tokio::test]
#[ignore = "a measurement, not a test"]
async fn the_overhead_of_a_call() {
    let plain = Client::builder("k").transport(Nothing).build().unwrap();
    measure("plain", &plain, 200_000).await;
    let unlimited = Client::builder("k").transport(Nothing).rate_limits(sdk_runtime::RateLimits::Off).build().unwrap();
    measure("without a limiter", &unlimited, 200_000).await;
    #[cfg(feature = "signing")]
    {
        let signed =
            Client::builder("k").transport(Nothing).auth_type("HMAC").api_secret("s3cr3t-of-usual-length-0123456789");
        measure("signed", &signed.build().unwrap(), 200_000).await;
    }
}
