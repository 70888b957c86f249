//! An API whose generations disagree about what an error is: the same runtime, judged by each one's facts.

use aftership_tracking::v2026_07 as aftership;
use sdk_runtime::testing::{MockResponse, MockServer, block_on as run};
use serde_json::{Value, json};
use trackingmore::{v2, v4};

fn responses(status: u16, body: Value) -> MockServer {
    MockServer::start(move |_| MockResponse::json(status, &body)).expect("a port is free")
}

fn old(server: &MockServer) -> v2::Client {
    v2::Client::builder("k").base_url(server.url()).max_retries(0).build().expect("the options are right")
}

fn new(server: &MockServer) -> v4::Client {
    v4::Client::builder("k").base_url(server.url()).max_retries(0).build().expect("the options are right")
}

/// The error of creating a tracking in the old generation.
fn old_error(status: u16, body: Value) -> v2::Error {
    let server = responses(status, body);
    let request = v2::models::CreateTrackingRequest::new("1", "dhl");
    run(old(&server).trackings().create_tracking(request).send()).expect_err("the code is that of an error")
}

/// The error of creating a tracking in the new generation.
fn new_error(status: u16, body: Value) -> v4::Error {
    let server = responses(status, body);
    let request = v4::models::CreateTrackingRequest::new("1", "dhl");
    run(new(&server).trackings().create_tracking(request).send()).expect_err("the response is an error")
}

fn meta(code: u16, data: &Value) -> Value {
    json!({"meta": {"code": code, "type": "Bad ReceivedRequest", "message": "m"}, "data": data})
}

#[test]
fn the_code_alone_makes_an_error_in_the_old_generation() {
    let error = old_error(200, meta(4016, &json!([])));
    assert_eq!((error.status(), error.code()), (Some(200), Some(v2::ErrorCode::TrackingAlreadyExist)));
    assert!(error.is_already_exists() && error.is_api() && !error.is_server());

    let error = old_error(200, meta(4001, &json!([])));
    assert!(error.is_auth(), "{error}");
    assert!(old_error(200, meta(4017, &json!([]))).is_not_found());
    let error = old_error(200, meta(429, &json!([])));
    assert!(error.is_rate_limited() && error.is_retryable(), "{error}");
    assert!(old_error(200, meta(503, &json!([]))).is_server());
    // Without a code the status decides.
    assert!(old_error(502, json!("gateway")).is_server());
}

#[test]
fn a_refusal_of_the_old_generation_was_not_processed() {
    for code in [202, 402, 405, 409, 4012, 4013, 4014, 4015, 4016, 4018, 4019, 4020, 4021, 4032, 4033] {
        let error = old_error(200, meta(code, &json!([])));
        assert!(!error.may_have_been_processed() && !error.is_retryable(), "{error}");
        assert!(!error.is_auth() && !error.is_not_found(), "{error}");
    }
    let error = old_error(200, meta(4031, &json!([])));
    assert!(error.is_not_found() && !error.may_have_been_processed(), "{error}");
    // Of a code that nobody knows there is nothing to say.
    assert!(old_error(200, meta(4999, &json!([]))).may_have_been_processed());
}

#[test]
fn a_good_code_is_a_success_in_the_old_generation() {
    let server = responses(200, meta(201, &json!([])));
    let request = v2::models::CreateTrackingRequest::new("1", "dhl");
    let created = run(old(&server).trackings().create_tracking(request).send()).expect("201 is a success");
    assert_eq!(created.id, None);
    let sent = &server.requests()[0];
    assert_eq!(sent.header("trackingmore-api-key"), Some("k"));
}

#[test]
fn an_error_of_the_new_generation_keeps_what_it_carries() {
    let data = json!({"id": "9a1", "tracking_number": "1", "courier_code": "dhl"});
    let error = new_error(400, meta(4101, &data));
    assert!(error.is_already_exists(), "{error}");
    let known: v4::models::TrackingRef = error.payload_json().expect("the response names the tracking");
    assert_eq!(known.id().ok(), Some("9a1"));

    let error = new_error(400, meta(4101, &json!([])));
    assert_eq!(error.code(), Some(v4::ErrorCode::TrackingAlreadyExist));
    let nothing: v4::models::TrackingRef = error.payload_json().expect("an empty list is an empty object");
    assert_eq!(nothing.id, None);
}

