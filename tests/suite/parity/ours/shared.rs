//! The operations that all versions have, against the types of the version above.

use super::super::*;
use super::{COUNTRY, Client, OTHER, models};

/// Makes calls of this version.
pub(crate) fn sender(url: &str, mode: &Mode) -> Sender {
    let client = build(Client::builder(modes::KEY), url, mode);
    Box::new(move |call, label| {
        sending(&client, call, label).or_else(|| OTHER.iter().find_map(|other| other(&client, call, label)))
    })
}

fn sending(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    let (tracking, body) = (client.tracking(), call.body());
    match call.operation.as_str() {
        "courier.detect_courier" => send!(client.courier().detect_courier(detect(body)), label),
        "estimated_delivery_date.predict_batch" => {
            let batch = list(&body["estimated_delivery_dates"], prediction);
            send!(client.estimated_delivery_date().predict_batch(models::PredictBatchRequest::new(batch)), label)
        }
        "tracking.create_tracking" => send!(tracking.create_tracking(create(body)), label),
        "tracking.get_trackings" => {
            let request = set!(tracking.get_trackings(), call.query();
                limit(number) keyword(one) tracking_numbers(many) slug(many) transit_time(number) origin(many)
                destination(many) tag(one) created_at_min(one) created_at_max(one) updated_at_min(one)
                updated_at_max(one) fields(many) return_to_sender(flags) shipment_tags(many) order_id(one));
            send!(super::get_trackings(request, call.query()), label)
        }
        "tracking.get_tracking_by_id" => {
            send!(set!(tracking.get_tracking_by_id(call.id()), call.query(); fields(many) lang(one)), label)
        }
        "tracking.update_tracking_by_id" => send!(tracking.update_tracking_by_id(call.id(), update(body)), label),
        "tracking.delete_tracking_by_id" => send!(tracking.delete_tracking_by_id(call.id()), label),
        "tracking.retrack_tracking_by_id" => send!(tracking.retrack_tracking_by_id(call.id()), label),
        "tracking.mark_tracking_completed_by_id" => {
            let request = models::MarkTrackingCompletedByIdRequest::new(text(body, "reason"));
            send!(tracking.mark_tracking_completed_by_id(call.id(), super::completed(request, body)), label)
        }
        _ => None,
    }
}

fn detect(body: &Value) -> models::DetectCourierRequest {
    let request = set!(models::DetectCourierRequest::new(text(body, "tracking_number")), body;
        slug(words) slug_group(one) tracking_ship_date(one) tracking_account_number(one) tracking_key(one));
    super::detect_courier(request, body)
}

fn create(body: &Value) -> models::CreateTrackingRequest {
    let request = set!(models::CreateTrackingRequest::new(text(body, "tracking_number")), body;
        slug(one) title(one) order_id(one) order_id_path(one) order_number(one) order_date(one) custom_fields(pairs)
        language(one) pickup_location(one) pickup_note(one) delivery_type(one) tracking_account_number(one)
        tracking_key(one) tracking_ship_date(one) origin_state(one) origin_city(one) origin_postal_code(one)
        origin_raw_location(one) destination_state(one) destination_city(one) destination_postal_code(one)
        destination_raw_location(one) note(one) slug_group(one) shipment_type(one) shipment_tags(words)
        courier_connection_id(one) location_id(one) shipping_method(one));
    super::create_tracking(request, body)
}

fn update(body: &Value) -> models::UpdateTrackingByIdRequest {
    let request = set!(models::UpdateTrackingByIdRequest::new(), body;
        title(one) order_id(one) order_id_path(one) order_number(one) order_date(one) custom_fields(pairs) note(one)
        language(one) delivery_type(one) pickup_location(one) pickup_note(one) slug(one)
        tracking_account_number(one) tracking_key(one) tracking_ship_date(one) shipment_type(one) origin_state(one)
        origin_city(one) origin_postal_code(one) origin_raw_location(one) destination_state(one)
        destination_city(one) destination_postal_code(one) destination_raw_location(one) location_id(one)
        shipping_method(one));
    super::update_tracking(request, body)
}

/// What a delivery date is asked for.
pub(super) fn prediction(body: &Value) -> models::EstimatedDeliveryDateRequest {
    let (origin, destination) = (origin(&body["origin_address"]), destination(&body["destination_address"]));
    set!(models::EstimatedDeliveryDateRequest::new(text(body, "slug"), origin, destination), body;
        service_type_name(nullable) pickup_time(nullable) package_count(number) weight(weight)
        estimated_pickup(estimated_pickup))
}

fn origin(address: &Value) -> models::EstimatedDeliveryDateRequestOriginAddress {
    set!(models::EstimatedDeliveryDateRequestOriginAddress::new(text(address, COUNTRY)), address;
        state(nullable) city(nullable) postal_code(nullable) raw_location(nullable))
}

fn destination(address: &Value) -> models::EstimatedDeliveryDateRequestDestinationAddress {
    set!(models::EstimatedDeliveryDateRequestDestinationAddress::new(text(address, COUNTRY)), address;
        state(nullable) city(nullable) postal_code(nullable) raw_location(nullable))
}

fn weight(weight: &Value) -> models::EstimatedDeliveryDateRequestWeight {
    models::EstimatedDeliveryDateRequestWeight::new(text(weight, "unit"), fraction(&weight["value"]))
}

fn estimated_pickup(pickup: &Value) -> models::EstimatedDeliveryDateRequestEstimatedPickup {
    set!(models::EstimatedDeliveryDateRequestEstimatedPickup::new(text(pickup, "order_time")), pickup;
        order_cutoff_time(one) business_days(numbers) order_processing_time(processing_time))
}

fn processing_time(time: &Value) -> models::EstimatedDeliveryDateRequestEstimatedPickupOrderProcessingTime {
    set!(models::EstimatedDeliveryDateRequestEstimatedPickupOrderProcessingTime::new(), time;
        unit(one) value(fraction))
}
