//! `x-sdk` at the document's root.
//!
//! In: its value. Out: `Protocol`, lifecycle, error table, default limits. Must not: read anything else.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::names::{Lead, Scope as NameScope, words};
use super::guide::migrations;
use super::operation::{duration, read_limit};
use super::reader::{Reader, missing, wrong};
use super::versions::lifecycles;
use super::webhooks::webhooks;
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{
    Envelope, ErrorClass, ErrorCode, Lifecycle, OptionFact, Protocol, RateHeaders, RateLimit, RawCode, ResetUnit,
    RetryClass, SignatureMode, Signing, SuccessRule, WireName,
};

/// What the root extension says.
#[derive(Debug, Default)]
pub(in crate::lower) struct RootFacts {
    pub(in crate::lower) crate_name: Option<String>,
    pub(in crate::lower) protocol: Protocol,
    /// By version.
    pub(in crate::lower) lifecycles: BTreeMap<String, Lifecycle>,
    pub(in crate::lower) errors: Vec<ErrorCode>,
    pub(in crate::lower) rate_limit: Option<RateLimit>,
}

const OPTIONS: [&str; 8] =
    ["api_key", "auth_type", "api_secret", "domain", "user_agent", "proxy", "max_retry", "timeout"];

/// Reads the root extension.
pub(in crate::lower) fn root<'v>(
    extensions: impl IntoIterator<Item = (&'v String, &'v Value)>,
    found: &mut Diagnostics,
) -> RootFacts {
    let mut facts = RootFacts::default();
    let Some((value, at)) = super::own(extensions, &Pointer::default()) else { return facts };
    let mut reader = Reader::new(value, at, found);
    facts.crate_name = reader.spelt("crate", ['a', '-'], found);
    let protocol = &mut facts.protocol;
    protocol.display_name = reader.text("display-name", found);
    protocol.env_prefix = reader.spelt("env-prefix", ['A', '_'], found);
    protocol.envelope = reader.get("envelope").and_then(|(value, at)| envelope(value, at, found));
    protocol.request_id_headers = reader.texts("request-id-headers", found);
    protocol.version_header = reader.text("version-header", found);
    protocol.rate_headers = reader.get("rate-limit-headers").map(|(value, at)| rate_headers(value, at, found));
    protocol.options = reader.get("options").map(|(value, at)| options(value, &at, found)).unwrap_or_default();
    protocol.signing = reader.get("signing").and_then(|(value, at)| signing(value, at, found));
    protocol.webhooks = reader.get("webhooks").map(|(value, at)| webhooks(value, at, found));
    protocol.quick_start = reader.text("quick-start", found).map(WireName);
    protocol.migrations = reader.get("migration").map(|(value, at)| migrations(value, &at, found)).unwrap_or_default();
    facts.lifecycles = reader.get("versions").map(|(value, at)| lifecycles(value, &at, found)).unwrap_or_default();
    facts.errors = reader.get("errors").map(|(value, at)| errors(value, &at, found)).unwrap_or_default();
    protocol.wait_after_rate_limit_ms = reader
        .text("wait-after-rate-limit", found)
        .and_then(|text| duration(&text, &reader.at().child("wait-after-rate-limit"), "wait-after-rate-limit", found));
    match reader.get("rate-limit").and_then(|(value, at)| rate_limit(value, at, found)) {
        Some((limit, Scope::Api)) => protocol.rate_limit = Some(limit),
        Some((limit, Scope::Operation)) => facts.rate_limit = Some(limit),
        None => {}
    }
    reader.finish(found);
    facts
}

/// Whom a limit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// All operations together.
    Api,
    /// Each operation for itself.
    Operation,
}

/// `{calls: 10, per: 1s, scope: api}`.
fn rate_limit(value: &Value, at: Pointer, found: &mut Diagnostics) -> Option<(RateLimit, Scope)> {
    let mut reader = Reader::new(value, at, found);
    let limit = read_limit(&mut reader, found);
    let scope = match reader.text("scope", found).as_deref() {
        Some("api") => Scope::Api,
        Some("operation") | None => Scope::Operation,
        Some(_) => {
            wrong(&reader.at().child("scope"), "scope", "api or operation", found);
            Scope::Operation
        }
    };
    reader.finish(found);
    Some((limit?, scope))
}

