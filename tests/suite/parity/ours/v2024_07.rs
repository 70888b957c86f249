//! 2024-07: what it is made of.

use aftership_tracking::v2024_07::services::tracking::GetTrackings;
use aftership_tracking::v2024_07::{Client, models};

use super::*;

#[path = "shared.rs"]
mod shared;
#[path = "until_2024_07.rs"]
mod until_2024_07;
#[path = "until_2024_10.rs"]
mod until_2024_10;
#[path = "until_2025_01.rs"]
mod until_2025_01;

pub(super) use shared::sender;
use until_2024_07::get_trackings;
use until_2024_10::{COUNTRY, completed, create_tracking, detect_courier, update_tracking};

/// Operations that not all versions have.
const OTHER: &[OtherOf<Client>] = &[until_2025_01::sending, until_2024_07::sending];
