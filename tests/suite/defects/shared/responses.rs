//! Reading responses.

use std::process::Command;

use sdk_runtime::RawCode;
use serde_json::{Value, json};

use super::subject::{self, Client, STATUS, STATUSES};
use crate::support::{ID, client, enveloped, friendly, refusal, responding, run};

/// The response with a tracking that has these properties.
fn with(properties: Value) -> String {
    enveloped(subject::data(properties))
}

/// P1: a status that is not known fails the call, although the server did what was asked.
#[test]
fn p01_an_unknown_value_does_not_fail_the_call() {
    let client = responding(200, &with(json!({"id": ID, STATUS: "Teleported", "source": "pigeon"})));
    let tracking = run(subject::one(&client).send()).expect("it is read");
    assert_eq!((tracking.id.as_deref(), subject::status(&tracking)), (Some(ID), Some("Teleported")));
    assert!(subject::is_unknown(&tracking));
}

/// P2: one such value in one item loses the whole page.
#[test]
fn p02_an_unknown_value_does_not_lose_the_page() {
    let [first, last] = STATUSES;
    let items = json!([{"id": "1", STATUS: first}, {"id": "2", STATUS: "Teleported"}, {"id": "3", STATUS: last}]);
    let client = responding(200, &enveloped(subject::page(items, true)));
    let page = run(subject::list(&client, 9).send()).expect("it is read");
    let seen: Vec<_> =
        subject::items(&page).iter().map(|item| (subject::status(item), subject::is_unknown(item))).collect();
    assert_eq!(seen, [(Some(first), false), (Some("Teleported"), true), (Some(last), false)]);
}

/// P3: properties that are not known are thrown away.
#[test]
fn p03_unknown_members_are_kept() {
    let (name, inner) = subject::nested();
    let client = responding(200, &with(json!({"id": ID, "drone": {"height": 12.5}, name: inner})));
    let tracking = run(subject::one(&client).send()).expect("it is read");
    assert_eq!(tracking.extra["drone"], json!({"height": 12.5}));
    assert!(!tracking.extra.contains_key(name));
    // Inside of a property that is known, too.
    assert_eq!(serde_json::to_value(&tracking).expect("it is JSON")[name], inner);
}

/// P4: the kind of an error is named by a word that contradicts the status.
#[test]
fn p04_the_status_and_the_code_tell_the_error() {
    let (status, code) = subject::NOT_FOUND;
    let client = responding(status, &refusal(code, "BadRequest", "Tracking does not exist."));
    let error = run(subject::by_id(&client, ID).send()).expect_err("there is none");
    assert!(error.is_not_found() && error.is_api(), "{error:?}");
    assert_eq!((error.status(), error.code_number()), (Some(status), Some(code)));
    assert_eq!((error.code_name(), error.kind_word()), (Some("TRACKING_DOES_NOT_EXIST"), subject::KIND));
}

/// P5: empty responses, lists, and errors without a message end in errors that say nothing.
#[test]
fn p05_odd_answers_keep_their_status_and_body() {
    for (status, body) in [(204, ""), (200, ""), (200, "[1]"), (200, "null"), (201, r#""text""#), (200, "{")] {
        let error = run(subject::one(&responding(status, body)).send()).expect_err("it is odd");
        assert!(error.is_decode(), "{body:?}: {error:?}");
        assert_eq!((error.status(), error.body()), (Some(status), Some(body.as_bytes())), "{error}");
    }
    for body in [r#"{"meta":{"code":4008}}"#, r#"{"meta":{}}"#, "{}", "[]", ""] {
        let error = run(subject::one(&responding(400, body)).send()).expect_err("it is refused");
        assert!(error.is_api() && !error.is_decode(), "{body:?}: {error:?}");
        assert_eq!((error.status(), error.body()), (Some(400), Some(body.as_bytes())), "{error}");
    }
}

/// P6: codes that are not in the table come out as an internal error.
#[test]
fn p06_unknown_codes_keep_their_number() {
    let error = run(subject::couriers(&responding(400, &refusal(4999, "BadRequest", "New."))).send());
    let error = error.expect_err("it is refused");
    assert_eq!((error.code_number(), error.code_name()), (Some(4999), None));
    assert_eq!(error.raw_code(), Some(&RawCode::Number(4999)));
    assert!(error.is_api() && !error.is_server(), "{error:?}");
}

/// P8: a redirect comes out as an unknown error.
#[test]
fn p08_a_redirect_is_called_one() {
    let error = run(subject::couriers(&responding(302, "moved")).send()).expect_err("it is not followed");
    assert_eq!(error.status(), Some(302));
    assert!(error.to_string().contains("302 Found"), "{error}");
}

/// P9: every call prints warnings.
#[test]
fn p09_calls_print_nothing() {
    let here = module_path!().split_once("::").expect("it is in a crate").1;
    let test = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", &format!("{here}::p09_a_call"), "--nocapture", "--test-threads=1"])
        .output()
        .expect("it runs");
    assert!(test.status.success(), "{}", String::from_utf8_lossy(&test.stderr));
    assert_eq!(String::from_utf8_lossy(&test.stderr), "");
    let output = String::from_utf8(test.stdout).expect("it is text");
    let lines: Vec<&str> = output.lines().filter(|line| !line.is_empty()).collect();
    assert!(output.contains("1 passed") && lines.len() == 3, "{output}");
}

/// The call that [`p09_calls_print_nothing`] looks at.
#[test]
fn p09_a_call() {
    let server = friendly(subject::data(json!({"id": ID})));
    let client: Client = client(&server);
    assert_eq!(run(subject::one(&client).send()).expect("it is read").id.as_deref(), Some(ID));
}

/// N12: a page of HTML with status 200 counts as success.
#[test]
fn n12_html_is_no_success() {
    let error = run(subject::one(&responding(200, "<html>Sign in to the network")).send());
    let error = error.expect_err("it is no JSON");
    assert!(error.is_decode() && error.status() == Some(200), "{error:?}");
    assert!(error.body().is_some_and(|body| body.starts_with(b"<html>")), "{error:?}");
}

/// N14: the status is called text and is a number; bodies are encoded twice.
#[test]
fn n14_errors_have_the_status_as_a_number_and_the_body_as_it_came() {
    let body = "upstream \"gone\"\n";
    let error = run(subject::couriers(&responding(502, body)).send()).expect_err("it failed");
    assert_eq!((error.status(), error.body()), (Some(502), Some(body.as_bytes())));
    assert!(error.is_server() && error.code_number().is_none(), "{error:?}");
}
