//! What only the newest version has.

use sdk_runtime::{Builder, FakeTransport, Maybe};
use serde_json::{Value, json};

use super::subject::api::models::{LastMile, UpdateTrackingByIdRequest};
use super::subject::{self, Client};
use crate::support::{ID, Time, client, fine, friendly, run, scripted};

/// P19: null cannot be sent, so an update cannot clear a property.
#[test]
fn p19_an_update_can_clear_a_member() {
    let server = friendly(subject::nothing());
    let client: Client = client(&server);
    let update = |body| {
        run(client.tracking().update_tracking_by_id(ID, body).send()).expect("it is changed");
        server.requests().remove(0).json()
    };
    assert_eq!(
        update(UpdateTrackingByIdRequest::new().note("").last_mile(Maybe::Null)),
        json!({"note": "", "last_mile": null})
    );
    let new = update(UpdateTrackingByIdRequest::new().last_mile(LastMile::new("1Z", "ups")));
    assert_eq!(new, json!({"last_mile": {"slug": "ups", "tracking_number": "1Z"}}));
    assert_eq!(update(UpdateTrackingByIdRequest::new().title("t")), json!({"title": "t"}));
}

/// The signature of a call, and the one that another implementation computed.
fn signatures(name: &str, call: impl AsyncFnOnce(Client)) -> (String, Value) {
    let file = include_str!("../../../../runtime/tests/data/hmac_vectors.json");
    let file: Value = serde_json::from_str(file).expect("it is JSON");
    let mut all = file["vectors"].as_array().expect("a list").iter();
    let vector = all.find(|vector| vector["name"] == name).expect("it is stored");
    let fake = FakeTransport::new().response(fine(subject::nothing()));
    let options: Builder<Client> = scripted(&fake, &Time::default());
    let secret = file["api_secret"].as_str().expect("text");
    run(call(options.auth_method("AES").signing_secret(secret).build().expect("right")));
    let signature = fake.requests()[0].headers()["as-signature-hmac-sha256"].to_str().expect("text").to_owned();
    (signature, vector["signature"].clone())
}

/// P24: header values are signed with the blanks at their end.
#[test]
fn p24_header_values_beside_a_body_are_trimmed() {
    let (ours, theirs) = signatures("put-extra-as-headers", async |client| {
        let call = client.tracking().update_tracking_by_id(ID, UpdateTrackingByIdRequest::new().title("t"));
        let call = call.header("AS-Store-Id", "  Shop-1 ").header("as-a", " x y  ");
        call.send().await.expect("it is changed");
    });
    assert_eq!(theirs, ours);
}

/// N7: a blank is signed where `false` is sent.
#[test]
fn n07_false_is_signed_as_it_is_sent() {
    let (ours, theirs) = signatures("get-query-false", async |client| {
        client.courier().get_couriers().slug("dhl").active(false).send().await.expect("a response");
    });
    assert_eq!(theirs, ours);
}
