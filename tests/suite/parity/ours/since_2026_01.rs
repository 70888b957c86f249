//! What versions since 2026-01 have, against the types of the version above.

use super::super::*;
use super::models;

/// The promised delivery date, with its bounds.
pub(super) fn promised(value: &Value) -> models::OrderPromisedDeliveryDate {
    set!(models::OrderPromisedDeliveryDate::new(), value;
        promised_delivery_date(nullable) promised_delivery_date_min(nullable) promised_delivery_date_max(nullable))
}
