//! 2024-10: what it is made of, and what only it has.

use aftership_tracking::v2024_10::services::tracking::GetTrackings;
use aftership_tracking::v2024_10::{Client, models};

use super::*;

#[path = "shared.rs"]
mod shared;
#[path = "until_2024_10.rs"]
mod until_2024_10;
#[path = "until_2025_01.rs"]
mod until_2025_01;

pub(super) use shared::sender;
use until_2024_10::{COUNTRY, completed, create_tracking, detect_courier, update_tracking};

/// Operations that not all versions have.
const OTHER: &[OtherOf<Client>] = &[until_2025_01::sending];

members! {
    get_trackings(GetTrackings): cursor(one) courier_destination_country_iso3(many);
}
