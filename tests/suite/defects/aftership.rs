//! The versions of AfterShip Tracking, under names that the tests share.
//!
//! In: what differs from version to version. Out: the module `subject`.

/// The calls and facts of a version: how its couriers are listed, how many calls a second its tightest limit allows, and
/// inside of which property of `data` a tracking stands.
macro_rules! subject {
    ($module:ident, $version:literal, $couriers:ident $Couriers:ident, limit $limit:literal, inside $inside:literal) => {
        #[allow(dead_code, reason = "some tests are for one version")]
        pub(crate) mod subject {
            pub(crate) use aftership_tracking::$module as api;
            use api::models;
            use api::services::{courier, tracking};
            use serde_json::{Value, json};

            pub(crate) use api::Client;

            impl crate::support::Versioned for Client {
                fn options() -> sdk_runtime::Builder<Self> {
                    Self::builder(crate::support::KEY)
                }
            }

            pub(crate) use models::Tracking;

            pub(crate) const CRATE: &str = "aftership-tracking";
            pub(crate) const README: &str = include_str!("../../../generated/aftership-tracking/README.md");
            pub(crate) const PREFIX: &str = "AFTERSHIP_TRACKING_SDK";
            /// Variables with which all others are read, too.
            pub(crate) const VARIABLES: &[(&str, &str)] =
                &[("API_KEY", "k"), ("AUTHENTICATION_TYPE", "AES"), ("API_SECRET", "s")];
            pub(crate) const OPTIONS: usize = 8;
            pub(crate) const KEY_HEADER: &str = "as-api-key";
            /// Property that has a tracking's status, and two of its values.
            pub(crate) const STATUS: &str = "tag";
            pub(crate) const STATUSES: [&str; 2] = ["Delivered", "Expired"];
            /// Status and code of errors.
            pub(crate) const NOT_FOUND: (u16, i64) = (404, 4004);
            pub(crate) const EXISTS: (u16, i64) = (400, 4003);
            /// Whether errors have a word for their kind.
            pub(crate) const KIND: Option<&str> = Some("BadRequest");
            /// Headers of a refusal, and the seconds to wait.
            pub(crate) const WAITS: &[(&str, &str, u64)] = &[("retry-after", "7", 7), ("x-ratelimit-reset", "784111780", 3)];
            /// The id in the path of `by_id`.
            pub(crate) const ID_NAME: &str = "`{id}`";
            pub(crate) const LIMIT: usize = $limit;

            /// The data of a response with one tracking.
            pub(crate) fn data(tracking: Value) -> Value {
                if $inside.is_empty() { tracking } else { json!({ $inside: tracking }) }
            }

            /// The data of a page of a list.
            pub(crate) fn page(items: Value, is_last: bool) -> Value {
                let next = if is_last { "" } else { "W2Jd=" };
                json!({"trackings": items, "pagination": {"next_cursor": next, "has_next_page": !is_last}})
            }

            /// Data that any call can read.
            pub(crate) fn nothing() -> Value {
                data(json!({}))
            }

            /// A tracking with a property in a property that nobody knows.
            pub(crate) fn nested() -> (&'static str, Value) {
                ("checkpoints", json!([{"message": "up", "wind": 3}]))
            }

            /// The body of `create`.
            pub(crate) fn sent(number: &str, more: Value) -> Value {
                let mut body = json!({"tracking_number": number});
                body.as_object_mut().expect("it is one").extend(more.as_object().expect("it is one").clone());
                data(body)
            }

            pub(crate) fn target(segment: &str) -> String {
                format!("/tracking/{}/trackings/{segment}", $version)
            }

            pub(crate) fn couriers(client: &Client) -> courier::$Couriers {
                client.courier().$couriers()
            }

            pub(crate) fn request(number: &str) -> models::CreateTrackingRequest {
                models::CreateTrackingRequest::new(number)
            }

            pub(crate) fn create(client: &Client, number: &str) -> tracking::CreateTracking {
                create_with(client, request(number))
            }

            pub(crate) fn create_with(client: &Client, body: models::CreateTrackingRequest) -> tracking::CreateTracking {
                client.tracking().create_tracking(body)
            }

            /// A call that gives a tracking; here it is the one where a failure costs most.
            pub(crate) fn one(client: &Client) -> tracking::CreateTracking {
                create(client, "1")
            }

            pub(crate) fn by_id(client: &Client, id: &str) -> tracking::GetTrackingById {
                client.tracking().get_tracking_by_id(id)
            }

            pub(crate) fn list(client: &Client, size: i64) -> tracking::GetTrackings {
                client.tracking().get_trackings().limit(size)
            }

            pub(crate) fn items(page: &models::GetTrackingsResponse) -> &[Tracking] {
                &page.trackings
            }

            /// A call with a limit of `LIMIT` a second.
            pub(crate) fn limited(client: &Client) -> courier::DetectCourier {
                client.courier().detect_courier(models::DetectCourierRequest::new("1"))
            }

            pub(crate) fn status(tracking: &Tracking) -> Option<&str> {
                tracking.tag.as_ref().map(|tag| tag.as_str())
            }

            pub(crate) fn is_unknown(tracking: &Tracking) -> bool {
                tracking.tag.as_ref().is_some_and(|tag| tag.is_unknown())
            }
        }
    };
}

pub(crate) use subject;
