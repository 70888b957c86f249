//! What versions since 2025-04 have, against the types of the version above.

use super::super::*;
use super::{Client, customer, last_mile, models, promised};

members! {
    detect_courier(models::DetectCourierRequest):
        origin_country_region(one) destination_country_region(one) destination_postal_code(one)
        destination_state(one);
    create_tracking(models::CreateTrackingRequest):
        id(one) origin_country_region(one) destination_country_region(one) customers(customers)
        last_mile(last_mile) order_promised_delivery_date(promised);
    update_tracking(models::UpdateTrackingByIdRequest):
        origin_country_region(one) destination_country_region(one) customers(customers)
        order_promised_delivery_date(promised);
}

fn customers(value: &Value) -> Vec<models::Customer> {
    list(value, customer)
}

/// Operations.
pub(super) fn sending(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    let (connections, body) = (client.courier_connection(), call.body());
    match call.operation.as_str() {
        "courier.get_couriers" => {
            send!(set!(client.courier().get_couriers(), call.query(); active(boolean) slug(one)), label)
        }
        "courier_connection.get_courier_connections" => {
            let request = set!(connections.get_courier_connections(), call.query();
                courier_slug(one) cursor(one) limit(parsed));
            send!(request, label)
        }
        "courier_connection.post_courier_connections" => {
            let credentials = pairs(&body["credentials"]);
            let request = models::PostCourierConnectionsRequest::new(text(body, "courier_slug"), credentials);
            send!(connections.post_courier_connections(request), label)
        }
        "courier_connection.get_courier_connections_by_id" => {
            send!(connections.get_courier_connections_by_id(call.id()), label)
        }
        "courier_connection.put_courier_connections_by_id" => {
            let request = models::PutCourierConnectionsByIdRequest::new(pairs(&body["credentials"]));
            send!(connections.put_courier_connections_by_id(call.id(), request), label)
        }
        "courier_connection.delete_courier_connections_by_id" => {
            send!(connections.delete_courier_connections_by_id(call.id()), label)
        }
        _ => None,
    }
}
