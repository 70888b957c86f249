//! The tracking number is required, in any version.

#![allow(deprecated)]

fn v2024_04() {
    let _ = aftership_tracking::v2024_04::models::CreateTrackingRequest::new();
}

fn v2024_07() {
    let _ = aftership_tracking::v2024_07::models::CreateTrackingRequest::new();
}

fn v2024_10() {
    let _ = aftership_tracking::v2024_10::models::CreateTrackingRequest::new();
}

fn v2025_01() {
    let _ = aftership_tracking::v2025_01::models::CreateTrackingRequest::new();
}

fn v2025_04() {
    let _ = aftership_tracking::v2025_04::models::CreateTrackingRequest::new();
}

fn v2025_07() {
    let _ = aftership_tracking::v2025_07::models::CreateTrackingRequest::new();
}

fn v2026_01() {
    let _ = aftership_tracking::v2026_01::models::CreateTrackingRequest::new();
}

fn v2026_07() {
    let _ = aftership_tracking::v2026_07::models::CreateTrackingRequest::new();
}

fn main() {}
