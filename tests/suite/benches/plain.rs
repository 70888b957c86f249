//! What somebody would write by hand: plain serde derives of the shape of one page, closed to unknown properties.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Response {
    pub(crate) meta: Meta,
    pub(crate) data: Page,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Meta {
    pub(crate) code: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Page {
    pub(crate) pagination: Pagination,
    pub(crate) trackings: Vec<Tracking>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pagination {
    pub(crate) total: Option<i64>,
    pub(crate) next_cursor: Option<String>,
    pub(crate) has_next_page: Option<bool>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tracking {
    pub(crate) active: Option<bool>,
    pub(crate) aftership_tracking_order_url: Option<String>,
    pub(crate) aftership_tracking_url: Option<String>,
    pub(crate) carbon_emissions: Option<TrackingCarbonEmissions>,
    #[serde(default)]
    pub(crate) checkpoints: Vec<Checkpoint>,
    pub(crate) courier_connection_id: Option<String>,
    pub(crate) courier_destination_country_region: Option<String>,
    pub(crate) courier_redirect_link: Option<String>,
    pub(crate) courier_tracking_link: Option<String>,
    pub(crate) created_at: Option<String>,
    pub(crate) custom_fields: Option<BTreeMap<String, String>>,
    #[serde(default)]
    pub(crate) customers: Vec<TrackingCustomer>,
    pub(crate) delivery_location_type: Option<String>,
    pub(crate) delivery_type: Option<String>,
    pub(crate) destination_city: Option<String>,
    pub(crate) destination_country_region: Option<String>,
    pub(crate) destination_postal_code: Option<String>,
    pub(crate) destination_raw_location: Option<String>,
    pub(crate) destination_state: Option<String>,
    pub(crate) failed_delivery_attempts: Option<i64>,
    pub(crate) first_attempted_at: Option<String>,
    pub(crate) first_estimated_delivery: Option<TrackingFirstEstimatedDelivery>,
    pub(crate) first_mile: Option<TrackingFirstMile>,
    pub(crate) forward_shipment: Option<TrackingForwardShipment>,
    pub(crate) id: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) last_mile: Option<TrackingLastMile>,
    pub(crate) latest_estimated_delivery: Option<TrackingLatestEstimatedDelivery>,
    pub(crate) legacy_id: Option<String>,
    pub(crate) location_id: Option<String>,
    pub(crate) multi_piece_info: Option<TrackingMultiPieceInfo>,
    pub(crate) note: Option<String>,
    pub(crate) on_time_difference: Option<f64>,
    pub(crate) on_time_status: Option<String>,
    pub(crate) order_date: Option<String>,
    pub(crate) order_id: Option<String>,
    pub(crate) order_id_path: Option<String>,
    pub(crate) order_number: Option<String>,
    pub(crate) order_promised_delivery_date: Option<TrackingOrderPromisedDeliveryDate>,
    #[serde(default)]
    pub(crate) order_tags: Vec<String>,
    pub(crate) origin_city: Option<String>,
    pub(crate) origin_country_region: Option<String>,
    pub(crate) origin_postal_code: Option<String>,
    pub(crate) origin_raw_location: Option<String>,
    pub(crate) origin_state: Option<String>,
    pub(crate) pickup_location: Option<String>,
    pub(crate) pickup_note: Option<String>,
    pub(crate) proof_of_delivery: Option<Vec<TrackingProofOfDelivery>>,
    pub(crate) return_shipment: Option<TrackingReturnShipment>,
    pub(crate) return_to_sender: Option<bool>,
    pub(crate) shipment_delivery_date: Option<String>,
    pub(crate) shipment_dimensions: Option<TrackingShipmentDimensions>,
    pub(crate) shipment_direction: Option<String>,
    pub(crate) shipment_package_count: Option<i64>,
    pub(crate) shipment_pickup_date: Option<String>,
    #[serde(default)]
    pub(crate) shipment_tags: Vec<String>,
    pub(crate) shipment_type: Option<String>,
    pub(crate) shipment_weight: Option<TrackingShipmentWeight>,
    pub(crate) shipping_method: Option<String>,
    pub(crate) signature_requirement: Option<String>,
    pub(crate) signed_by: Option<String>,
    pub(crate) slug: Option<String>,
    pub(crate) source: Option<String>,
    #[serde(default)]
    pub(crate) subscribed_emails: Vec<String>,
    #[serde(default)]
    pub(crate) subscribed_smses: Vec<String>,
    pub(crate) subtag: Option<String>,
    pub(crate) subtag_message: Option<String>,
    pub(crate) tag: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) tracked_count: Option<i64>,
    pub(crate) tracking_account_number: Option<String>,
    pub(crate) tracking_key: Option<String>,
    pub(crate) tracking_number: Option<String>,
    pub(crate) tracking_ship_date: Option<String>,
    pub(crate) transit_time: Option<i64>,
    pub(crate) unique_token: Option<String>,
    pub(crate) updated_at: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingCarbonEmissions {
    pub(crate) unit: Option<String>,
    pub(crate) value: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    pub(crate) checkpoint_time: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) coordinate: Option<CheckpointCoordinate>,
    pub(crate) country_region: Option<String>,
    pub(crate) country_region_name: Option<String>,
    pub(crate) created_at: Option<String>,
    #[serde(default)]
    pub(crate) events: Vec<CheckpointEvent>,
    pub(crate) hash: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) raw_tag: Option<String>,
    pub(crate) slug: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) subtag: Option<String>,
    pub(crate) subtag_message: Option<String>,
    pub(crate) tag: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingCustomer {
    pub(crate) email: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) phone_number: Option<String>,
    pub(crate) role: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingFirstEstimatedDelivery {
    pub(crate) datetime: Option<String>,
    pub(crate) datetime_max: Option<String>,
    pub(crate) datetime_min: Option<String>,
    pub(crate) source: Option<String>,
    #[serde(rename = "type")]
    pub(crate) type_: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingFirstMile {
    pub(crate) courier_redirect_link: Option<String>,
    pub(crate) courier_tracking_link: Option<String>,
    pub(crate) slug: Option<String>,
    pub(crate) tracking_number: Option<String>,
    pub(crate) transit_time: Option<i64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingForwardShipment {
    pub(crate) id: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingLastMile {
    pub(crate) courier_redirect_link: Option<String>,
    pub(crate) courier_tracking_link: Option<String>,
    pub(crate) slug: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) tracking_number: Option<String>,
    pub(crate) transit_time: Option<i64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingLatestEstimatedDelivery {
    pub(crate) datetime: Option<String>,
    pub(crate) datetime_max: Option<String>,
    pub(crate) datetime_min: Option<String>,
    pub(crate) revise_reason: Option<String>,
    pub(crate) source: Option<String>,
    #[serde(rename = "type")]
    pub(crate) type_: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingMultiPieceInfo {
    #[serde(default)]
    pub(crate) pieces: Vec<TrackingMultiPieceInfoPieces>,
    #[serde(rename = "type")]
    pub(crate) type_: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingOrderPromisedDeliveryDate {
    pub(crate) promised_delivery_date: Option<String>,
    pub(crate) promised_delivery_date_max: Option<String>,
    pub(crate) promised_delivery_date_min: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingProofOfDelivery {
    #[serde(rename = "type")]
    pub(crate) type_: Option<String>,
    pub(crate) url: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingReturnShipment {
    pub(crate) id: Option<String>,
    pub(crate) slug: Option<String>,
    pub(crate) tracking_number: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingShipmentDimensions {
    pub(crate) height: Option<f64>,
    pub(crate) length: Option<f64>,
    pub(crate) unit: Option<String>,
    pub(crate) width: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingShipmentWeight {
    pub(crate) unit: Option<String>,
    pub(crate) value: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct CheckpointCoordinate {
    pub(crate) latitude: Option<f64>,
    pub(crate) longitude: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct CheckpointEvent {
    pub(crate) code: Option<String>,
    pub(crate) reason: Option<CheckpointEventsReason>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackingMultiPieceInfoPieces {
    pub(crate) trackable: Option<bool>,
    pub(crate) tracking_id: Option<String>,
    pub(crate) tracking_number: Option<String>,
    #[serde(rename = "type")]
    pub(crate) type_: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct CheckpointEventsReason {
    pub(crate) code: Option<String>,
}
