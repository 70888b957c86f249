//! An endpoint that the API's document does not describe.
//!
//! In: a method and a path, written by the caller. Out: an operation like those of the document. Nothing here acts.

use super::operation::{Idempotency, Method, Operation};

/// An endpoint that the API's document does not describe. [`Client::request`](crate::Client::request) calls it with the
/// client's credentials, signature, limits and retries.
///
/// ```
/// use sdk_runtime::Endpoint;
/// static GET_LABEL: Endpoint = Endpoint::get("/labels/{id}").payload(&["data"]);
/// static SEARCH: Endpoint = Endpoint::post("/labels/search").idempotent();
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use = "it does nothing until it is called"]
pub struct Endpoint(pub(crate) Operation);

impl Endpoint {
    const fn new(method: Method, path: &'static str) -> Self {
        Self(Operation::new(path, method, path))
    }

    /// `GET`. The path comes after the server's URL, and may have parameters: `/labels/{id}`.
    pub const fn get(path: &'static str) -> Self {
        Self::new(Method::Get, path)
    }

    /// `POST`. It is not retried once it may have been processed; see [`idempotent`](Self::idempotent).
    pub const fn post(path: &'static str) -> Self {
        Self::new(Method::Post, path)
    }

    /// `PUT`.
    pub const fn put(path: &'static str) -> Self {
        Self::new(Method::Put, path)
    }

    /// `PATCH`. It is not retried once it may have been processed; see [`idempotent`](Self::idempotent).
    pub const fn patch(path: &'static str) -> Self {
        Self::new(Method::Patch, path)
    }

    /// `DELETE`.
    pub const fn delete(path: &'static str) -> Self {
        Self::new(Method::Delete, path)
    }

    /// Says that a second execution does no harm, whatever the method: the call may always be retried.
    pub const fn idempotent(mut self) -> Self {
        self.0 = self.0.idempotency(Idempotency::Idempotent);
        self
    }

    /// Where the data is in the response: property names from the root of the body down. The whole body by default.
    pub const fn payload(mut self, path: &'static [&'static str]) -> Self {
        self.0 = self.0.payload(path);
        self
    }

    /// A rate limit of its own: at most `calls` in any `per_ms` milliseconds. By default it shares that of the API.
    pub const fn rate_limit(mut self, calls: u32, per_ms: u64) -> Self {
        self.0 = self.0.rate_limit(calls, per_ms);
        self
    }
}
