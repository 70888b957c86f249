//! What versions up to 2024-10 have, against the types of the version above.

use super::super::*;
use super::models;

/// How addresses call the country.
pub(super) const COUNTRY: &str = "country";

members! {
    detect_courier(models::DetectCourierRequest):
        tracking_postal_code(one) tracking_state(one) origin_country_iso3(one) destination_country_iso3(one)
        tracking_origin_country(one) tracking_destination_country(one);
    create_tracking(models::CreateTrackingRequest):
        customer_name(one) emails(words) smses(words) next_couriers(next_couriers)
        order_promised_delivery_date(one) origin_country_iso3(one) destination_country_iso3(one)
        tracking_origin_country(one) tracking_destination_country(one) tracking_postal_code(one)
        tracking_state(one);
    update_tracking(models::UpdateTrackingByIdRequest):
        customer_name(one) emails(words) smses(words) order_promised_delivery_date(one) origin_country_iso3(one)
        destination_country_iso3(one) tracking_origin_country(one) tracking_destination_country(one)
        tracking_postal_code(one) tracking_state(one);
}

fn next_couriers(value: &Value) -> Vec<models::CreateTrackingRequestNextCourier> {
    list(value, |one| models::CreateTrackingRequestNextCourier::new(text(one, "slug"), text(one, "tracking_number")))
}

/// A tracking is marked as completed with a reason alone.
pub(super) fn completed(
    request: models::MarkTrackingCompletedByIdRequest,
    _: &Value,
) -> models::MarkTrackingCompletedByIdRequest {
    request
}
