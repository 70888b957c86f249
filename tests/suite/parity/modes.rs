//! The ways to prove who calls.
//!
//! In: nothing. Out: the modes, and a client's options in each.

use sdk_runtime::{Builder, BuiltClient};

use crate::calls::Call;

/// The API key of both SDKs.
pub(crate) const KEY: &str = "asat_0123456789abcdef";

/// A way to prove who calls.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mode {
    /// As the option of both SDKs has it.
    pub(crate) name: &'static str,
    /// What requests are signed with.
    pub(crate) secret: Option<&'static str>,
}

impl Mode {
    /// What a call in this mode is found by.
    pub(crate) fn label(&self, call: &Call) -> String {
        format!("{} {}", self.name, call.name)
    }
}

/// All modes.
pub(crate) const MODES: &[Mode] = &[
    Mode { name: "API_KEY", secret: None },
    Mode { name: "AES", secret: Some("s3cret of the tests, with ünusual letters") },
    Mode { name: "RSA", secret: Some(include_str!("../../../runtime/tests/data/rsa_pkcs8.pem")) },
];

/// Sets a mode's options.
pub(crate) fn apply<C: BuiltClient>(mode: &Mode, options: Builder<C>) -> Builder<C> {
    match mode.secret {
        None => options,
        Some(secret) => options.auth_method(mode.name).signing_secret(secret),
    }
}
