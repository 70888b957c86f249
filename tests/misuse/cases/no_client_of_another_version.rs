//! The runtime's client of one version does not become the client of another.

fn main() {
    let new = aftership_tracking::v2026_07::Client::builder("k").build().unwrap();
    let _old: aftership_tracking::v2026_01::Client = new.runtime().clone().into();
}
