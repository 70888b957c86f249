//! What is known to go wrong in other SDKs of these APIs, and does not here.
//!
//! Tests are named after the rows of `spec/<api>/guide/defects.md`. Each stands in the module of the version that it
//! tries: those in `shared/` are compiled for every version of both APIs, over the names that `subject` gives them.
#![allow(clippy::duplicate_mod, reason = "the same tests for each version: that is the point")]
#![allow(deprecated, reason = "versions that have ended are tested all the same")]

mod aftership;
mod support;
mod table;
mod trackingmore;

#[path = "."]
mod v2024_04 {
    crate::aftership::subject!(v2024_04, "2024-04", get_user_couriers GetUserCouriers, limit 10, inside "tracking");
    #[path = "shared/client.rs"]
    mod client;
    #[path = "aftership/facts.rs"]
    mod facts;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
    #[path = "aftership/signing.rs"]
    mod signing;
}

#[path = "."]
mod v2024_07 {
    crate::aftership::subject!(v2024_07, "2024-07", get_user_couriers GetUserCouriers, limit 3, inside "");
    #[path = "shared/client.rs"]
    mod client;
    #[path = "aftership/facts.rs"]
    mod facts;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
    #[path = "aftership/signing.rs"]
    mod signing;
}

#[path = "."]
mod v2024_10 {
    crate::aftership::subject!(v2024_10, "2024-10", get_user_couriers GetUserCouriers, limit 3, inside "");
    #[path = "shared/client.rs"]
    mod client;
    #[path = "aftership/facts.rs"]
    mod facts;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
    #[path = "aftership/signing.rs"]
    mod signing;
}

#[path = "."]
mod v2025_01 {
    crate::aftership::subject!(v2025_01, "2025-01", get_user_couriers GetUserCouriers, limit 3, inside "");
    #[path = "shared/client.rs"]
    mod client;
    #[path = "aftership/facts.rs"]
    mod facts;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
    #[path = "aftership/signing.rs"]
    mod signing;
}

#[path = "."]
mod v2025_04 {
    crate::aftership::subject!(v2025_04, "2025-04", get_couriers GetCouriers, limit 3, inside "");
    #[path = "shared/client.rs"]
    mod client;
    #[path = "aftership/facts.rs"]
    mod facts;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
    #[path = "aftership/signing.rs"]
    mod signing;
}

#[path = "."]
mod v2025_07 {
    crate::aftership::subject!(v2025_07, "2025-07", get_couriers GetCouriers, limit 3, inside "");
    #[path = "shared/client.rs"]
    mod client;
    #[path = "aftership/facts.rs"]
    mod facts;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
    #[path = "aftership/signing.rs"]
    mod signing;
}

#[path = "."]
mod v2026_01 {
    crate::aftership::subject!(v2026_01, "2026-01", get_couriers GetCouriers, limit 3, inside "");
    #[path = "shared/client.rs"]
    mod client;
    #[path = "aftership/facts.rs"]
    mod facts;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
    #[path = "aftership/signing.rs"]
    mod signing;
}

#[path = "."]
mod v2026_07 {
    crate::aftership::subject!(v2026_07, "2026-07", get_couriers GetCouriers, limit 3, inside "");
    #[path = "shared/client.rs"]
    mod client;
    #[path = "aftership/facts.rs"]
    mod facts;
    #[path = "aftership/newest.rs"]
    mod newest;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
    #[path = "aftership/signing.rs"]
    mod signing;
}

#[path = "."]
mod trackingmore_v2 {
    pub(crate) use crate::trackingmore::v2 as subject;
    #[path = "shared/client.rs"]
    mod client;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
}

#[path = "."]
mod trackingmore_v4 {
    pub(crate) use crate::trackingmore::v4 as subject;
    #[path = "shared/client.rs"]
    mod client;
    #[path = "shared/repeats.rs"]
    mod repeats;
    #[path = "shared/requests.rs"]
    mod requests;
    #[path = "shared/responses.rs"]
    mod responses;
}
