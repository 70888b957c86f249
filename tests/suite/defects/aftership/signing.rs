//! Signed requests, against signatures that another implementation computed.
//!
//! The path is signed, too, and the stored signatures are of one version; so all versions call at its address here.

use std::time::Duration;

use sdk_runtime::{Builder, Bytes, Clock as _, FakeResponse, FakeTransport, Timer as _, Value, http};

use super::subject::{self, Client};
use crate::support::{ID, KEY, Time, Versioned as _, fault, fine, run, scripted};

const SECRET: &str = "s3cr3t-for-tests-only";
const HEADER: &str = "as-signature-hmac-sha256";
/// Where the calls of the stored signatures go.
const BASE: &str = "https://api.aftership.com/tracking/2026-07";

/// A client that signs, at a time.
fn signing(fake: &FakeTransport, time: &Time) -> Client {
    let options: Builder<Client> = scripted(fake, time);
    options.server_url(BASE).auth_method("AES").signing_secret(SECRET).build().expect("the options are right")
}

/// What a call comes to on the wire.
fn sent<E: std::fmt::Debug>(call: impl AsyncFnOnce(Client) -> Result<(), E>) -> http::Request<Bytes> {
    let fake = FakeTransport::new().response(fine(subject::nothing()));
    run(call(signing(&fake, &Time::default()))).expect("a response");
    fake.requests().remove(0)
}

fn header<'a>(request: &'a http::Request<Bytes>, name: &str) -> &'a str {
    request.headers()[name].to_str().expect("it is text")
}

/// The stored vector of this name.
fn vector(name: &str) -> Value {
    let file = include_str!("../../../../runtime/tests/data/hmac_vectors.json");
    let file: Value = serde_json::from_str(file).expect("it is JSON");
    assert_eq!(file["api_secret"], SECRET);
    let all = file["vectors"].as_array().expect("a list");
    let found = all.iter().find(|vector| vector["name"] == name).unwrap_or_else(|| panic!("no vector `{name}`"));
    assert_eq!(found["headers"]["as-api-key"], KEY);
    found.clone()
}

/// Compares a request with a vector: what is signed is also what is sent.
fn is_vector(request: &http::Request<Bytes>, name: &str) {
    let vector = vector(name);
    let text = vector["sign_string"].as_str().expect("text");
    let resource = text.rsplit('\n').next().expect("its last line");
    assert_eq!(request.uri().path_and_query().map(|target| target.as_str()), Some(resource), "{name}");
    assert_eq!(header(request, "date"), vector["date"], "{name}");
    assert_eq!(header(request, HEADER), vector["signature"], "{name}");
}

/// P11, N6: repeats carry the date and signature of the first attempt, however long ago it was.
#[test]
fn p11_every_attempt_is_signed_anew() {
    let (fake, time) = (FakeTransport::new(), Time::default());
    let fake = fake
        .response(FakeResponse::new(503).header("retry-after", "50"))
        .response(FakeResponse::new(502))
        .response(fine(subject::nothing()));
    run(subject::couriers(&signing(&fake, &time)).send()).expect("the third attempt goes through");
    let (requests, waits) = (fake.requests(), time.waits());
    assert_eq!((requests.len(), waits[0]), (3, Duration::from_secs(50)));
    let mut passed = Duration::ZERO;
    for (index, request) in requests.iter().enumerate() {
        let later = Time::default();
        drop(later.sleep(passed));
        let alone = FakeTransport::new().response(fine(subject::nothing()));
        run(subject::couriers(&signing(&alone, &later)).send()).expect("it goes through");
        let alone = alone.requests().remove(0);
        for name in ["date", HEADER] {
            assert_eq!(header(request, name), header(&alone, name), "attempt {index}");
        }
        passed += waits.get(index).copied().unwrap_or_default();
    }
    assert_ne!(header(&requests[0], "date"), header(&requests[1], "date"));
    assert_ne!(header(&requests[0], HEADER), header(&requests[1], HEADER));
    assert_eq!(time.elapsed(), waits.iter().sum::<Duration>());
}

