//! A page of 200 trackings, about 1 MB of JSON, the same on every machine.

use serde_json::{Value, json};

/// The place of the next page.
pub(crate) const CURSOR: &str = "WzE3MTk5OTIwMzIzNTNd";

pub(crate) fn page() -> Vec<u8> {
    let trackings: Vec<Value> = (0..200).map(tracking).collect();
    let pagination = json!({"total": 200, "next_cursor": CURSOR, "has_next_page": true});
    json!({"meta": {"code": 200}, "data": {"pagination": pagination, "trackings": trackings}}).to_string().into_bytes()
}

fn tracking(number: usize) -> Value {
    let tag = ["InTransit", "Delivered", "Exception"][number % 3];
    let mut tracking = json!({
        "id": format!("{number:032x}"), "legacy_id": format!("{number:024x}"), "tracking_number": format!("6129315000{number:010}"),
        "slug": "fedex", "active": number.is_multiple_of(3), "custom_fields": {"store": "main", "batch": format!("{}", number / 10)},
        "created_at": "2026-07-01T08:47:10+00:00", "updated_at": "2026-07-03T17:47:10+00:00", "transit_time": 3,
        "tag": tag, "subtag": "InTransit_003", "subtag_message": "Arrival scan",
        "title": format!("Parcel {number}"), "tracked_count": 12, "language": "en", "unique_token": "deprecated",
        "shipment_package_count": 1, "shipment_type": "FEDEX HOME DELIVERY", "signed_by": null, "source": "api",
        "subscribed_smses": ["+15550100001"], "subscribed_emails": ["ann@example.com", "bob@example.com"],
        "return_to_sender": false, "order_tags": ["express"], "shipment_tags": ["fragile", "gift"], "on_time_difference": -1,
    });
    let Some(properties) = tracking.as_object_mut() else { return tracking };
    for place in ["origin", "destination"] {
        for (part, value) in
            [("country_region", "USA"), ("state", "New York"), ("city", "New York City"), ("postal_code", "10001")]
        {
            properties.insert(format!("{place}_{part}"), value.into());
        }
        properties
            .insert(format!("{place}_raw_location"), "13th Street, New York, NY, 10011, USA, United States".into());
    }
    for text in
        ["note", "order_id", "order_number", "order_date", "pickup_note", "courier_tracking_link", "first_attempted_at"]
    {
        properties.insert(text.to_owned(), format!("{text} of the parcel \u{2014} number {number}").into());
    }
    properties.insert("shipment_weight".into(), json!({"unit": "kg", "value": 1.5}));
    properties.insert("shipment_dimensions".into(), json!({"unit": "cm", "length": 30, "width": 20.5, "height": 10}));
    properties.insert("customers".into(), json!([{"role": "buyer", "name": "Ann", "phone_number": "+15550100001", "email": "ann@example.com", "language": "en", "id": null}]));
    properties.insert("latest_estimated_delivery".into(), json!({"type": "specific", "source": "AfterShip EDD", "datetime": "2026-07-04", "datetime_min": null, "datetime_max": null, "revise_reason": null}));
    properties.insert("checkpoints".into(), (0..8).map(checkpoint).collect());
    tracking
}

fn checkpoint(number: usize) -> Value {
    json!({
        "created_at": "2026-07-02T08:47:10+00:00", "slug": "fedex", "checkpoint_time": format!("2026-07-02T{:02}:47:10-05:00", 8 + number),
        "location": "New York City, NY, USA, 10001", "city": "New York City", "state": "NY", "postal_code": "10001",
        "coordinate": {"latitude": 40.7128, "longitude": -74.006}, "country_region": "USA", "country_region_name": "United States",
        "message": "Arrived at the sorting centre", "tag": "InTransit", "subtag": "InTransit_003", "subtag_message": "Arrival scan",
        "raw_tag": "AR", "events": [{"code": "picked_up", "reason": {"code": "none"}}], "source": "carrier",
        "hash": format!("{number:040x}"),
    })
}
