//! Which responses of an operation mean success, and which of their media types is read.
//!
//! In: the responses of an operation. Out: those of success, lowest status first. Must not: report, or type anything.

use super::media::{Form, form};
use crate::ir::StatusPattern;
use crate::resolve::{Media, Operation, Response, SchemaId, Schemas};

/// The schema of the first JSON response of a success.
pub(super) fn best_json(operation: &Operation<'_>, schemas: &Schemas) -> Option<SchemaId> {
    successes(operation).into_iter().find_map(|(_, response)| {
        choose(&response.content, schemas).filter(|(form, _)| *form == Form::Json).and_then(|(_, media)| media.schema)
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

/// The media type that is read: JSON with a schema, JSON, text, the rest.
pub(super) fn choose<'a, 'd>(content: &'a [Media<'d>], schemas: &Schemas) -> Option<(Form, &'a Media<'d>)> {
    let rank = |form: Form, media: &Media<'_>| match form {
        Form::Json => u8::from(media.schema.is_none()),
        Form::Text | Form::UrlEncoded => 2,
        Form::Stream => 3,
        Form::Xml => 4,
        Form::Binary | Form::Multipart => 5,
    };
    let all = content.iter().map(|media| (form(media, schemas), media));
    all.min_by_key(|(form, media)| rank(*form, media))
}
