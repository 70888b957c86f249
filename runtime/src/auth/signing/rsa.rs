//! RSASSA-PSS with SHA-256, by ring.
//!
//! In: a private key in PEM, PKCS#1 or PKCS#8. Out: signatures with a salt of 32 bytes. The salt comes from ring's own
//! source: the `Random` seam is not for keys.

use super::pem::{self, Form};
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::RSA_PSS_SHA256;

/// A private key.
pub(super) struct RsaKey {
    pair: KeyPair,
    random: SystemRandom,
}

impl RsaKey {
    /// Reads a key. The fault completes a sentence that starts with the option's name.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let (form, der) = pem::private_key(text)?;
        let pair = match form {
            Form::Pkcs1 => KeyPair::from_der(&der),
            Form::Pkcs8 => KeyPair::from_pkcs8(&der),
        };
        // ring's reason is a word such as `InvalidEncoding`; it never holds any of the key.
        let pair = pair.map_err(|reason| match reason.to_string().as_str() {
            "WrongAlgorithm" => "is a private key, but not for RSA".to_owned(),
            "TooSmall" | "TooLarge" => "is an RSA key of a size that is not taken; use 2048 to 4096 bits".to_owned(),
            reason => format!("is not a whole RSA private key ({reason})"),
        })?;
        Ok(Self { pair, random: SystemRandom::new() })
    }

    /// Signs; no two signatures are alike.
    pub(super) fn sign(&self, text: &[u8]) -> Result<Vec<u8>, String> {
        let mut signature = vec![0; self.pair.public().modulus_len()];
        // ring takes a salt as long as the digest, which is 32 bytes.
        self.pair
            .sign(&RSA_PSS_SHA256, &self.random, text, &mut signature)
            .map_err(|_| "the request cannot be signed".to_owned())?;
        Ok(signature)
    }
}
