//! Text for methods, paths and statuses, as in docs and code.
//!
//! In: values of the IR. Out: text. Must not: know an operation.

use crate::ir::{Method, PathPart, StatusPattern, WireName};

pub(super) fn path_text(path: &[PathPart]) -> String {
    path.iter()
        .map(|part| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Param(WireName(name)) => format!("{{{name}}}"),
        })
        .collect()
}

/// The name of the runtime's variant: `Get`.
#[must_use]
pub fn method_name(method: Method) -> &'static str {
    match method {
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Delete => "Delete",
        Method::Options => "Options",
        Method::Head => "Head",
        Method::Patch => "Patch",
        Method::Trace => "Trace",
    }
}

/// `404`, `4XX`, `default`.
pub(super) fn status_text(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(code) => code.to_string(),
        StatusPattern::Class(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
