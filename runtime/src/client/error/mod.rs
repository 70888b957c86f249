//! The one error of the runtime.
//!
//! In: what went wrong, and where. Out: an opaque value with predicates and accessors; one line of text. Keys, secrets
//! and request headers never come in here, so they cannot come out; where a response repeats them, they are taken out.

mod display;
mod parts;
mod redact;

pub(crate) use redact::redact;

pub(crate) use parts::{ApiFacts, DeadlineExceeded, DecodeFacts, Facts, Kind, ReceivedResponse, Undecodable};

use crate::description::error_table::{RawCode, RetryClass};
use crate::policy::headers;
use crate::policy::rate::RateLimitStatus;
use crate::policy::retry::attempts::{Attempts, Earlier};
use crate::policy::retry::{AttemptOutcome, Failure, FailureFacts, FailureKind, TransportKind, asked_pause};
#[cfg(feature = "reqwest")]
use crate::transport::TransportBuildError;
use crate::transport::TransportError;
use crate::value::missing::MissingProperty;
use crate::wire::Decode;
use crate::wire::http_date;
use http::HeaderMap;
use std::time::Duration;

/// Why a call failed, or why a client could not be made.
///
/// The text is one line: operation, what happened, status, code, message, request id. What caused it is in `source`.
pub struct Error(Box<Facts>);

impl Error {
    pub(crate) fn new(kind: Kind) -> Self {
        Self(Box::new(Facts { operation: None, kind, response: None, attempts: Attempts::default(), signed_ahead: 0 }))
    }

