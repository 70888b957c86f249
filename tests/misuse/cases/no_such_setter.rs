//! A misspelt member is not swallowed.

use aftership_tracking::v2026_07::models::CreateTrackingRequest;

fn main() {
    let _ = CreateTrackingRequest::new("1Z999AA10123456784").titel("Shoes");
}
