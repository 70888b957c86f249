//! What goes wrong with the facts of this API: its codes, its headers, its modes.

use sdk_runtime::testing::MockResponse;
use sdk_runtime::{FakeResponse, FakeTransport, Maybe};
use serde_json::json;

use super::subject::api::ErrorCode;
use super::subject::api::models::{EstimatedDeliveryDateRequestOriginAddress, MarkTrackingCompletedByIdRequest};
use super::subject::{self, Client};
use crate::support::{ID, Time, Versioned as _, client, fault, refusal, responding, run, scripted, server};

/// P6: an error without a code of its own comes out as an internal error.
#[test]
fn p06_a_plain_refusal_has_its_name() {
    let error = run(subject::couriers(&responding(400, &refusal(400, "BadRequest", "Plain."))).send());
    assert_eq!(error.expect_err("it is refused").code(), Some(ErrorCode::InvalidRequest));
}

/// P7: names of codes are misspelt.
#[test]
fn p07_names_of_codes_are_words() {
    let error = run(subject::couriers(&responding(400, &refusal(4014, "BadRequest", ""))).send());
    let error = error.expect_err("it is refused");
    assert_eq!(
        (error.code_name(), error.code()),
        (Some("NOTIFICATION_REQUIRED"), Some(ErrorCode::NotificationRequired))
    );
}

/// P10: other calls that change something are sent again, too.
#[test]
fn p10_a_mark_is_not_set_twice() {
    let fake = FakeTransport::new().response(FakeResponse::new(503));
    let client: Client = scripted(&fake, &Time::default()).build().expect("right");
    let body = MarkTrackingCompletedByIdRequest::new("DELIVERED");
    let error = run(client.tracking().mark_tracking_completed_by_id(ID, body).send()).expect_err("it failed");
    assert!(error.is_server() && error.may_have_been_processed(), "{error}");
    assert_eq!(fake.requests().len(), 1);
}

/// P19: null cannot be sent.
#[test]
fn p19_a_member_is_absent_null_or_a_value() {
    let address = || EstimatedDeliveryDateRequestOriginAddress::new("USA");
    let city = |address| serde_json::to_value(&address).expect("it is JSON").get("city").cloned();
    assert_eq!(city(address()), None);
    assert_eq!(city(address().city(Maybe::Null)), Some(json!(null)));
    assert_eq!(city(address().city("Columbus")), Some(json!("Columbus")));
}

/// P30: what the headers of the response to a list say cannot be had.
#[test]
fn p30_what_the_headers_say_is_read() {
    let server = server(|_| {
        let page = json!({"meta": {"code": 200}, "data": subject::page(json!([{"id": ID}]), true)});
        let response = MockResponse::json(200, &page).header("as-trace-id", "t-1").header("as-api-version", "served");
        response.header("x-ratelimit-limit", "6").header("x-ratelimit-remaining", "5").header("x-ratelimit-reset", "9")
    });
    let page = run(subject::list(&client(&server), 9).send_with_meta()).expect("it is read");
    assert_eq!((page.request_id(), page.served_version()), (Some("t-1"), Some("served")));
    let limit = page.rate_limit();
    assert_eq!((limit.limit(), limit.remaining(), limit.reset()), (Some(6), Some(5), Some(9)));
}

/// P31: the secret of a signature stands in the text of an error.
#[test]
fn p31_secrets_of_signatures_are_not_shown() {
    let secret = "hunter2-hunter2";
    let shown = |text: String| assert!(!text.contains("hunter2"), "{text}");
    for mode in ["RSA", "FOO"] {
        shown(fault(Client::options().auth_method(mode).signing_secret(secret)));
    }
    let options = Client::options().auth_method("AES").signing_secret(secret);
    shown(format!("{options:?}"));
    shown(format!("{:?}", options.build().expect("right")));
}
