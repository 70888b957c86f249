//! What `Debug` hides: credentials, and data that identifies or locates a customer.

use serde_json::{Value, json};

/// Hidden properties hold this word, shown ones the other.
const HIDDEN: &str = "hushed";
const SHOWN: &str = "plain";

/// All that is to be hidden is, and all that is to be shown is shown.
fn check(debug: &str, shown: usize) {
    assert!(!debug.contains(HIDDEN) && !debug.contains("52.52"), "{debug}");
    assert_eq!(debug.matches(SHOWN).count(), shown, "{debug}");
}

/// A tracking as all versions have it. The key of the checkpoint's postal code differs.
fn tracking(postal_code: &str) -> Value {
    json!({
        "origin_raw_location": HIDDEN, "origin_postal_code": HIDDEN, "origin_city": SHOWN, "origin_state": SHOWN,
        "destination_raw_location": HIDDEN, "destination_postal_code": HIDDEN, "destination_city": SHOWN,
        "note": HIDDEN, "pickup_note": HIDDEN, "pickup_location": HIDDEN, "signed_by": HIDDEN, "title": SHOWN,
        "checkpoints": [{
            "city": SHOWN, "location": SHOWN, postal_code: HIDDEN, "coordinate": {"latitude": 52.52, "longitude": 52.52}
        }],
    })
}

macro_rules! versions {
    ($($version:ident $postal_code:literal),* $(,)?) => { $(
        #[test]
        #[allow(deprecated, reason = "versions that have ended hide the same")]
        fn $version() {
            use aftership_tracking::$version::models;
            let request = models::CreateTrackingRequest::new("1")
                .destination_raw_location(HIDDEN)
                .origin_postal_code(HIDDEN)
                .note(HIDDEN)
                .destination_city(SHOWN);
            check(&format!("{request:?}"), 1);

            let json = tracking($postal_code);
            let response: models::Tracking = serde_json::from_value(json.clone()).expect("a tracking");
            assert!(response.extra.is_empty() && response.checkpoints[0].extra.is_empty(), "{response:?}");
            check(&format!("{response:?}"), 6);
            // As JSON it is whole.
            let written = serde_json::to_value(&response).expect("JSON");
            assert_eq!((&written["note"], &written["checkpoints"]), (&json["note"], &json["checkpoints"]));
        }
    )* };
}

versions! {
    v2024_04 "zip", v2024_07 "zip", v2024_10 "zip", v2025_01 "zip", v2025_04 "zip", v2025_07 "zip",
    v2026_01 "postal_code", v2026_07 "postal_code",
}

#[test]
fn an_address_to_predict_for() {
    use aftership_tracking::v2026_07::models::EstimatedDeliveryDateRequestDestinationAddress as Address;
    check(&format!("{:?}", Address::new("DEU").raw_location(HIDDEN).postal_code(HIDDEN).city(SHOWN)), 1);
}

#[test]
fn the_other_api() {
    use trackingmore::{v2, v4};
    let old =
        v2::models::CreateTrackingRequest::new("1", "dhl").tracking_postal_code(HIDDEN).comment(HIDDEN).title(SHOWN);
    check(&format!("{old:?}"), 1);
    let new = v4::models::CreateTrackingRequest::new("1", "dhl").recipient_postcode(HIDDEN).note(HIDDEN).title(SHOWN);
    check(&format!("{new:?}"), 1);
    let event = json!({"zip": HIDDEN, "city": SHOWN, "location": SHOWN});
    let event: v4::models::TrackInfo = serde_json::from_value(event).expect("an event");
    check(&format!("{event:?}"), 2);
}

#[test]
fn what_no_field_takes_and_what_a_shop_adds() {
    use aftership_tracking::v2026_07::models::Tracking;
    let json = json!({
        "title": SHOWN, "custom_fields": {"mail": HIDDEN}, "order_id_path": HIDDEN, "unique_token": HIDDEN,
        "customers": [{"backup_email": HIDDEN}], "checkpoints": [{"former_location": HIDDEN}],
    });
    let tracking: Tracking = serde_json::from_value(json).expect("a tracking");
    assert_eq!(tracking.customers[0].extra["backup_email"], HIDDEN);
    check(&format!("{tracking:?}"), 1);
}
