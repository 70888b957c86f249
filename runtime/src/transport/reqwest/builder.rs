//! The options of the default transport.
//!
//! In: timeouts, a proxy, certificates. Out: a transport, or why it cannot be had. Must not: repeat a proxy's text or a key in
//! an error.

use super::ReqwestTransport;
use super::pools::{PoolOptions, Pools};
use super::tls::{self, Certificates};
use crate::transport::is_proxy;
use crate::value::secret::Secret;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take unless it is set: half of what an attempt has by default.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Options of a [`ReqwestTransport`].
#[derive(Debug, Clone, Default)]
#[must_use = "a builder does nothing until `build`"]
pub struct ReqwestTransportBuilder {
    connect_timeout: Option<Duration>,
    proxy: Option<Secret>,
    certificates: Certificates,
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

    /// Trusts these certificates, too: one or more in PEM, such as that of a private authority. Those that the platform
    /// trusts are trusted in any case.
    pub fn root_certificates(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.certificates.trust(pem.as_ref().to_vec());
        self
    }

    /// Shows this certificate to servers that ask for one: its chain and its private key, in PEM, in one text or in two
    /// that are put together.
    pub fn client_certificate(mut self, pem: impl Into<Secret>) -> Self {
        self.certificates.show(pem.into());
        self
    }

    pub(super) fn checked_proxy(mut self, proxy: Option<Secret>) -> Self {
        self.proxy = proxy;
        self
    }

    /// Makes the transport.
    ///
    /// # Errors
    /// When the proxy is not such a URL, a certificate cannot be read, or TLS cannot be set up. Neither the proxy nor a key
    /// is repeated.
    pub fn build(self) -> Result<ReqwestTransport, TransportBuildError> {
        if self.proxy.as_ref().is_some_and(|proxy| !is_proxy(proxy.expose())) {
            return Err(TransportBuildError("the option `proxy` has to be a URL like `http://host:port`".to_owned()));
        }
        self.make().map_err(TransportBuildError)
    }

    pub(super) fn make(self) -> Result<ReqwestTransport, String> {
        let options = PoolOptions {
            connect_timeout: self.connect_timeout.unwrap_or(CONNECT_TIMEOUT),
            proxy: self.proxy,
            tls: tls::config(&self.certificates)?,
        };
        Ok(ReqwestTransport { pools: Arc::new(Pools::new(options)?) })
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
