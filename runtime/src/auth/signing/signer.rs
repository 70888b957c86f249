//! Signs requests.
//!
//! In: the API's data, one of its modes, the secret; then requests that are ready but for date and signature. Out: the
//! same requests with both. Must not: show the secret; sign before the last change to a request.

use super::key::Key;
use super::{query, text};
use crate::description::signing::{SignatureMode, Signing};
use crate::transport::body::Body;
use crate::value::base64;
use crate::wire::param::QueryPair;
use http::{HeaderName, HeaderValue};
use std::time::SystemTime;

/// One mode with its key.
pub(crate) struct Signer {
    signing: Signing,
    date_header: HeaderName,
    signature_header: HeaderName,
    key: Key,
}

impl Signer {
    /// A signer. The fault completes a sentence that starts with the name of the secret's option.
    pub(crate) fn new(signing: Signing, mode: SignatureMode, secret: &str) -> Result<Self, String> {
        let header =
            |name: &str| HeaderName::try_from(name).map_err(|_| format!("cannot be used: `{name}` is no header"));
        Ok(Self {
            date_header: header(signing.date_header)?,
            signature_header: header(mode.header)?,
            // Blanks around a secret come from copying; none is ever part of one.
            key: Key::read(mode.algorithm, secret.trim())?,
            signing,
        })
    }

    /// The query as it is sent and signed.
    pub(crate) fn query<'a>(&self, pairs: impl Iterator<Item = &'a QueryPair>) -> Vec<QueryPair> {
        query::canonical(pairs, self.signing.space)
    }

    /// Puts the date and the signature on a request. Nothing may change after this.
    pub(crate) fn sign(&self, request: &mut http::Request<Body>, now: SystemTime) -> Result<(), String> {
        let unsendable = |_| "the signature cannot be sent".to_owned();
        let date = HeaderValue::try_from(text::date(now)).map_err(unsendable)?;
        let headers = request.headers_mut();
        headers.insert(&self.date_header, date);
        // The signature cannot cover itself, nor may a caller bring one of another mode.
        for mode in self.signing.modes {
            headers.remove(mode.header);
        }
        let signature = self.key.sign(&text::to_sign(&self.signing, request)?)?;
        let mut value = HeaderValue::try_from(base64::encode(&signature)).map_err(unsendable)?;
        value.set_sensitive(true);
        request.headers_mut().insert(&self.signature_header, value);
        Ok(())
    }
}
