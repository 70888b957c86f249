//! Responses of errors.
//!
//! In: an operation's responses, the envelope. Out: the described bodies of errors by status. Must not: type them.

use super::representation::{ReadAs, offers};
use super::response::ResponseBody;
use super::success::{pattern, successes};
use super::{Planner, walk};
use crate::diag::codes;
use crate::ir::{Docs, StatusPattern, Words};
use crate::lower::names::joined;
use crate::lower::types::{Direction, RootName, RootSchema};
use crate::resolve::{Kind, Operation, Response, SchemaId};

/// A described error.
pub(in crate::lower) struct ErrorResponse {
    pub(in crate::lower) status: StatusPattern,
    pub(in crate::lower) body: ResponseBody,
    pub(in crate::lower) docs: Docs,
}

impl Planner<'_, '_> {
    /// How the body of an error is read: as a whole.
    fn read_error(&self, response: &Response<'_>) -> ResponseBody {
        match offers(&response.content, &self.model.schemas).first().map(|offer| offer.read_as) {
            None => ResponseBody::Empty,
            Some(ReadAs::Json(schema)) => schema.map_or(ResponseBody::AnyJson, ResponseBody::Json),
            Some(ReadAs::Binary) => ResponseBody::Binary,
            Some(ReadAs::Text | ReadAs::Events(_) | ReadAs::Lines(_) | ReadAs::Sequence(_)) => ResponseBody::Text,
        }
    }

    /// Bodies of errors, lowest status first.
    pub(super) fn errors(&mut self, operation: &Operation<'_>, service: &Words, name: &Words) -> Vec<ErrorResponse> {
        let default_is_success = successes(operation).iter().any(|(_, response)| response.status == "default");
        let mut errors = Vec::new();
        for response in &operation.responses {
            let Some(status) = pattern(&response.status) else { continue };
            let is_error = match status {
                StatusPattern::Exact(code) => code >= 400,
                StatusPattern::Class(class) => class >= 4,
                StatusPattern::Default => !default_is_success,
            };
            if !is_error {
                self.report_redirect(status, response);
                continue;
            }
            let body = match self.read_error(response) {
                // The runtime reads the envelope of an error; no type is needed.
                ResponseBody::Json(root) if self.is_envelope(root) => {
                    self.note_extra_properties(root, response);
                    ResponseBody::AnyJson
                }
                ResponseBody::Json(root) => {
                    let root_name = self.error_root_name(response, root, status, service, name);
                    self.roots.push(RootSchema { schema: root, direction: Direction::Out, root_name });
                    ResponseBody::Json(root)
                }
                other => other,
            };
            let docs = Docs { body: response.source.description.clone(), ..Docs::default() };
            errors.push(ErrorResponse { status, body, docs });
        }
        errors.sort_by_key(|error| error.status);
        errors
    }

    /// A described redirect is no success and no error; the client makes an error of it.
    fn report_redirect(&mut self, status: StatusPattern, response: &Response<'_>) {
        if matches!(status, StatusPattern::Exact(300..=399) | StatusPattern::Class(3)) {
            let text = format!("the response `{}` is described; the client reports it as an error", response.status);
            let help = "read its headers from the error";
            self.diagnostics.report(codes::LOWER_REDIRECT, &response.origin, text, help);
        }
    }

    /// Notes what an error carries beside the envelope.
    fn note_extra_properties(&mut self, root: SchemaId, response: &Response<'_>) {
        let more: Vec<String> = self.beside_envelope(root).into_iter().map(|name| format!("`{name}`")).collect();
        if !more.is_empty() {
            let text = format!("the error has {} beside the envelope; no type is made of that", more.join(", "));
            let help = "nothing is lost: `body_json` and `payload_json` of the error read it as any type";
            self.diagnostics.report(codes::LOWER_ERROR_BODY, &response.origin, text, help);
        }
    }

    /// Properties that the runtime does not read: others than the envelope's, and those of the payload.
    fn beside_envelope(&self, root: SchemaId) -> Vec<String> {
        let schemas = &self.model.schemas;
        let properties = |id: SchemaId| match &schemas[schemas.target(id)].kind {
            Kind::Object { properties, .. } => properties.iter().map(|property| property.name.clone()).collect(),
            _ => Vec::new(),
        };
        let Some(envelope) = self.envelope() else { return Vec::new() };
        let read = [&envelope.code, &envelope.message, &envelope.kind].into_iter().flatten().chain([&envelope.payload]);
        let read: Vec<&String> = read.filter_map(|path| path.first()).map(|name| &name.0).collect();
        let mut more: Vec<String> = properties(root).into_iter().filter(|name| !read.contains(&name)).collect();
        if let Ok(payload) = walk::down(schemas, root, &envelope.payload)
            && payload != root
        {
            let way: Vec<&str> = envelope.payload.iter().map(|name| name.0.as_str()).collect();
            more.extend(properties(payload).into_iter().map(|name| format!("{}.{name}", way.join("."))));
        }
        more
    }

    fn error_root_name(
        &self,
        response: &Response<'_>,
        root: SchemaId,
        status: StatusPattern,
        service: &Words,
        name: &Words,
    ) -> RootName {
        let mut root_name = self.root_name(response, root, service, name, "error");
        if response.component.is_none() {
            match status {
                StatusPattern::Exact(code) => {
                    root_name.words = joined(&[&root_name.words, &Words(vec![code.to_string()])])
                }
                StatusPattern::Class(class) => {
                    root_name.words = joined(&[&root_name.words, &Words(vec![format!("{class}xx")])])
                }
                StatusPattern::Default => {}
            }
            // Equal inline errors of many operations are one type.
            root_name.property = Some("error body".to_owned());
        }
        root_name
    }

    fn is_envelope(&self, root: SchemaId) -> bool {
        let Some(envelope) = self.envelope() else { return false };
        let paths = [&envelope.code, &envelope.message];
        let mut paths = paths.into_iter().flatten();
        paths.any(|path| walk::down(&self.model.schemas, root, path).is_ok()) || self.is_open(root)
    }

    fn is_open(&self, root: SchemaId) -> bool {
        let schemas = &self.model.schemas;
        matches!(&schemas[schemas.target(root)].kind, Kind::Any)
    }
}
