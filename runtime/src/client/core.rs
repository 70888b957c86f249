//! The client that all services share.
//!
//! In: checked options. Out: calls. Cloning is cheap: all clones are one client, with one connection pool.

use crate::auth::Authenticator;
use crate::auth::signing::Signer;
use crate::client::base_url::Bases;
use crate::client::clock_offset::ClockOffset;
use crate::client::error::{Error, redact};
use crate::client::limiter::RateLimiter;
use crate::client::odd_value::{OddValueHook, OddValues};
use crate::description::api::Api;
use crate::policy::retry::{Budget, RetryOptions};
use crate::transport::Transport;
use crate::transport::seams::{Clock, Random, Timer};
use http::{HeaderMap, HeaderValue};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What a client is made of; checked, and never changed.
pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) bases: Bases,
    pub(crate) authenticator: Authenticator,
    pub(crate) user_agent: HeaderValue,
    pub(crate) default_headers: HeaderMap,
    pub(crate) max_retries: u32,
    pub(crate) retry: RetryOptions,
    pub(crate) budget: Budget,
    /// `None` sends at any rate.
    pub(crate) limiter: Option<Arc<dyn RateLimiter>>,
    /// `None` sends unsigned.
    pub(crate) signer: Option<Signer>,
    /// How far the server's clock is ahead of this one, as far as signatures need it.
    pub(crate) clock_offset: ClockOffset,
    /// Bound of each attempt; `None` is for ever.
    pub(crate) timeout: Option<Duration>,
    /// Bound of each wait in an exchange that streams; `None` is for ever.
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_body_bytes: usize,
    /// Is told of values that their fields cannot take.
    pub(crate) on_odd_value: Option<OddValueHook>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) timer: Arc<dyn Timer>,
    pub(crate) random: Arc<dyn Random>,
}

impl Inner {
    /// Takes what is left out of a response, if the client has a hook for it.
    pub(crate) fn odd_values(&self) -> OddValues<'_> {
        OddValues::of(self.on_odd_value.as_ref())
    }

    /// Takes the credentials of a call out of its error, where the server has sent them back. `headers` are the call's own.
    pub(crate) fn redact(&self, error: &mut Error, headers: &HeaderMap) {
        redact(error, &self.authenticator.echoes(&[&self.default_headers, headers]));
    }
}

/// A client of one API. Made by a generated crate's builder.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
    #[cfg(feature = "blocking")]
    worker: Arc<crate::client::blocking::WorkerSlot>,
}

/// A client that [`Builder`](crate::Builder) makes: this one, or that of a generated crate.
///
/// There is no conversion from the client here, because that of one version would take that of any other.
pub trait BuiltClient: Sized {
    /// Why it cannot be made; the same type as why its calls fail.
    type Error: From<Error> + Into<Error> + std::error::Error + Send + Sync + 'static;

    /// For [`Builder`](crate::Builder) only, which knows that the client is of the same API and version.
    #[doc(hidden)]
    fn of_built(client: Client) -> Self;
}

impl BuiltClient for Client {
    type Error = Error;

    fn of_built(client: Client) -> Self {
        client
    }
}

impl Client {
    pub(crate) fn from_inner(inner: Inner) -> Self {
        Self {
            inner: Arc::new(inner),
            #[cfg(feature = "blocking")]
            worker: Arc::default(),
        }
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    pub(crate) fn random(&self) -> &dyn Random {
        &*self.inner.random
    }

    /// Runs a future on the client's worker thread and waits for it on this one.
    #[cfg(feature = "blocking")]
    pub(crate) fn block_on<T, F>(&self, future: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        self.worker.run(future)
    }

    /// The API's data.
    pub fn api(&self) -> &'static Api {
        self.inner.api
    }

    /// The URL that paths are appended to, unless an operation has its own server.
    pub fn base_url(&self) -> String {
        self.inner.bases.api.to_string()
    }
}

impl fmt::Debug for Client {
    /// No credential, header or proxy is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.inner.api.name)
            .field("version", &self.inner.api.version)
            .field("base_url", &self.base_url())
            .field("timeout", &self.inner.timeout)
            .field("max_retries", &self.inner.max_retries)
            .finish_non_exhaustive()
    }
}
