//! The `x-sdk` extensions: read and validated.
//!
//! In: extension values of the document. Out: typed facts; every unknown key and wrong value is an error.
//! Must not: check against schemas; paths into responses are checked where the responses are known.

mod guide;
mod operation;
mod pagination;
mod reader;
mod root;
mod schema;
mod signing;
mod versions;
mod webhooks;

use serde_json::Value;

use crate::diag::Pointer;

pub(super) use operation::{OperationFacts, operation, tag_service};
pub(super) use pagination::{PageFacts, PageLocation};
pub(super) use reader::is_header_name;
pub(super) use root::{RootFacts, root};
pub(super) use schema::{aliases, deprecated, enum_facts, is_redacted, schema_name, schema_reads, validate_schema};
pub(super) use versions::check_dates;

/// The key of all extensions.
pub(super) const KEY: &str = "x-sdk";

/// The extension among `extensions`, and where it is.
fn own<'v>(
    extensions: impl IntoIterator<Item = (&'v String, &'v Value)>,
    at: &Pointer,
) -> Option<(&'v Value, Pointer)> {
    extensions.into_iter().find(|(key, _)| *key == KEY).map(|(_, value)| (value, at.child(KEY)))
}
