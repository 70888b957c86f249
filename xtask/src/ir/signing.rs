//! How requests are signed: what the overlay has of it.

use super::Words;
use serde::Serialize;

/// Requests signed over a canonical string.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signing {
    pub modes: Vec<SignatureMode>,
    /// What selects calls without a signature.
    pub unsigned: Option<AuthMethodName>,
    /// Header that carries the date that is signed.
    pub date_header: Option<String>,
    pub date_format: DateFormat,
    /// How long a signature is valid, before and after its date.
    pub validity_seconds: Option<u64>,
    pub canonical: CanonicalString,
}

/// A value of the option `auth_method`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthMethodName {
    /// As the option spells it.
    pub text: String,
    pub words: Words,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureMode {
    pub name: AuthMethodName,
    pub algorithm: SignatureAlgorithm,
    /// Header that carries the signature.
    pub header: String,
    /// Text before the signature in its header.
    pub prefix: Option<String>,
    pub encoding: BinaryEncoding,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureAlgorithm {
    HmacSha256,
    RsaPssSha256,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateFormat {
    HttpDate,
    Iso8601,
    EpochSeconds,
    EpochMilliseconds,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BinaryEncoding {
    Base64,
    HexLower,
    HexUpper,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DigestAlgorithm {
    Md5,
    Sha256,
}

/// The text that a signature covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CanonicalString {
    pub parts: Vec<SignedPart>,
    pub joiner: String,
    pub body_digest: BodyDigest,
    /// Headers whose names start so are signed together.
    pub header_prefix: String,
    pub header_joiner: String,
    pub query: SignedQuery,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedPart {
    Method,
    BodyDigest,
    Body,
    ContentType,
    Date,
    Headers,
    Header(String),
    Path,
    Query,
    Resource,
    Text(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BodyDigest {
    pub algorithm: DigestAlgorithm,
    pub encoding: BinaryEncoding,
    pub empty_body: EmptyBody,
}

/// What stands for the digest of a request without a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EmptyBody {
    Blank,
    Digest,
}

/// The form of a signed query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SignedQuery {
    pub order: QueryOrder,
    pub repeated_keys: RepeatedKeys,
    pub space: SpaceEncoding,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryOrder {
    ByKey,
    AsSet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RepeatedKeys {
    Joined,
    Kept,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpaceEncoding {
    Plus,
    Percent,
}
