//! Signs requests.
//!
//! In: the API's data, one of its modes, the secret; then requests that are ready but for date and signature. Out: the
//! same requests with both. Must not: show the secret; sign before the last change to a request.

use super::key::Key;
use super::{canonical, encode, query};
use crate::description::signing::{DateFormat, SignatureMode, Signing};
use crate::policy::headers;
use crate::transport::body::Body;
use crate::wire::param::QueryPair;
use http::{HeaderName, HeaderValue};
use std::time::SystemTime;

/// One mode with its key.
pub(crate) struct Signer {
    signing: Signing,
    date: Option<(HeaderName, DateFormat)>,
    mode: SignatureMode,
    signature_header: HeaderName,
    key: Key,
}

impl Signer {
    /// A signer. The fault completes a sentence that starts with the name of the secret's option.
    pub(crate) fn new(signing: Signing, mode: SignatureMode, secret: &str) -> Result<Self, String> {
        let header =
            |name: &str| HeaderName::try_from(name).map_err(|_| format!("cannot be used: `{name}` is no header"));
        Ok(Self {
            date: signing.date.map(|(name, format)| Ok::<_, String>((header(name)?, format))).transpose()?,
            signature_header: header(mode.header)?,
            // Blanks around a secret come from copying; none is ever part of one.
            key: Key::read(mode.algorithm, secret.trim())?,
            mode,
            signing,
        })
    }

    /// The query as it is sent and signed.
    pub(crate) fn query(&self, pairs: &mut dyn Iterator<Item = &QueryPair>) -> Vec<QueryPair> {
        query::canonical(pairs, self.signing.canonical.query)
    }

    /// Puts the date and the signature on a request. Nothing may change after this.
    pub(crate) fn sign(&self, request: &mut http::Request<Body>, now: SystemTime) -> Result<(), String> {
        let unsendable = |_| "the signature cannot be sent".to_owned();
        let headers = request.headers_mut();
        if let Some((header, format)) = &self.date {
            headers::set(
                headers,
                header.clone(),
                HeaderValue::try_from(encode::date(*format, now)).map_err(unsendable)?,
            );
        }
        // The signature cannot cover itself, nor may a caller bring one of another mode.
        for mode in self.signing.modes {
            headers.remove(mode.header);
        }
        let signature = self.key.sign(&canonical::canonical_string(&self.signing, request)?)?;
        let value = format!("{}{}", self.mode.prefix, encode::bytes(self.mode.encoding, &signature));
        let mut value = HeaderValue::try_from(value).map_err(unsendable)?;
        value.set_sensitive(true);
        headers::set(request.headers_mut(), self.signature_header.clone(), value);
        Ok(())
    }
}
