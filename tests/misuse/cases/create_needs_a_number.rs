//! The tracking number is required.

use aftership_tracking::v2026_07::models::CreateTrackingRequest;

fn main() {
    let _ = CreateTrackingRequest::new().slug("ups");
}
