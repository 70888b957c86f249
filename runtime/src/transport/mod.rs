//! The seam to the network.
//!
//! In: one request, ready to be sent. Out: the head of one response and its body, unread, or why there is none. A
//! transport sends exactly once: it does not repeat, follow redirects, or keep cookies.

pub(crate) mod body;

#[cfg(feature = "test-util")]
mod fake;
mod function;
pub(crate) mod idle;
#[cfg(feature = "reqwest")]
mod reqwest;
pub(crate) mod seams;
pub(crate) mod system;
pub(crate) mod timer;
#[cfg(feature = "reqwest")]
mod tokio_runtime;

#[cfg(feature = "reqwest")]
pub use self::reqwest::{ReqwestTransport, ReqwestTransportBuilder, TransportBuildError};
#[cfg(feature = "test-util")]
pub use fake::{FakeResponse, FakeTransport};
pub use function::{TransportFn, transport_fn};

use crate::policy::retry::TransportKind;
use body::Body;
pub(crate) use body::Collected;
use http::HeaderMap;
use seams::BoxFuture;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Bounds of one sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SendOptions {
    timeout: Option<Duration>,
}

impl SendOptions {
    /// No bound.
    #[must_use]
    pub const fn new() -> Self {
        Self { timeout: None }
    }

    /// The same with a bound, or without.
    #[must_use]
    pub const fn with_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long the whole exchange may take, the response's body included: its last chunk must come in that time.
    /// `None` is for ever; exchanges that stream are bounded by the client itself.
    #[must_use]
    pub const fn timeout(&self) -> Option<Duration> {
        self.timeout
    }
}

/// Whether the text is `http(s)://[user:password@]host[:port]`.
pub(crate) fn is_proxy(text: &str) -> bool {
    let Ok(uri) = text.trim().parse::<http::Uri>() else { return false };
    matches!(uri.scheme_str(), Some("http" | "https"))
        && uri.host().is_some_and(|host| !host.is_empty())
        && uri.query().is_none()
        && matches!(uri.path(), "" | "/")
}

/// Sends requests.
///
/// `ReqwestTransport` shows how to put something around the default one.
///
/// ```
/// use sdk_runtime::{Body, BoxFuture, SendOptions, Transport, TransportError, http};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// impl Transport for Offline {
///     fn send(
///         &self,
///         _request: http::Request<Body>,
///         _options: SendOptions,
///     ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         Box::pin(async { Err(TransportError::connect("the network is off")) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request once, and gives the response as soon as its head has come. Its body is read afterwards, or
    /// dropped, which closes the exchange.
    fn send(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request, options)
    }
}

/// Why there is no whole response.
#[must_use = "it is returned"]
pub struct TransportError {
    kind: TransportKind,
    source: Box<dyn StdError + Send + Sync>,
    head: Option<Box<Head>>,
}

/// What had come of a response before it broke off.
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
}

impl TransportError {
    /// The response did not come in time; the request may have been processed.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportKind::Timeout, source.into())
    }

    /// No connection came about: nothing was sent, so nothing was processed.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportKind::Connect, source.into())
    }

    /// No connection came about, and none will as long as nothing is changed: a certificate is not trusted, or a proxy
    /// wants credentials. Nothing was sent, and the call is not retried.
    pub fn setup(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportKind::Setup, source.into())
    }

    /// The response has more than the allowed bytes; the request was processed, and would get the same response again.
    pub fn too_large(max_bytes: usize) -> Self {
        Self::new(TransportKind::TooLarge, format!("the response has more than {max_bytes} bytes").into())
    }

    /// Anything else; the request may have been processed.
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportKind::Other, source.into())
    }

    fn new(kind: TransportKind, source: Box<dyn StdError + Send + Sync>) -> Self {
        Self { kind, source, head: None }
    }

    /// The same, after status and headers of the response had come: the call's error tells them, and a status of failure
    /// counts as if the body had come, too.
    pub fn after_head(mut self, status: http::StatusCode, headers: HeaderMap) -> Self {
        self.head = Some(Box::new(Head { status: status.as_u16(), headers }));
        self
    }

    /// The status of the response, if that much of it had come.
    pub fn status(&self) -> Option<u16> {
        self.head.as_ref().map(|head| head.status)
    }

    /// What happened to a response that had begun.
    pub(crate) const fn after_head_text(&self) -> &'static str {
        match self.kind {
            TransportKind::Timeout => "the response did not end in time",
            TransportKind::TooLarge => "the response was not read to its end",
            TransportKind::Connect | TransportKind::Setup | TransportKind::Other => "the response broke off",
        }
    }

    pub(crate) fn take_head(&mut self) -> Option<Head> {
        self.head.take().map(|head| *head)
    }

    /// Whether the response did not come in time.
    pub fn is_timeout(&self) -> bool {
        self.kind == TransportKind::Timeout
    }

    /// Whether no connection came about, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self.kind, TransportKind::Connect | TransportKind::Setup)
    }

    /// Puts another cause in place of that which there was.
    pub(crate) fn set_source(&mut self, source: Box<dyn StdError + Send + Sync>) {
        self.source = source;
    }

    pub(crate) const fn kind(&self) -> TransportKind {
        self.kind
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("TransportError");
        out.field("kind", &self.kind).field("status", &self.status()).field("source", &self.source).finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(status) = self.status() {
            return write!(f, "{} (status {status})", self.after_head_text());
        }
        f.write_str(match self.kind {
            TransportKind::Timeout => "no response in time",
            TransportKind::Connect | TransportKind::Setup => "no connection",
            TransportKind::TooLarge => "the response was not read to its end",
            TransportKind::Other => "the exchange broke off",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
