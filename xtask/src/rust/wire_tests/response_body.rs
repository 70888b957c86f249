//! Bodies that the mock server returns.
//!
//! In: an operation's payload, the API's envelope. Out: bodies with the payload at its path. Must not: know a type;
//! `responses` does.

use serde_json::{Map, Value};

use crate::ir::{
    Api, Method, Operation, Payload, StatusPattern, StatusVariant, SuccessRule, SuccessValue, TypeRef, WireName,
};

/// Statuses whose responses have no body.
const BARE: &[u16] = &[204, 205, 304];

/// The first status of success; with a body, if the payload is one.
pub(super) fn status(patterns: &[StatusPattern], with_body: bool) -> Option<u16> {
    let number = |pattern: &StatusPattern| match *pattern {
        StatusPattern::Exact(status) => status,
        StatusPattern::Class(class) => u16::from(class) * 100,
        StatusPattern::Default => 200,
    };
    let fits = |status: &u16| (200..600).contains(status) && !(with_body && BARE.contains(status));
    if patterns.is_empty() { Some(200) } else { patterns.iter().map(number).find(fits) }
}

/// Whether a response to this call can have a body.
pub(super) fn has_body(operation: &Operation) -> bool {
    operation.method != Method::Head
}

/// The variant of a response by status to test, with its index.
pub(super) fn variant(variants: &[StatusVariant]) -> Option<(usize, &StatusVariant)> {
    let rank = |status: StatusPattern| match status {
        StatusPattern::Exact(200..=299) => Some(0),
        StatusPattern::Class(2) => Some(1),
        StatusPattern::Default => Some(2),
        _ => None,
    };
    variants
        .iter()
        .enumerate()
        .filter(|(_, variant)| !matches!(variant.payload, Payload::ByStatus(_)))
        .filter_map(|(at, variant)| Some((rank(variant.status)?, at, variant)))
        .min_by_key(|(rank, at, _)| (*rank, *at))
        .map(|(_, at, variant)| (at, variant))
}

/// The type of a JSON payload.
pub(super) fn json_type(payload: &Payload) -> Option<&TypeRef> {
    match payload {
        Payload::Json(ty) | Payload::OptionalJson(ty) => Some(ty),
        _ => None,
    }
}

/// The whole body: the payload at its path, and a code that means success.
pub(super) fn body(api: &Api, path: &[WireName], payload: Option<Value>, status: u16) -> Option<Value> {
    let mut body = payload.map(|payload| {
        path.iter().rev().fold(payload, |inner, name| Value::Object(Map::from_iter([(name.0.clone(), inner)])))
    });
    let Some(envelope) = &api.protocol.envelope else { return body };
    let Some(code_path) = envelope.success_path.as_ref().or(envelope.code.as_ref()) else { return body };
    let code = match &envelope.success {
        // Without a path of its own, the code is part of the payload.
        SuccessRule::Status if path.is_empty() && body.is_some() => return body,
        SuccessRule::Status => Value::from(status),
        SuccessRule::StatusAndCode(codes) | SuccessRule::Code(codes) => match codes.first() {
            None => return body,
            Some(SuccessValue::Number(number)) => Value::from(*number),
            Some(SuccessValue::Text(text)) => Value::from(text.as_str()),
            Some(SuccessValue::Bool(flag)) => Value::from(*flag),
        },
    };
    set(body.get_or_insert_with(|| Value::Object(Map::new())), code_path, code);
    body
}

/// Sets the value at a path, through objects only.
pub(super) fn set(body: &mut Value, path: &[WireName], value: Value) {
    let Some((last, before)) = path.split_last() else { return };
    let mut target = body;
    for name in before {
        let Value::Object(properties) = target else { return };
        target = properties.entry(&name.0).or_insert(Value::Null);
        if target.is_null() {
            *target = Value::Object(Map::new());
        }
    }
    if let Value::Object(properties) = target {
        // Where the code is text, it stays text.
        let text = value.is_number() && properties.get(&last.0).is_some_and(Value::is_string);
        properties.insert(last.0.clone(), if text { Value::from(value.to_string()) } else { value });
    }
}

/// The value at a path.
pub(super) fn get<'b>(body: &'b Value, path: &[WireName]) -> Option<&'b Value> {
    path.iter().try_fold(body, |target, name| target.get(&name.0))
}
