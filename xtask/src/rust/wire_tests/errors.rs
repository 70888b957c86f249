//! The test of the error table: each code, as the server would send it.
//!
//! In: `Api::errors`, the envelope. Out: `ErrorTest`. Must not: test a row that the API cannot return.

use serde_json::{Map, Value};

use super::json;
use super::response_body;
use crate::ir::{Api, ErrorCode, RawCode, StatusPattern, SuccessRule, SuccessValue};
use crate::rust::ident::RustIdent;
use crate::rust::view::{ErrorTest, ErrorTestRow, ErrorsView};

/// The message of every error.
const MESSAGE: &str = "That cannot be.";
/// Placeholder in the body for the code of each row.
const CODE_PLACEHOLDER: &str = "@code@";

/// The expectation for each code; `None` if the envelope has no path for one. The call is added later.
pub(super) fn wire_tests(api: &Api, view: &ErrorsView) -> Option<ErrorTest> {
    let envelope = api.protocol.envelope.as_ref()?;
    let code = envelope.code.as_ref()?;
    let mut body = Value::Object(Map::new());
    if let Some(message) = &envelope.message {
        response_body::set(&mut body, message, Value::from(MESSAGE));
    }
    response_body::set(&mut body, code, Value::from(CODE_PLACEHOLDER));
    // A literal of `format!`: braces are doubled, but for the place of the code.
    let text =
        json::flat(&body).replace('{', "{{").replace('}', "}}").replace(&format!("\"{CODE_PLACEHOLDER}\""), "{code}");
    let rows: Vec<ErrorTestRow> = api.errors.iter().flat_map(|error| rows(api, error, view)).collect();
    (!rows.is_empty()).then(|| ErrorTest {
        rows,
        body: json::raw(&text),
        message: envelope.message.as_ref().map(|_| MESSAGE),
    })
}

fn rows(api: &Api, error: &ErrorCode, view: &ErrorsView) -> Vec<ErrorTestRow> {
    let statuses = if error.statuses.is_empty() { &[400][..] } else { &error.statuses };
    let pairs = error.codes.iter().flat_map(|code| statuses.iter().map(move |status| (code, *status)));
    let row = |(code, status): (&RawCode, u16)| {
        let seen = is_error(api, code, status) && (200..600).contains(&status) && !matches!(status, 204 | 205 | 304);
        let name = RustIdent::screaming(&found(api, code, status)?.name).to_string();
        let variant = view.variants.iter().find(|variant| variant.name == name)?.ident.clone();
        let code = match code {
            RawCode::Number(number) => number.to_string(),
            RawCode::Text(text) => json::flat(&Value::from(text.as_str())),
        };
        seen.then_some(ErrorTestRow { status, code, variant })
    };
    pairs.filter_map(row).collect()
}

/// The entry that explains a code: of several, the one with the status.
fn found<'a>(api: &'a Api, code: &RawCode, status: u16) -> Option<&'a ErrorCode> {
    let has = |error: &&ErrorCode| error.codes.iter().any(|other| same(other, code));
    let mut entries = api.errors.iter().filter(has);
    entries.clone().find(|error| error.statuses.contains(&status)).or_else(|| entries.next())
}

fn same(one: &RawCode, other: &RawCode) -> bool {
    one == other || number(one).is_some_and(|number| self::number(other) == Some(number))
}

fn number(code: &RawCode) -> Option<i64> {
    match code {
        RawCode::Number(number) => Some(*number),
        RawCode::Text(text) => text.trim().parse().ok(),
    }
}

/// Whether a response with this status and code is an error at all.
fn is_error(api: &Api, code: &RawCode, status: u16) -> bool {
    let good_code = |codes: &[SuccessValue]| {
        codes.iter().any(|value| match (value, code) {
            (SuccessValue::Number(good), code) => number(code) == Some(*good),
            (SuccessValue::Text(good), RawCode::Text(text)) => good == text,
            (SuccessValue::Text(_) | SuccessValue::Bool(_), _) => false,
        })
    };
    let envelope = api.protocol.envelope.as_ref();
    // A response without the value that decides is judged by its status.
    let rule = envelope.filter(|envelope| envelope.success_path.is_none()).map(|envelope| &envelope.success);
    match rule {
        None | Some(SuccessRule::Status) => status / 100 != 2,
        Some(SuccessRule::StatusAndCode(codes)) => status / 100 != 2 || !good_code(codes),
        Some(SuccessRule::Code(codes)) => !good_code(codes),
    }
}

/// Whether an operation's success statuses are all 2xx.
pub(super) fn is_plain(statuses: &[StatusPattern]) -> bool {
    statuses.iter().all(|status| matches!(status, StatusPattern::Exact(200..=299) | StatusPattern::Class(2)))
}
