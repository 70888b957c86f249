//! The connections, by the Tokio runtime that drives them.
//!
//! In: what connections are made with. Out: the pool of the runtime that the call is sent on. A connection is driven by the
//! runtime that made it: used from another one, it would hang as soon as its own is not driven. Must not: keep the pools
//! of more than a few runtimes.

use crate::transport::{TransportError, tokio_runtime};
use crate::value::secret::Secret;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::runtime::Id;

/// How many runtimes beside the first one have a pool at the same time.
const MAX_OTHERS: usize = 15;

/// What connections are made with.
pub(super) struct PoolOptions {
    pub(super) connect_timeout: Duration,
    pub(super) proxy: Option<Secret>,
    pub(super) tls: rustls::ClientConfig,
}

/// The pools of one transport.
pub(super) struct Pools {
    /// Without them the one pool serves all runtimes.
    options: Option<PoolOptions>,
    first: reqwest::Client,
    first_id: OnceLock<Id>,
    /// The one that was used last is the last.
    others: Mutex<Vec<(Id, reqwest::Client)>>,
}

impl Pools {
    pub(super) fn new(options: PoolOptions) -> Result<Self, String> {
        let first = pool(&options)?;
        Ok(Self { options: Some(options), first, first_id: OnceLock::new(), others: Mutex::default() })
    }

    #[cfg(feature = "reqwest-client")]
    pub(super) fn of(client: reqwest::Client) -> Self {
        Self { options: None, first: client, first_id: OnceLock::new(), others: Mutex::default() }
    }

    /// The pool of the runtime that this is run on.
    pub(super) fn current(&self) -> Result<reqwest::Client, TransportError> {
        let Some(handle) = tokio_runtime::current() else {
            return Err(TransportError::setup("the default transport works inside of a Tokio runtime only"));
        };
        let id = handle.id();
        match &self.options {
            Some(options) if *self.first_id.get_or_init(|| id) != id => self.other(id, options),
            _ => Ok(self.first.clone()),
        }
    }

    fn other(&self, id: Id, options: &PoolOptions) -> Result<reqwest::Client, TransportError> {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let known = others.iter().position(|(known, _)| *known == id);
        let client = match known {
            Some(index) => others.remove(index).1,
            None => pool(options).map_err(TransportError::setup)?,
        };
        if others.len() == MAX_OTHERS {
            others.remove(0);
        }
        others.push((id, client.clone()));
        Ok(client)
    }
}

/// A client with a pool of its own.
fn pool(options: &PoolOptions) -> Result<reqwest::Client, String> {
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(options.tls.clone())
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(options.connect_timeout)
        .retry(reqwest::retry::never())
        .no_proxy();
    if let Some(proxy) = &options.proxy {
        let proxy = reqwest::Proxy::all(proxy.expose()).map_err(|_| "the proxy is not a URL".to_owned())?;
        builder = builder.proxy(proxy);
    }
    builder.build().map_err(|_| "the HTTP client cannot be built".to_owned())
}
