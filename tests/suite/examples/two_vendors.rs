//! Follows one parcel with two vendors: `cargo run -p sdk-tests --example two_vendors -- 1Z999AA10123456784 ups`.
//!
//! The keys are read from `AFTERSHIP_TRACKING_SDK_API_KEY` and `TRACKINGMORE_API_KEY`, the addresses, if they are not the
//! vendors', from `AFTERSHIP_TRACKING_SDK_DOMAIN` and `TRACKINGMORE_DOMAIN`.
//!
//! The crates know nothing of one another. What they have in common is written here: a trait and a status of our own.

use aftership_tracking::v2026_07 as aftership;
use trackingmore::v4 as trackingmore;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Where a parcel is, in words of our own.
///
/// | Stage | AfterShip `tag` | TrackingMore `delivery_status` |
/// | --- | --- | --- |
/// | `Pending` | `Pending` | `pending` |
/// | `NoData` | | `notfound` |
/// | `Announced` | `InfoReceived` | `inforeceived` |
/// | `Moving` | `InTransit` | `transit` |
/// | `OutForDelivery` | `OutForDelivery` | `pickup` with `pickup001` |
/// | `ReadyToCollect` | `AvailableForPickup` | `pickup` with `pickup002` |
/// | `LastLeg` | | `pickup` with anything else: one of the two above |
/// | `AttemptFailed` | `AttemptFail` | `undelivered` |
/// | `Delivered` | `Delivered` | `delivered` |
/// | `Trouble` | `Exception` | `exception` |
/// | `Silent` | `Expired` | `expired` |
/// | `Untold` | no tag | no status |
/// | `Other` | a word of a later day | a word of a later day |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Pending,
    NoData,
    Announced,
    Moving,
    OutForDelivery,
    ReadyToCollect,
    LastLeg,
    AttemptFailed,
    Delivered,
    Trouble,
    Silent,
    Untold,
    Other,
}

/// A stage, and the vendor's own words that it was made of, so that nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Status {
    stage: Stage,
    /// The status as it came.
    word: Option<String>,
    /// The finer status as it came.
    fine: Option<String>,
}

impl From<&aftership::models::Tracking> for Status {
    fn from(tracking: &aftership::models::Tracking) -> Self {
        use aftership::enums::Tag;
        let stage = match &tracking.tag {
            None => Stage::Untold,
            Some(Tag::Pending) => Stage::Pending,
            Some(Tag::InfoReceived) => Stage::Announced,
            Some(Tag::InTransit) => Stage::Moving,
            Some(Tag::OutForDelivery) => Stage::OutForDelivery,
            Some(Tag::AvailableForPickup) => Stage::ReadyToCollect,
            Some(Tag::AttemptFail) => Stage::AttemptFailed,
            Some(Tag::Delivered) => Stage::Delivered,
            Some(Tag::Exception) => Stage::Trouble,
            Some(Tag::Expired) => Stage::Silent,
            // Enums are open: a new word is no error, and it is kept below.
            Some(_) => Stage::Other,
        };
        let word = tracking.tag.as_ref().map(|tag| tag.as_str().to_owned());
        Self { stage, word, fine: tracking.subtag.as_ref().map(ToString::to_string) }
    }
}

impl From<&trackingmore::models::Tracking> for Status {
    fn from(tracking: &trackingmore::models::Tracking) -> Self {
        use trackingmore::enums::{DeliveryStatus, Substatus};
        let stage = match (&tracking.delivery_status, &tracking.substatus) {
            (None, _) => Stage::Untold,
            (Some(DeliveryStatus::Pending), _) => Stage::Pending,
            (Some(DeliveryStatus::NotFound), _) => Stage::NoData,
            (Some(DeliveryStatus::InfoReceived), _) => Stage::Announced,
            (Some(DeliveryStatus::Transit), _) => Stage::Moving,
            (Some(DeliveryStatus::Pickup), Some(Substatus::Pickup001)) => Stage::OutForDelivery,
            (Some(DeliveryStatus::Pickup), Some(Substatus::Pickup002)) => Stage::ReadyToCollect,
            (Some(DeliveryStatus::Pickup), _) => Stage::LastLeg,
            (Some(DeliveryStatus::Undelivered), _) => Stage::AttemptFailed,
            (Some(DeliveryStatus::Delivered), _) => Stage::Delivered,
            (Some(DeliveryStatus::Exception), _) => Stage::Trouble,
            (Some(DeliveryStatus::Expired), _) => Stage::Silent,
            (Some(_), _) => Stage::Other,
        };
        let word = tracking.delivery_status.as_ref().map(|status| status.as_str().to_owned());
        let fine = tracking.substatus.as_ref().map(|fine| fine.as_str().to_owned());
        Self { stage, word, fine }
    }
}

/// A vendor that follows parcels. The courier's code is the vendor's own; here the two happen to agree.
trait Vendor {
    const NAME: &'static str;

    /// Adds the parcel, or finds it if it was added before.
    async fn follow(&self, number: &str, courier: &str) -> Result<Status>;
}

impl Vendor for aftership::Client {
    const NAME: &'static str = "AfterShip";

    async fn follow(&self, number: &str, courier: &str) -> Result<Status> {
        let request = aftership::models::CreateTrackingRequest::new(number).slug(courier);
        match self.tracking().create_tracking(request).await {
            Ok(tracking) => return Ok(Status::from(&tracking)),
            Err(error) if error.is_already_exists() => {}
            Err(error) => return Err(error.into()),
        }
        let mut found = self.tracking().get_trackings().tracking_numbers([number]).slug([courier]).stream();
        found.try_next().await?.as_ref().map(Status::from).ok_or_else(|| "added before, but not in the list".into())
    }
}

impl Vendor for trackingmore::Client {
    const NAME: &'static str = "TrackingMore";

    async fn follow(&self, number: &str, courier: &str) -> Result<Status> {
        let request = trackingmore::models::CreateTrackingRequest::new(number, courier);
        match self.trackings().create_tracking(request).await {
            Ok(tracking) => return Ok(Status::from(&tracking)),
            Err(error) if error.is_already_exists() => {}
            Err(error) => return Err(error.into()),
        }
        let mut found =
            self.trackings().get_tracking_results().tracking_numbers([number]).courier_code(courier).stream();
        found.try_next().await?.as_ref().map(Status::from).ok_or_else(|| "added before, but not in the list".into())
    }
}

async fn show<V: Vendor>(vendor: &V, number: &str, courier: &str) -> Result<()> {
    let Status { stage, word, fine } = vendor.follow(number, courier).await?;
    let (word, fine) = (word.as_deref().unwrap_or("-"), fine.as_deref().unwrap_or("-"));
    println!("{}: {stage:?} (in its words: {word}, {fine})", V::NAME);
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let number = words.next().unwrap_or_else(|| "1Z999AA10123456784".to_owned());
    let courier = words.next().unwrap_or_else(|| "ups".to_owned());
    show(&aftership::Client::from_env()?, &number, &courier).await?;
    show(&trackingmore::Client::from_env()?, &number, &courier).await
}
