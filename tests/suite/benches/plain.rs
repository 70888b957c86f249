//! What somebody would write by hand: plain serde derives of the shape of one page, closed to unknown members.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub meta: Meta,
    pub data: Page,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    pub code: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    pub pagination: Pagination,
    pub trackings: Vec<Tracking>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Pagination {
    pub total: Option<i64>,
    pub next_cursor: Option<String>,
    pub has_next_page: Option<bool>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Tracking {
    pub active: Option<bool>,
    pub aftership_tracking_order_url: Option<String>,
    pub aftership_tracking_url: Option<String>,
    pub carbon_emissions: Option<TrackingCarbonEmissions>,
    #[serde(default)]
    pub checkpoints: Vec<Checkpoint>,
    pub courier_connection_id: Option<String>,
    pub courier_destination_country_region: Option<String>,
    pub courier_redirect_link: Option<String>,
    pub courier_tracking_link: Option<String>,
    pub created_at: Option<String>,
    pub custom_fields: Option<BTreeMap<String, String>>,
    #[serde(default)]
    pub customers: Vec<TrackingCustomers>,
    pub delivery_location_type: Option<String>,
    pub delivery_type: Option<String>,
    pub destination_city: Option<String>,
    pub destination_country_region: Option<String>,
    pub destination_postal_code: Option<String>,
    pub destination_raw_location: Option<String>,
    pub destination_state: Option<String>,
    pub failed_delivery_attempts: Option<i64>,
    pub first_attempted_at: Option<String>,
    pub first_estimated_delivery: Option<TrackingFirstEstimatedDelivery>,
    pub first_mile: Option<TrackingFirstMile>,
    pub forward_shipment: Option<TrackingForwardShipment>,
    pub id: Option<String>,
    pub language: Option<String>,
    pub last_mile: Option<TrackingLastMile>,
    pub latest_estimated_delivery: Option<TrackingLatestEstimatedDelivery>,
    pub legacy_id: Option<String>,
    pub location_id: Option<String>,
    pub multi_piece_info: Option<TrackingMultiPieceInfo>,
    pub note: Option<String>,
    pub on_time_difference: Option<f64>,
    pub on_time_status: Option<String>,
    pub order_date: Option<String>,
    pub order_id: Option<String>,
    pub order_id_path: Option<String>,
    pub order_number: Option<String>,
    pub order_promised_delivery_date: Option<TrackingOrderPromisedDeliveryDate>,
    #[serde(default)]
    pub order_tags: Vec<String>,
    pub origin_city: Option<String>,
    pub origin_country_region: Option<String>,
    pub origin_postal_code: Option<String>,
    pub origin_raw_location: Option<String>,
    pub origin_state: Option<String>,
    pub pickup_location: Option<String>,
    pub pickup_note: Option<String>,
    pub proof_of_delivery: Option<Vec<TrackingProofOfDelivery>>,
    pub return_shipment: Option<TrackingReturnShipment>,
    pub return_to_sender: Option<bool>,
    pub shipment_delivery_date: Option<String>,
    pub shipment_dimensions: Option<TrackingShipmentDimensions>,
    pub shipment_direction: Option<String>,
    pub shipment_package_count: Option<f64>,
    pub shipment_pickup_date: Option<String>,
    #[serde(default)]
    pub shipment_tags: Vec<String>,
    pub shipment_type: Option<String>,
    pub shipment_weight: Option<TrackingShipmentWeight>,
    pub shipping_method: Option<String>,
    pub signature_requirement: Option<String>,
    pub signed_by: Option<String>,
    pub slug: Option<String>,
    pub source: Option<String>,
    #[serde(default)]
    pub subscribed_emails: Vec<String>,
    #[serde(default)]
    pub subscribed_smses: Vec<String>,
    pub subtag: Option<String>,
    pub subtag_message: Option<String>,
    pub tag: Option<String>,
    pub title: Option<String>,
    pub tracked_count: Option<f64>,
    pub tracking_account_number: Option<String>,
    pub tracking_key: Option<String>,
    pub tracking_number: Option<String>,
    pub tracking_ship_date: Option<String>,
    pub transit_time: Option<i64>,
    pub unique_token: Option<String>,
    pub updated_at: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingCarbonEmissions {
    pub unit: Option<String>,
    pub value: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub checkpoint_time: Option<String>,
    pub city: Option<String>,
    pub coordinate: Option<CheckpointCoordinate>,
    pub country_region: Option<String>,
    pub country_region_name: Option<String>,
    pub created_at: Option<String>,
    #[serde(default)]
    pub events: Vec<CheckpointEvents>,
    pub hash: Option<String>,
    pub location: Option<String>,
    pub message: Option<String>,
    pub postal_code: Option<String>,
    pub raw_tag: Option<String>,
    pub slug: Option<String>,
    pub source: Option<String>,
    pub state: Option<String>,
    pub subtag: Option<String>,
    pub subtag_message: Option<String>,
    pub tag: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingCustomers {
    pub email: Option<String>,
    pub id: Option<String>,
    pub language: Option<String>,
    pub name: Option<String>,
    pub phone_number: Option<String>,
    pub role: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingFirstEstimatedDelivery {
    pub datetime: Option<String>,
    pub datetime_max: Option<String>,
    pub datetime_min: Option<String>,
    pub source: Option<String>,
    #[serde(rename = "type")]
    pub type_: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingFirstMile {
    pub courier_redirect_link: Option<String>,
    pub courier_tracking_link: Option<String>,
    pub slug: Option<String>,
    pub tracking_number: Option<String>,
    pub transit_time: Option<i64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingForwardShipment {
    pub id: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingLastMile {
    pub courier_redirect_link: Option<String>,
    pub courier_tracking_link: Option<String>,
    pub slug: Option<String>,
    pub source: Option<String>,
    pub tracking_number: Option<String>,
    pub transit_time: Option<i64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingLatestEstimatedDelivery {
    pub datetime: Option<String>,
    pub datetime_max: Option<String>,
    pub datetime_min: Option<String>,
    pub revise_reason: Option<String>,
    pub source: Option<String>,
    #[serde(rename = "type")]
    pub type_: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingMultiPieceInfo {
    #[serde(default)]
    pub pieces: Vec<TrackingMultiPieceInfoPieces>,
    #[serde(rename = "type")]
    pub type_: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingOrderPromisedDeliveryDate {
    pub promised_delivery_date: Option<String>,
    pub promised_delivery_date_max: Option<String>,
    pub promised_delivery_date_min: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingProofOfDelivery {
    #[serde(rename = "type")]
    pub type_: Option<String>,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingReturnShipment {
    pub id: Option<String>,
    pub slug: Option<String>,
    pub tracking_number: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingShipmentDimensions {
    pub height: Option<f64>,
    pub length: Option<f64>,
    pub unit: Option<String>,
    pub width: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingShipmentWeight {
    pub unit: Option<String>,
    pub value: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckpointCoordinate {
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckpointEvents {
    pub code: Option<String>,
    pub reason: Option<CheckpointEventsReason>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackingMultiPieceInfoPieces {
    pub trackable: Option<bool>,
    pub tracking_id: Option<String>,
    pub tracking_number: Option<String>,
    #[serde(rename = "type")]
    pub type_: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckpointEventsReason {
    pub code: Option<String>,
}
