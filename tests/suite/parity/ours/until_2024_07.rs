//! What versions up to 2024-07 have, against the types of the version above: pages by number, and trackings by carrier and
//! number.

use super::super::*;
use super::{Client, GetTrackings, models};

members! {
    get_trackings(GetTrackings): page(number) courier_destination_country_iso3(many);
}

/// Operations.
pub(super) fn sending(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    let (tracking, body) = (client.tracking(), call.body());
    match call.operation.strip_prefix("tracking.")? {
        "get_tracking_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            let request = additional!(tracking.get_tracking_by_slug_tracking_number(slug, number), call);
            send!(set!(request, call.query(); fields(many) lang(one)), label)
        }
        "update_tracking_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            let request = tracking.update_tracking_by_slug_tracking_number(slug, number, update(body));
            send!(additional!(request, call), label)
        }
        "delete_tracking_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            send!(additional!(tracking.delete_tracking_by_slug_tracking_number(slug, number), call), label)
        }
        "retrack_tracking_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            send!(additional!(tracking.retrack_tracking_by_slug_tracking_number(slug, number), call), label)
        }
        "mark_tracking_completed_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            let reason = models::MarkTrackingCompletedBySlugTrackingNumberRequest::new(text(body, "reason"));
            let request = tracking.mark_tracking_completed_by_slug_tracking_number(slug, number, reason);
            send!(additional!(request, call), label)
        }
        _ => None,
    }
}

fn update(body: &Value) -> models::UpdateTrackingBySlugTrackingNumberRequest {
    set!(models::UpdateTrackingBySlugTrackingNumberRequest::new(), body;
        emails(words) smses(words) title(one) customer_name(one) order_id(one) order_id_path(one)
        custom_fields(pairs) note(one) language(one) order_promised_delivery_date(one) delivery_type(one)
        pickup_location(one) pickup_note(one) slug(one) tracking_account_number(one) tracking_origin_country(one)
        tracking_destination_country(one) tracking_key(one) tracking_postal_code(one) tracking_ship_date(one)
        tracking_state(one) order_number(one) order_date(one) location_id(one) shipping_method(one))
}
