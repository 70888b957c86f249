//! The keys of signatures.
//!
//! In: a mode's algorithm and the secret's text. Out: a key that signs bytes. Must not: show the secret, not even in
//! the fault of one that cannot be used.

use crate::description::signing::Algorithm;
use ring::hmac;

/// A key, ready to sign. Has no `Debug`, so that it cannot be printed.
pub(super) enum Key {
    /// Keyed once; each signature starts from a copy.
    Hmac(Box<hmac::Key>),
    #[cfg(feature = "signing-rsa")]
    Rsa(Box<super::rsa::RsaKey>),
}

impl Key {
    /// Reads a secret. The fault completes a sentence that starts with the option's name.
    pub(super) fn read(algorithm: Algorithm, secret: &str) -> Result<Self, String> {
        match algorithm {
            Algorithm::HmacSha256 => Ok(Self::Hmac(Box::new(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes())))),
            #[cfg(feature = "signing-rsa")]
            Algorithm::RsaPssSha256 => super::rsa::RsaKey::read(secret).map(|key| Self::Rsa(Box::new(key))),
            #[cfg(not(feature = "signing-rsa"))]
            Algorithm::RsaPssSha256 => {
                Err("is for RSA signatures, which are not part of this build; switch on the feature `signing-rsa`"
                    .to_owned())
            }
        }
    }

    /// Signs.
    #[cfg_attr(not(feature = "signing-rsa"), allow(clippy::unnecessary_wraps, reason = "RSA can fail"))]
    pub(super) fn sign(&self, text: &[u8]) -> Result<Vec<u8>, String> {
        match self {
            Self::Hmac(key) => Ok(hmac::sign(key, text).as_ref().to_vec()),
            #[cfg(feature = "signing-rsa")]
            Self::Rsa(key) => key.sign(text),
        }
    }
}
