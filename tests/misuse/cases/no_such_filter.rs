//! A misspelt query parameter is not swallowed, in any version.

#![allow(deprecated)]

fn v2024_04(client: aftership_tracking::v2024_04::Client) {
    let _ = client.tracking().get_trackings().tga("Delivered");
}

fn v2024_07(client: aftership_tracking::v2024_07::Client) {
    let _ = client.tracking().get_trackings().tga("Delivered");
}

fn v2024_10(client: aftership_tracking::v2024_10::Client) {
    let _ = client.tracking().get_trackings().tga("Delivered");
}

fn v2025_01(client: aftership_tracking::v2025_01::Client) {
    let _ = client.tracking().get_trackings().tga("Delivered");
}

fn v2025_04(client: aftership_tracking::v2025_04::Client) {
    let _ = client.tracking().get_trackings().tga("Delivered");
}

fn v2025_07(client: aftership_tracking::v2025_07::Client) {
    let _ = client.tracking().get_trackings().tga("Delivered");
}

fn v2026_01(client: aftership_tracking::v2026_01::Client) {
    let _ = client.tracking().get_trackings().tga("Delivered");
}

fn v2026_07(client: aftership_tracking::v2026_07::Client) {
    let _ = client.tracking().get_trackings().tga("Delivered");
}

fn main() {}