fn envelope(value: &Value, at: Pointer, found: &mut Diagnostics) -> Option<Envelope> {
    let mut reader = Reader::new(value, at, found);
    let payload = reader.path("payload", found);
    if payload.is_none() {
        missing(reader.at(), "payload", found);
    }
    let envelope = Envelope {
        payload: payload.unwrap_or_default(),
        code: reader.path("code", found),
        message: reader.path("message", found),
        kind: reader.path("type", found),
        success: reader.get("success").map_or(SuccessRule::Status, |(value, at)| success(value, at, found)),
    };
    reader.finish(found);
    Some(envelope)
}

fn success(value: &Value, at: Pointer, found: &mut Diagnostics) -> SuccessRule {
    let mut reader = Reader::new(value, at.clone(), found);
    let rule = reader.need_text("rule", found);
    let codes: Vec<i64> = match reader.get("codes") {
        None => Vec::new(),
        Some((value, at)) => {
            let codes = value.as_array().map(|list| list.iter().filter_map(Value::as_i64).collect::<Vec<_>>());
            if codes.as_ref().map(Vec::len) != value.as_array().map(Vec::len) || codes.is_none() {
                wrong(&at, "codes", "a list of whole numbers", found);
            }
            codes.unwrap_or_default()
        }
    };
    reader.finish(found);
    match rule.as_deref() {
        Some("status-and-code") if !codes.is_empty() => SuccessRule::StatusAndCode(codes),
        Some("code") if !codes.is_empty() => SuccessRule::Code(codes),
        Some("status-and-code" | "code") => {
            missing(&at, "codes", found);
            SuccessRule::Status
        }
        Some("status") | None => SuccessRule::Status,
        Some(_) => {
            wrong(&at.child("rule"), "rule", "status, status-and-code or code", found);
            SuccessRule::Status
        }
    }
}

fn rate_headers(value: &Value, at: Pointer, found: &mut Diagnostics) -> RateHeaders {
    let mut reader = Reader::new(value, at, found);
    let reset_unit = match reader.text("reset-unit", found).as_deref() {
        Some("delta-seconds") => ResetUnit::DeltaSeconds,
        Some("epoch-seconds") | None => ResetUnit::EpochSeconds,
        Some(_) => {
            wrong(&reader.at().child("reset-unit"), "reset-unit", "epoch-seconds or delta-seconds", found);
            ResetUnit::EpochSeconds
        }
    };
    let headers = RateHeaders {
        limit: reader.text("limit", found),
        remaining: reader.text("remaining", found),
        reset: reader.text("reset", found),
        reset_unit,
    };
    reader.finish(found);
    headers
}

fn options(value: &Value, at: &Pointer, found: &mut Diagnostics) -> Vec<OptionFact> {
    let Some(map) = value.as_object() else {
        wrong(at, "options", "an object", found);
        return Vec::new();
    };
    let mut options = Vec::new();
    for (name, value) in map {
        let at = at.child(name);
        if !OPTIONS.contains(&name.as_str()) {
            let text = format!("`{name}` is not an option of the client");
            found.error("lower-unknown-extension-key", &at, text, format!("use one of {}", OPTIONS.join(", ")));
            continue;
        }
        let mut reader = Reader::new(value, at, found);
        options.push(OptionFact {
            option: name.clone(),
            env: reader.text("env", found),
            default: reader.whole("default", found),
            min: reader.whole("min", found),
            max: reader.whole("max", found),
        });
        reader.finish(found);
    }
    options
}

fn signing(value: &Value, at: Pointer, found: &mut Diagnostics) -> Option<Signing> {
    let mut reader = Reader::new(value, at, found);
    let date_header = reader.need_text("date-header", found);
    let header_prefix = reader.need_text("header-prefix", found);
    let validity = reader.count("validity-seconds", found);
    let mut modes = Vec::new();
    match reader.get("modes") {
        Some((Value::Array(list), at)) => {
            for (index, value) in list.iter().enumerate() {
                modes.extend(mode(value, at.index(index), found));
            }
        }
        Some((_, at)) => wrong(&at, "modes", "a list", found),
        None => missing(reader.at(), "modes", found),
    }
    reader.finish(found);
    Some(Signing {
        modes,
        date_header: date_header?,
        header_prefix: header_prefix?,
        validity_seconds: validity.unwrap_or(180),
    })
}

