//! What versions from 2025-01 to 2026-01 have, against the types of the version above.

use super::super::*;
use super::models;

/// The carrier of the last leg; its code may be missing.
pub(super) fn last_mile(value: &Value) -> models::CreateTrackingRequestLastMile {
    set!(models::CreateTrackingRequestLastMile::new(text(value, "tracking_number")), value; slug(one))
}
