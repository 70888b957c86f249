//! What goes out.

use aftership_tracking::v2026_07::models::{CreateTrackingRequest, LastMile, UpdateTrackingByIdRequest};
use sdk_runtime::testing::Reply;
use sdk_runtime::{Maybe, Value};
use serde_json::json;

use crate::support::{ID, KEY, client, friendly, options, run, server};

/// P16, N11: ids are put into the path as they are, so that they can lead to another operation.
#[test]
fn p16_ids_stay_in_their_segment() {
    let server = friendly();
    let client = client(&server);
    for (id, segment) in
        [("a/b", "a%2Fb"), ("../couriers", "..%2Fcouriers"), ("a?b=c#d", "a%3Fb%3Dc%23d"), ("é %", "%C3%A9%20%25")]
    {
        run(client.tracking().get_tracking_by_id(id).send()).expect("it is answered");
        assert_eq!(server.requests()[0].target, format!("/tracking/2026-07/trackings/{segment}"));
    }
    for id in ["", ".", ".."] {
        let error = run(client.tracking().delete_tracking_by_id(id).send()).expect_err("it is refused");
        assert!(error.is_request() && error.to_string().contains("`{id}`"), "{error}");
    }
    assert!(server.requests().is_empty(), "refused calls are not sent");
}

/// P19: null cannot be sent, so an update cannot clear a member.
#[test]
fn p19_null_can_be_sent() {
    let server = friendly();
    let update = |body| {
        run(client(&server).tracking().update_tracking_by_id(ID, body).send()).expect("it is changed");
        server.requests().remove(0).json()
    };
    assert_eq!(
        update(UpdateTrackingByIdRequest::new().note("").last_mile(Maybe::Null)),
        json!({"note": "", "last_mile": null})
    );
    let new = update(UpdateTrackingByIdRequest::new().last_mile(LastMile::new("ups", "1Z")));
    assert_eq!(new, json!({"last_mile": {"slug": "ups", "tracking_number": "1Z"}}));
    assert_eq!(update(UpdateTrackingByIdRequest::new().title("t")), json!({"title": "t"}));
}

/// P20: a member that is misspelt is dropped. Here it does not compile (`tests/misuse`); one that the crate does not know
/// yet can be sent on purpose.
#[test]
fn p20_members_that_are_not_known_yet_go_out() {
    let server = friendly();
    let mut body = CreateTrackingRequest::new("1");
    body.extra.insert("drone".to_owned(), Value::from(true));
    run(client(&server).tracking().create_tracking(body).send()).expect("it is made");
    assert_eq!(server.requests()[0].json(), json!({"tracking_number": "1", "drone": true}));
}

/// P21: credentials stay behind in the headers that the caller gave.
#[test]
fn p21_a_call_leaves_nothing_behind() {
    let server = friendly();
    let call = client(&server).tracking().get_tracking_by_id(ID).header("x-own", "1");
    for _ in 0..2 {
        run(call.clone().send()).expect("it is answered");
    }
    assert!(!format!("{call:?}").contains(KEY), "{call:?}");
    let sent = server.requests();
    assert_eq!(sent[0], sent[1]);
    for name in ["x-own", "as-api-key"] {
        assert_eq!(sent[1].headers.iter().filter(|(key, _)| key == name).count(), 1, "{name}");
    }
}

/// P25: all clients share one pool that any of them can close.
#[test]
fn p25_clients_do_not_close_one_another() {
    let server = friendly();
    let (one, other) = (client(&server), client(&server));
    let service = one.tracking();
    run(service.get_tracking_by_id(ID).send()).expect("it is answered");
    drop(one);
    run(other.tracking().get_tracking_by_id(ID).send()).expect("the other client works");
    drop(other);
    run(service.get_tracking_by_id(ID).send()).expect("a service keeps its client");
    assert_eq!(server.requests().len(), 3);
}

/// N10: redirects are followed to other hosts, with the key.
#[test]
fn n10_redirects_are_not_followed() {
    let elsewhere = friendly();
    let target = format!("{}/tracking/2026-07/couriers", elsewhere.url());
    for status in [301, 302, 303, 307, 308] {
        let target = target.clone();
        let server = server(move |_| Reply::bytes(status, "text/plain", "moved").header("location", &target));
        let error = run(client(&server).courier().get_couriers().send()).expect_err("it is not followed");
        assert_eq!((error.status(), server.requests().len()), (Some(status), 1));
        let location = error.headers().and_then(|headers| headers.get("location"));
        assert!(location.is_some_and(|location| location.to_str().is_ok_and(|text| text.starts_with("http"))));
    }
    assert!(elsewhere.requests().is_empty(), "nothing goes elsewhere");
}

/// N17: the caller's options are changed by the client that is made of them.
#[test]
fn n17_options_can_be_used_again() {
    let server = friendly();
    let options = options(&server).user_agent("mine/1").default_header("x-own", "1");
    for _ in 0..2 {
        let client = options.clone().build().expect("right");
        run(client.tracking().get_tracking_by_id(ID).send()).expect("it is answered");
    }
    let sent = server.requests();
    assert_eq!(sent[0], sent[1]);
    assert_eq!((sent[1].header("user-agent"), sent[1].header("x-own")), (Some("mine/1"), Some("1")));
}
