//! What versions since 2025-01 have, against the types of the version above.

use super::super::*;
use super::{Client, GetTrackings, models, shared};

/// How addresses call the country.
pub(super) const COUNTRY: &str = "country_region";

members! {
    get_trackings(GetTrackings): cursor(one) courier_destination_country_region(many);
    completed(models::MarkTrackingCompletedByIdRequest): event_datetime(one);
}

/// Operations.
pub(super) fn sending(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    match call.operation.as_str() {
        "estimated_delivery_date.predict" => {
            send!(client.estimated_delivery_date().predict(shared::prediction(call.body())), label)
        }
        _ => None,
    }
}

/// A customer of a tracking.
pub(super) fn customer(value: &Value) -> models::Customer {
    set!(models::Customer::new(), value; role(one) name(one) phone_number(one) email(one) language(one))
}
