//! Parameters: every style of OpenAPI.
//!
//! In: a name, the JSON text of a value, a style. Out: encoded query pairs, a path piece, a header or cookie value. Each value is
//! percent-encoded exactly once, here; code that joins the pieces must not encode again.

mod query;
mod single;

pub(crate) use query::{QueryPair, form_pairs, query_json_pair, query_pairs};
pub(crate) use single::{cookie_pairs, header_text, path_piece};

use super::json_text;
use super::pull::JsonKind;
use std::borrow::Cow;

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

/// Whether each element of a list or object is written by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Explode {
    /// Each element for itself.
    Yes,
    /// All elements in one value.
    No,
}

/// A value as styles see it: nested parts inside lists and objects are JSON text.
pub(crate) enum Shape<'a> {
    /// Nothing is sent.
    Nothing,
    Scalar(Cow<'a, str>),
    List(Vec<Cow<'a, str>>),
    Object(Vec<(Cow<'a, str>, Cow<'a, str>)>),
}

impl<'a> Shape<'a> {
    /// Of the JSON text of a value.
    pub(crate) fn of(json: &'a str) -> Self {
        match json_text::kind(json) {
            None | Some(JsonKind::Null) => Self::Nothing,
            Some(JsonKind::Array) => Self::List(json_text::elements(json).into_iter().map(json_text::plain).collect()),
            Some(JsonKind::Object) => Self::Object(
                json_text::properties(json)
                    .into_iter()
                    .filter(|(_, value)| *value != "null")
                    .map(|(name, value)| (name, json_text::plain(value)))
                    .collect(),
            ),
            Some(_) => Self::Scalar(json_text::plain(json)),
        }
    }
}
