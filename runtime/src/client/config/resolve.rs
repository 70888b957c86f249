//! From settings to a client.
//!
//! In: all that was set. Out: a client, or the first fault. Options are checked one by one, each with its own message.

use super::fault::{self, Origin};
use super::{AuthMethod, Settings};
use crate::auth::signing::Signer;
use crate::auth::{Authenticator, secret_header};
use crate::client::base_url::{BaseUrl, Bases};
use crate::client::clock_offset::ClockOffset;
use crate::client::core::{Client, Inner};
use crate::client::limiter::{RateLimiter, RateLimits, WindowLimiter};
use crate::description::options::{OptionName, milliseconds};
use crate::description::signing::Signing;
use crate::policy::headers::set;
use crate::policy::retry::Budget;
use crate::transport::seams::{Clock, Timer};
use crate::transport::system::{SystemClock, SystemRandom};
use crate::transport::timer::SystemTimer;
use crate::transport::{Transport, is_proxy};
use crate::value::secret::Secret;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::sync::Arc;
use std::time::Duration;

/// Bounds the memory that one response can take.
const MAX_BODY_BYTES: usize = 64 << 20;

/// How long nothing may be sent or received while a body is streamed.
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);

/// How long a connection may take where attempts have no bound.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Makes the client.
pub(super) fn client(mut settings: Settings) -> Result<Client, String> {
    credentials(&mut settings)?;
    let signer = signer(&settings)?;
    let max_retries = settings.number(settings.max_retries.map(u64::from), OptionName::MaxRetries)?;
    let timeout = timeout(&settings)?;
    let bases = bases(&settings)?;
    let clock = settings.clock.clone().unwrap_or_else(|| Arc::new(SystemClock::new()));
    let timer = settings.timer.clone().unwrap_or_else(|| default_timer(&settings));
    let inner = Inner {
        api: settings.api,
        bases,
        user_agent: user_agent(&settings)?,
        default_headers: default_headers(&settings)?,
        max_retries: u32::try_from(max_retries).unwrap_or(u32::MAX),
        timeout,
        idle_timeout: Some(settings.idle_timeout.unwrap_or(IDLE_TIMEOUT)).filter(|idle| !idle.is_zero()),
        max_body_bytes: settings.max_body_bytes.unwrap_or(MAX_BODY_BYTES),
        transport: transport(&settings, timeout)?,
        retry: settings.retry,
        budget: Budget::new(settings.retry_budget),
        limiter: limiter(&settings, &clock, &timer)?,
        signer,
        on_odd_value: settings.on_odd_value,
        clock_offset: ClockOffset::default(),
        clock,
        timer,
        random: settings.random.unwrap_or_else(|| Arc::new(SystemRandom::default())),
        authenticator: Authenticator::new(settings.credentials, settings.api),
    };
    Ok(Client::from_inner(inner))
}

/// Completes the credentials from the environment and checks that they can be sent.
fn credentials(settings: &mut Settings) -> Result<(), String> {
    let key = settings.find(settings.credentials.api_key.clone(), OptionName::ApiKey, Secret::from);
    if let Some(key) = key {
        // Blanks around a key come from copying; none is ever part of one.
        let value = Secret::new(key.value.expose().trim());
        let name = || fault::name(settings.api, OptionName::ApiKey, key.origin);
        if value.expose().is_empty() {
            return Err(format!("{} is empty", name()));
        }
        if secret_header(value.expose()).is_none() {
            return Err(format!("{} has characters that headers cannot have", name()));
        }
        settings.credentials.api_key = Some(value);
    }
    // In code, a client without a credential may be intended, for calls that need none; from the environment it is not.
    if settings.env.is_some() && !settings.credentials.satisfy(settings.api) {
        let why = format!("{} needs a credential", settings.api.shown_name());
        return Err(fault::missing(settings, OptionName::ApiKey, &why));
    }
    for (scheme, _) in &settings.credentials.named {
        if settings.api.scheme(scheme).is_none() {
            let known: Vec<&str> = settings.api.schemes.iter().map(|scheme| scheme.name).collect();
            return Err(format!("there is no security scheme `{scheme}`; there is {}", listed(&known)));
        }
    }
    Ok(())
}

/// The signer, where the method is one of the API's modes. Names are taken only as they are: a near miss that sent
/// unsigned calls would be found out late.
fn signer(settings: &Settings) -> Result<Option<Signer>, String> {
    let api = settings.api;
    let Some(found) = settings.find(settings.auth_method.clone(), OptionName::AuthMethod, AuthMethod::from) else {
        return Ok(None);
    };
    let given = found.value.name();
    if api.signing.is_some_and(|signing| signing.unsigned == Some(given)) {
        return Ok(None);
    }
    let named = api.signing.and_then(|signing| {
        let mode = signing.modes.iter().find(|mode| mode.name == given)?;
        Some((signing, *mode))
    });
    let Some((signing, mode)) = named else {
        let known: Vec<&str> = api.signing.iter().flat_map(Signing::method_names).collect();
        let name = fault::name(api, OptionName::AuthMethod, found.origin);
        return Err(match known.is_empty() {
            true => format!("{name} has no effect: {} does not sign requests", api.shown_name()),
            false => format!("{name} has to be {}, but is `{given}`", listed(&known)),
        });
    };
    let secret = settings.find(settings.signing_secret.clone(), OptionName::SigningSecret, Secret::from);
    let Some(secret) = secret.filter(|secret| !secret.value.expose().trim().is_empty()) else {
        let why = format!("the method `{}` signs with it", mode.name);
        return Err(fault::missing(settings, OptionName::SigningSecret, &why));
    };
    let name = fault::name(api, OptionName::SigningSecret, secret.origin);
    Signer::new(signing, mode, secret.value.expose()).map(Some).map_err(|fault| format!("{name} {fault}"))
}

