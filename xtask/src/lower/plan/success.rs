//! Which responses of an operation mean success.
//!
//! In: the responses of an operation. Out: those of success, lowest status first. Must not: report, or type anything.

use super::representation::{ReadAs, offers};
use crate::ir::StatusPattern;
use crate::resolve::{Operation, Response, SchemaId, Schemas};

/// The schema of the first JSON response of a success.
pub(super) fn best_json(operation: &Operation<'_>, schemas: &Schemas) -> Option<SchemaId> {
    successes(operation).into_iter().find_map(|(_, response)| {
        match offers(&response.content, schemas).first()?.read_as {
            ReadAs::Json(schema) => schema,
            _ => None,
        }
    })
}

/// The success responses, lowest status first.
pub(super) fn successes<'a, 'd>(operation: &'a Operation<'d>) -> Vec<(StatusPattern, &'a Response<'d>)> {
    let mut all: Vec<(StatusPattern, &Response<'d>)> = operation
        .responses
        .iter()
        .filter_map(|response| Some((pattern(&response.status)?, response)))
        .filter(|(status, _)| is_success(*status))
        .collect();
    if all.is_empty() {
        let default = operation.responses.iter().find(|response| response.status == "default");
        all.extend(default.map(|response| (StatusPattern::Class(2), response)));
    }
    all.sort_by_key(|(status, _)| *status);
    all
}

pub(in crate::lower) fn pattern(status: &str) -> Option<StatusPattern> {
    match status.strip_suffix("XX") {
        Some(class) => class.parse().ok().map(StatusPattern::Class),
        None if status == "default" => Some(StatusPattern::Default),
        None => status.parse().ok().map(StatusPattern::Exact),
    }
}

pub(super) fn is_success(status: StatusPattern) -> bool {
    matches!(status, StatusPattern::Exact(200..=299) | StatusPattern::Class(2))
}
