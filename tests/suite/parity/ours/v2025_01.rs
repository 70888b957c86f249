//! What 2025-01 has, and other versions have not or have otherwise.

use aftership_tracking::v2025_01::{Client, models};

use super::*;

#[path = "shared.rs"]
#[allow(clippy::duplicate_mod, reason = "the same calls, against the types of each version")]
mod shared;

pub(super) use shared::sender;

/// Operations that not all versions have.
fn other(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    match call.operation.as_str() {
        "courier.get_user_couriers" => send!(client.courier().get_user_couriers(), label),
        "courier.get_all_couriers" => send!(client.courier().get_all_couriers(), label),
        _ => None,
    }
}

/// Members that not all versions have.
mod completed {
    use super::*;

    pub(super) fn detect(request: models::DetectCourierRequest, body: &Value) -> models::DetectCourierRequest {
        texts!(request, body; tracking_origin_country_region tracking_destination_country_region tracking_postal_code
            tracking_state)
    }

    pub(super) fn customer(sample: &Value) -> models::Customers {
        texts!(models::Customers::new(), sample; role name phone_number email language)
    }

    pub(super) fn create(request: models::CreateTrackingRequest, body: &Value) -> models::CreateTrackingRequest {
        let last = &body["last_mile"];
        let last = models::CreateTrackingRequestLastMile::new(text(last, "tracking_number")).slug(text(last, "slug"));
        texts!(request, body; order_promised_delivery_date tracking_origin_country_region
            tracking_destination_country_region tracking_postal_code tracking_state)
        .last_mile(last)
    }

    pub(super) fn update(
        request: models::UpdateTrackingByIdRequest,
        body: &Value,
    ) -> models::UpdateTrackingByIdRequest {
        texts!(request, body; order_promised_delivery_date tracking_origin_country_region
            tracking_destination_country_region tracking_postal_code tracking_state)
    }

    /// Nothing can be null in this version.
    pub(super) fn clear(request: models::UpdateTrackingByIdRequest, _: &Value) -> models::UpdateTrackingByIdRequest {
        request
    }
}
