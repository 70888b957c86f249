//! The client.

use sdk_runtime::__private::{
    Algorithm, Api, CanonicalString, DateFormat, Envelope, OptionSpec, RateHeaders, ResetUnit, SecurityScheme,
    SecuritySchemeKind, SignatureMode, SignedPart, Signing, SuccessRule, SuccessValue,
};

pub static API: Api = Api::new("things", Some("2026-07"))
    .display_name("The Things API")
    .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
    .server("https://api.example.com/things/2026-07")
    .env_prefix("THINGS_SDK")
    .schemes(&[SecurityScheme::new("key", SecuritySchemeKind::ApiKeyHeader("x-api-key"))])
    .security(&[&["key"]])
    .envelope(
        Envelope::new()
            .payload(&["data"])
            .code(&["meta", "code"])
            .message(&["meta", "message"])
            .kind(&["meta", "type"])
            .success(SuccessRule::StatusAndCode(&[SuccessValue::Number(200), SuccessValue::Number(201)])),
    )
    .request_id_headers(&["x-trace-id"])
    .version_header("x-api-version")
    .rate_headers(
        RateHeaders::new()
            .limit("x-ratelimit-limit")
            .remaining("x-ratelimit-remaining")
            .reset("x-ratelimit-reset", ResetUnit::EpochSeconds),
    )
    .errors(super::errors::TABLE)
    .options(&[OptionSpec::new("max_retries").env("RETRIES").default(3).range(0, 5)])
    .signing(
        Signing::new(
            &[SignatureMode::new("HMAC", Algorithm::HmacSha256, "x-signature")],
            CanonicalString::new(&[SignedPart::Method, SignedPart::Date, SignedPart::Resource]),
        )
        .unsigned("API_KEY")
        .date("date", DateFormat::HttpDate)
        .validity_seconds(180),
    );

/// The client.
#[derive(Debug, Clone)]
pub struct Client {
    inner: sdk_runtime::Client,
}

impl Client {
    pub fn builder(api_key: impl Into<String>) -> sdk_runtime::Builder<Self> {
        sdk_runtime::Builder::new(&API).api_key(api_key.into())
    }
    pub fn from_env() -> Result<Self, super::Error> {
        sdk_runtime::Builder::from_env(&API).build()
    }
    pub fn things(&self) -> super::services::ThingService {
        super::services::ThingService::new(self.inner.clone())
    }
    pub fn runtime(&self) -> &sdk_runtime::Client {
        &self.inner
    }
}

impl sdk_runtime::BuiltClient for Client {
    type Error = super::Error;

    fn of_built(inner: sdk_runtime::Client) -> Self {
        Self { inner }
    }
}
