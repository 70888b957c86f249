//! What versions up to 2025-01 have, against the types of the version above.

use super::super::*;
use super::Client;

/// Operations.
pub(super) fn sending(client: &Client, call: &Call, label: &str) -> Option<Sending> {
    match call.operation.as_str() {
        "courier.get_user_couriers" => send!(client.courier().get_user_couriers(), label),
        "courier.get_all_couriers" => send!(client.courier().get_all_couriers(), label),
        _ => None,
    }
}
