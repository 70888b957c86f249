//! What a call costs without a network, and what a signature costs: `cargo bench -p sdk-tests --bench call`. Beside bare
//! reqwest it is measured by `throughput`.

use aftership_tracking::v2026_07::Client;
use aftership_tracking::v2026_07::models::CreateTrackingRequest;
use criterion::{Criterion, criterion_group, criterion_main};
use sdk_runtime::RateLimits;
use std::hint::black_box;
use tokio::runtime::{Builder, Runtime};

mod common;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// The call alone: everything but the transport. The difference of the signed ones to the others is the signature.
fn alone(criterion: &mut Criterion) {
    let runtime = runtime();
    let mut group = criterion.benchmark_group("a call without a network");
    let plain = || Client::builder("key").transport(common::Nothing).rate_limits(RateLimits::Off);
    let signed = plain().auth_method("AES").signing_secret("a-secret-of-usual-length-0123456789");
    for (name, client) in [("plain", plain().build()), ("signed with HMAC", signed.build())] {
        let tracking = client.expect("the options are allowed").tracking();
        group.bench_function(format!("GET, {name}"), |bench| {
            bench.iter(|| {
                runtime.block_on(tracking.get_tracking_by_id(black_box(common::ID)).send()).expect("a response")
            });
        });
        group.bench_function(format!("POST, {name}"), |bench| {
            bench.iter(|| {
                let request = CreateTrackingRequest::new(black_box("1Z999AA10123456784")).slug("ups").title("A parcel");
                runtime.block_on(tracking.create_tracking(request).send()).expect("a response")
            });
        });
    }
    group.finish();
}

criterion_group!(benches, alone);
criterion_main!(benches);
