//! A text is one value of a list. Its characters are not values, though each of them could be a text.

use aftership_tracking::v2026_07::Client;

fn one(client: &Client) {
    let _ = client.tracking().get_trackings().slug("ups");
    let _ = client.tracking().get_trackings().slug(["ups", "dhl"]);
}

fn taken_apart(client: &Client) {
    let _ = client.tracking().get_trackings().slug("ups".chars());
}

fn main() {}
