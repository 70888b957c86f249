//! Parameters: every style of OpenAPI.
//!
//! In: a name, a JSON value, a style. Out: encoded query pairs, a path piece, a header or cookie value. Each value is
//! percent-encoded exactly once, here; whoever puts the pieces together must not encode again.

mod query;
mod single;

pub(crate) use query::{QueryPair, query_json_pair, query_pairs};
pub(crate) use single::{cookie_pairs, header_text, path_piece};

use serde_json::Value;

/// How a parameter's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a=1&a=2` or `a=1,2`: query and cookie.
    Form,
    /// `1,2`: path and header.
    Simple,
    /// `.1.2`: path.
    Label,
    /// `;a=1;a=2`: path.
    Matrix,
    /// `a=1%202`: query.
    SpaceDelimited,
    /// `a=1%7C2`: query.
    PipeDelimited,
    /// `a[b]=1`: query.
    DeepObject,
}

/// Whether each element of a list or object stands for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Explode {
    /// Each element for itself.
    Yes,
    /// All elements in one value.
    No,
}

/// A value as styles see it: nested parts inside lists and objects are JSON text.
pub(crate) enum Shape {
    /// Nothing is sent.
    Nothing,
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Shape {
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::Array(items) => Self::List(items.iter().map(scalar).collect()),
            Value::Object(properties) => Self::Object(
                properties
                    .iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(name, value)| (name.clone(), scalar(value)))
                    .collect(),
            ),
            other => Self::Scalar(scalar(other)),
        }
    }
}

/// The plain text of a value; what has no plain text is JSON.
pub(crate) fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
