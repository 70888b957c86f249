//! 2026-07: what it is made of, and what only it has.

use aftership_tracking::v2026_07::services::tracking::GetTrackings;
use aftership_tracking::v2026_07::{Client, models};

use super::*;

#[path = "shared.rs"]
mod shared;
#[path = "since_2025_01.rs"]
mod since_2025_01;
#[path = "since_2025_04.rs"]
mod since_2025_04;
#[path = "since_2026_01.rs"]
mod since_2026_01;

pub(super) use shared::sender;
use since_2025_01::{COUNTRY, completed, get_trackings};
use since_2025_04::detect_courier;
use since_2026_01::promised;

/// Operations that not all versions have.
const OTHER: &[OtherOf<Client>] = &[since_2025_01::sending, since_2025_04::sending];

fn create_tracking(request: models::CreateTrackingRequest, body: &Value) -> models::CreateTrackingRequest {
    set!(since_2025_04::create_tracking(request, body), body; shipment_direction(one))
}

fn update_tracking(request: models::UpdateTrackingByIdRequest, body: &Value) -> models::UpdateTrackingByIdRequest {
    set!(since_2025_04::update_tracking(request, body), body;
        last_mile(nullable_last_mile) shipment_direction(one))
}

fn customer(value: &Value) -> models::Customer {
    set!(since_2025_01::customer(value), value; id(one))
}

fn last_mile(value: &Value) -> models::LastMile {
    models::LastMile::new(text(value, "tracking_number"), text(value, "slug"))
}

fn nullable_last_mile(value: &Value) -> Maybe<models::LastMile> {
    if value.is_null() { Maybe::Null } else { Maybe::Value(last_mile(value)) }
}
