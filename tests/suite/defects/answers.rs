//! Reading answers.

use std::process::Command;

use aftership_tracking::v2026_07::ErrorCode;
use aftership_tracking::v2026_07::enums::Tag;
use aftership_tracking::v2026_07::models::CreateTrackingRequest;
use sdk_runtime::RawCode;
use serde_json::json;

use crate::support::{ID, answered, client, enveloped, friendly, refusal, run};

/// P1: a status that is not known fails the call, although the server did what was asked.
#[test]
fn p01_an_unknown_value_does_not_fail_the_call() {
    let client = answered(201, &enveloped(json!({"id": ID, "tag": "Teleported", "source": "pigeon"})));
    let tracking = run(client.tracking().create_tracking(CreateTrackingRequest::new("1")).send()).expect("it is made");
    assert_eq!(tracking.id().expect("it has an id"), ID);
    assert!(matches!(&tracking.tag, Some(tag) if tag.is_unknown() && tag == "Teleported"), "{:?}", tracking.tag);
}

/// P2: one such value in one item loses the whole page.
#[test]
fn p02_an_unknown_value_does_not_lose_the_page() {
    let items =
        json!([{"id": "1", "tag": "Delivered"}, {"id": "2", "tag": "Teleported"}, {"id": "3", "tag": "Expired"}]);
    let client = answered(200, &enveloped(json!({"trackings": items})));
    let page = run(client.tracking().get_trackings().send()).expect("it is read");
    let tags: Vec<&str> = page.trackings.iter().filter_map(|item| item.tag.as_ref()).map(Tag::as_str).collect();
    assert_eq!(tags, ["Delivered", "Teleported", "Expired"]);
}

/// P3: members that are not known are thrown away.
#[test]
fn p03_unknown_members_are_kept() {
    let data = json!({"id": ID, "drone": {"height": 12.5}, "checkpoints": [{"message": "up", "wind": 3}]});
    let tracking = run(answered(200, &enveloped(data)).tracking().get_tracking_by_id(ID).send()).expect("it is read");
    assert_eq!(tracking.extra["drone"], json!({"height": 12.5}));
    assert_eq!(tracking.checkpoints[0].extra["wind"], json!(3));
}

/// P4: the kind of an error is told by a word that contradicts the status.
#[test]
fn p04_the_status_and_the_code_tell_the_error() {
    let client = answered(404, &refusal(4004, "BadRequest", "Tracking does not exist."));
    let error = run(client.tracking().get_tracking_by_id(ID).send()).expect_err("there is none");
    assert!(error.is_not_found() && error.is_api(), "{error:?}");
    assert_eq!((error.status(), error.code()), (Some(404), Some(ErrorCode::TrackingDoesNotExist)));
    assert_eq!(error.kind_word(), Some("BadRequest"));
}

/// P5: empty answers, lists, and errors without a message end in errors that say nothing.
#[test]
fn p05_odd_answers_keep_their_status_and_body() {
    for (status, body) in [(204, ""), (200, ""), (200, "[1]"), (200, "null"), (201, r#""text""#), (200, "{")] {
        let error = run(answered(status, body).tracking().get_tracking_by_id(ID).send()).expect_err("it is odd");
        assert!(error.is_decode(), "{body:?}: {error:?}");
        assert_eq!((error.status(), error.body()), (Some(status), Some(body.as_bytes())), "{error}");
    }
    for body in [r#"{"meta":{"code":4008}}"#, r#"{"meta":{}}"#, "{}", "[]", ""] {
        let error = run(answered(400, body).tracking().get_tracking_by_id(ID).send()).expect_err("it is refused");
        assert!(error.is_api() && !error.is_decode(), "{body:?}: {error:?}");
        assert_eq!((error.status(), error.body()), (Some(400), Some(body.as_bytes())), "{error}");
    }
}

/// P6: codes that are not in the table come out as an internal error.
#[test]
fn p06_unknown_codes_keep_their_number() {
    let error = run(answered(400, &refusal(4099, "BadRequest", "New.")).courier().get_couriers().send());
    let error = error.expect_err("it is refused");
    assert_eq!((error.meta_code(), error.code_name()), (Some(4099), None));
    assert_eq!(error.code(), Some(ErrorCode::Unknown(RawCode::Number(4099))));
    let error = run(answered(400, &refusal(400, "BadRequest", "Plain.")).courier().get_couriers().send());
    assert_eq!(error.expect_err("it is refused").code(), Some(ErrorCode::InvalidRequest));
}

/// P7: names of codes are misspelt.
#[test]
fn p07_names_of_codes_are_words() {
    let error = run(answered(400, &refusal(4014, "BadRequest", "")).courier().get_couriers().send());
    let error = error.expect_err("it is refused");
    assert_eq!(
        (error.code_name(), error.code()),
        (Some("NOTIFICATION_REQUIRED"), Some(ErrorCode::NotificationRequired))
    );
}

/// P8: a redirect comes out as an unknown error.
#[test]
fn p08_a_redirect_is_called_one() {
    let error = run(answered(302, "moved").courier().get_couriers().send()).expect_err("it is not followed");
    assert_eq!(error.status(), Some(302));
    assert!(error.to_string().contains("302 Found"), "{error}");
}

/// P9: every call prints warnings.
#[test]
fn p09_calls_print_nothing() {
    let test = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "answers::p09_a_call", "--nocapture", "--test-threads=1"])
        .output()
        .expect("it runs");
    assert!(test.status.success(), "{}", String::from_utf8_lossy(&test.stderr));
    assert_eq!(String::from_utf8_lossy(&test.stderr), "");
    let said = String::from_utf8(test.stdout).expect("it is text");
    let lines: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
    assert!(said.contains("1 passed") && lines.len() == 3, "{said}");
}

/// The call that [`p09_calls_print_nothing`] looks at.
#[test]
fn p09_a_call() {
    let server = friendly();
    let made = run(client(&server).tracking().create_tracking(CreateTrackingRequest::new("1")).send());
    assert_eq!(made.expect("it is made").id.as_deref(), Some(ID));
}

/// N12: a page of HTML with status 200 counts as success.
#[test]
fn n12_html_is_no_success() {
    let error = run(answered(200, "<html>Sign in to the network").tracking().get_tracking_by_id(ID).send());
    let error = error.expect_err("it is no JSON");
    assert!(error.is_decode() && error.status() == Some(200), "{error:?}");
    assert!(error.body().is_some_and(|body| body.starts_with(b"<html>")), "{error:?}");
}

/// N14: the status is called text and is a number; bodies are encoded twice.
#[test]
fn n14_errors_have_the_status_as_a_number_and_the_body_as_it_came() {
    let body = "upstream \"gone\"\n";
    let error = run(answered(502, body).courier().get_couriers().send()).expect_err("it failed");
    assert_eq!((error.status(), error.body()), (Some(502), Some(body.as_bytes())));
    assert!(error.is_server() && error.meta_code().is_none(), "{error:?}");
}
