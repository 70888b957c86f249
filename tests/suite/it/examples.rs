//! The examples run against a mock server of the API on loopback, as a reader would run them.

use std::process::Command;

use sdk_runtime::testing::MockServer;

use crate::support::root;

/// Runs an example against the mock server; returns what it printed.
fn run(server: &MockServer, example: &str, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "sdk-tests", "--example", example, "--"])
        .args(words)
        .current_dir(root())
        .env("AFTERSHIP_TRACKING_SDK_API_KEY", "key-of-the-test")
        .env("AFTERSHIP_TRACKING_SDK_DOMAIN", server.url())
        .env("TRACKINGMORE_API_KEY", "key-of-the-other")
        .env("TRACKINGMORE_DOMAIN", server.url())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the example prints text")
}

#[test]
fn examples_do_what_they_say() {
    let server = MockServer::start(sdk_tests::mock_apis()).expect("a port is free");
    assert_eq!(
        run(&server, "create_tracking", &["9405511202575421535949", "usps"]),
        "created 8d3c4f5e6a7b4c9d8e0f1a2b3c4d5e6f\n"
    );
    let shown = run(&server, "get_tracking", &["abc"]);
    assert_eq!(shown, "1Z999AA10123456784: InTransit\n  Arrived at the depot\n9 calls left in this window\n");
    assert_eq!(run(&server, "update_tracking", &["abc", "Shoes"]), "abc is now called Shoes\n");

    let sent = server.requests();
    let lines: Vec<(&str, &str)> = sent.iter().map(|one| (one.method(), one.target())).collect();
    let wanted = [
        ("POST", "/tracking/2026-07/trackings"),
        ("GET", "/tracking/2026-07/trackings/abc?lang=en"),
        ("PUT", "/tracking/2026-07/trackings/abc"),
    ];
    assert_eq!(lines, wanted);
    assert!(sent.iter().all(|one| one.header("as-api-key") == Some("key-of-the-test")));
    assert_eq!(sent[0].json(), serde_json::json!({"tracking_number": "9405511202575421535949", "slug": "usps"}));
    assert_eq!(sent[2].json(), serde_json::json!({"title": "Shoes"}));
}

#[test]
fn two_vendors_tell_of_one_parcel() {
    let server = MockServer::start(sdk_tests::mock_apis()).expect("a port is free");
    assert_eq!(
        run(&server, "two_vendors", &["1Z999AA10123456784", "ups"]),
        "AfterShip: Moving (in its words: InTransit, -)\n\
         TrackingMore: OutForDelivery (in its words: pickup, pickup001)\n"
    );

    let sent = server.requests();
    let lines: Vec<(&str, &str)> = sent.iter().map(|one| (one.method(), one.target())).collect();
    let wanted = [
        ("POST", "/tracking/2026-07/trackings"),
        ("POST", "/v4/trackings/create"),
        ("GET", "/v4/trackings/get?tracking_numbers=1Z999AA10123456784&courier_code=ups"),
    ];
    assert_eq!(lines, wanted);
    assert_eq!(sent[0].json(), serde_json::json!({"tracking_number": "1Z999AA10123456784", "slug": "ups"}));
    assert_eq!(sent[1].json(), serde_json::json!({"courier_code": "ups", "tracking_number": "1Z999AA10123456784"}));
    assert_eq!(sent[2].header("tracking-api-key"), Some("key-of-the-other"));
}

#[test]
fn two_versions_tell_of_one_parcel() {
    let server = MockServer::start(sdk_tests::mock_apis()).expect("a port is free");
    assert_eq!(
        run(&server, "two_versions", &["9405511202575421535949"]),
        "made in the old version: 8d3c4f5e6a7b4c9d8e0f1a2b3c4d5e6f\n\
         read in the new version: InTransit, Ada\n\
         as the old version has it: InTransit, Ada\n"
    );
    let sent = server.requests();
    let lines: Vec<(&str, &str)> = sent.iter().map(|one| (one.method(), one.target())).collect();
    let wanted = [
        ("POST", "/tracking/2025-01/trackings"),
        ("GET", "/tracking/2026-07/trackings/8d3c4f5e6a7b4c9d8e0f1a2b3c4d5e6f"),
    ];
    assert_eq!(lines, wanted);
}
