//! 2025-01: what it is made of, and what only it has.

use aftership_tracking::v2025_01::services::tracking::GetTrackings;
use aftership_tracking::v2025_01::{Client, models};

use super::*;

#[path = "shared.rs"]
mod shared;
#[path = "since_2025_01.rs"]
mod since_2025_01;
#[path = "until_2025_01.rs"]
mod until_2025_01;
#[path = "until_2026_01.rs"]
mod until_2026_01;

pub(super) use shared::sender;
use since_2025_01::{COUNTRY, completed, customer, get_trackings};
use until_2026_01::last_mile;

/// Operations that not all versions have.
const OTHER: &[OtherOf<Client>] = &[since_2025_01::sending, until_2025_01::sending];

members! {
    detect_courier(models::DetectCourierRequest):
        origin_country_region(one) destination_country_region(one) tracking_origin_country_region(one)
        tracking_destination_country_region(one) tracking_postal_code(one) tracking_state(one);
    create_tracking(models::CreateTrackingRequest):
        origin_country_region(one) destination_country_region(one) customers(customers) last_mile(last_mile)
        order_promised_delivery_date(one) tracking_origin_country_region(one)
        tracking_destination_country_region(one) tracking_postal_code(one) tracking_state(one);
    update_tracking(models::UpdateTrackingByIdRequest):
        origin_country_region(one) destination_country_region(one) customers(customers)
        order_promised_delivery_date(one) tracking_origin_country_region(one)
        tracking_destination_country_region(one) tracking_postal_code(one) tracking_state(one);
}

fn customers(value: &Value) -> Vec<models::Customer> {
    list(value, customer)
}