fn mode(value: &Value, at: Pointer, found: &mut Diagnostics) -> Option<SignatureMode> {
    let mut reader = Reader::new(value, at.clone(), found);
    let name = reader.need_text("name", found);
    let algorithm = reader.need_text("algorithm", found);
    let header = reader.need_text("header", found);
    reader.finish(found);
    if algorithm.as_deref().is_some_and(|a| !["hmac-sha256", "rsa-pss-sha256"].contains(&a)) {
        wrong(&at.child("algorithm"), "algorithm", "hmac-sha256 or rsa-pss-sha256", found);
    }
    Some(SignatureMode { name: name?, algorithm: algorithm?, header: header? })
}

/// The error table, sorted by code.
fn errors(value: &Value, at: &Pointer, found: &mut Diagnostics) -> Vec<ErrorCode> {
    let Some(list) = value.as_array() else {
        wrong(at, "errors", "a list", found);
        return Vec::new();
    };
    let mut scope = NameScope::default();
    let mut all = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let at = at.index(index);
        let Some(mut error) = error(value, at.clone(), found) else { continue };
        let given = scope.give(&[error.name]);
        if given.collided {
            let text = format!("another error has this name; this one is called `{}`", given.name);
            found.note("names-collision", &at.child("name"), text, "put all codes of one meaning into one row");
        }
        error.name = given.name;
        all.push(error);
    }
    all.sort_by(|a, b| (&a.codes, &a.statuses, &a.name).cmp(&(&b.codes, &b.statuses, &b.name)));
    all
}

fn error(value: &Value, at: Pointer, found: &mut Diagnostics) -> Option<ErrorCode> {
    let mut reader = Reader::new(value, at.clone(), found);
    let name = reader.need_text("name", found);
    let codes = match reader.get("code") {
        Some((value, at)) => one_or_many(value, &at, "code", raw_code, found),
        None => {
            missing(&at, "code", found);
            Vec::new()
        }
    };
    let statuses = match reader.get("status") {
        Some((value, at)) => one_or_many(value, &at, "status", status, found),
        None => Vec::new(),
    };
    let kind = reader.text("type", found);
    let meaning = reader.text("meaning", found).unwrap_or_default();
    let retry = match reader.text("retry", found).as_deref() {
        None | Some("never") => RetryClass::Never,
        Some("after-wait") => RetryClass::AfterWait,
        Some("if-idempotent") => RetryClass::IfIdempotent,
        Some("already-done") => RetryClass::AlreadyDone,
        Some(_) => {
            wrong(&at.child("retry"), "retry", "never, after-wait, if-idempotent or already-done", found);
            RetryClass::Never
        }
    };
    let class = match reader.text("class", found).as_deref() {
        None => None,
        Some("auth") => Some(ErrorClass::Auth),
        Some("not-found") => Some(ErrorClass::NotFound),
        Some("rate-limited") => Some(ErrorClass::RateLimited),
        Some("server") => Some(ErrorClass::Server),
        Some(_) => {
            wrong(&at.child("class"), "class", "auth, not-found, rate-limited or server", found);
            None
        }
    };
    reader.finish(found);
    let name = words(&name?, Lead::Value);
    (!codes.is_empty()).then_some(ErrorCode { codes, name, statuses, kind, meaning, retry, class })
}

fn raw_code(value: &Value) -> Option<RawCode> {
    match value {
        Value::Number(number) => number.as_i64().map(RawCode::Number),
        Value::String(text) => Some(RawCode::Text(text.clone())),
        _ => None,
    }
}

fn status(value: &Value) -> Option<u16> {
    value.as_u64().and_then(|status| u16::try_from(status).ok()).filter(|status| (100..1000).contains(status))
}

fn one_or_many<T>(
    value: &Value,
    at: &Pointer,
    key: &str,
    read: impl Fn(&Value) -> Option<T>,
    found: &mut Diagnostics,
) -> Vec<T> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let all: Vec<T> = list.iter().filter_map(read).collect();
    if all.len() != list.len() {
        wrong(at, key, "a value or a list of values of the right type", found);
    }
    all
}
