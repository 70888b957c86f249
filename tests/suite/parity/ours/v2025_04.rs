//! 2025-04: what it is made of.

use aftership_tracking::v2025_04::services::tracking::GetTrackings;
use aftership_tracking::v2025_04::{Client, models};

use super::*;

#[path = "shared.rs"]
mod shared;
#[path = "since_2025_01.rs"]
mod since_2025_01;
#[path = "since_2025_04.rs"]
mod since_2025_04;
#[path = "until_2026_01.rs"]
mod until_2026_01;

use super::one as promised;
pub(super) use shared::sender;
use since_2025_01::{COUNTRY, completed, customer, get_trackings};
use since_2025_04::{create_tracking, detect_courier, update_tracking};
use until_2026_01::last_mile;

/// Operations that not all versions have.
const OTHER: &[OtherOf<Client>] = &[since_2025_01::sending, since_2025_04::sending];
