//! Client options as data: names in the environment, defaults, bounds.
//!
//! In: what the generator knows of an API's options. Out: the facts that `config` validates by.

use std::time::Duration;

/// An option of the client that has a name in the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OptionName {
    ApiKey,
    AuthMethod,
    SigningSecret,
    BaseUrl,
    UserAgent,
    Proxy,
    MaxRetries,
    Timeout,
}

impl OptionName {
    /// As code spells it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::AuthMethod => "auth_method",
            Self::SigningSecret => "signing_secret",
            Self::BaseUrl => "base_url",
            Self::UserAgent => "user_agent",
            Self::Proxy => "proxy",
            Self::MaxRetries => "max_retries",
            Self::Timeout => "timeout",
        }
    }

    /// As the environment spells it unless the API has its own.
    const fn suffix(self) -> &'static str {
        match self {
            Self::ApiKey => "API_KEY",
            Self::AuthMethod => "AUTH_METHOD",
            Self::SigningSecret => "SIGNING_SECRET",
            Self::BaseUrl => "BASE_URL",
            Self::UserAgent => "USER_AGENT",
            Self::Proxy => "PROXY",
            Self::MaxRetries => "MAX_RETRIES",
            Self::Timeout => "TIMEOUT",
        }
    }

    /// Default and bounds unless the API has its own: a count for `max_retries`, milliseconds for `timeout`.
    const fn bounds(self) -> Bounds {
        match self {
            Self::MaxRetries => Bounds { default: 2, min: 0, max: 10 },
            Self::Timeout => Bounds { default: 10_000, min: 1, max: i64::MAX },
            _ => Bounds { default: 0, min: 0, max: i64::MAX },
        }
    }
}

/// Default and bounds of a numeric option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) default: i64,
    pub(crate) min: i64,
    pub(crate) max: i64,
}

/// What an API says of one option. The option is one of `api_key`, `auth_method`, `signing_secret`, `base_url`,
/// `user_agent`, `proxy`, `max_retries` (a count) and `timeout` (milliseconds).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct OptionSpec {
    option: &'static str,
    env: Option<&'static str>,
    default: Option<i64>,
    min: Option<i64>,
    max: Option<i64>,
}

impl OptionSpec {
    /// Nothing yet of this option.
    pub const fn new(option: &'static str) -> Self {
        Self { option, env: None, default: None, min: None, max: None }
    }

    /// Suffix of its environment variable.
    pub const fn env(mut self, suffix: &'static str) -> Self {
        self.env = Some(suffix);
        self
    }

    /// Value where none is set.
    pub const fn default(mut self, value: i64) -> Self {
        self.default = Some(value);
        self
    }

    /// Least and greatest value that is taken.
    pub const fn range(self, min: i64, max: i64) -> Self {
        self.min(min).max(max)
    }

    /// Least value that is taken.
    pub const fn min(mut self, min: i64) -> Self {
        self.min = Some(min);
        self
    }

    /// Greatest value that is taken.
    pub const fn max(mut self, max: i64) -> Self {
        self.max = Some(max);
        self
    }
}

/// The variable that an option is read from.
pub(crate) fn variable(prefix: &str, facts: &[OptionSpec], option: OptionName) -> String {
    let own = facts.iter().find(|fact| fact.option == option.name()).and_then(|fact| fact.env);
    format!("{prefix}_{}", own.unwrap_or(option.suffix()))
}

/// The default and the bounds of an option.
pub(crate) fn bounds(facts: &[OptionSpec], option: OptionName) -> Bounds {
    let mut bounds = option.bounds();
    if let Some(fact) = facts.iter().find(|fact| fact.option == option.name()) {
        bounds.min = fact.min.unwrap_or(bounds.min);
        bounds.max = fact.max.unwrap_or(bounds.max);
        // A default that is not the API's must still lie within the API's bounds.
        bounds.default = fact.default.unwrap_or_else(|| bounds.default.clamp(bounds.min, bounds.max.max(bounds.min)));
    }
    bounds
}

/// The number of a text within the option's bounds, or what it has to be.
pub(crate) fn within(facts: &[OptionSpec], option: OptionName, text: &str) -> Result<u64, String> {
    let bounds = bounds(facts, option);
    let allowed = |value: &i64| (bounds.min..=bounds.max).contains(value);
    let value = text.trim().parse::<i64>().ok().filter(allowed).and_then(|value| u64::try_from(value).ok());
    value.ok_or_else(|| {
        let range = match bounds.max {
            i64::MAX => format!("of at least {}", bounds.min),
            max => format!("from {} to {max}", bounds.min),
        };
        let unit = if option == OptionName::Timeout { " of milliseconds" } else { "" };
        format!("has to be a whole number{unit} {range}, but is `{text}`")
    })
}

/// A bound of time in whole milliseconds. A part of one counts as a whole, so that no bound becomes none.
pub(crate) fn milliseconds(bound: Duration) -> u64 {
    let milliseconds = u64::try_from(bound.as_micros().div_ceil(1000)).unwrap_or(u64::MAX);
    milliseconds.min(i64::MAX.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_override_names_and_bounds() {
        static FACTS: &[OptionSpec] = &[OptionSpec::new("max_retries").env("RETRIES").max(1)];
        assert_eq!(variable("ACME", FACTS, OptionName::MaxRetries), "ACME_RETRIES");
        assert_eq!(variable("ACME", FACTS, OptionName::AuthMethod), "ACME_AUTH_METHOD");
        assert_eq!(bounds(FACTS, OptionName::MaxRetries), Bounds { default: 1, min: 0, max: 1 });
        assert_eq!(bounds(FACTS, OptionName::Timeout).default, 10_000);
    }
}
