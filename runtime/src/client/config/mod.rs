//! The client's options.
//!
//! In: what code sets, and what the environment sets where code does not. Out: a checked client, or an error that names
//! the option, its variable, and what is allowed. Secrets are never repeated.

mod auth_method;
mod fault;
mod read;
mod resolve;

pub use auth_method::AuthMethod;

use crate::auth::Credentials;
use crate::client::core::BuiltClient;
use crate::client::error::Error;
use crate::client::limiter::{RateLimiter, RateLimits};
use crate::client::odd_value::{OddValue, OddValueHook};
use crate::description::api::Api;
use crate::policy::retry::{RetryBudget, RetryOptions, RetryPolicy, RetrySafety};
use crate::transport::Transport;
use crate::transport::seams::{Clock, Env, Random, Timer};
use crate::transport::system::SystemEnv;
use crate::value::secret::Secret;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// All that was set, unchecked.
#[derive(Clone)]
pub(crate) struct Settings {
    api: &'static Api,
    env: Option<Arc<dyn Env>>,
    credentials: Credentials,
    auth_method: Option<AuthMethod>,
    signing_secret: Option<Secret>,
    base_url: Option<String>,
    server_url: Option<String>,
    server_variables: Vec<(String, String)>,
    user_agent: Option<String>,
    proxy: Option<Secret>,
    max_retries: Option<u32>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    retry: RetryOptions,
    retry_budget: RetryBudget,
    rate_limits: RateLimits,
    rate_limiter: Option<Arc<dyn RateLimiter>>,
    idle_timeout: Option<Duration>,
    max_body_bytes: Option<usize>,
    on_odd_value: Option<OddValueHook>,
    default_headers: Vec<(String, Secret)>,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    timer: Option<Arc<dyn Timer>>,
    random: Option<Arc<dyn Random>>,
}

/// Options of a client of one API; `C` is the generated client.
#[must_use = "a builder does nothing until `build`"]
pub struct Builder<C> {
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C> Clone for Builder<C> {
    fn clone(&self) -> Self {
        Self { settings: self.settings.clone(), client: PhantomData }
    }
}

impl<C> fmt::Debug for Builder<C> {
    /// No option is shown: many of them are secrets or may hold some.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("api", &self.settings.api.name).finish_non_exhaustive()
    }
}

impl<C: BuiltClient> Builder<C> {
    /// Options as the API has them by default. The environment is not looked at.
    pub fn new(api: &'static Api) -> Self {
        let settings = Settings {
            api,
            env: None,
            credentials: Credentials::default(),
            auth_method: None,
            signing_secret: None,
            base_url: None,
            server_url: None,
            server_variables: Vec::new(),
            user_agent: None,
            proxy: None,
            max_retries: None,
            timeout: None,
            connect_timeout: None,
            retry: RetryOptions::default(),
            retry_budget: RetryBudget::default(),
            rate_limits: RateLimits::default(),
            rate_limiter: None,
            idle_timeout: None,
            max_body_bytes: None,
            on_odd_value: None,
            default_headers: Vec::new(),
            transport: None,
            clock: None,
            timer: None,
            random: None,
        };
        Self { settings, client: PhantomData }
    }

    /// Options from the environment; those set in code take precedence.
    pub fn from_env(api: &'static Api) -> Self {
        Self::new(api).env(SystemEnv)
    }

    /// Options from a look-up in place of the environment.
    pub fn from_env_with(api: &'static Api, lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self::new(api).env(lookup)
    }

    /// Reads options that code does not set from here when the client is built.
    pub fn env(mut self, env: impl Env) -> Self {
        self.settings.env = Some(Arc::new(env));
        self
    }

    /// The API key.
    pub fn api_key(mut self, key: impl Into<Secret>) -> Self {
        self.settings.credentials.api_key = Some(key.into());
        self
    }

    /// How calls are authenticated, where the API has several ways; by the credential alone by default. The name has to be
    /// exactly one of the API's.
    pub fn auth_method(mut self, method: impl Into<AuthMethod>) -> Self {
        self.settings.auth_method = Some(method.into());
        self
    }

