//! The state of a rate limit, as response headers tell it.
//!
//! In: headers and the names to look for. Out: numbers, each missing where the server says nothing readable.

use crate::description::envelope::{RateHeaders, ResetUnit};
use http::HeaderMap;

/// What a response says of the rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RateLimitStatus {
    /// Calls of a window.
    pub limit: Option<u64>,
    /// Calls that are left in this one.
    pub remaining: Option<u64>,
    /// When it ends, in seconds since 1970.
    pub reset: Option<u64>,
}

/// Reads the state. `now` is in seconds since 1970.
pub(crate) fn read(headers: &HeaderMap, names: &RateHeaders, now: u64) -> RateLimitStatus {
    let number = |name: Option<&str>| -> Option<u64> {
        let text = headers.get(name?)?.to_str().ok()?.trim();
        // Some servers send fractions of seconds; the fraction rounds up, so that nobody comes too early.
        text.parse().ok().or_else(|| {
            let value: f64 = text.parse().ok()?;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
            if (0.0..9.0e15).contains(&value) { Some(value.ceil() as u64) } else { None }
        })
    };
    let reset = number(names.reset).map(|reset| match names.reset_unit {
        ResetUnit::EpochSeconds => reset,
        ResetUnit::DeltaSeconds => now.saturating_add(reset),
    });
    RateLimitStatus { limit: number(names.limit), remaining: number(names.remaining), reset }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_readable() {
        let mut headers = HeaderMap::new();
        headers.insert("x-limit", "10".parse().unwrap());
        headers.insert("x-left", "many".parse().unwrap());
        headers.insert("x-reset", "1.5".parse().unwrap());
        let names = RateHeaders::new().limit("x-limit").remaining("x-left").reset("x-reset", ResetUnit::DeltaSeconds);
        let status = read(&headers, &names, 100);
        assert_eq!(status, RateLimitStatus { limit: Some(10), remaining: None, reset: Some(102) });
    }
}
