//! Enums, and types that are slips.
//!
//! In: the values or the type of a schema. Out: the kind that they make. Must not: read other keywords.

use serde_json::Value;

use super::facets::Facets;
use super::model::{EnumKind, Kind};
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};

/// The kind of an enum; `None` if the values add nothing to the type.
pub(super) fn enumeration(
    facets: &Facets<'_>,
    values: &[Value],
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<Kind> {
    if values.is_empty() {
        return Some(Kind::Null);
    }
    let whole = || values.iter().map(as_whole).collect::<Option<Vec<String>>>();
    let found = match facets.ty {
        Some("string") => Some((EnumKind::String, values.iter().filter_map(as_text).collect())),
        Some("integer") => whole().map(|values| (EnumKind::Integer, values)),
        None if values.iter().all(Value::is_string) => {
            Some((EnumKind::String, values.iter().filter_map(as_text).collect()))
        }
        None if values.iter().all(Value::is_i64) => whole().map(|values| (EnumKind::Integer, values)),
        None if values.iter().all(Value::is_number) => return Some(Kind::Number { format: None }),
        None if values.iter().all(Value::is_boolean) => return Some(Kind::Bool),
        _ => None,
    };
    let Some((kind, values)) = found else {
        if values.len() > 1 && facets.ty != Some("boolean") {
            let text = "the values of this enum are not all of one type, or not of its own; they are left out";
            diagnostics.report(codes::RESOLVE_ENUM_WIDENED, &at.child("enum"), text, "give all values one JSON type");
        }
        return None;
    };
    if values.is_empty() {
        return None;
    }
    let mut distinct: Vec<String> = Vec::with_capacity(values.len());
    let mut seen = std::collections::HashSet::new();
    for value in values {
        if seen.insert(value.clone()) {
            distinct.push(value);
        }
    }
    Some(Kind::Enum { kind, values: distinct })
}

/// The meaning of a mistake such as `type: date-time` or `type: int`.
pub(super) fn meant_type(word: &str, format: Option<String>) -> Kind {
    match word.to_lowercase().as_str() {
        "date" | "date-time" | "datetime" | "uuid" | "uri" | "byte" | "binary" => {
            Kind::String { format: Some(word.to_lowercase().replace("datetime", "date-time")) }
        }
        "str" | "text" | "string" | "email" | "url" => Kind::String { format },
        "int" | "long" | "int32" | "int64" | "integer" => Kind::Integer { format },
        "float" | "double" | "decimal" | "number" => Kind::Number { format },
        "bool" | "boolean" => Kind::Bool,
        _ => Kind::Any,
    }
}

/// A scalar as a string.
fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

/// A whole number in decimal, also one that is written as text or with a zero fraction.
fn as_whole(value: &Value) -> Option<String> {
    let number = match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            let float = number.as_f64()?;
            (float.fract() == 0.0 && float.abs() < 9e15).then_some(float as i64)
        })?,
        Value::String(text) => text.parse::<i64>().ok()?,
        _ => return None,
    };
    Some(number.to_string())
}