/// What keeps the rate.
fn limiter(
    settings: &Settings,
    clock: &Arc<dyn Clock>,
    timer: &Arc<dyn Timer>,
) -> Result<Option<Arc<dyn RateLimiter>>, String> {
    if let Some(own) = &settings.rate_limiter {
        return Ok(Some(Arc::clone(own)));
    }
    let limiter = || WindowLimiter::new(Arc::clone(clock), Arc::clone(timer));
    match settings.rate_limits {
        RateLimits::Off => Ok(None),
        RateLimits::Described => Ok(Some(Arc::new(limiter()))),
        RateLimits::Percent(percent @ 1..=100) => Ok(Some(Arc::new(limiter().percent(percent)))),
        RateLimits::Percent(percent) => {
            Err(format!("the option `rate_limits` has to be from 1 to 100 percent, but is `{percent}`"))
        }
    }
}

fn timeout(settings: &Settings) -> Result<Option<Duration>, String> {
    let code = settings.timeout.map(milliseconds);
    Ok(match settings.number(code, OptionName::Timeout)? {
        // Only where the API allows 0 does it come here: it means no bound.
        0 => None,
        milliseconds => Some(Duration::from_millis(milliseconds)),
    })
}

fn bases(settings: &Settings) -> Result<Bases, String> {
    let api = settings.api;
    let base_url = match settings.find(settings.base_url.clone(), OptionName::BaseUrl, |text| text) {
        None => None,
        Some(found) => Some(BaseUrl::parse(&found.value).map_err(|fault| {
            let name = fault::name(api, OptionName::BaseUrl, found.origin);
            format!("{name} has to be a URL like `https://host`: {fault}")
        })?),
    };
    let server_url = settings.server_url.as_ref().map(|text| {
        BaseUrl::parse(text)
            .map_err(|fault| format!("the option `server_url` has to be a URL like `https://host/path`: {fault}"))
    });
    Bases::new(api, base_url, server_url.transpose()?, settings.server_variables.clone())
}

fn user_agent(settings: &Settings) -> Result<HeaderValue, String> {
    let own = || format!("{} {}/{}", settings.api.user_agent, env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let found = settings.find(settings.user_agent.clone(), OptionName::UserAgent, |text| text);
    let (text, origin) = found.map_or_else(|| (own(), Origin::Code), |found| (found.value, found.origin));
    HeaderValue::try_from(text).map_err(|_| {
        format!("{} has characters that headers cannot have", fault::name(settings.api, OptionName::UserAgent, origin))
    })
}

fn default_headers(settings: &Settings) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    for (name, value) in &settings.default_headers {
        let key = HeaderName::try_from(name).map_err(|_| format!("`{name}` is not a header name"))?;
        let value = secret_header(value.expose())
            .ok_or_else(|| format!("the value of the header `{name}` has characters that headers cannot have"))?;
        set(&mut headers, key, value);
    }
    Ok(headers)
}

fn transport(settings: &Settings, timeout: Option<Duration>) -> Result<Arc<dyn Transport>, String> {
    let proxy = settings.find(settings.proxy.clone(), OptionName::Proxy, Secret::from);
    if let Some(proxy) = &proxy {
        if !is_proxy(proxy.value.expose()) {
            let name = fault::name(settings.api, OptionName::Proxy, proxy.origin);
            return Err(format!("{name} has to be a URL like `http://host:port`"));
        }
    }
    if let Some(transport) = &settings.transport {
        // A proxy of the environment is for the default transport; one in code would silently do nothing.
        if settings.proxy.is_some() {
            return Err("the option `proxy` has no effect beside a transport of your own".to_owned());
        }
        return Ok(Arc::clone(transport));
    }
    let connect_timeout = settings.connect_timeout.or(timeout.map(|timeout| timeout / 2)).unwrap_or(CONNECT_TIMEOUT);
    default_transport(connect_timeout, proxy.map(|proxy| proxy.value))
}

/// Tokio's timer where the default transport needs Tokio anyway; a custom one may run without.
fn default_timer(settings: &Settings) -> Arc<dyn Timer> {
    match settings.transport {
        #[cfg(feature = "reqwest")]
        None => Arc::new(crate::transport::timer::TokioTimer),
        _ => Arc::new(SystemTimer),
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Duration, proxy: Option<Secret>) -> Result<Arc<dyn Transport>, String> {
    Ok(Arc::new(crate::transport::ReqwestTransport::with(connect_timeout, proxy)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_connect_timeout: Duration, _proxy: Option<Secret>) -> Result<Arc<dyn Transport>, String> {
    Err("this build has no transport of its own; set the option `transport`, or switch on the feature `reqwest`"
        .to_owned())
}

/// `a`, `b` or `c`.
fn listed(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => "none".to_owned(),
        [one] => format!("`{}`", one.as_ref()),
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(|name| format!("`{}`", name.as_ref())).collect();
            format!("{} or `{}`", most.join(", "), last.as_ref())
        }
    }
}
