//! How requests are signed: the data, and the signer behind a feature.
//!
//! In: what the generator knows, the secret, and a request that is ready but for its date and signature. Out: the
//! request with both. Must not: keep a key in the data, show one in an error, or sign anything but what is sent.

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

/// How a space in a query is written when requests are signed.
///
/// A server that rebuilds the query to check a signature writes it in one of the two ways; one that takes the query as
/// it came takes both. The sent query and the signed one are always the same text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpaceEncoding {
    /// `+`, as HTML forms have it.
    Plus,
    /// `%20`.
    Percent,
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
    /// The path as it is sent, and after `?`, where there is one, the query as it is sent.
    ///
    /// In a signed call the query is sorted by key. Each value is percent-encoded once; only `A-Z a-z 0-9 - . _ ~` stay
    /// as they are, and a space is written as [`SpaceEncoding`] has it. A key that is given several times is sent
    /// once, with its values joined by commas.
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
    pub(crate) space: SpaceEncoding,
    pub(crate) parts: &'static [SignedPart],
}

impl Signing {
    /// The modes that the auth-type option can name.
    pub const fn new(modes: &'static [SignatureMode]) -> Self {
        Self {
            modes,
            date_header: "date",
            header_prefix: "",
            validity_seconds: 180,
            space: SpaceEncoding::Plus,
            parts: DEFAULT_PARTS,
        }
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

    /// How many seconds a signature is good for, before and after its date. Each attempt has a date of its own, so
    /// that only a clock that is wrong can miss it; see `Error::clock_skew`.
    pub const fn validity_seconds(mut self, seconds: u64) -> Self {
        self.validity_seconds = seconds;
        self
    }

    /// How a space in a query is written; [`SpaceEncoding::Plus`] by default.
    pub const fn space(mut self, encoding: SpaceEncoding) -> Self {
        self.space = encoding;
        self
    }

    /// What is signed, in this order, joined by line feeds. By default all of [`SignedPart`], in the order it has them.
    pub const fn parts(mut self, parts: &'static [SignedPart]) -> Self {
        self.parts = parts;
        self
    }
}