    /// The client cannot be built.
    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::new(Kind::Config(message.into()))
    }

    /// The call cannot be sent.
    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(Kind::Request(message.into()))
    }

    pub(crate) fn facts_mut(&mut self) -> &mut Facts {
        &mut self.0
    }

    pub(crate) const fn facts(&self) -> &Facts {
        &self.0
    }

    const fn api(&self) -> Option<&ApiFacts> {
        match &self.0.kind {
            Kind::Api(facts) => Some(facts),
            _ => None,
        }
    }

    const fn transport_kind(&self) -> Option<TransportKind> {
        match &self.0.kind {
            Kind::Transport(error) => Some(error.kind()),
            _ => None,
        }
    }

    /// The status that the API means: that of HTTP, or that of the code where errors come with a 2xx. A response of
    /// failure that broke off means its status, too.
    fn meant_status(&self) -> Option<u16> {
        self.api().map(|facts| facts.meant_status).or_else(|| self.broken_failure())
    }

    /// The status of a response that broke off, where the status is one of failure.
    fn broken_failure(&self) -> Option<u16> {
        self.failure_facts().broken_failure()
    }

    /// The facts that a retry depends on.
    fn failure_facts(&self) -> FailureFacts {
        let kind = match &self.0.kind {
            Kind::Request(_) | Kind::Config(_) => FailureKind::NotSent,
            Kind::Deadline(_) => FailureKind::Deadline,
            Kind::Decode(_) | Kind::Missing(_) | Kind::File(_) => FailureKind::Undecoded,
            Kind::Transport(error) => FailureKind::Transport(error.kind()),
            Kind::Api(facts) => {
                FailureKind::Api { class: facts.row.map(|row| row.retry), meant_status: facts.meant_status }
            }
        };
        FailureFacts { kind, status: self.status() }
    }

    /// The failed attempt, as the retry decision takes it.
    pub(crate) fn failure(&self) -> Failure {
        let facts = self.failure_facts();
        let asked = self.0.response.as_ref().zip(facts.reset()).and_then(|(response, reset)| {
            let meta = &response.meta;
            asked_pause(meta.api, &meta.headers, meta.received, reset)
        });
        Failure::new(&facts, asked)
    }

    /// Whether the API responded with an error.
    pub const fn is_api(&self) -> bool {
        self.api().is_some()
    }

    /// Whether the resource does not exist (404).
    pub fn is_not_found(&self) -> bool {
        self.meant_status() == Some(404)
    }

    /// Whether there were too many calls (429).
    pub fn is_rate_limited(&self) -> bool {
        self.meant_status() == Some(429)
    }

    /// Whether the credential is missing, wrong, or not enough (401, 403).
    pub fn is_auth(&self) -> bool {
        matches!(self.meant_status(), Some(401 | 403))
    }

    /// Whether the server failed (5xx).
    pub fn is_server(&self) -> bool {
        matches!(self.meant_status(), Some(500..=599))
    }

    /// Whether the resource to be created exists already.
    pub fn is_already_exists(&self) -> bool {
        self.retry_class() == Some(RetryClass::AlreadyDone)
    }

    /// Whether no response arrived in time, or the deadline passed before the call could be sent.
    pub fn is_timeout(&self) -> bool {
        self.transport_kind() == Some(TransportKind::Timeout) || matches!(self.0.kind, Kind::Deadline(_))
    }

    /// Whether no connection was made, so that nothing was sent. One that is refused for good, because a certificate is
    /// not trusted or a proxy wants credentials, is not [`is_retryable`](Self::is_retryable).
    pub fn is_connect(&self) -> bool {
        matches!(self.transport_kind(), Some(TransportKind::Connect | TransportKind::Setup))
    }

    /// Whether there was no whole response, for whatever reason. One that broke off may have left its
    /// [`status`](Self::status).
    pub const fn is_transport(&self) -> bool {
        matches!(self.0.kind, Kind::Transport(_))
    }

    /// Whether a response of success could not be read. The call was processed.
    pub const fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode(_) | Kind::Missing(_))
    }

    /// Whether a download could not be written to its file. The call was processed.
    pub const fn is_file(&self) -> bool {
        matches!(self.0.kind, Kind::File(_))
    }

    /// Whether the call was refused before it was sent.
    pub const fn is_request(&self) -> bool {
        matches!(self.0.kind, Kind::Request(_))
    }

    /// Whether an option of the client is invalid.
    pub const fn is_config(&self) -> bool {
        matches!(self.0.kind, Kind::Config(_))
    }

    /// Whether the same call may work later; also one that was never sent because its deadline passed. Whether it may
    /// be retried safely is another question; see [`may_have_been_processed`](Self::may_have_been_processed).
    pub fn is_retryable(&self) -> bool {
        self.failure_facts().may_work_later()
    }

    /// Whether the API may have processed the call in any of its attempts.
    ///
    /// If not, nothing was done: the call can be made again without doing its work twice.
    pub fn may_have_been_processed(&self) -> bool {
        let last = matches!(self.failure_facts().outcome(), AttemptOutcome::Uncertain | AttemptOutcome::Processed);
        last || self.0.attempts.earlier() == Earlier::Uncertain
    }

    /// Whether what the call creates exists already, and that probably because an earlier attempt of this same call
    /// made it: its response was lost, and the retry was rejected.
    pub fn is_created_by_earlier_attempt(&self) -> bool {
        self.is_already_exists() && self.0.attempts.earlier() == Earlier::Uncertain
    }

    /// How long the server asks the client to wait, from its response on: `Retry-After`, or the reset of the rate limit where the
    /// call was rejected for its rate.
    pub fn retry_after(&self) -> Option<Duration> {
        self.failure().asked
    }

    /// How many seconds the server's clock was ahead of this one when it responded. Signed requests are refused when that
    /// is more than the signature's validity; the client then signs by the server's clock and sends the call once more.
    pub fn clock_skew(&self) -> Option<i64> {
        let meta = &self.0.response.as_ref()?.meta;
        let date = http_date::parse(headers::text(&meta.headers, http::header::DATE.as_str())?)?;
        i64::try_from(date).ok()?.checked_sub(i64::try_from(meta.received).ok()?)
    }

    /// Notes how far the clock of the signature was ahead of this one.
    pub(crate) fn signed_ahead(mut self, seconds: i64) -> Self {
        self.0.signed_ahead = seconds;
        self
    }

    /// The skew, where it explains why a signature was refused.
    pub(crate) fn explaining_clock_skew(&self) -> Option<i64> {
        let signing = self.0.response.as_ref()?.meta.api.signing?;
        let validity = signing.validity_seconds?;
        let skew = self.clock_skew()?.checked_sub(self.0.signed_ahead)?;
        Some(skew).filter(|skew| self.is_auth() && skew.unsigned_abs() > validity)
    }

    /// The retry class of the code's row.
    pub(crate) fn retry_class(&self) -> Option<RetryClass> {
        self.api()?.row.map(|row| row.retry)
    }

    /// The HTTP status, if there was a response, or the beginning of one.
    pub fn status(&self) -> Option<u16> {
        self.0.response.as_ref().map(|response| response.meta.status)
    }

    /// The API's error code as it stands in the response.
    pub fn raw_code(&self) -> Option<&RawCode> {
        self.api()?.code.as_ref()
    }

    /// The API's error code as a number.
    pub fn code_number(&self) -> Option<i64> {
        self.raw_code()?.number()
    }

    /// The code's name in the API's table.
    pub fn code_name(&self) -> Option<&'static str> {
        self.api()?.row.map(|row| row.name)
    }

    /// What the code means, from the API's table.
    pub fn meaning(&self) -> Option<&'static str> {
        self.api()?.row.map(|row| row.meaning).filter(|meaning| !meaning.is_empty())
    }

    /// The API's message.
    pub fn message(&self) -> Option<&str> {
        self.api()?.message.as_deref()
    }

    /// The type word that the API sends beside its code.
    pub fn kind_word(&self) -> Option<&str> {
        self.api()?.kind_word.as_deref()
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.as_ref()?.meta.request_id()
    }

    /// The state of the rate limit, if there was a response.
    pub fn rate_limit(&self) -> Option<RateLimitStatus> {
        Some(self.0.response.as_ref()?.meta.rate_limit())
    }

    /// The body of the response; `None` where it broke off.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.response.as_ref()?.body.as_deref()
    }

    /// The response's body as a `T`, if it can be one.
    pub fn body_json<T: Decode>(&self) -> Option<T> {
        crate::wire::json::body_at(self.body()?, &[])
    }

    /// What the response carries where data belongs, as a `T`, if it can be one: some errors name the thing that exists.
    pub fn payload_json<T: Decode>(&self) -> Option<T> {
        let response = self.0.response.as_ref()?;
        crate::wire::json::body_at(response.body.as_deref()?, response.meta.api.envelope.payload)
    }

    /// The response's headers.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.meta.headers)
    }

    /// The id of the operation in the API's document.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The attempts that were made.
    pub const fn attempts(&self) -> &Attempts {
        &self.0.attempts
    }

    /// Where in the response decoding failed: `data.items[3].count`.
    pub fn decode_path(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode(facts) => facts.path.as_deref(),
            _ => None,
        }
    }

    /// A few characters of the response around the place where decoding failed. They are data of the API: keep them out
    /// of logs.
    pub fn decode_snippet(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode(facts) => facts.snippet.as_deref(),
            _ => None,
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            Kind::Transport(error) => std::error::Error::source(error),
            Kind::Decode(facts) => facts.source.as_ref().map(|source| source as _),
            Kind::Missing(missing) => Some(missing),
            Kind::File(error) => Some(error),
            Kind::Api(_) | Kind::Request(_) | Kind::Config(_) | Kind::Deadline(_) => None,
        }
    }
}

impl From<MissingProperty> for Error {
    fn from(missing: MissingProperty) -> Self {
        Self::new(Kind::Missing(missing))
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::new(Kind::Transport(error))
    }
}

#[cfg(feature = "reqwest")]
impl From<TransportBuildError> for Error {
    fn from(error: TransportBuildError) -> Self {
        Self::config(error.to_string())
    }
}
