//! How requests are signed, as data.
//!
//! In: what the generator knows. Out: the table that the signer reads. No key is ever kept here.

/// The key operation of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// HMAC with SHA-256, keyed with the secret's UTF-8 bytes.
    HmacSha256,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes; the secret is a private key in PEM.
    RsaPssSha256,
}

/// One way to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignatureMode {
    pub(crate) name: &'static str,
    pub(crate) algorithm: Algorithm,
    pub(crate) header: &'static str,
}

impl SignatureMode {
    /// A mode as the auth-type option spells it, and the header that carries the signature.
    pub const fn new(name: &'static str, algorithm: Algorithm, header: &'static str) -> Self {
        Self { name, algorithm, header }
    }
}

/// A part of the text that is signed. Parts are joined by line feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedPart {
    /// The method in upper case.
    Method,
    /// MD5 of the body's bytes in upper-case hex; empty without a body.
    BodyMd5UpperHex,
    /// The content type; empty without a body.
    ContentType,
    /// The value of the date header.
    Date,
    /// The prefixed headers: `name:value`, names in lower case and sorted, both trimmed, joined by line feeds.
    PrefixedHeaders,
    /// The path as it is sent, and the query as it is sent, which is sorted by key.
    Resource,
}

/// The text that is signed where the API's data does not say otherwise.
pub(crate) const DEFAULT_PARTS: &[SignedPart] = &[
    SignedPart::Method,
    SignedPart::BodyMd5UpperHex,
    SignedPart::ContentType,
    SignedPart::Date,
    SignedPart::PrefixedHeaders,
    SignedPart::Resource,
];

/// Requests signed over a canonical text.
///
/// ```
/// use sdk_runtime::{Algorithm, SignatureMode, Signing};
/// static SIGNING: Signing = Signing::new(&[SignatureMode::new("HMAC", Algorithm::HmacSha256, "x-signature")])
///     .date_header("date")
///     .header_prefix("x-")
///     .validity_seconds(180);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signing {
    pub(crate) modes: &'static [SignatureMode],
    pub(crate) date_header: &'static str,
    pub(crate) header_prefix: &'static str,
    pub(crate) validity_seconds: u64,
    pub(crate) parts: &'static [SignedPart],
}

impl Signing {
    /// The modes that the auth-type option can name.
    pub const fn new(modes: &'static [SignatureMode]) -> Self {
        Self { modes, date_header: "date", header_prefix: "", validity_seconds: 180, parts: DEFAULT_PARTS }
    }

    /// Header that carries the date that is signed.
    pub const fn date_header(mut self, name: &'static str) -> Self {
        self.date_header = name;
        self
    }

    /// Headers whose name starts so are signed; none when empty.
    pub const fn header_prefix(mut self, prefix: &'static str) -> Self {
        self.header_prefix = prefix;
        self
    }

    /// How long a signature is good for, either way.
    pub const fn validity_seconds(mut self, seconds: u64) -> Self {
        self.validity_seconds = seconds;
        self
    }

    /// What is signed, in this order.
    pub const fn parts(mut self, parts: &'static [SignedPart]) -> Self {
        self.parts = parts;
        self
    }
}
