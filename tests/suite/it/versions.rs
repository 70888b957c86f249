//! Two versions of one API in one program, on purpose: what is made through one is read through the other.
#![allow(deprecated, reason = "versions that have ended are tested all the same")]

use aftership_tracking::{v2024_04 as old, v2026_07 as new};
use sdk_runtime::testing::{MockServer, block_on};
use serde_json::json;

fn clients(server: &MockServer) -> (old::Client, new::Client) {
    let before = old::Client::builder("k").base_url(server.url()).build().expect("the options are right");
    let after = new::Client::builder("k").base_url(server.url()).build().expect("the options are right");
    (before, after)
}

#[test]
fn what_one_version_makes_the_other_reads() {
    let server = MockServer::start(sdk_tests::mock_apis()).expect("a port is free");
    let (before, after) = clients(&server);
    let request = old::models::CreateTrackingRequest::new("1Z").customer_name("Ada").title("Shoes");
    let made = block_on(before.tracking().create_tracking(request)).expect("it is made");
    let id = made.id.as_deref().expect("it has an id");

    let read = block_on(after.tracking().get_tracking_by_id(id)).expect("it is read");
    assert_eq!((read.id.as_deref(), read.title.as_deref()), (Some(id), Some("Shoes")));
    assert_eq!(read.tracking_number.as_deref(), Some("1Z"));
    // A property that the new version no longer has.
    assert_eq!(read.extra["customer_name"], json!("Ada"));

    let changes = new::models::UpdateTrackingByIdRequest::new().title("Boots");
    block_on(after.tracking().update_tracking_by_id(id, changes)).expect("it is changed");
    let again = block_on(before.tracking().get_tracking_by_id(id)).expect("it is read");
    assert_eq!((again.title.as_deref(), again.customer_name.as_deref()), (Some("Boots"), Some("Ada")));

    let sent = server.requests();
    let paths: Vec<&str> = sent.iter().map(|request| request.path()).collect();
    let (old, new) = (format!("/tracking/2024-04/trackings/{id}"), format!("/tracking/2026-07/trackings/{id}"));
    assert_eq!(paths, ["/tracking/2024-04/trackings", &new, &new, &old]);
    // The same value goes out in the shape of each version.
    assert_eq!(sent[0].json()["tracking"]["title"], json!("Shoes"));
    assert_eq!(sent[2].json(), json!({"title": "Boots"}));
}

#[test]
fn values_cross_over_through_json_and_lose_nothing() {
    let whole = json!({
        "id": "1", "tag": "Delivered", "customer_name": "Ada", "emails": ["a@b.c"],
        "customers": [{"name": "Ada", "email": "a@b.c"}], "last_mile": {"slug": "ups", "tracking_number": "1Z"},
        "checkpoints": [{"message": "up", "country_iso3": "USA", "country_region": "USA"}],
    });
    let read: new::models::Tracking = serde_json::from_value(whole.clone()).expect("it is read");
    let json = serde_json::to_value(&read).expect("it is JSON");
    let crossed: old::models::Tracking = serde_json::from_value(json).expect("the other version reads it");
    assert_eq!((crossed.customer_name.as_deref(), crossed.extra.len()), (Some("Ada"), 2));
    assert_eq!(crossed.tag, Some(old::enums::Tag::Delivered));
    assert_eq!(serde_json::to_value(&crossed).expect("it is JSON"), whole);
}

/// Errors of both versions are the runtime's, so that one function can look at either.
#[test]
fn errors_of_both_versions_meet_in_the_runtimes() {
    let server = MockServer::start(sdk_tests::mock_apis()).expect("a port is free");
    let (before, after) = clients(&server);
    let errors: [sdk_runtime::Error; 2] = [
        block_on(before.tracking().delete_tracking_by_id("1")).expect_err("it is not there").into(),
        block_on(after.tracking().delete_tracking_by_id("1")).expect_err("it is not there").into(),
    ];
    assert!(errors.iter().all(sdk_runtime::Error::is_not_found));
}
