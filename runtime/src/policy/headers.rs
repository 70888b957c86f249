//! Headers by their names.
//!
//! In: headers, a name. Out: the value, or the headers with one. Compiled once: what the map does for a name is a lot of
//! code, which would stand at each place that asks. Must not: know what a header means.

use http::{HeaderMap, HeaderName, HeaderValue};

/// The first value of a name.
#[inline(never)]
pub(crate) fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a HeaderValue> {
    headers.get(name)
}

/// The same as text, where it is text.
pub(crate) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    value(headers, name)?.to_str().ok()
}

/// Sets a header, in place of all values that it has.
#[inline(never)]
pub(crate) fn set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.insert(name, value);
}
