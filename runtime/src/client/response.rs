//! A decoded response with its status and headers.
//!
//! In: the data, the status and the headers. Out: accessors. The body is gone by then: it became the data.

use crate::description::api::Api;
use crate::policy::headers;
use crate::policy::rate::{self, RateLimitStatus};
use crate::policy::retry::attempts::Attempts;
use http::HeaderMap;
use std::fmt;
use std::ops::Deref;

/// What a response has beside its data.
#[derive(Debug, Clone)]
pub(crate) struct Meta {
    pub(crate) api: &'static Api,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// When the response was received, in seconds since 1970.
    pub(crate) received: u64,
    pub(crate) attempts: Attempts,
}

impl Meta {
    pub(crate) const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        request_id(self.api, &self.headers)
    }

    pub(crate) fn rate_limit(&self) -> RateLimitStatus {
        rate::read(&self.headers, &self.api.rate_headers, self.received)
    }
}

/// The first of the API's request-id headers that is there.
pub(crate) fn request_id<'a>(api: &Api, headers: &'a HeaderMap) -> Option<&'a str> {
    api.request_id_headers.iter().find_map(|name| headers::text(headers, name))
}

/// A decoded response: its data, status and headers.
#[derive(Clone)]
pub struct Response<T> {
    data: T,
    meta: Meta,
}

impl<T> Response<T> {
    pub(crate) const fn new(data: T, meta: Meta) -> Self {
        Self { data, meta }
    }

    /// The data.
    pub fn into_inner(self) -> T {
        self.data
    }

    pub(crate) fn into_meta(self) -> Meta {
        self.meta
    }

    /// The data.
    pub const fn data(&self) -> &T {
        &self.data
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        self.meta.status
    }

    /// The response's headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.meta.headers
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.meta.request_id()
    }

    /// The API version that served the call, as the response states it.
    pub fn served_version(&self) -> Option<&str> {
        headers::text(&self.meta.headers, self.meta.api.version_header?)
    }

    /// The state of the rate limit.
    pub fn rate_limit(&self) -> RateLimitStatus {
        self.meta.rate_limit()
    }

    /// The attempts that it took.
    pub const fn attempts(&self) -> &Attempts {
        &self.meta.attempts
    }

    /// The same response with other data.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response { data: change(self.data), meta: self.meta }
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Short: neither the headers nor what is the same for all calls.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts().count())
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}
