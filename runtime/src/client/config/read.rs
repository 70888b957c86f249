//! One option at a time: from code or the environment, and within its bounds.
//!
//! In: settings. Out: a value and where it came from. Blank variables count as not set, as shells cannot unset them.

use super::Settings;
use super::fault::{self, Origin};
use crate::description::options::{OptionName, bounds, variable, within};

/// A value with its origin.
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

impl Settings {
    /// The variable of an option, if the environment is to be looked at.
    fn variable(&self, option: OptionName) -> Option<String> {
        let name = variable(self.api.env_prefix?, self.api.options, option);
        self.env.as_ref()?.var(&name).filter(|value| !value.trim().is_empty())
    }

    /// A value from code, or else from the environment.
    pub(super) fn find<T>(&self, code: Option<T>, option: OptionName, read: fn(String) -> T) -> Option<Found<T>> {
        match code {
            Some(value) => Some(Found { value, origin: Origin::Code }),
            None => {
                let value = self.variable(option).map(read)?;
                Some(Found { value, origin: Origin::Environment })
            }
        }
    }

    /// A number within its bounds.
    pub(super) fn number(&self, code: Option<u64>, option: OptionName) -> Result<u64, String> {
        let bounds = bounds(self.api.options, option);
        let text = code.map(|value| value.to_string());
        let Some(found) = self.find(text, option, |text| text) else {
            return Ok(u64::try_from(bounds.default).unwrap_or(0));
        };
        let value = within(self.api.options, option, &found.value);
        value.map_err(|rule| format!("{} {rule}", fault::name(self.api, option, found.origin)))
    }
}
