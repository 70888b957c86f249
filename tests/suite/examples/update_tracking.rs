//! Changes a parcel: `cargo run -p sdk-tests --example update_tracking -- ID "A new title"`.
//!
//! The key is read from `AFTERSHIP_TRACKING_SDK_API_KEY`, the address, if it is not the vendor's, from
//! `AFTERSHIP_TRACKING_SDK_DOMAIN`.

use aftership_tracking::v2026_07::Client;
use aftership_tracking::v2026_07::models::UpdateTrackingByIdRequest;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let id = words.next().ok_or("which tracking? give its id")?;
    let title = words.next().unwrap_or_else(|| "A parcel".to_owned());

    let client = Client::from_env()?;
    let changes = UpdateTrackingByIdRequest::new().title(title);
    let tracking = client.tracking().update_tracking_by_id(id, changes).await?;
    println!("{} is now called {}", tracking.id()?, tracking.title.as_deref().unwrap_or("nothing"));
    Ok(())
}
