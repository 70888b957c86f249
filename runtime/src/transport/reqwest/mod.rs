//! The default transport: reqwest with rustls on ring, trusting what the platform trusts.
//!
//! In: one request. Out: one response with its body, unread. Follows no redirect, so that no credential goes elsewhere;
//! reads no proxy from the environment; keeps connections.

mod builder;
mod failure;
mod outgoing;
mod pools;
mod tls;

pub use builder::{ReqwestTransportBuilder, TransportBuildError};

use super::body::Body;
use super::{SendOptions, Transport, TransportError};
use crate::content::source::{Fault, Source};
use crate::transport::seams::BoxFuture;
use crate::value::secret::Secret;
use bytes::Bytes;
use failure::{failure, unsent};
use http_body::{Body as _, Frame};
use outgoing::outgoing;
use pools::Pools;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The default transport. A client makes one by itself; who makes one by hand puts something around it:
///
/// ```
/// use sdk_runtime::{Body, BoxFuture, ReqwestTransport, SendOptions, Transport, TransportError, http};
///
/// /// Logs each exchange. Headers and queries may hold secrets, so they stay out.
/// struct Logged(ReqwestTransport);
///
/// impl Transport for Logged {
///     fn send(
///         &self,
///         request: http::Request<Body>,
///         options: SendOptions,
///     ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         let (method, path) = (request.method().clone(), request.uri().path().to_owned());
///         Box::pin(async move {
///             let response = self.0.send(request, options).await;
///             match &response {
///                 Ok(response) => println!("{method} {path}: {}", response.status().as_u16()),
///                 Err(error) => println!("{method} {path}: {error}"),
///             }
///             response
///         })
///     }
/// }
///
/// let transport = Logged(ReqwestTransport::new()?);
/// // … Builder::transport(transport) …
/// # Ok::<(), sdk_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct ReqwestTransport {
    pools: Arc<Pools>,
}

impl std::fmt::Debug for ReqwestTransport {
    /// Bare: the client inside holds the proxy's password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReqwestTransport")
    }
}

impl ReqwestTransport {
    /// A transport with the defaults.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new() -> Result<Self, TransportBuildError> {
        Self::builder().build()
    }

    /// A transport with options.
    ///
    /// ```
    /// use sdk_runtime::ReqwestTransport;
    /// use std::time::Duration;
    /// let transport = ReqwestTransport::builder().connect_timeout(Duration::from_secs(2)).build()?;
    /// # Ok::<(), sdk_runtime::Error>(())
    /// ```
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::default()
    }

    /// Makes the TLS provider of this crate that of the process, if there is none yet.
    ///
    /// This crate needs no such thing: its own connections bring the provider. But it switches on the feature
    /// `rustls-no-provider` of reqwest, and where a program uses reqwest 0.13 itself, without any TLS feature, its
    /// `reqwest::Client::new()` panics then. Called at the start of `main`, this cures it.
    pub fn install_crypto_provider() {
        // An error only says that there is one already, which is what is wanted.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }

    /// A transport that sends with a client of your own. Make that with `redirect(Policy::none())`, so that no credential
    /// follows a redirect to another host, and with `retry(never())`, so that nothing is sent twice without the retry
    /// policy. Its connections belong to the Tokio runtime that it is first used on: use it on one only.
    ///
    /// With the feature `reqwest-client`, whose API moves with the version of reqwest.
    #[cfg(feature = "reqwest-client")]
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self { pools: Arc::new(Pools::of(client)) }
    }

    /// The transport, or why it cannot be had (never with the proxy's text). The proxy is checked already.
    pub(crate) fn with(connect_timeout: Duration, proxy: Option<Secret>) -> Result<Self, String> {
        Self::builder().connect_timeout(connect_timeout).checked_proxy(proxy).make()
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(self.exchange(request, options))
    }
}

impl ReqwestTransport {
    async fn exchange(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> Result<http::Response<Body>, TransportError> {
        let pool = self.pools.current()?;
        let (head, body) = request.into_parts();
        let (body, progress) = outgoing(body);
        let request = http::Request::from_parts(head, body);
        let mut request = reqwest::Request::try_from(request).map_err(failure)?;
        *request.timeout_mut() = options.timeout();
        let received = pool.execute(request).await;
        let received = received.map_err(|error| if progress.is_unsent() { unsent(error) } else { failure(error) })?;
        Ok(http::Response::from(received).map(|body| Body::stream(Received(body))))
    }
}

/// The body of a response.
struct Received(reqwest::Body);

impl Source for Received {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        loop {
            let Some(frame) = ready!(Pin::new(&mut self.0).poll_frame(context)) else { return Poll::Ready(None) };
            match frame.map(Frame::into_data) {
                Ok(Ok(data)) => return Poll::Ready(Some(Ok(data))),
                // Trailers.
                Ok(Err(_)) => {}
                Err(error) => return Poll::Ready(Some(Err(failure(error).into()))),
            }
        }
    }

    fn length(&self) -> Option<u64> {
        self.0.size_hint().exact()
    }
}
