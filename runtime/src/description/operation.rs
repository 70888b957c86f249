//! An operation as data.
//!
//! In: what the generator knows of one call. Out: a static that the pipeline reads. Nothing here acts.

use super::pagination::Pagination;
use crate::wire::json_property::{self, SetProperty};
use std::time::Duration;

/// The HTTP methods of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// The method as the `http` crate has it.
    pub const fn to_http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Put => http::Method::PUT,
            Self::Post => http::Method::POST,
            Self::Delete => http::Method::DELETE,
            Self::Options => http::Method::OPTIONS,
            Self::Head => http::Method::HEAD,
            Self::Patch => http::Method::PATCH,
            Self::Trace => http::Method::TRACE,
        }
    }
}

/// A set of HTTP statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// This one.
    Exact(u16),
    /// A hundred: `Class(2)` is 200 to 299.
    Class(u8),
    /// Any status that is not named otherwise.
    Default,
}

impl Status {
    /// Whether the status is one of these.
    pub const fn contains(self, status: u16) -> bool {
        match self {
            Self::Exact(exact) => exact == status,
            Self::Class(class) => class as u16 == status / 100,
            Self::Default => true,
        }
    }
}

/// Whether a call may be retried when it is not known what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Idempotency {
    /// Safe to retry.
    Idempotent,
    /// Must not be retried once it may have been processed.
    NotIdempotent,
    /// A retry is rejected with an "already done" code, because the API knows these properties as a natural key.
    NaturalKey(&'static [&'static str]),
    /// Safe to repeat, because each call has a key in this header by which the API knows its repeats. The client generates
    /// it unless the caller sets the header.
    KeyHeader(&'static str),
    /// As [`KeyHeader`](Self::KeyHeader), with the key in this property of the JSON body. A name with dots goes down from
    /// object to object.
    KeyProperty(&'static str),
}

/// A number of calls in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    pub(crate) calls: u32,
    pub(crate) per_ms: u64,
}

impl RateLimit {
    /// At most `calls` in any `per_ms` milliseconds.
    pub const fn new(calls: u32, per_ms: u64) -> Self {
        Self { calls, per_ms }
    }

    /// Calls in each window.
    pub const fn calls(&self) -> u32 {
        self.calls
    }

    /// The length of the window.
    pub const fn window(&self) -> Duration {
        Duration::from_millis(self.per_ms)
    }
}

/// A body that is a list of bounded length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Batch {
    pub(crate) max_items: u32,
    /// Property names from the body down to the list.
    pub(crate) path: &'static [&'static str],
}

/// One call of the API: its path and its behaviour.
///
/// ```
/// use sdk_runtime::__private::{Idempotency, Method, Operation, Status};
/// static GET_THING: Operation = Operation::new("get-thing", Method::Get, "/things/{id}")
///     .success(&[Status::Exact(200)])
///     .payload(&["data"])
///     .idempotency(Idempotency::Idempotent);
/// assert_eq!(GET_THING.id(), "get-thing");
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use = "it does nothing until it is part of an API"]
pub struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) success: &'static [Status],
    pub(crate) payload: &'static [&'static str],
    pub(crate) idempotency: Idempotency,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) security: Option<&'static [&'static [&'static str]]>,
    pub(crate) server: Option<&'static str>,
    pub(crate) server_variables: &'static [(&'static str, &'static str)],
    pub(crate) accept: &'static str,
    pub(crate) pagination: Option<Pagination>,
    pub(crate) batch: Option<Batch>,
    pub(crate) last_event: Option<&'static str>,
    /// Reads and sets the property of a key. Only an operation with one names it, so that others are not linked with it.
    pub(crate) key_property: Option<KeyProperty>,
}

/// What a key in a property of the body takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyProperty {
    pub(crate) get: for<'a> fn(&'a [u8], &str) -> Option<&'a str>,
    pub(crate) set: SetProperty,
}

impl Operation {
    /// An operation by its id, method and path template (`/things/{id}`). Its idempotency is that of the method.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        let idempotency = match method {
            Method::Post | Method::Patch => Idempotency::NotIdempotent,
            _ => Idempotency::Idempotent,
        };
        Self {
            id,
            method,
            path,
            success: &[],
            payload: &[],
            idempotency,
            rate_limit: None,
            security: None,
            server: None,
            server_variables: &[],
            accept: "application/json, */*;q=0.5",
            pagination: None,
            batch: None,
            last_event: None,
            key_property: None,
        }
    }

    /// Statuses that mean success beside every 2xx.
    pub const fn success(mut self, statuses: &'static [Status]) -> Self {
        self.success = statuses;
        self
    }

    /// Property names from the root of the body down to the payload.
    pub const fn payload(mut self, path: &'static [&'static str]) -> Self {
        self.payload = path;
        self
    }

    /// Whether the call may be retried.
    pub const fn idempotency(mut self, idempotency: Idempotency) -> Self {
        self.idempotency = idempotency;
        self.key_property = match idempotency {
            Idempotency::KeyProperty(_) => Some(KeyProperty { get: json_property::get, set: json_property::set }),
            _ => None,
        };
        self
    }

    /// At most `calls` in any `per_ms` milliseconds.
    pub const fn rate_limit(mut self, calls: u32, per_ms: u64) -> Self {
        self.rate_limit = Some(RateLimit { calls, per_ms });
        self
    }

    /// Alternatives of scheme names, in place of the API's own. An empty list, or an empty alternative, needs none.
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.security = Some(alternatives);
        self
    }

    /// A server of this operation's own.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Defaults of the variables in this operation's own server.
    pub const fn server_variables(mut self, defaults: &'static [(&'static str, &'static str)]) -> Self {
        self.server_variables = defaults;
        self
    }

    /// The `Accept` header, where JSON is not the first choice.
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = media_types;
        self
    }

    /// The data of the event that ends a stream of events, where there is such an event. It is no event of the stream.
    pub const fn last_event(mut self, data: &'static str) -> Self {
        self.last_event = Some(data);
        self
    }

    /// How further pages are asked for.
    pub const fn pagination(mut self, pagination: Pagination) -> Self {
        self.pagination = Some(pagination);
        self
    }

    /// At most `max_items` elements in the list at `path`, counted from the body (empty: the body is the list). A call
    /// with more is rejected before it is sent.
    ///
    /// ```
    /// use sdk_runtime::__private::{Method, Operation};
    /// static IMPORT: Operation = Operation::new("import", Method::Post, "/things/batch").batch(40, &[]);
    /// ```
    pub const fn batch(mut self, max_items: u32, path: &'static [&'static str]) -> Self {
        self.batch = Some(Batch { max_items, path });
        self
    }

    /// The id in the API's document.
    pub const fn id(&self) -> &'static str {
        self.id
    }
}
