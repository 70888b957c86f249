//! A mock server for the APIs on this machine, so that the examples run without a vendor's key:
//! `cargo run -p sdk-tests --example fake_server`, then in another terminal
//!
//! ```text
//! export AFTERSHIP_TRACKING_SDK_DOMAIN=http://127.0.0.1:8080 AFTERSHIP_TRACKING_SDK_API_KEY=any
//! export TRACKINGMORE_DOMAIN=http://127.0.0.1:8080 TRACKINGMORE_API_KEY=any
//! cargo run -p sdk-tests --example create_tracking
//! cargo run -p sdk-tests --example two_vendors
//! ```

use sdk_runtime::testing::MockServer;

fn main() -> std::io::Result<()> {
    let response = sdk_tests::mock_apis();
    let server = MockServer::start_on("127.0.0.1:8080", move |request| {
        println!("{} {} {}", request.method(), request.target(), String::from_utf8_lossy(request.body()));
        response(request)
    })?;
    println!("listening on {}", server.url());
    loop {
        std::thread::park();
    }
}
