//! Where and how a download that broke off goes on.
//!
//! In: the headers of its first response. Out: the headers of the request for the rest, and what its response begins
//! with. Pure. Must not: take a rest for one of the same content unless the server says so.

use crate::wire::http_date;
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// A modification date is exact only if the response is at least as many seconds younger.
const EXACT_AFTER_SECONDS: u64 = 60;

/// What names the content of a response exactly: a strong entity tag, or an exact modification date. `None` where the
/// server does not offer ranges, or nothing names it.
pub(super) fn validator(status: u16, headers: &HeaderMap) -> Option<HeaderValue> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok();
    let offers = text(header::ACCEPT_RANGES)?.split(',').any(|unit| unit.trim().eq_ignore_ascii_case("bytes"));
    if status != 200 || !offers {
        return None;
    }
    if let Some(tag) = headers.get(header::ETAG) {
        // One that begins so is weak: the bytes may differ.
        return (!tag.as_bytes().starts_with(b"W/")).then(|| tag.clone());
    }
    let (modified, date) = (http_date::parse(text(header::LAST_MODIFIED)?)?, http_date::parse(text(header::DATE)?)?);
    let is_exact = modified.checked_add(EXACT_AFTER_SECONDS).is_some_and(|exact_from| exact_from <= date);
    headers.get(header::LAST_MODIFIED).filter(|_| is_exact).cloned()
}

/// The headers of the request for what comes after `received` bytes.
pub(super) fn headers(validator: &HeaderValue, received: u64) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let range = HeaderValue::try_from(format!("bytes={received}-")).ok()?;
    Some(vec![(header::RANGE, range), (header::IF_RANGE, validator.clone())])
}

/// What the response to such a request begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Continues {
    /// What was asked for.
    WithRest,
    /// The first byte: the content has changed, or the server does not give the rest.
    FromStart,
    /// Something else.
    Elsewhere,
}

/// What the response begins with; `received` bytes were asked to be left out.
pub(super) fn continues(status: u16, headers: &HeaderMap, received: u64) -> Continues {
    if status != 206 {
        return if status == 200 { Continues::FromStart } else { Continues::Elsewhere };
    }
    let range = headers.get(header::CONTENT_RANGE).and_then(|range| range.to_str().ok());
    let range = range.and_then(|range| range.trim().strip_prefix("bytes"));
    let first = range.and_then(|range| range.trim_start().split('-').next()?.parse().ok());
    if first == Some(received) { Continues::WithRest } else { Continues::Elsewhere }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(headers: &[(&'static str, &'static str)]) -> HeaderMap {
        headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_what_is_named_exactly_is_resumed() {
        let of = |headers: &[(&'static str, &'static str)]| {
            validator(200, &map(headers)).map(|value| value.to_str().unwrap().to_owned())
        };
        let ranges = ("accept-ranges", "bytes");
        assert_eq!(of(&[ranges, ("etag", "\"a\"")]).unwrap(), "\"a\"");
        assert_eq!(of(&[ranges, ("etag", "W/\"a\"")]), None);
        assert_eq!(of(&[("accept-ranges", "none"), ("etag", "\"a\"")]), None);
        assert_eq!(of(&[("etag", "\"a\"")]), None);
        assert_eq!(of(&[ranges]), None);
        let modified = ("last-modified", "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(of(&[ranges, modified, ("date", "Sun, 06 Nov 1994 08:50:37 GMT")]).unwrap(), modified.1);
        assert_eq!(of(&[ranges, modified, ("date", "Sun, 06 Nov 1994 08:50:36 GMT")]), None);
        assert_eq!(of(&[ranges, modified]), None);
        assert_eq!(validator(206, &map(&[ranges, ("etag", "\"a\"")])), None);
    }

    #[test]
    fn the_rest_must_begin_where_it_was_asked_for() {
        let of = |status, range: &'static str| continues(status, &map(&[("content-range", range)]), 10);
        assert_eq!(of(206, "bytes 10-19/20"), Continues::WithRest);
        assert_eq!(of(206, "bytes 10-19/*"), Continues::WithRest);
        assert_eq!(of(206, "bytes 9-19/20"), Continues::Elsewhere);
        assert_eq!(of(206, "bytes */20"), Continues::Elsewhere);
        assert_eq!(of(206, "items 10-19/20"), Continues::Elsewhere);
        assert_eq!(continues(206, &HeaderMap::new(), 10), Continues::Elsewhere);
        assert_eq!(of(200, "bytes 10-19/20"), Continues::FromStart);
        assert_eq!(of(204, ""), Continues::Elsewhere);
    }
}
