//! `x-sdk` at the document's root.
//!
//! In: its value. Out: `Protocol`, lifecycle, error table, default limits. Must not: read anything else.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::names::{DigitPrefix, Scope as NameScope, joined, words};
use super::guide::migrations;
use super::operation::{duration, read_limit};
use super::reader::{Reader, missing, wrong};
use super::signing::signing;
use super::versions::lifecycles;
use super::webhooks::webhooks;
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{
    Envelope, ErrorClass, ErrorCode, Lifecycle, OptionFact, Protocol, RateHeaders, RateLimit, RawCode, ResetUnit,
    RetryClass, SuccessRule, SuccessValue, WireName, Words,
};

/// The facts of the root extension.
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
    ["api_key", "auth_method", "signing_secret", "base_url", "user_agent", "proxy", "max_retries", "timeout"];

/// Reads the root extension.
pub(in crate::lower) fn root<'v>(
    extensions: impl IntoIterator<Item = (&'v String, &'v Value)>,
    diagnostics: &mut Diagnostics,
) -> RootFacts {
    let mut facts = RootFacts::default();
    let Some((value, at)) = super::own(extensions, &Pointer::default()) else { return facts };
    let mut reader = Reader::new(value, at, diagnostics);
    facts.crate_name = reader.spelt("crate", ['a', '-'], diagnostics);
    let protocol = &mut facts.protocol;
    protocol.display_name = reader.text("display-name", diagnostics);
    protocol.env_prefix = reader.spelt("env-prefix", ['A', '_'], diagnostics);
    protocol.envelope = reader.get("envelope").and_then(|(value, at)| envelope(value, at, diagnostics));
    protocol.request_id_headers = reader.texts("request-id-headers", diagnostics);
    protocol.version_header = reader.text("version-header", diagnostics);
    protocol.rate_headers = reader.get("rate-limit-headers").map(|(value, at)| rate_headers(value, at, diagnostics));
    protocol.options = reader.get("options").map(|(value, at)| options(value, &at, diagnostics)).unwrap_or_default();
    protocol.signing = reader.get("signing").and_then(|(value, at)| signing(value, at, diagnostics));
    protocol.webhooks = reader.get("webhooks").map(|(value, at)| webhooks(value, at, diagnostics));
    protocol.quick_start = reader.text("quick-start", diagnostics).map(WireName);
    protocol.migrations =
        reader.get("migration").map(|(value, at)| migrations(value, &at, diagnostics)).unwrap_or_default();
    facts.lifecycles =
        reader.get("versions").map(|(value, at)| lifecycles(value, &at, diagnostics)).unwrap_or_default();
    facts.errors = reader.get("errors").map(|(value, at)| errors(value, &at, diagnostics)).unwrap_or_default();
    protocol.wait_after_rate_limit_ms = reader.text("wait-after-rate-limit", diagnostics).and_then(|text| {
        duration(&text, &reader.at().child("wait-after-rate-limit"), "wait-after-rate-limit", diagnostics)
    });
    match reader.get("rate-limit").and_then(|(value, at)| rate_limit(value, at, diagnostics)) {
        Some((limit, Scope::Api)) => protocol.rate_limit = Some(limit),
        Some((limit, Scope::Operation)) => facts.rate_limit = Some(limit),
        None => {}
    }
    // Read and checked by `policy`, before anything of the document can be reported.
    let _ = reader.get("allow");
    reader.finish(diagnostics);
    facts
}

/// What a limit applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// All operations together.
    Api,
    /// Each operation for itself.
    Operation,
}

