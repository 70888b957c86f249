//! A misspelt query parameter is not swallowed.

use aftership_tracking::v2026_07::Client;

fn main() {
    let client = Client::builder("key").build().unwrap();
    let _ = client.tracking().get_trackings().tracking_number("1Z999AA10123456784");
}
