//! The state of a rate limit, from response headers.
//!
//! In: headers and their names. Out: numbers, each missing where the server sends none that can be read.

use crate::description::envelope::{RateHeaders, ResetUnit};
use crate::policy::headers;
use crate::wire::{duration, http_date};
use http::HeaderMap;
use std::time::Duration;

/// The state of the rate limit in a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RateLimitStatus {
    /// Calls of a window.
    pub(crate) limit: Option<u64>,
    /// Calls that are left in this one.
    pub(crate) remaining: Option<u64>,
    /// When it ends, in seconds since 1970.
    pub(crate) reset: Option<u64>,
}

impl RateLimitStatus {
    /// Calls of a window.
    pub const fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// Calls that are left in this window.
    pub const fn remaining(&self) -> Option<u64> {
        self.remaining
    }

    /// When the window ends, in seconds since 1970.
    pub const fn reset(&self) -> Option<u64> {
        self.reset
    }
}

/// When the window ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reset {
    /// At this time since 1970, by the clock of the server.
    At(Duration),
    /// After this time.
    After(Duration),
}

/// Reads the end of the window.
pub(crate) fn reset(headers: &HeaderMap, names: &RateHeaders) -> Option<Reset> {
    let text = headers::text(headers, names.reset?)?.trim();
    Some(match names.reset_unit {
        ResetUnit::EpochSeconds => Reset::At(duration::seconds(text)?),
        ResetUnit::EpochMilliseconds => Reset::At(duration::seconds(text)?.checked_div(1_000)?),
        ResetUnit::HttpDate => Reset::At(Duration::from_secs(http_date::parse(text)?)),
        ResetUnit::DeltaSeconds => Reset::After(duration::seconds(text)?),
        ResetUnit::Duration => Reset::After(duration::parse(text)?),
    })
}

/// Reads the state. `now` is in seconds since 1970.
pub(crate) fn read(headers: &HeaderMap, names: &RateHeaders, now: u64) -> RateLimitStatus {
    let number = |name: Option<&str>| -> Option<u64> {
        duration::seconds(headers::text(headers, name?)?.trim()).map(rounded_up)
    };
    let reset = reset(headers, names).map(|reset| match reset {
        Reset::At(time) => rounded_up(time),
        Reset::After(time) => now.saturating_add(rounded_up(time)),
    });
    RateLimitStatus { limit: number(names.limit), remaining: number(names.remaining), reset }
}

/// Whole seconds: a fraction rounds up, so that nobody comes too early.
fn rounded_up(time: Duration) -> u64 {
    time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0))
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

    #[test]
    fn the_reset_is_read_in_every_form() {
        let reset = |text: &str, unit| {
            let headers = [(http::HeaderName::from_static("x-reset"), text.parse().unwrap())].into_iter().collect();
            read(&headers, &RateHeaders::new().reset("x-reset", unit), 100).reset
        };
        assert_eq!(reset("784111777", ResetUnit::EpochSeconds), Some(784_111_777));
        assert_eq!(reset("784111777001", ResetUnit::EpochMilliseconds), Some(784_111_778));
        assert_eq!(reset("Sun, 06 Nov 1994 08:49:37 GMT", ResetUnit::HttpDate), Some(784_111_777));
        assert_eq!(reset("7", ResetUnit::DeltaSeconds), Some(107));
        assert_eq!(reset("1m30s", ResetUnit::Duration), Some(190));
        assert_eq!(reset("20ms", ResetUnit::Duration), Some(101));
        for unit in [ResetUnit::EpochSeconds, ResetUnit::HttpDate, ResetUnit::DeltaSeconds, ResetUnit::Duration] {
            assert_eq!(reset("soon", unit), None);
        }
    }
}
