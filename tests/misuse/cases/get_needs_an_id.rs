//! The path parameter is required.

use aftership_tracking::v2026_07::Client;

fn main() {
    let client = Client::builder("key").build().unwrap();
    let _ = client.tracking().get_tracking_by_id().lang("en");
}