/// P18: a list is sent under a repeated key, of which only the first is signed.
#[test]
fn p18_a_list_is_one_parameter_and_all_of_it_is_signed() {
    let request = sent(async |client| {
        let call = client.tracking().get_trackings().fields(["title", "order_id"]).tag("Delivered").limit(50);
        call.query_param("cursor", "WzE3MTldXQ==").send().await.map(drop)
    });
    is_vector(&request, "get-query-unsorted");
}

/// P23: parameters go out in an order that changes from process to process, are not sorted, and lose blank values.
#[test]
fn p23_the_query_is_sorted_and_keeps_blank_values() {
    for swapped in [false, true] {
        let request = sent(async |client| {
            let call = client.tracking().get_trackings();
            let created = ("created_at_min", "2024-11-01T00:00:00+00:00");
            let updated = ("updated_at_min", "2024-12-01T16:42:00+08:00");
            let (first, second) = if swapped { (created, updated) } else { (updated, created) };
            let call = call.query_param(first.0, first.1).query_param(second.0, second.1);
            call.send().await.map(drop)
        });
        is_vector(&request, "get-query-datetime");
    }
    let blank = sent(async |client| {
        subject::couriers(&client).query_param("slug", "dhl").query_param("active", "").send().await.map(drop)
    });
    is_vector(&blank, "get-query-blank-value");
}

/// P24: header values are signed with the blanks at their end.
#[test]
fn p24_header_values_are_trimmed_on_both_sides() {
    let signature = async |store: &str, other: &str| {
        let fake = FakeTransport::new().response(fine(subject::nothing()));
        let call = subject::by_id(&signing(&fake, &Time::default()), ID);
        call.header("AS-Store-Id", store).header("as-a", other).send().await.expect("a response");
        header(&fake.requests()[0], HEADER).to_owned()
    };
    let trimmed = run(signature("Shop-1", "x y"));
    assert_eq!(run(signature("  Shop-1 ", " x y  ")), trimmed);
    assert_ne!(run(signature("Shop-1", "xy")), trimmed);
}

/// N7: a blank is signed where `false` is sent.
#[test]
fn n07_what_is_sent_is_signed() {
    let request = sent(async |client| {
        subject::couriers(&client).query_param("slug", "dhl").query_param("active", "false").send().await.map(drop)
    });
    is_vector(&request, "get-query-false");
    assert_eq!(request.uri().query(), Some("active=false&slug=dhl"));
}

/// N8: `AS-Store-Id` is not signed, `assistant` is.
#[test]
fn n08_headers_are_signed_by_their_prefix_in_any_case() {
    let signature = |name: &str, value: &str| {
        let request =
            sent(async |client| client.tracking().get_tracking_by_id(ID).header(name, value).send().await.map(drop));
        header(&request, HEADER).to_owned()
    };
    let plain = vector("get-by-id")["signature"].as_str().expect("text").to_owned();
    assert_eq!(signature("assistant", "x"), plain);
    assert_eq!(signature("x-as-store-id", "x"), plain);
    assert_ne!(signature("AS-Store-Id", "x"), plain);
    assert_eq!(signature("AS-Store-Id", "x"), signature("as-store-id", "x"));
    assert_ne!(signature("as-store-id", "x"), signature("as-store-id", "X"));
}

/// N9: a mode that does not exist sends calls without a signature.
#[test]
fn n09_modes_are_checked() {
    for mode in ["aes", "FOO", "", "HMAC"] {
        let text = fault(Client::options().auth_method(mode).signing_secret(SECRET));
        assert!(text.contains("`auth_method`") && text.contains("`AES` or `RSA`"), "{text}");
    }
    for mode in ["AES", "RSA"] {
        let text = fault(Client::options().auth_method(mode));
        assert!(text.contains("`signing_secret`"), "{text}");
    }
    let text = fault(Client::options().auth_method("RSA").signing_secret(SECRET));
    assert!(text.contains("`signing_secret`") && !text.contains(SECRET), "{text}");
}

/// N19: the URL is written by other rules than the text that is signed.
#[test]
fn n19_the_url_and_the_signed_text_are_one() {
    let request = sent(async |client| client.tracking().get_trackings().keyword("a b+c,d:e/é").send().await.map(drop));
    is_vector(&request, "get-query-space-plus-comma-unicode");
    let request = sent(async |client| client.tracking().get_trackings().keyword("it's (a)*~!").send().await.map(drop));
    is_vector(&request, "get-query-sub-delims");
}
