//! The text of configuration faults.
//!
//! In: an option, where its value came from, what is allowed. Out: one sentence. A value is only repeated when it
//! cannot be a secret.

use super::Settings;
use crate::description::api::Api;
use crate::description::options::{OptionName, variable};

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Code,
    Environment,
}

/// The option as the user knows it.
pub(super) fn name(api: &Api, option: OptionName, origin: Origin) -> String {
    match (origin, api.env_prefix) {
        (Origin::Environment, Some(prefix)) => {
            format!("the option `{}` (environment variable `{}`)", option.name(), variable(prefix, api.options, option))
        }
        _ => format!("the option `{}`", option.name()),
    }
}

/// An option that is not set. Its variable is named only where the environment is looked at: to set one that nobody
/// reads helps nobody.
pub(super) fn missing(settings: &Settings, option: OptionName, why: &str) -> String {
    let variable = match (&settings.env, settings.api.env_prefix) {
        (Some(_), Some(prefix)) => {
            format!(" or the environment variable `{}`", variable(prefix, settings.api.options, option))
        }
        _ => String::new(),
    };
    format!("set the option `{}`{variable}: {why}", option.name())
}
