//! What holds for one API holds for the other, in both of its generations: required members, paths and filters that
//! do not exist, open enumerations.

use trackingmore::{v2, v4};

fn requests() {
    let _ = v4::models::CreateTrackingRequest::new("fedex");
    let _ = v2::models::CreateTrackingRequest::new("fedex");
    let _ = v4::models::CreateTrackingRequest::new("1", "fedex").titel("misspelt");
    let _ = v2::models::CreateTrackingRequest::new("1", "fedex").titel("misspelt");
}

fn calls(new: v4::Client, old: v2::Client) {
    let _ = new.trackings().create_tracking();
    let _ = old.trackings().create_tracking();
    let _ = new.trackings().delete_tracking_by_id();
    let _ = old.trackings().delete_tracking("fedex");
    let _ = new.trackings().get_tracking_results().curier_code("misspelt");
    let _ = old.trackings().list_trackings().staus("misspelt");
}

fn enums(new: v4::enums::DeliveryStatus, old: v2::enums::Status) {
    use v4::enums::DeliveryStatus::*;
    match new {
        Pending | NotFound | Transit | Pickup | Delivered | Undelivered | Exception | Expired | InfoReceived => {}
        Unknown(_) => {}
    }
    match old {
        v2::enums::Status::Unknown(_) => {}
    }
}

fn main() {}
