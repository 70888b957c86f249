//! A call that is never awaited does nothing.

#![deny(unused_must_use)]

use aftership_tracking::v2026_07::Client;

fn main() {
    let client = Client::builder("key").build().unwrap();
    client.courier().get_couriers();
}
