//! How requests are signed, as data.
//!
//! In: what the generator knows of the API. Out: constants that the client and the signer read. Must not: hold a key, or
//! compute anything.

use super::canonical::{BinaryEncoding, CanonicalString};

/// The key operation of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC with SHA-256, keyed with the secret's UTF-8 bytes.
    HmacSha256,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes; the secret is a private key in PEM.
    RsaPssSha256,
}

/// One way to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct SignatureMode {
    pub(crate) name: &'static str,
    pub(crate) algorithm: Algorithm,
    pub(crate) header: &'static str,
    pub(crate) prefix: &'static str,
    pub(crate) encoding: BinaryEncoding,
}

impl SignatureMode {
    /// A mode by the name that selects it, and the header that carries its signature as base64.
    pub const fn new(name: &'static str, algorithm: Algorithm, header: &'static str) -> Self {
        Self { name, algorithm, header, prefix: "", encoding: BinaryEncoding::Base64 }
    }

    /// The text before the signature in its header.
    pub const fn prefix(mut self, text: &'static str) -> Self {
        self.prefix = text;
        self
    }

    /// How the signature is written.
    pub const fn encoding(mut self, encoding: BinaryEncoding) -> Self {
        self.encoding = encoding;
        self
    }
}

/// How the date of a signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateFormat {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    HttpDate,
    /// `1994-11-06T08:49:37Z`.
    Iso8601,
    /// Seconds since 1970.
    EpochSeconds,
    /// Milliseconds since 1970.
    EpochMilliseconds,
}

/// Requests signed over a canonical string.
///
/// ```
/// use sdk_runtime::__private::{Algorithm, CanonicalString, DateFormat, SignatureMode, SignedPart, Signing};
/// const MODES: &[SignatureMode] = &[SignatureMode::new("HMAC", Algorithm::HmacSha256, "x-signature")];
/// const SIGNED: CanonicalString = CanonicalString::new(&[SignedPart::Method, SignedPart::Date, SignedPart::Resource]);
/// static SIGNING: Signing = Signing::new(MODES, SIGNED).date("x-date", DateFormat::EpochSeconds).validity_seconds(300);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct Signing {
    pub(crate) modes: &'static [SignatureMode],
    pub(crate) canonical: CanonicalString,
    pub(crate) unsigned: Option<&'static str>,
    pub(crate) date: Option<(&'static str, DateFormat)>,
    pub(crate) validity_seconds: Option<u64>,
}

impl Signing {
    /// The modes that the option `auth_method` can name, and the text that all of them sign.
    pub const fn new(modes: &'static [SignatureMode], canonical: CanonicalString) -> Self {
        Self { modes, canonical, unsigned: None, date: None, validity_seconds: None }
    }

    /// The name under which the option `auth_method` selects calls without a signature. Such calls are the default
    /// whether they have a name or not.
    pub const fn unsigned(mut self, name: &'static str) -> Self {
        self.unsigned = Some(name);
        self
    }

    /// The header that carries the date of the signature, and how the date is written.
    pub const fn date(mut self, header: &'static str, format: DateFormat) -> Self {
        self.date = Some((header, format));
        self
    }

    /// How many seconds a signature is valid, before and after its date. Each attempt has a date of its own, so that only
    /// a clock that is wrong can miss it. A call that is refused for that is sent once more, by the server's clock.
    pub const fn validity_seconds(mut self, seconds: u64) -> Self {
        self.validity_seconds = Some(seconds);
        self
    }

    /// The names that the option `auth_method` takes.
    pub(crate) fn method_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.unsigned.into_iter().chain(self.modes.iter().map(|mode| mode.name))
    }
}
