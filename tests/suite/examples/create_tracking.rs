//! Adds a parcel: `cargo run -p sdk-tests --example create_tracking -- 1Z999AA10123456784 ups`.
//!
//! The key is read from `AFTERSHIP_TRACKING_SDK_API_KEY`, the address, if it is not the vendor's, from
//! `AFTERSHIP_TRACKING_SDK_DOMAIN`.

use aftership_tracking::v2026_07::models::CreateTrackingRequest;
use aftership_tracking::v2026_07::{Client, ErrorCode};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let number = words.next().unwrap_or_else(|| "1Z999AA10123456784".to_owned());
    let mut request = CreateTrackingRequest::new(number);
    if let Some(slug) = words.next() {
        request = request.slug(slug);
    }

    let client = Client::from_env()?;
    match client.tracking().create_tracking(request).await {
        Ok(tracking) => println!("created {}", tracking.id()?),
        Err(error) if error.code() == Some(ErrorCode::TrackingAlreadyExist) => println!("is there already"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
