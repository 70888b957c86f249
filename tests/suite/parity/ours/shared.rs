//! The operations that all versions have, against the types of the version above.

use serde_json::Value;

use super::super::*;
use super::{Client, completed, models, other};

/// Makes calls of this version.
pub(crate) fn sender(url: &str, mode: &Mode) -> Sender {
    let client = build(Client::builder(modes::KEY), url, mode);
    Box::new(move |call, label| sending(&client, call, label).or_else(|| other(&client, call, label)))
}

fn sending(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    let (tracking, prediction) = (client.tracking(), client.estimated_delivery_date());
    let body = call.body();
    match call.operation.as_str() {
        "courier.detect_courier" => send!(client.courier().detect_courier(detect(body)), label),
        "estimated_delivery_date.predict" => send!(prediction.predict(predict(body)), label),
        "estimated_delivery_date.predict_batch" => {
            let batch = items(body, "estimated_delivery_dates").map(predict);
            send!(prediction.predict_batch(models::PredictBatchRequest::new(batch)), label)
        }
        "tracking.create_tracking" => send!(tracking.create_tracking(create(body)), label),
        "tracking.get_trackings" => {
            let request = filters!(tracking.get_trackings(), call;
                cursor(one) limit(number) keyword(one) tracking_numbers(many) slug(many) transit_time(number)
                origin(many) destination(many) tag(one) created_at_min(one) created_at_max(one) updated_at_min(one)
                updated_at_max(one) fields(many) return_to_sender(flags) courier_destination_country_region(many)
                shipment_tags(many) order_id(one));
            send!(request, label)
        }
        "tracking.get_tracking_by_id" => {
            send!(filters!(tracking.get_tracking_by_id(call.id()), call; fields(many) lang(one)), label)
        }
        "tracking.update_tracking_by_id" => send!(tracking.update_tracking_by_id(call.id(), update(body)), label),
        "tracking.delete_tracking_by_id" => send!(tracking.delete_tracking_by_id(call.id()), label),
        "tracking.retrack_tracking_by_id" => send!(tracking.retrack_tracking_by_id(call.id()), label),
        "tracking.mark_tracking_completed_by_id" => {
            let request = models::MarkTrackingCompletedByIdRequest::new(text(body, "reason"));
            let request = texts!(request, body; event_datetime);
            send!(tracking.mark_tracking_completed_by_id(call.id(), request), label)
        }
        _ => None,
    }
}

fn detect(body: &Value) -> models::DetectCourierRequest {
    let request = models::DetectCourierRequest::new(text(body, "tracking_number"));
    if body.get("slug").is_none() {
        return request;
    }
    let request = texts!(request, body; slug_group tracking_ship_date tracking_account_number tracking_key
        origin_country_region destination_country_region);
    completed::detect(request.slug(words(body, "slug")), body)
}

fn create(body: &Value) -> models::CreateTrackingRequest {
    let request = models::CreateTrackingRequest::new(text(body, "tracking_number"));
    let request = some_texts!(request, body; slug_group);
    if body.get("slug").is_none() {
        return request;
    }
    let request = texts!(request, body; slug title order_id order_id_path order_number order_date language
        pickup_location pickup_note delivery_type tracking_account_number tracking_key tracking_ship_date
        origin_country_region origin_state origin_city origin_postal_code origin_raw_location
        destination_country_region destination_state destination_city destination_postal_code
        destination_raw_location note shipment_type courier_connection_id location_id shipping_method);
    let request = request
        .custom_fields(pairs(body, "custom_fields"))
        .shipment_tags(words(body, "shipment_tags"))
        .customers(items(body, "customers").map(completed::customer));
    completed::create(request, body)
}

fn update(body: &Value) -> models::UpdateTrackingByIdRequest {
    let request = models::UpdateTrackingByIdRequest::new();
    if body.get("title").is_none() {
        return completed::clear(request, body);
    }
    let request = texts!(request, body; title order_id order_id_path order_number order_date note language
        delivery_type pickup_location pickup_note slug tracking_account_number tracking_key tracking_ship_date
        shipment_type origin_country_region origin_state origin_city origin_postal_code origin_raw_location
        destination_country_region destination_state destination_city destination_postal_code
        destination_raw_location location_id shipping_method);
    let request = request
        .custom_fields(pairs(body, "custom_fields"))
        .customers(items(body, "customers").map(completed::customer));
    completed::update(request, body)
}

fn predict(body: &Value) -> models::EstimatedDeliveryDateRequest {
    let (from, to) = (&body["origin_address"], &body["destination_address"]);
    let origin = models::EstimatedDeliveryDateRequestOriginAddress::new(text(from, "country_region"))
        .city(maybe(from, "city"))
        .postal_code(maybe(from, "postal_code"))
        .raw_location(maybe(from, "raw_location"))
        .state(maybe(from, "state"));
    let destination = models::EstimatedDeliveryDateRequestDestinationAddress::new(text(to, "country_region"))
        .city(maybe(to, "city"))
        .postal_code(maybe(to, "postal_code"))
        .raw_location(maybe(to, "raw_location"))
        .state(maybe(to, "state"));
    let mut request = models::EstimatedDeliveryDateRequest::new(destination, origin, text(body, "slug"))
        .service_type_name(maybe(body, "service_type_name"))
        .pickup_time(maybe(body, "pickup_time"));
    if let Some(count) = body.get("package_count") {
        request = request.package_count(number(count));
    }
    if let Some(weight) = body.get("weight") {
        let value = weight["value"].as_f64().expect("a number");
        request = request.weight(models::EstimatedDeliveryDateRequestWeight::new(text(weight, "unit"), value));
    }
    if let Some(pickup) = body.get("estimated_pickup") {
        request = request.estimated_pickup(estimated_pickup(pickup));
    }
    request
}

fn estimated_pickup(pickup: &Value) -> models::EstimatedDeliveryDateRequestEstimatedPickup {
    let time = &pickup["order_processing_time"];
    let time = models::EstimatedDeliveryDateRequestEstimatedPickupOrderProcessingTime::new()
        .unit(text(time, "unit"))
        .value(time["value"].as_f64().expect("a number"));
    let days: Vec<i64> = items(pickup, "business_days").map(number).collect();
    models::EstimatedDeliveryDateRequestEstimatedPickup::new(text(pickup, "order_time"))
        .order_cutoff_time(text(pickup, "order_cutoff_time"))
        .business_days(days)
        .order_processing_time(time)
}
