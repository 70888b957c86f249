//! A member has its type.

use aftership_tracking::v2026_07::Client;

fn main() {
    let client = Client::builder("key").build().unwrap();
    let _ = client.tracking().get_trackings().limit("many");
}
