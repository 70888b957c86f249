//! The canonical string that a signature covers, as data.
//!
//! In: what the generator knows of the API. Out: constants that the signer reads. Must not: compute anything.

/// How bytes are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BinaryEncoding {
    /// Standard base64 with padding.
    Base64,
    /// Hexadecimal digits in lower case.
    HexLower,
    /// Hexadecimal digits in upper case.
    HexUpper,
}

/// A digest of the request body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DigestAlgorithm {
    /// MD5.
    Md5,
    /// SHA-256.
    Sha256,
}

/// What stands for the digest of a request without a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyBody {
    /// Nothing.
    Blank,
    /// The digest of no bytes.
    Digest,
}

/// How the digest of the body is computed and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct BodyDigest {
    pub(crate) algorithm: DigestAlgorithm,
    pub(crate) encoding: BinaryEncoding,
    pub(crate) empty_body: EmptyBody,
}

impl BodyDigest {
    /// A digest of the body's bytes; without a body it is blank.
    pub const fn new(algorithm: DigestAlgorithm, encoding: BinaryEncoding) -> Self {
        Self { algorithm, encoding, empty_body: EmptyBody::Blank }
    }

    /// What stands for a missing body.
    pub const fn empty_body(mut self, empty_body: EmptyBody) -> Self {
        self.empty_body = empty_body;
        self
    }
}

/// Which headers are signed together, and how they are joined. Each becomes `name:value`: the name in lower case, both
/// trimmed, several values of one name joined by commas. They are sorted by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct SignedHeaders {
    pub(crate) prefix: &'static str,
    pub(crate) joiner: &'static str,
}

impl SignedHeaders {
    /// The headers whose names start with `prefix`, in any case; none where it is empty. They are joined by line feeds.
    pub const fn with_prefix(prefix: &'static str) -> Self {
        Self { prefix, joiner: "\n" }
    }

    /// The text between two headers.
    pub const fn joiner(mut self, text: &'static str) -> Self {
        self.joiner = text;
        self
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

/// The order of the parameters of a signed query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryOrder {
    /// Sorted by the bytes of the decoded key.
    ByKey,
    /// In the order of the call.
    AsSet,
}

/// What becomes of a key that a signed query has several times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepeatedKeys {
    /// It is sent once, with its values joined by commas.
    Joined,
    /// It is sent several times.
    Kept,
}

/// The form of the query of a signed call. The same text is sent and signed. Each value is percent-encoded once; only
/// `A-Z a-z 0-9 - . _ ~` stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct SignedQuery {
    pub(crate) order: QueryOrder,
    pub(crate) repeated_keys: RepeatedKeys,
    pub(crate) space: SpaceEncoding,
}

impl SignedQuery {
    /// Sorted by key, repeated keys kept, a space as `%20`.
    #[allow(clippy::new_without_default, reason = "this is a const builder; nothing is gained by a second name")]
    pub const fn new() -> Self {
        Self { order: QueryOrder::ByKey, repeated_keys: RepeatedKeys::Kept, space: SpaceEncoding::Percent }
    }

    /// The order of the parameters.
    pub const fn order(mut self, order: QueryOrder) -> Self {
        self.order = order;
        self
    }

    /// What becomes of repeated keys.
    pub const fn repeated_keys(mut self, repeated_keys: RepeatedKeys) -> Self {
        self.repeated_keys = repeated_keys;
        self
    }

    /// How a space is written.
    pub const fn space(mut self, space: SpaceEncoding) -> Self {
        self.space = space;
        self
    }
}

/// A part of a canonical string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedPart {
    /// The method in upper case.
    Method,
    /// The body's digest, as [`BodyDigest`] has it.
    BodyDigest,
    /// The body as it is sent.
    Body,
    /// The `content-type` header; empty without a body.
    ContentType,
    /// The value of the date header.
    Date,
    /// The headers that [`SignedHeaders`] selects.
    Headers,
    /// The value of one header; empty where it is not sent.
    Header(&'static str),
    /// The path as it is sent.
    Path,
    /// The query as it is sent, without the `?`; empty where there is none.
    Query,
    /// The path as it is sent, and after `?`, where there is one, the query as it is sent.
    Resource,
    /// This text.
    Text(&'static str),
}

/// How a request becomes the text that is signed.
///
/// ```
/// use sdk_runtime::__private::{BinaryEncoding, BodyDigest, CanonicalString, DigestAlgorithm, SignedPart};
/// const CANONICAL: CanonicalString = CanonicalString::new(&[SignedPart::Method, SignedPart::Path, SignedPart::BodyDigest])
///     .joiner("|")
///     .body_digest(BodyDigest::new(DigestAlgorithm::Sha256, BinaryEncoding::HexLower));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct CanonicalString {
    pub(crate) parts: &'static [SignedPart],
    pub(crate) joiner: &'static str,
    pub(crate) body_digest: BodyDigest,
    pub(crate) headers: SignedHeaders,
    pub(crate) query: SignedQuery,
}

impl CanonicalString {
    /// These parts in this order, joined by line feeds. The body's digest is SHA-256 in hexadecimal, lower case, and no
    /// headers are selected.
    pub const fn new(parts: &'static [SignedPart]) -> Self {
        Self {
            parts,
            joiner: "\n",
            body_digest: BodyDigest::new(DigestAlgorithm::Sha256, BinaryEncoding::HexLower),
            headers: SignedHeaders::with_prefix(""),
            query: SignedQuery::new(),
        }
    }

    /// The text between two parts.
    pub const fn joiner(mut self, text: &'static str) -> Self {
        self.joiner = text;
        self
    }

    /// How the body's digest is computed and written.
    pub const fn body_digest(mut self, digest: BodyDigest) -> Self {
        self.body_digest = digest;
        self
    }

    /// Which headers are signed together.
    pub const fn headers(mut self, headers: SignedHeaders) -> Self {
        self.headers = headers;
        self
    }

    /// The form of the query.
    pub const fn query(mut self, query: SignedQuery) -> Self {
        self.query = query;
        self
    }
}
