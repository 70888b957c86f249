//! The seam to the network.
//!
//! In: one request, ready to be sent. Out: one answer, or why there is none. A transport sends exactly once: it does
//! not repeat, follow redirects, or keep cookies.

#[cfg(feature = "test-util")]
mod fake;
#[cfg(feature = "reqwest")]
mod reqwest;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "test-util")]
pub use fake::{FakeReply, FakeTransport};

use crate::seams::BoxFuture;
use bytes::Bytes;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Bounds of one sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SendOptions {
    /// How long the whole exchange may take, the answer's body included. `None` is for ever.
    pub timeout: Option<Duration>,
    /// How many bytes the answer's body may have.
    pub max_body_bytes: usize,
}

/// Sends requests.
///
/// ```
/// use sdk_runtime::{BoxFuture, Bytes, SendOptions, Transport, TransportError, http};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// impl Transport for Offline {
///     fn send(
///         &self,
///         _request: http::Request<Bytes>,
///         _options: SendOptions,
///     ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
///         Box::pin(async { Err(TransportError::connect("the network is off")) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request once.
    fn send(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request, options)
    }
}

/// How far a failed sending came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TransportKind {
    Timeout,
    Connect,
    TooLarge,
    Other,
}

/// Why there is no answer.
pub struct TransportError {
    kind: TransportKind,
    source: Box<dyn StdError + Send + Sync>,
}

impl TransportError {
    /// The answer did not come in time; the request may have been processed.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind: TransportKind::Timeout, source: source.into() }
    }

    /// No connection came about: nothing was sent, so nothing was processed.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind: TransportKind::Connect, source: source.into() }
    }

    /// The answer has more than the allowed bytes; the request was processed, and would be answered so again.
    pub fn too_large(max_bytes: usize) -> Self {
        let source = format!("the answer has more than {max_bytes} bytes").into();
        Self { kind: TransportKind::TooLarge, source }
    }

    /// Anything else; the request may have been processed.
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind: TransportKind::Other, source: source.into() }
    }

    /// Whether the answer did not come in time.
    pub fn is_timeout(&self) -> bool {
        self.kind == TransportKind::Timeout
    }

    /// Whether no connection came about, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.kind == TransportKind::Connect
    }

    pub(crate) const fn kind(&self) -> TransportKind {
        self.kind
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError").field("kind", &self.kind).field("source", &self.source).finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportKind::Timeout => "no answer in time",
            TransportKind::Connect => "no connection",
            TransportKind::TooLarge => "the answer was not read to its end",
            TransportKind::Other => "the exchange broke off",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
