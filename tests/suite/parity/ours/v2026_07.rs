//! What 2026-07 has, and other versions have not or have otherwise.

use aftership_tracking::v2026_07::{Client, models};

use super::*;

#[path = "shared.rs"]
#[allow(clippy::duplicate_mod, reason = "the same calls, against the types of each version")]
mod shared;

pub(super) use shared::sender;

/// Operations that not all versions have.
fn other(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    let (connections, body) = (client.courier_connection(), call.body());
    match call.operation.as_str() {
        "courier.get_couriers" => {
            send!(filters!(client.courier().get_couriers(), call; active(boolean) slug(one)), label)
        }
        "courier_connection.get_courier_connections" => {
            let request =
                filters!(connections.get_courier_connections(), call; courier_slug(one) cursor(one) limit(parsed));
            send!(request, label)
        }
        "courier_connection.post_courier_connections" => {
            let credentials = pairs(body, "credentials");
            let request = models::PostCourierConnectionsRequest::new(text(body, "courier_slug"), credentials);
            send!(connections.post_courier_connections(request), label)
        }
        "courier_connection.get_courier_connections_by_id" => {
            send!(connections.get_courier_connections_by_id(call.id()), label)
        }
        "courier_connection.put_courier_connections_by_id" => {
            let request = models::PutCourierConnectionsByIdRequest::new(pairs(body, "credentials"));
            send!(connections.put_courier_connections_by_id(call.id(), request), label)
        }
        "courier_connection.delete_courier_connections_by_id" => {
            send!(connections.delete_courier_connections_by_id(call.id()), label)
        }
        _ => None,
    }
}

/// Members that not all versions have.
mod completed {
    use super::*;

    pub(super) fn detect(request: models::DetectCourierRequest, body: &Value) -> models::DetectCourierRequest {
        texts!(request, body; destination_postal_code destination_state)
    }

    pub(super) fn customer(sample: &Value) -> models::Customers {
        texts!(models::Customers::new(), sample; id role name phone_number email language)
    }

    pub(super) fn create(request: models::CreateTrackingRequest, body: &Value) -> models::CreateTrackingRequest {
        texts!(request, body; id shipment_direction)
            .last_mile(last_mile(&body["last_mile"]))
            .order_promised_delivery_date(promised(&body["order_promised_delivery_date"]))
    }

    pub(super) fn update(
        request: models::UpdateTrackingByIdRequest,
        body: &Value,
    ) -> models::UpdateTrackingByIdRequest {
        texts!(clear(request, body), body; shipment_direction).last_mile(last_mile(&body["last_mile"]))
    }

    pub(super) fn clear(request: models::UpdateTrackingByIdRequest, body: &Value) -> models::UpdateTrackingByIdRequest {
        let request = request.order_promised_delivery_date(promised(&body["order_promised_delivery_date"]));
        if body["last_mile"].is_null() { request.last_mile(Maybe::Null) } else { request }
    }

    fn last_mile(sample: &Value) -> models::LastMile {
        models::LastMile::new(text(sample, "slug"), text(sample, "tracking_number"))
    }

    fn promised(sample: &Value) -> models::OrderPromisedDeliveryDate {
        models::OrderPromisedDeliveryDate::new()
            .promised_delivery_date(maybe(sample, "promised_delivery_date"))
            .promised_delivery_date_min(maybe(sample, "promised_delivery_date_min"))
            .promised_delivery_date_max(maybe(sample, "promised_delivery_date_max"))
    }
}
