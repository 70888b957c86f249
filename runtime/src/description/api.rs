//! An API as data: servers, credentials, envelope, error table, options.
//!
//! In: what the generator knows of the API. Out: a static that the client reads. Nothing here acts, and nothing here
//! knows any API.

use super::envelope::{Envelope, RateHeaders};
use super::error_table::ErrorRow;
use super::operation::RateLimit;
use super::options::OptionSpec;
use super::signing::Signing;

/// How a security scheme authenticates a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// A key in this header.
    ApiKeyHeader(&'static str),
    /// A key in this query parameter.
    ApiKeyQuery(&'static str),
    /// A key in this cookie.
    ApiKeyCookie(&'static str),
    /// User name and password.
    Basic,
    /// A bearer token, which the caller provides.
    Bearer,
    /// Something that the client does not support; the caller sets headers or a custom transport.
    Other(&'static str),
}

/// A security scheme of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecurityScheme {
    pub(crate) name: &'static str,
    pub(crate) credential: SecuritySchemeKind,
}

impl SecurityScheme {
    /// A scheme by its name in the document.
    pub const fn new(name: &'static str, credential: SecuritySchemeKind) -> Self {
        Self { name, credential }
    }
}

/// An API, or one version of it.
#[derive(Debug, Clone, Copy)]
#[must_use = "it does nothing until it is part of an API"]
pub struct Api {
    pub(crate) name: &'static str,
    pub(crate) version: Option<&'static str>,
    pub(crate) display_name: Option<&'static str>,
    pub(crate) user_agent: &'static str,
    pub(crate) server: Option<&'static str>,
    pub(crate) server_variables: &'static [(&'static str, &'static str)],
    pub(crate) env_prefix: Option<&'static str>,
    pub(crate) schemes: &'static [SecurityScheme],
    pub(crate) security: &'static [&'static [&'static str]],
    pub(crate) envelope: Envelope,
    pub(crate) request_id_headers: &'static [&'static str],
    pub(crate) version_header: Option<&'static str>,
    pub(crate) rate_headers: RateHeaders,
    pub(crate) errors: &'static [ErrorRow],
    pub(crate) options: &'static [OptionSpec],
    pub(crate) signing: Option<Signing>,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) after_429_ms: Option<u64>,
}

impl Api {
    /// An API by its name and, where it has one, its version.
    pub const fn new(name: &'static str, version: Option<&'static str>) -> Self {
        Self {
            name,
            version,
            display_name: None,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            server: None,
            server_variables: &[],
            env_prefix: None,
            schemes: &[],
            security: &[],
            envelope: Envelope::new(),
            request_id_headers: &[],
            version_header: None,
            rate_headers: RateHeaders::new(),
            errors: &[],
            options: &[],
            signing: None,
            rate_limit: None,
            after_429_ms: None,
        }
    }

    /// The name for people.
    pub const fn display_name(mut self, name: &'static str) -> Self {
        self.display_name = Some(name);
        self
    }

    /// `crate/version` of the generated crate.
    pub const fn user_agent(mut self, text: &'static str) -> Self {
        self.user_agent = text;
        self
    }

    /// The default server; may hold `{variables}`. A server without scheme and host makes `base_url` a required option.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Defaults of the variables in the server.
    pub const fn server_variables(mut self, defaults: &'static [(&'static str, &'static str)]) -> Self {
        self.server_variables = defaults;
        self
    }

    /// Prefix of the environment variables, without the trailing underscore.
    pub const fn env_prefix(mut self, prefix: &'static str) -> Self {
        self.env_prefix = Some(prefix);
        self
    }

    /// The security schemes of the document.
    pub const fn schemes(mut self, schemes: &'static [SecurityScheme]) -> Self {
        self.schemes = schemes;
        self
    }

    /// Alternatives of scheme names that a call needs unless its operation has its own.
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.security = alternatives;
        self
    }

    /// Where the parts of a response sit, and what success is.
    pub const fn envelope(mut self, envelope: Envelope) -> Self {
        self.envelope = envelope;
        self
    }

    /// Response headers that name the request, the first that is there counts.
    pub const fn request_id_headers(mut self, names: &'static [&'static str]) -> Self {
        self.request_id_headers = names;
        self
    }

    /// Response header that states which version served the call.
    pub const fn version_header(mut self, name: &'static str) -> Self {
        self.version_header = Some(name);
        self
    }

    /// Response headers that report the state of the rate limit.
    pub const fn rate_headers(mut self, headers: RateHeaders) -> Self {
        self.rate_headers = headers;
        self
    }

    /// The error codes.
    pub const fn errors(mut self, rows: &'static [ErrorRow]) -> Self {
        self.errors = rows;
        self
    }

    /// Client options with names, defaults or bounds of the API's own.
    pub const fn options(mut self, facts: &'static [OptionSpec]) -> Self {
        self.options = facts;
        self
    }

    /// How requests are signed.
    pub const fn signing(mut self, signing: Signing) -> Self {
        self.signing = Some(signing);
        self
    }

    /// The limit of all operations together that have none of their own: at most `calls` in any `per_ms` milliseconds.
    pub const fn rate_limit(mut self, calls: u32, per_ms: u64) -> Self {
        self.rate_limit = Some(RateLimit { calls, per_ms });
        self
    }

    /// How many milliseconds to wait after a 429 that states no wait.
    pub const fn after_429_ms(mut self, wait: u64) -> Self {
        self.after_429_ms = Some(wait);
        self
    }

    /// The name for people, or the plain one.
    pub(crate) const fn shown_name(&self) -> &'static str {
        match self.display_name {
            Some(name) => name,
            None => self.name,
        }
    }

    /// The scheme of this name.
    pub(crate) fn scheme(&self, name: &str) -> Option<&'static SecurityScheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }
}
