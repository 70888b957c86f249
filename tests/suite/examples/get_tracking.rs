//! Shows a parcel: `cargo run -p sdk-tests --example get_tracking -- ID`.
//!
//! The key is read from `AFTERSHIP_TRACKING_SDK_API_KEY`, the address, if it is not the vendor's, from
//! `AFTERSHIP_TRACKING_SDK_DOMAIN`.

use aftership_tracking::v2026_07::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args().nth(1).ok_or("which tracking? give its id")?;
    let client = Client::from_env()?;
    let response = client.tracking().get_tracking_by_id(id).lang("en").send_with_meta().await?;
    println!("{}: {}", response.tracking_number()?, response.tag.as_ref().map_or("no status", |tag| tag.as_str()));
    for checkpoint in &response.checkpoints {
        println!("  {}", checkpoint.message.as_deref().unwrap_or("(no message)"));
    }
    if let Some(left) = response.rate_limit().remaining {
        println!("{left} calls left in this window");
    }
    Ok(())
}
