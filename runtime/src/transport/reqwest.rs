//! The default transport: reqwest with rustls on ring, trusting what the platform trusts.
//!
//! In: one request. Out: one response with its body, unread. Follows no redirect, so that no credential goes elsewhere;
//! reads no proxy from the environment; keeps connections.

use super::body::Body;
use super::{SendOptions, Transport, TransportError, is_proxy};
use crate::content::source::{Fault, Source};
use crate::transport::seams::BoxFuture;
use crate::value::secret::Secret;
use bytes::Bytes;
use http_body::{Body as _, Frame};
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt as _;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// How long a connection may take unless it is said: half of what an attempt has by default.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

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
    client: reqwest::Client,
    /// A pool of its own for blocking calls: a connection is driven by the runtime that made it, and a thread that waits
    /// inside a runtime may be the one that would have to drive it. Made by the first such call.
    #[cfg(feature = "blocking")]
    blocking: Arc<std::sync::OnceLock<Result<reqwest::Client, String>>>,
    #[cfg(feature = "blocking")]
    connect_timeout: Duration,
    #[cfg(feature = "blocking")]
    proxy: Option<Secret>,
}

impl std::fmt::Debug for ReqwestTransport {
    /// Bare: the client inside holds the proxy's password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReqwestTransport")
    }
}

/// Options of a [`ReqwestTransport`].
#[derive(Debug, Clone, Default)]
#[must_use = "a builder does nothing until `build`"]
pub struct ReqwestTransportBuilder {
    connect_timeout: Option<Duration>,
    proxy: Option<Secret>,
}

impl ReqwestTransportBuilder {
    /// How long a connection may take to come about; 5 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// The proxy for all calls, `http://[user:password@]host[:port]`.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Makes the transport.
    ///
    /// # Errors
    /// When the proxy is not such a URL, or TLS cannot be set up. The proxy's text is not repeated.
    pub fn build(self) -> Result<ReqwestTransport, TransportBuildError> {
        if self.proxy.as_ref().is_some_and(|proxy| !is_proxy(proxy.expose())) {
            return Err(TransportBuildError("the option `proxy` has to be a URL like `http://host:port`".to_owned()));
        }
        let connect_timeout = self.connect_timeout.unwrap_or(CONNECT_TIMEOUT);
        ReqwestTransport::build(connect_timeout, self.proxy.as_ref()).map_err(TransportBuildError)
    }
}

/// Why a transport cannot be built. Holds neither the text of a proxy nor a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportBuildError(String);

impl std::fmt::Display for TransportBuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TransportBuildError {}

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

    /// The transport, or why it cannot be had (never with the proxy's text). The proxy is checked already.
    pub(crate) fn build(connect_timeout: Duration, proxy: Option<&Secret>) -> Result<Self, String> {
        Ok(Self {
            client: pool(connect_timeout, proxy)?,
            #[cfg(feature = "blocking")]
            blocking: Arc::default(),
            #[cfg(feature = "blocking")]
            connect_timeout,
            #[cfg(feature = "blocking")]
            proxy: proxy.cloned(),
        })
    }

    /// The pool whose connections are driven by the runtime that this is run on.
    #[cfg(feature = "blocking")]
    fn pool(&self) -> Result<&reqwest::Client, TransportError> {
        if !super::worker_thread::is_current() {
            return Ok(&self.client);
        }
        let made = self.blocking.get_or_init(|| pool(self.connect_timeout, self.proxy.as_ref()));
        made.as_ref().map_err(|fault| TransportError::other(fault.clone()))
    }

    #[cfg(not(feature = "blocking"))]
    #[allow(clippy::unnecessary_wraps, reason = "the other one can fail")]
    fn pool(&self) -> Result<&reqwest::Client, TransportError> {
        Ok(&self.client)
    }
}

/// A client with a pool of its own.
fn pool(connect_timeout: Duration, proxy: Option<&Secret>) -> Result<reqwest::Client, String> {
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls()?)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(connect_timeout)
        .retry(reqwest::retry::never())
        .no_proxy();
    if let Some(proxy) = proxy {
        let proxy = reqwest::Proxy::all(proxy.expose()).map_err(|_| "the proxy is not a URL".to_owned())?;
        builder = builder.proxy(proxy);
    }
    builder.build().map_err(|_| "the HTTP client cannot be built".to_owned())
}

/// TLS with ring and the platform's roots. The provider is given here, so that none is installed for the process.
fn tls() -> Result<rustls::ClientConfig, String> {
    let mut config = rustls::ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_platform_verifier())
        .map_err(|error| format!("TLS cannot be set up: {error}"))?
        .with_no_client_auth();
    if cfg!(feature = "http2") {
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    }
    Ok(config)
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
        let request = request.map(|body| match body.as_bytes() {
            Some(bytes) => reqwest::Body::from(bytes.clone()),
            None => reqwest::Body::wrap(body),
        });
        let mut request = reqwest::Request::try_from(request).map_err(failure)?;
        *request.timeout_mut() = options.timeout;
        let received = self.pool()?.execute(request).await.map_err(failure)?;
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

/// The URL is taken out: its query may hold a key.
fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    // A connection that takes too long is both; what counts is that nothing was sent.
    if error.is_connect() {
        TransportError::connect(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::other(error)
    }
}
