//! The versions of TrackingMore, under names that the tests share. They mean the same as in `aftership`.

/// What the two have in common.
macro_rules! common {
    () => {
        pub(crate) const CRATE: &str = "trackingmore";
        pub(crate) const README: &str = include_str!("../../../generated/trackingmore/README.md");
        pub(crate) const PREFIX: &str = "TRACKINGMORE";
        pub(crate) const VARIABLES: &[(&str, &str)] = &[("API_KEY", "k")];
        pub(crate) const OPTIONS: usize = 6;
        pub(crate) const STATUSES: [&str; 2] = ["delivered", "expired"];
        // Without a word of the server's, it is two minutes.
        pub(crate) const WAITS: &[(&str, &str, u64)] = &[("retry-after", "7", 7), ("x-nothing", "", 120)];

        impl crate::support::Versioned for Client {
            fn options() -> sdk_runtime::Builder<Self> {
                Self::builder(crate::support::KEY)
            }
        }

        pub(crate) fn data(tracking: Value) -> Value {
            tracking
        }

        pub(crate) fn nothing() -> Value {
            json!([])
        }

        pub(crate) fn nested() -> (&'static str, Value) {
            ("origin_info", json!({"wind": 3}))
        }
    };
}

pub(crate) mod v2 {
    use serde_json::{Value, json};
    use trackingmore::v2::models;
    use trackingmore::v2::services::{carriers, trackings};

    pub(crate) use models::Tracking;
    pub(crate) use trackingmore::v2::Client;

    common!();
    pub(crate) const KEY_HEADER: &str = "trackingmore-api-key";
    pub(crate) const STATUS: &str = "status";
    pub(crate) const NOT_FOUND: (u16, i64) = (200, 4017);
    pub(crate) const EXISTS: (u16, i64) = (200, 4016);
    pub(crate) const KIND: Option<&str> = Some("BadRequest");
    pub(crate) const ID_NAME: &str = "`{tracking_number}`";
    pub(crate) const LIMIT: usize = 1;

    pub(crate) fn page(items: Value, _is_last: bool) -> Value {
        json!({"items": items, "total": 3})
    }

    pub(crate) fn sent(number: &str, more: Value) -> Value {
        let mut body = json!({"carrier_code": "dhl", "tracking_number": number});
        body.as_object_mut().expect("it is one").extend(more.as_object().expect("it is one").clone());
        body
    }

    pub(crate) fn target(segment: &str) -> String {
        format!("/v2/trackings/dhl/{segment}")
    }

    pub(crate) fn couriers(client: &Client) -> carriers::ListCarriers {
        client.carriers().list_carriers()
    }

    pub(crate) fn request(number: &str) -> models::CreateTrackingRequest {
        models::CreateTrackingRequest::new(number, "dhl")
    }

    pub(crate) fn create(client: &Client, number: &str) -> trackings::CreateTracking {
        create_with(client, request(number))
    }

    pub(crate) fn create_with(client: &Client, body: models::CreateTrackingRequest) -> trackings::CreateTracking {
        client.trackings().create_tracking(body)
    }

    pub(crate) fn one(client: &Client) -> trackings::GetTracking {
        by_id(client, "1")
    }

    pub(crate) fn by_id(client: &Client, id: &str) -> trackings::GetTracking {
        client.trackings().get_tracking("dhl", id)
    }

    pub(crate) fn list(client: &Client, size: i64) -> trackings::ListTrackings {
        client.trackings().list_trackings().limit(size)
    }

    pub(crate) fn items(page: &models::TrackingPage) -> &[Tracking] {
        &page.items
    }

    pub(crate) fn limited(client: &Client) -> carriers::ListCarriers {
        couriers(client)
    }

    pub(crate) fn status(tracking: &Tracking) -> Option<&str> {
        tracking.status.as_ref().map(|status| status.as_str())
    }

    pub(crate) fn is_unknown(tracking: &Tracking) -> bool {
        tracking.status.as_ref().is_some_and(|status| status.is_unknown())
    }
}

pub(crate) mod v4 {
    use serde_json::{Value, json};
    use trackingmore::v4::models;
    use trackingmore::v4::services::{couriers, trackings};

    pub(crate) use models::Tracking;
    pub(crate) use trackingmore::v4::Client;

    common!();
    pub(crate) const KEY_HEADER: &str = "tracking-api-key";
    pub(crate) const STATUS: &str = "delivery_status";
    pub(crate) const NOT_FOUND: (u16, i64) = (400, 4102);
    pub(crate) const EXISTS: (u16, i64) = (400, 4101);
    pub(crate) const KIND: Option<&str> = None;
    pub(crate) const ID_NAME: &str = "`{id}`";
    pub(crate) const LIMIT: usize = 3;

    pub(crate) fn page(items: Value, _is_last: bool) -> Value {
        items
    }

    pub(crate) fn sent(number: &str, more: Value) -> Value {
        let mut body = json!({"courier_code": "dhl", "tracking_number": number});
        body.as_object_mut().expect("it is one").extend(more.as_object().expect("it is one").clone());
        body
    }

    pub(crate) fn target(segment: &str) -> String {
        format!("/v4/trackings/delete/{segment}")
    }

    pub(crate) fn couriers(client: &Client) -> couriers::GetAllCouriers {
        client.couriers().get_all_couriers()
    }

    pub(crate) fn request(number: &str) -> models::CreateTrackingRequest {
        models::CreateTrackingRequest::new(number, "dhl")
    }

    pub(crate) fn create(client: &Client, number: &str) -> trackings::CreateTracking {
        create_with(client, request(number))
    }

    pub(crate) fn create_with(client: &Client, body: models::CreateTrackingRequest) -> trackings::CreateTracking {
        client.trackings().create_tracking(body)
    }

    pub(crate) fn one(client: &Client) -> trackings::CreateTracking {
        create(client, "1")
    }

    /// Nothing is read by id there.
    pub(crate) fn by_id(client: &Client, id: &str) -> trackings::DeleteTrackingById {
        client.trackings().delete_tracking_by_id(id)
    }

    pub(crate) fn list(client: &Client, size: i64) -> trackings::GetTrackingResults {
        client.trackings().get_tracking_results().items_amount(size)
    }

    pub(crate) fn items(page: &[Tracking]) -> &[Tracking] {
        page
    }

    pub(crate) fn limited(client: &Client) -> trackings::CreateTracking {
        create(client, "1")
    }

    pub(crate) fn status(tracking: &Tracking) -> Option<&str> {
        tracking.delivery_status.as_ref().map(|status| status.as_str())
    }

    pub(crate) fn is_unknown(tracking: &Tracking) -> bool {
        tracking.delivery_status.as_ref().is_some_and(|status| status.is_unknown())
    }
}