/// `{calls: 10, per: 1s, scope: api}`.
fn rate_limit(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<(RateLimit, Scope)> {
    let mut reader = Reader::new(value, at, diagnostics);
    let limit = read_limit(&mut reader, diagnostics);
    let scope = match reader.text("scope", diagnostics).as_deref() {
        Some("api") => Scope::Api,
        Some("operation") | None => Scope::Operation,
        Some(_) => {
            wrong(&reader.at().child("scope"), "scope", "api or operation", diagnostics);
            Scope::Operation
        }
    };
    reader.finish(diagnostics);
    Some((limit?, scope))
}

fn envelope(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<Envelope> {
    let mut reader = Reader::new(value, at, diagnostics);
    let payload = reader.path("payload", diagnostics);
    if payload.is_none() {
        missing(reader.at(), "payload", diagnostics);
    }
    let (success, success_path) = match reader.get("success") {
        None => (SuccessRule::Status, None),
        Some((value, at)) => success(value, at, diagnostics),
    };
    let envelope = Envelope {
        payload: payload.unwrap_or_default(),
        code: reader.path("code", diagnostics),
        message: reader.path("message", diagnostics),
        kind: reader.path("type", diagnostics),
        success,
        success_path,
    };
    reader.finish(diagnostics);
    Some(envelope)
}

/// The rule, and where the value is that it is about.
fn success(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> (SuccessRule, Option<Vec<WireName>>) {
    let mut reader = Reader::new(value, at.clone(), diagnostics);
    let rule = reader.need_text("rule", diagnostics);
    let codes = match reader.get("codes") {
        None => Vec::new(),
        Some((value, at)) => {
            let codes: Vec<_> = value.as_array().into_iter().flatten().filter_map(success_value).collect();
            if value.as_array().is_none_or(|list| list.len() != codes.len()) {
                wrong(&at, "codes", "a list of whole numbers, strings or booleans", diagnostics);
            }
            codes
        }
    };
    let path = reader.path("path", diagnostics);
    reader.finish(diagnostics);
    let rule = match rule.as_deref() {
        Some("status-and-code") if !codes.is_empty() => SuccessRule::StatusAndCode(codes),
        Some("code") if !codes.is_empty() => SuccessRule::Code(codes),
        Some("status-and-code" | "code") => {
            missing(&at, "codes", diagnostics);
            SuccessRule::Status
        }
        Some("status") | None => SuccessRule::Status,
        Some(_) => {
            wrong(&at.child("rule"), "rule", "status, status-and-code or code", diagnostics);
            SuccessRule::Status
        }
    };
    (rule, path)
}

fn success_value(value: &Value) -> Option<SuccessValue> {
    match value {
        Value::Bool(value) => Some(SuccessValue::Bool(*value)),
        Value::Number(number) => number.as_i64().map(SuccessValue::Number),
        Value::String(text) => Some(SuccessValue::Text(text.clone())),
        _ => None,
    }
}

fn rate_headers(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> RateHeaders {
    let mut reader = Reader::new(value, at, diagnostics);
    let units = [
        ("epoch-seconds", ResetUnit::EpochSeconds),
        ("epoch-milliseconds", ResetUnit::EpochMilliseconds),
        ("delta-seconds", ResetUnit::DeltaSeconds),
        ("http-date", ResetUnit::HttpDate),
        ("duration", ResetUnit::Duration),
    ];
    let headers = RateHeaders {
        limit: reader.text("limit", diagnostics),
        remaining: reader.text("remaining", diagnostics),
        reset: reader.text("reset", diagnostics),
        reset_unit: reader.one_of("reset-unit", &units, diagnostics).unwrap_or(ResetUnit::EpochSeconds),
    };
    reader.finish(diagnostics);
    headers
}

fn options(value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Vec<OptionFact> {
    let Some(map) = value.as_object() else {
        wrong(at, "options", "an object", diagnostics);
        return Vec::new();
    };
    let mut options = Vec::new();
    for (name, value) in map {
        let at = at.child(name);
        if !OPTIONS.contains(&name.as_str()) {
            let text = format!("`{name}` is not an option of the client");
            diagnostics.report(
                codes::LOWER_UNKNOWN_EXTENSION_KEY,
                &at,
                text,
                format!("use one of {}", OPTIONS.join(", ")),
            );
            continue;
        }
        let mut reader = Reader::new(value, at, diagnostics);
        options.push(OptionFact {
            option: name.clone(),
            env: reader.text("env", diagnostics),
            default: reader.whole("default", diagnostics),
            min: reader.whole("min", diagnostics),
            max: reader.whole("max", diagnostics),
        });
        reader.finish(diagnostics);
    }
    options
}

/// The error table, sorted by code.
fn errors(value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Vec<ErrorCode> {
    let Some(list) = value.as_array() else {
        wrong(at, "errors", "a list", diagnostics);
        return Vec::new();
    };
    let mut scope = NameScope::default();
    let mut all = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let at = at.index(index);
        let Some(mut error) = error(value, at.clone(), diagnostics) else { continue };
        let claimed = scope.claim(&names_of_row(&error));
        if claimed.collided {
            let text = format!("another error has this name; this one is named `{}`", claimed.name);
            diagnostics.report(
                codes::LOWER_NAME_COLLISION,
                &at.child("name"),
                text,
                "put all codes with the same meaning into one row",
            );
        }
        error.name = claimed.name;
        all.push(error);
    }
    all.sort_by(|a, b| (&a.codes, &a.statuses, &a.name).cmp(&(&b.codes, &b.statuses, &b.name)));
    all
}

/// The row's name, then with what tells it from another row of that name: its statuses, its codes.
fn names_of_row(error: &ErrorCode) -> Vec<Words> {
    let statuses = error.statuses.iter().map(u16::to_string);
    let codes = error.codes.iter().map(|code| match code {
        RawCode::Number(number) => number.to_string(),
        RawCode::Text(text) => text.clone(),
    });
    let with = |text: String| joined(&[&error.name, &words(&text, DigitPrefix::Value)]);
    std::iter::once(error.name.clone()).chain(statuses.chain(codes).map(with)).collect()
}

fn error(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<ErrorCode> {
    let mut reader = Reader::new(value, at.clone(), diagnostics);
    let name = reader.need_text("name", diagnostics);
    let codes = match reader.get("code") {
        Some((value, at)) => one_or_many(value, &at, "code", raw_code, diagnostics),
        None => {
            missing(&at, "code", diagnostics);
            Vec::new()
        }
    };
    let statuses = match reader.get("status") {
        Some((value, at)) => one_or_many(value, &at, "status", status, diagnostics),
        None => Vec::new(),
    };
    let kind = reader.text("type", diagnostics);
    let meaning = reader.text("meaning", diagnostics).unwrap_or_default();
    let retry = match reader.text("retry", diagnostics).as_deref() {
        None | Some("never") => RetryClass::Never,
        Some("after-wait") => RetryClass::AfterWait,
        Some("if-idempotent") => RetryClass::IfIdempotent,
        Some("already-done") => RetryClass::AlreadyDone,
        Some(_) => {
            wrong(&at.child("retry"), "retry", "never, after-wait, if-idempotent or already-done", diagnostics);
            RetryClass::Never
        }
    };
    let class = match reader.text("class", diagnostics).as_deref() {
        None => None,
        Some("auth") => Some(ErrorClass::Auth),
        Some("not-found") => Some(ErrorClass::NotFound),
        Some("rate-limited") => Some(ErrorClass::RateLimited),
        Some("server") => Some(ErrorClass::Server),
        Some(_) => {
            wrong(&at.child("class"), "class", "auth, not-found, rate-limited or server", diagnostics);
            None
        }
    };
    reader.finish(diagnostics);
    let name = words(&name?, DigitPrefix::Value);
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
    diagnostics: &mut Diagnostics,
) -> Vec<T> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let all: Vec<T> = list.iter().filter_map(read).collect();
    if all.len() != list.len() {
        wrong(at, key, "a value or a list of values of the right type", diagnostics);
    }
    all
}
