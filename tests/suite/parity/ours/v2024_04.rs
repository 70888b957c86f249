//! 2024-04: what it is made of, and what only it has.

use aftership_tracking::v2024_04::services::tracking::GetTrackings;
use aftership_tracking::v2024_04::{Client, models};

use super::*;

#[path = "shared.rs"]
mod shared;
#[path = "until_2024_07.rs"]
mod until_2024_07;
#[path = "until_2024_10.rs"]
mod until_2024_10;
#[path = "until_2025_01.rs"]
mod until_2025_01;

pub(super) use shared::sender;
use until_2024_07::get_trackings;
use until_2024_10::{COUNTRY, completed, create_tracking, detect_courier, update_tracking};

/// Operations that not all versions have.
const OTHER: &[OtherOf<Client>] = &[until_2025_01::sending, until_2024_07::sending, checkpoint, notification];

/// The last checkpoint of a tracking.
fn checkpoint(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    let checkpoints = client.last_checkpoint();
    match call.operation.strip_prefix("last_checkpoint.")? {
        "get_checkpoint_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            let request = additional!(checkpoints.get_checkpoint_by_slug_tracking_number(slug, number), call);
            send!(set!(request, call.query(); fields(many) lang(one)), label)
        }
        "get_checkpoint_by_tracking_id" => {
            let request = checkpoints.get_checkpoint_by_tracking_id(call.id());
            send!(set!(request, call.query(); fields(many) lang(one)), label)
        }
        _ => None,
    }
}

/// Who is notified about a tracking.
fn notification(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    let notifications = client.notification();
    let receivers = || set!(models::Notification::new(), call.body(); emails(words) smses(words));
    match call.operation.strip_prefix("notification.")? {
        "get_notification_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            send!(additional!(notifications.get_notification_by_slug_tracking_number(slug, number), call), label)
        }
        "add_notification_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            let request = notifications.add_notification_by_slug_tracking_number(slug, number, receivers());
            send!(additional!(request, call), label)
        }
        "delete_notification_by_slug_tracking_number" => {
            let [slug, number] = call.number();
            let request = notifications.delete_notification_by_slug_tracking_number(slug, number, receivers());
            send!(additional!(request, call), label)
        }
        "get_notification_by_tracking_id" => send!(notifications.get_notification_by_tracking_id(call.id()), label),
        "add_notification_by_tracking_id" => {
            send!(notifications.add_notification_by_tracking_id(call.id(), receivers()), label)
        }
        "delete_notification_by_tracking_id" => {
            send!(notifications.delete_notification_by_tracking_id(call.id(), receivers()), label)
        }
        _ => None,
    }
}
