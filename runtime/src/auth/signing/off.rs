//! In place of the signer where the feature is off.
//!
//! In: the same as the signer takes. Out: always the fault that names the feature.

use crate::description::signing::{Algorithm, SignatureMode, Signing};
use crate::transport::body::Body;
use crate::wire::param::QueryPair;
use std::time::SystemTime;

/// There is none.
pub(crate) enum Signer {}

impl Signer {
    /// Refuses. The fault completes a sentence that starts with the name of the secret's option.
    pub(crate) fn new(_signing: Signing, mode: SignatureMode, _secret: &str) -> Result<Self, String> {
        let feature = match mode.algorithm {
            Algorithm::HmacSha256 => "signing",
            Algorithm::RsaPssSha256 => "signing-rsa",
        };
        Err(format!("is for signatures, which are not part of this build; switch on the feature `{feature}`"))
    }

    pub(crate) fn query(&self, _pairs: &mut dyn Iterator<Item = &QueryPair>) -> Vec<QueryPair> {
        match *self {}
    }

    pub(crate) fn sign(&self, _request: &mut http::Request<Body>, _now: SystemTime) -> Result<(), String> {
        match *self {}
    }
}
