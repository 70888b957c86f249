//! Facts of an API that OpenAPI cannot express, from its overlay (`x-sdk` at the document's root).

use super::{Docs, OAuthFlow, ParameterLocation, RateLimit, Signing, WireName, Words};
use serde::Serialize;

/// How the API uses HTTP. `Protocol::default()` is for a document without an overlay.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Protocol {
    /// For people: `Acme Parcels`; the document's title where absent.
    pub display_name: Option<String>,
    /// Prefix of the environment variables, without the trailing underscore.
    pub env_prefix: Option<String>,
    pub envelope: Option<Envelope>,
    pub request_id_headers: Vec<String>,
    /// Response header with the version that served the call.
    pub version_header: Option<String>,
    pub rate_headers: Option<RateHeaders>,
    /// Limit of all operations together that have none of their own.
    pub rate_limit: Option<RateLimit>,
    /// Wait after too many calls, if the response names none.
    pub wait_after_rate_limit_ms: Option<u64>,
    /// Limits and environment names of client options that differ from the runtime's own.
    pub options: Vec<OptionFact>,
    pub signing: Option<Signing>,
    pub webhooks: Option<Webhooks>,
    /// Id of the operation that a reader is shown first.
    pub quick_start: Option<WireName>,
    /// Other clients of the API that users come from.
    pub migrations: Vec<Migration>,
}

/// Another client of the API, compared with this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Migration {
    /// What users come from, as in a sentence: `the vendor's Python SDK`.
    pub from: String,
    /// Name of the page, in words.
    pub slug: Words,
    /// How a call is written there, with `{service}` and `{method}` where ours have theirs.
    pub call: String,
    /// Parts with a counterpart here: theirs, ours.
    pub counterparts: Vec<(String, String)>,
    /// What else differs.
    pub notes: Vec<String>,
}

/// Where the parts of a response are. Paths start at the body's root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Envelope {
    pub payload: Vec<WireName>,
    pub code: Option<Vec<WireName>>,
    pub message: Option<Vec<WireName>>,
    pub kind: Option<Vec<WireName>>,
    pub success: SuccessRule,
    /// Where the value is that the rule of success is about, where that is not the code.
    pub success_path: Option<Vec<WireName>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuccessRule {
    /// The HTTP status alone.
    Status,
    /// The HTTP status, and the envelope's code among these.
    StatusAndCode(Vec<SuccessValue>),
    /// The envelope's code alone.
    Code(Vec<SuccessValue>),
}

/// A value that means success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuccessValue {
    Number(i64),
    Text(String),
    Bool(bool),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RateHeaders {
    pub limit: Option<String>,
    pub remaining: Option<String>,
    pub reset: Option<String>,
    pub reset_unit: ResetUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResetUnit {
    /// Seconds since 1970.
    EpochSeconds,
    /// Milliseconds since 1970.
    EpochMilliseconds,
    /// Seconds from now.
    DeltaSeconds,
    HttpDate,
    /// `1m30s`, from now.
    Duration,
}

/// A client option with a name, a default or bounds of the API's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionFact {
    /// One of `api_key`, `auth_method`, `signing_secret`, `base_url`, `user_agent`, `proxy`, `max_retries`, `timeout`.
    pub option: String,
    /// Suffix of the environment variable.
    pub env: Option<String>,
    pub default: Option<i64>,
    pub min: Option<i64>,
    pub max: Option<i64>,
}

/// A security scheme, as the document declares it.
#[derive(Debug, Clone, Serialize)]
pub struct SecurityScheme {
    pub name: WireName,
    pub credential: Credential,
    /// The flows of OAuth 2 by which a token is to be had, sorted by kind.
    pub flows: Vec<OAuthFlow>,
    /// How a bearer token is made, for people: `JWT`.
    pub bearer_format: Option<String>,
    /// Where OpenID Connect or OAuth 2 describes itself.
    pub discovery_url: Option<String>,
    pub docs: Docs,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    ApiKeyHeader(String),
    ApiKeyQuery(String),
    ApiKeyCookie(String),
    Basic,
    /// Also OAuth 2 and OpenID Connect: the caller brings the token.
    Bearer,
    /// Something the client cannot do by itself (mutual TLS, digest …); the caller sets headers.
    Other(String),
}

impl Credential {
    /// Where it is written: a header, a parameter of the query or a cookie, and its name as far as names differ there.
    #[must_use]
    pub fn target(&self) -> Option<(ParameterLocation, String)> {
        Some(match self {
            Self::ApiKeyHeader(name) => (ParameterLocation::Header, name.to_ascii_lowercase()),
            Self::ApiKeyQuery(name) => (ParameterLocation::Query, name.clone()),
            Self::ApiKeyCookie(name) => (ParameterLocation::Cookie, name.clone()),
            Self::Basic | Self::Bearer => (ParameterLocation::Header, "authorization".to_owned()),
            Self::Other(_) => return None,
        })
    }
}

/// Webhook facts, kept as data until the runtime can verify them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Webhooks {
    pub facts: serde_json::Value,
}
