//! What goes out.

use sdk_runtime::testing::MockResponse;
use sdk_runtime::{Builder, Value};
use serde_json::json;

use super::subject::{self, Client, KEY_HEADER};
use crate::support::{ID, KEY, client, friendly, options, run, server};

/// P16, N11: ids are put into the path as they are, so that they can lead to another operation.
#[test]
fn p16_ids_stay_in_their_segment() {
    let server = friendly(subject::nothing());
    let client: Client = client(&server);
    for (id, segment) in
        [("a/b", "a%2Fb"), ("../couriers", "..%2Fcouriers"), ("a?b=c#d", "a%3Fb%3Dc%23d"), ("é %", "%C3%A9%20%25")]
    {
        run(subject::by_id(&client, id).send()).expect("a response");
        assert_eq!(server.requests()[0].target(), subject::target(segment));
    }
    for id in ["", ".", ".."] {
        let error = run(subject::by_id(&client, id).send()).expect_err("it is refused");
        assert!(error.is_request() && error.to_string().contains(subject::ID_NAME), "{error}");
    }
    assert!(server.requests().is_empty(), "refused calls are not sent");
}

/// P20: a property that is misspelt is dropped. Here it does not compile (`tests/misuse`); one that the crate does not know
/// yet can be sent on purpose.
#[test]
fn p20_members_that_are_not_known_yet_go_out() {
    let server = friendly(subject::nothing());
    let client: Client = client(&server);
    let mut body = subject::request("1");
    body.extra.insert("drone".to_owned(), Value::from(true));
    run(subject::create_with(&client, body).send()).expect("it is made");
    assert_eq!(server.requests()[0].json(), subject::sent("1", json!({"drone": true})));
}

/// P21: credentials stay behind in the headers that the caller gave.
#[test]
fn p21_a_call_leaves_nothing_behind() {
    let server = friendly(subject::nothing());
    let client: Client = client(&server);
    let call = subject::by_id(&client, ID).header("x-own", "1");
    for _ in 0..2 {
        run(call.clone().send()).expect("a response");
    }
    assert!(!format!("{call:?}").contains(KEY), "{call:?}");
    let sent = server.requests();
    assert_eq!(sent[0], sent[1]);
    for name in ["x-own", KEY_HEADER] {
        assert_eq!(sent[1].headers().iter().filter(|(key, _)| key == name).count(), 1, "{name}");
    }
}

/// P22: properties that are required may be left out.
#[test]
fn p22_what_is_required_is_an_argument() {
    let server = friendly(subject::nothing());
    run(subject::create(&client(&server), "1").send()).expect("it is made");
    assert_eq!(server.requests()[0].json(), subject::sent("1", json!({})), "an argument each, and nothing else");
}

/// P25: all clients share one pool that any of them can close.
#[test]
fn p25_clients_do_not_close_one_another() {
    let server = friendly(subject::nothing());
    let (one, other): (Client, Client) = (client(&server), client(&server));
    let call = subject::by_id(&one, ID);
    run(call.clone().send()).expect("a response");
    drop(one);
    run(subject::by_id(&other, ID).send()).expect("the other client works");
    drop(other);
    run(call.send()).expect("a call keeps its client");
    assert_eq!(server.requests().len(), 3);
}

/// N10: redirects are followed to other hosts, with the key.
#[test]
fn n10_redirects_are_not_followed() {
    let elsewhere = friendly(subject::nothing());
    let target = format!("{}/couriers", elsewhere.url());
    for status in [301, 302, 303, 307, 308] {
        let target = target.clone();
        let server = server(move |_| MockResponse::bytes(status, "text/plain", "moved").header("location", &target));
        let error = run(subject::couriers(&client(&server)).send()).expect_err("it is not followed");
        assert_eq!((error.status(), server.requests().len()), (Some(status), 1));
        let location = error.headers().and_then(|headers| headers.get("location"));
        assert!(location.is_some_and(|location| location.to_str().is_ok_and(|text| text.starts_with("http"))));
    }
    assert!(elsewhere.requests().is_empty(), "nothing goes elsewhere");
}

/// N17: the caller's options are changed by the client that is made of them.
#[test]
fn n17_options_can_be_used_again() {
    let server = friendly(subject::nothing());
    let options: Builder<Client> = options(&server);
    let options = options.user_agent("mine/1").default_header("x-own", "1");
    for _ in 0..2 {
        let client = options.clone().build().expect("right");
        run(subject::by_id(&client, ID).send()).expect("a response");
    }
    let sent = server.requests();
    assert_eq!(sent[0], sent[1]);
    assert_eq!((sent[1].header("user-agent"), sent[1].header("x-own")), (Some("mine/1"), Some("1")));
}
