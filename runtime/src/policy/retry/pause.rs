//! The pause that a response demands.
//!
//! In: a response's headers and when it was received. Out: a duration from then on. Times of day are compared with the server's
//! own `Date`, so that a wrong clock here does not change the pause.

use crate::description::api::Api;
use crate::policy::headers;
use crate::policy::rate;
use crate::wire::duration::seconds;
use crate::wire::http_date;
use http::{HeaderMap, header};
use std::time::Duration;

/// What counts beside `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reset {
    /// The reset time of the rate limit: the response means that there were too many calls.
    Counts,
    /// Nothing.
    Ignored,
}

/// The pause that headers demand; none when it is over. `received` is in seconds since 1970.
pub(crate) fn asked_pause(api: &Api, headers: &HeaderMap, received: u64, reset: Reset) -> Option<Duration> {
    let retry_after = headers::text(headers, header::RETRY_AFTER.as_str()).map(str::trim);
    let server_now = || {
        let date = headers::text(headers, header::DATE.as_str());
        date.and_then(http_date::parse).unwrap_or(received)
    };
    let pause = retry_after.and_then(|text| {
        seconds(text).or_else(|| Some(Duration::from_secs(http_date::parse(text)?.saturating_sub(server_now()))))
    });
    let pause = pause.or_else(|| {
        if reset == Reset::Ignored {
            return None;
        }
        Some(match rate::reset(headers, &api.rate_headers)? {
            rate::Reset::At(time) => time.saturating_sub(Duration::from_secs(server_now())),
            rate::Reset::After(pause) => pause,
        })
    });
    pause.filter(|pause| !pause.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::envelope::{RateHeaders, ResetUnit};

    static API: Api = Api::new("x", None).rate_headers(RateHeaders::new().reset("x-reset", ResetUnit::EpochSeconds));
    static DELTA: Api = Api::new("x", None).rate_headers(RateHeaders::new().reset("x-reset", ResetUnit::DeltaSeconds));

    static TEXT: Api = Api::new("x", None).rate_headers(RateHeaders::new().reset("x-reset", ResetUnit::Duration));
    static DATE: Api = Api::new("x", None).rate_headers(RateHeaders::new().reset("x-reset", ResetUnit::HttpDate));

    /// 784_111_777 is `Sun, 06 Nov 1994 08:49:37 GMT`.
    fn pause(api: &Api, headers: &[(&'static str, &str)], reset: Reset) -> Option<u128> {
        let headers = headers
            .iter()
            .map(|(name, value)| (http::HeaderName::from_static(name), http::HeaderValue::from_str(value).unwrap()));
        asked_pause(api, &headers.collect(), 784_111_777, reset).map(|pause| pause.as_millis())
    }

    #[test]
    fn retry_after_in_all_its_forms() {
        let asked = |text: &str| pause(&API, &[("retry-after", text)], Reset::Ignored);
        assert_eq!(asked("120"), Some(120_000));
        assert_eq!(asked(" 1.5 "), Some(1_500));
        assert_eq!(asked("Sun, 06 Nov 1994 08:49:47 GMT"), Some(10_000));
        for text in ["0", "-3", "Sun, 06 Nov 1994 08:49:30 GMT", "soon", "inf", "1e400", ""] {
            assert_eq!(asked(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_compared_with_the_servers_date() {
        // The server's clock is an hour ahead of ours.
        let date = ("date", "Sun, 06 Nov 1994 09:49:37 GMT");
        let after = ("retry-after", "Sun, 06 Nov 1994 09:49:40 GMT");
        assert_eq!(pause(&API, &[date, after], Reset::Ignored), Some(3_000));
        assert_eq!(pause(&API, &[date, ("x-reset", "784115378")], Reset::Counts), Some(1_000));
        assert_eq!(pause(&API, &[("x-reset", "784111779")], Reset::Counts), Some(2_000));
        assert_eq!(pause(&DELTA, &[date, ("x-reset", "7")], Reset::Counts), Some(7_000));
        assert_eq!(pause(&TEXT, &[date, ("x-reset", "1m0.5s")], Reset::Counts), Some(60_500));
        assert_eq!(pause(&DATE, &[date, ("x-reset", "Sun, 06 Nov 1994 09:49:40 GMT")], Reset::Counts), Some(3_000));
        assert_eq!(pause(&DELTA, &[("x-reset", "7")], Reset::Ignored), None);
        assert_eq!(pause(&DELTA, &[("x-reset", "7"), ("retry-after", "2")], Reset::Counts), Some(2_000));
    }
}
