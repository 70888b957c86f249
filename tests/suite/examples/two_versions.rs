//! One parcel in two versions of one API: `cargo run -p sdk-tests --example two_versions -- 1Z999AA10123456784`.
//!
//! The key is read from `AFTERSHIP_TRACKING_SDK_API_KEY`, the address, if it is not the vendor's, from
//! `AFTERSHIP_TRACKING_SDK_DOMAIN`.
//!
//! Versions share no types, so a program can move from one to the next call by call, with a client of each. Where a value
//! has to cross over, it goes through JSON: properties that the other version does not know are kept in `extra`.

use aftership_tracking::{v2025_01 as old, v2026_07 as new};

/// What the rest of the program, which has not moved yet, makes of a tracking.
fn line(tracking: &old::models::Tracking) -> String {
    let customer = tracking.customers.first().and_then(|customer| customer.name.as_deref());
    let tag = tracking.tag.as_ref().map_or("no status", |tag| tag.as_str());
    format!("{tag}, {}", customer.unwrap_or("nobody"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let number = std::env::args().nth(1).unwrap_or_else(|| "1Z999AA10123456784".to_owned());
    let (before, after) = (old::Client::from_env()?, new::Client::from_env()?);

    let customer = old::models::Customer::new().name("Ada");
    let request = old::models::CreateTrackingRequest::new(number).customers([customer]);
    let made = before.tracking().create_tracking(request).await?;
    let id = made.id()?;
    println!("made in the old version: {id}");

    let read = after.tracking().get_tracking_by_id(id).await?;
    let customer = read.customers.first().and_then(|customer| customer.name.as_deref());
    let tag = read.tag.as_ref().map_or("no status", |tag| tag.as_str());
    println!("read in the new version: {tag}, {}", customer.unwrap_or("nobody"));

    let again: old::models::Tracking = serde_json::from_value(serde_json::to_value(&read)?)?;
    println!("as the old version has it: {}", line(&again));
    Ok(())
}
