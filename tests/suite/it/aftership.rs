//! What the overlay says of one API's properties, on the wire: lists in the query, whole numbers, values with names.

use aftership_tracking::v2026_07::enums::DeliveryType;
use aftership_tracking::v2026_07::models::CreateTrackingRequest;
use aftership_tracking::v2026_07::{Client, models};
use sdk_runtime::testing::{MockResponse, MockServer, block_on as run};
use serde_json::{Value, json};

fn responses(data: &Value) -> (MockServer, Client) {
    let body = json!({"meta": {"code": 200}, "data": data});
    let server = MockServer::start(move |_| MockResponse::json(200, &body)).expect("a port is free");
    let client = Client::builder("k").base_url(server.url()).build().expect("the options are right");
    (server, client)
}

fn tracking(data: &Value) -> models::Tracking {
    let (_server, client) = responses(data);
    run(client.tracking().get_tracking_by_id("1").send()).expect("it can be read")
}

#[test]
fn filters_of_several_values_are_joined() {
    let (server, client) = responses(&json!({"trackings": []}));
    let call = client.tracking().get_trackings();
    let call = call.return_to_sender([true, false]).courier_destination_country_region(["DEU", "USA"]);
    run(call.send()).expect("it can be read");
    let target = server.requests()[0].target().to_owned();
    assert!(
        target.contains("return_to_sender=true,false") || target.contains("return_to_sender=true%2Cfalse"),
        "{target}"
    );
    assert!(target.contains("DEU,USA") || target.contains("DEU%2CUSA"), "{target}");
}

#[test]
fn counts_are_whole_however_they_are_written() {
    for (sent, count) in [(json!(6), 6), (json!(12.0), 12), (json!("3"), 3)] {
        let tracking = tracking(&json!({"tracked_count": sent, "shipment_package_count": sent}));
        assert_eq!((tracking.tracked_count, tracking.shipment_package_count), (Some(count), Some(count)));
    }
    assert_eq!(tracking(&json!({"shipment_package_count": null})).shipment_package_count, None);
    // Nothing says that a difference in days is whole.
    assert_eq!(tracking(&json!({"on_time_difference": -0.5})).on_time_difference, Some(-0.5));
}

#[test]
fn a_value_of_an_answer_fits_into_a_request() {
    let known = tracking(&json!({"delivery_type": "pickup_at_store"})).delivery_type;
    assert_eq!(known, Some(DeliveryType::PickupAtStore));
    let new = tracking(&json!({"delivery_type": "by_drone"})).delivery_type.expect("it is there");
    assert_eq!(new, DeliveryType::Unknown("by_drone".to_owned()));
    assert_eq!(CreateTrackingRequest::new("1").delivery_type(new.clone()).delivery_type, Some(new));
}