#[test]
fn classes_and_statuses_of_the_new_generation() {
    for code in [511, 512, 513] {
        let error = new_error(500, meta(code, &json!([])));
        assert!(error.is_server(), "{error}");
        assert_eq!(error.code(), Some(v4::ErrorCode::ServerError));
    }
    let error = new_error(400, meta(4102, &json!([])));
    assert!(error.is_not_found() && error.status() == Some(400), "{error}");
    // A good status with a code that is not good is an error as well.
    assert!(new_error(200, meta(4120, &json!([]))).is_api());
}

#[test]
fn a_number_means_what_the_api_says() {
    let body = json!({"meta": {"code": 4016, "type": "BadRequest", "message": "m"}, "data": {}});
    let server = responses(400, body);
    let client = aftership::Client::builder("k").base_url(server.url()).max_retries(0).build().expect("it is built");
    let error = run(client.tracking().retrack_tracking_by_id("1").send()).expect_err("it is refused");
    assert_eq!(error.code(), Some(aftership::ErrorCode::RetrackOnceAllowed));
    assert!(!error.is_already_exists());
}

#[test]
fn members_come_under_other_names_and_in_other_shapes() {
    let tracking = json!({
        "id": "9a1", "updated_at": "2026-01-02T03:04:05+00:00", "delivery_status": "teleported",
        "origin_info": {"pickup_date (Lagacy)": "2026-01-01", "pickup_date": null}, "new_member": 1
    });
    let server = responses(200, meta(200, &json!([tracking])));
    let list = run(new(&server).trackings().get_tracking_results().send()).expect("it is listed");
    assert_eq!(list[0].update_at.as_ref().map(ToString::to_string).as_deref(), Some("2026-01-02T03:04:05+00:00"));
    assert!(list[0].delivery_status.as_ref().is_some_and(v4::enums::DeliveryStatus::is_unknown));
    let origin = list[0].origin_info.as_ref().expect("it has an origin");
    assert_eq!(serde_json::to_value(origin).expect("it is written"), json!({"pickup_date": "2026-01-01"}));
    assert_eq!(list[0].extra.keys().collect::<Vec<_>>(), ["new_member"]);

    let page = json!({"total": "1", "items": [{"customer_email": ["a@b.c", "d@e.f"]}]});
    let server = responses(200, meta(200, &page));
    let page = run(old(&server).trackings().list_trackings().page(2).send()).expect("it is listed");
    assert_eq!(page.total, Some(1));
    assert!(matches!(&page.items[0].customer_email, Some(v2::models::CustomerEmail::TextList(all)) if all.len() == 2));
    assert!(!format!("{page:?}").contains("a@b.c"));
}

#[test]
fn a_batch_is_a_bare_list() {
    let result =
        json!({"success": [{"tracking_number": "1"}], "error": [{"tracking_number": "2", "errorCode": "4101"}]});
    let server = responses(200, meta(200, &result));
    let items = ["1", "2"].map(|number| v4::models::CreateTrackingRequest::new(number, "dhl"));
    let done = run(new(&server).trackings().batch_create_trackings(items).send()).expect("it is taken");
    assert_eq!((done.success.len(), done.error.len()), (1, 1));
    let sent = server.requests()[0].json();
    assert_eq!(sent[1], json!({"courier_code": "dhl", "tracking_number": "2"}));
}

#[test]
fn a_batch_that_is_too_long_is_refused_here() {
    let server = responses(200, meta(200, &json!({"success": [], "error": []})));
    let items = |count: u32| (0..count).map(|n| v4::models::CreateTrackingRequest::new(n.to_string(), "dhl"));
    let trackings = new(&server).trackings();
    let error = run(trackings.batch_create_trackings(items(41)).send()).expect_err("41 are too many");
    assert!(error.is_request(), "{error}");
    assert!(server.requests().is_empty(), "nothing is sent");
    run(trackings.batch_create_trackings(items(40)).send()).expect("40 are not");
}

#[test]
fn a_list_that_is_the_payload_ends_with_a_page_that_is_not_full() {
    let server = MockServer::start(|request| {
        let count = if request.target().contains("pages_amount=2") { 1 } else { 2 };
        MockResponse::json(200, &meta(200, &json!(vec![json!({"id": "a"}); count])))
    });
    let server = server.expect("a port is free");
    let call = new(&server).trackings().get_tracking_results().items_amount(2);
    let items = run(async {
        let mut items = call.stream();
        let mut count = 0;
        while items.try_next().await.expect("it is read").is_some() {
            count += 1;
        }
        count
    });
    assert_eq!((items, server.requests().len()), (3, 2));
}