    /// The secret that requests are signed with: the shared text, or a private key in PEM.
    pub fn signing_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.settings.signing_secret = Some(secret.into());
        self
    }

    /// The token for bearer schemes.
    pub fn bearer_token(mut self, token: impl Into<Secret>) -> Self {
        self.settings.credentials.bearer_token = Some(token.into());
        self
    }

    /// The user name and password for basic schemes.
    pub fn basic(mut self, user: &str, password: &str) -> Self {
        self.settings.credentials.basic = Some(Secret::new(format!("{user}:{password}")));
        self
    }

    /// The secret for one scheme, by its name in the document (`user:password` for a basic one).
    pub fn credential(mut self, scheme: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.settings.credentials.named.push((scheme.into(), secret.into()));
        self
    }

    /// Where all calls go, `https://host[:port][/path]`: scheme and host in place of those of the server, with a path
    /// before the server's own. A URL that ends with the server's path is taken as it is. Operations with a server of
    /// their own go there, too.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = Some(url.into());
        self
    }

    /// The whole URL that paths come after, in place of the server's and of its path. Wins over `base_url`.
    pub fn server_url(mut self, url: impl Into<String>) -> Self {
        self.settings.server_url = Some(url.into());
        self
    }

    /// The value of a variable in the server's URL.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.server_variables.push((name.into(), value.into()));
        self
    }

    /// The `User-Agent`, in place of the crate's own.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.settings.user_agent = Some(text.into());
        self
    }

    /// The proxy for all calls, `http://[user:password@]host[:port]`.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.settings.proxy = Some(url.into());
        self
    }

    /// How often a call may be retried; 0 to 10 unless the API has its own.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.settings.max_retries = Some(retries);
        self
    }

    /// How long each attempt may take; 10 seconds unless the API has its own.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How long each attempt may take, in milliseconds.
    pub fn timeout_ms(self, milliseconds: u64) -> Self {
        self.timeout(Duration::from_millis(milliseconds))
    }

    /// How long nothing may be sent or received while a body is streamed; one minute by default, and zero is no bound. It
    /// stands in place of [`timeout`](Self::timeout) where a response is a download, events or lines, or a request
    /// uploads a file or a stream: such calls may take as long as they go on.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.idle_timeout = Some(timeout);
        self
    }

    /// How long a connection of the default transport may take to come about; half of the attempt's bound where not
    /// set. A call without a connection was not sent, and is repeated whatever it does.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = Some(timeout);
        self
    }

    /// How long a whole call may take, all attempts and waits included. No bound by default. A call that could not end
    /// in time is not started, and its last error is returned at once.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.retry.deadline = Some(deadline);
        self
    }

    /// Which calls are retried after an attempt that may have been processed; [`RetrySafety::IdempotentOnly`] by default.
    pub fn retry_safety(mut self, safety: RetrySafety) -> Self {
        self.settings.retry.safety = Some(safety);
        self
    }

    /// How long to wait before retries.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry.policy = Some(policy);
        self
    }

    /// How many retries all calls together may make beyond what successes pay for; one hundred by default. A retry that is
    /// needed to learn what became of a call with a natural or generated key is made in any case.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.settings.retry_budget = budget;
        self
    }

    /// How to keep within the API's rate limits; [`RateLimits::Described`] by default.
    pub fn rate_limits(mut self, limits: RateLimits) -> Self {
        self.settings.rate_limits = limits;
        self
    }

    /// Keeps within rate limits by another limiter, or by one that several clients share. Wins over `rate_limits`.
    pub fn rate_limiter(mut self, limiter: impl RateLimiter) -> Self {
        self.settings.rate_limiter = Some(Arc::new(limiter));
        self
    }

    /// How many bytes a response may have that is read as a whole, and each event or line of one that is not; 64 MiB by
    /// default.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_body_bytes = Some(bytes);
        self
    }

    /// A header for all calls.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.settings.default_headers.push((name.into(), value.into()));
        self
    }

    /// Sends by another transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Reads the time by another clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.settings.clock = Some(Arc::new(clock));
        self
    }

    /// Waits by another timer. By default that is Tokio's for the default transport, and [`SystemTimer`](crate::SystemTimer)
    /// for a custom one.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.settings.timer = Some(Arc::new(timer));
        self
    }

    /// Draws random numbers from elsewhere.
    pub fn random(mut self, random: impl Random) -> Self {
        self.settings.random = Some(Arc::new(random));
        self
    }

    /// Is called for each value of a response that is not as the API's document says, or that its type cannot hold (an integer
    /// beyond `i64`): its field is `None`, the value is kept in `extra`, and the call is a success all the same. For a log or a count; it runs where the response is decoded and should be quick.
    ///
    /// ```
    /// # fn client<C: sdk_runtime::BuiltClient>(builder: sdk_runtime::Builder<C>) -> Result<C, C::Error> {
    /// builder.on_odd_value(|value| eprintln!("{value}")).build()
    /// # }
    /// ```
    pub fn on_odd_value(mut self, hook: impl Fn(&OddValue<'_>) + Send + Sync + 'static) -> Self {
        self.settings.on_odd_value = Some(Arc::new(hook));
        self
    }

    /// Checks the options and makes the client.
    ///
    /// # Errors
    /// When an option is not allowed; the text names it, its variable, and what is allowed.
    pub fn build(self) -> Result<C, C::Error> {
        resolve::client(self.settings).map(C::of_built).map_err(|fault| Error::config(fault).into())
    }
}
