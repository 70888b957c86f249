//! Responses: the payload of success, and the bodies of errors.
//!
//! In: an operation's responses, the envelope. Out: one response for all success statuses, error responses by status.
//! Must not: type them.
//!
//! Success is every 2xx; without any, `default` counts as all of 2xx. The payload of an API with an envelope is below
//! the envelope's root; the envelope itself does not become a type.

use super::media::Form;
use super::success::{choose, pattern, successes};
use super::{Planner, walk};
use crate::diag::codes;
use crate::ir::{Docs, StatusPattern, WireName, Words};
use crate::lower::ext::OperationFacts;
use crate::lower::names::{DigitPrefix, joined, words};
use crate::lower::types::{Direction, RootName, RootSchema};
use crate::resolve::{Kind, Media, Operation, Response, SchemaId, SchemaLocation};

/// A payload without types.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower) enum ResponseBody {
    Empty,
    Json(SchemaId),
    OptionalJson(SchemaId),
    /// JSON without a schema.
    AnyJson,
    Text,
    Binary,
    /// Different ones, lowest status first.
    ByStatus(Vec<(StatusPattern, ResponseBody)>),
}

/// An error with a description.
pub(in crate::lower) struct ErrorResponse {
    pub(in crate::lower) status: StatusPattern,
    pub(in crate::lower) body: ResponseBody,
    pub(in crate::lower) docs: Docs,
}

/// The response of success.
pub(in crate::lower) struct SuccessResponse {
    pub(in crate::lower) statuses: Vec<StatusPattern>,
    pub(in crate::lower) body: ResponseBody,
    pub(in crate::lower) path: Vec<WireName>,
}

impl Planner<'_, '_> {
    pub(super) fn success(
        &mut self,
        operation: &Operation<'_>,
        facts: &OperationFacts,
        service: &Words,
        name: &Words,
    ) -> SuccessResponse {
        let mut path = Vec::new();
        let mut bodies: Vec<(StatusPattern, ResponseBody)> = Vec::new();
        for (status, response) in successes(operation) {
            let read = match (operation.method, status) {
                ("head", _) | (_, StatusPattern::Exact(204 | 205)) => ResponseBody::Empty,
                _ => self.read(response, ReadNotes::Notes),
            };
            let body = match read {
                ResponseBody::Json(root) => {
                    let (payload, below) = self.payload(root, response, facts);
                    if !below.is_empty() {
                        path = below;
                    }
                    let root_name = self.root_name(response, root, service, name, "response");
                    let known = bodies.iter().find_map(|(_, have)| match have {
                        ResponseBody::Json(id) if self.same(*id, payload) => Some(*id),
                        _ => None,
                    });
                    let payload = known.unwrap_or(payload);
                    if known.is_none() {
                        self.roots.push(RootSchema { schema: payload, direction: Direction::Out, root_name });
                    }
                    ResponseBody::Json(payload)
                }
                other => other,
            };
            bodies.push((status, body));
        }
        let statuses = match bodies.as_slice() {
            [] => vec![StatusPattern::Class(2)],
            _ => bodies.iter().map(|(status, _)| *status).collect(),
        };
        SuccessResponse { statuses, body: united(bodies), path }
    }

    /// Equal shapes, or the same component.
    pub(super) fn same(&self, a: SchemaId, b: SchemaId) -> bool {
        let schemas = &self.model.schemas;
        self.shapes.of(a) == self.shapes.of(b)
            || (schemas.target(a) == schemas.target(b) && schemas[a].notes.nullable == schemas[b].notes.nullable)
    }

    /// Reports the media types with another content than the one that is requested.
    fn note_left_out(&mut self, response: &Response<'_>, chosen: &Media<'_>) {
        let (_, lost) = self.others(&response.content, chosen);
        let code = codes::LOWER_RESPONSE_LEFT_OUT;
        self.leave_out(&response.content, (&[], code), (&lost, code));
        if !lost.is_empty() {
            let text = format!(
                "the response is read as `{}`; {}, with another content, is left out",
                chosen.name,
                lost.join(", ")
            );
            let help = "remove the media type that is not needed in an overlay, or allow this with a reason";
            self.diagnostics.report(codes::LOWER_RESPONSE_LEFT_OUT, &response.origin.child("content"), text, help);
        }
    }

    /// How the body of a response is read.
    fn read(&mut self, response: &Response<'_>, notes: ReadNotes) -> ResponseBody {
        let Some((form, media)) = choose(&response.content, &self.model.schemas) else { return ResponseBody::Empty };
        if notes == ReadNotes::Notes {
            self.note_left_out(response, media);
        }
        match form {
            Form::Json => media.schema.map_or(ResponseBody::AnyJson, ResponseBody::Json),
            Form::Text | Form::UrlEncoded => ResponseBody::Text,
            Form::Stream | Form::Xml => {
                if notes == ReadNotes::Notes {
                    let text = format!("`{}` is returned as text", media.name);
                    self.diagnostics.report(
                        codes::LOWER_RESPONSE_AS_TEXT,
                        &media.origin,
                        text,
                        "offer JSON to get types",
                    );
                }
                ResponseBody::Text
            }
            Form::Binary | Form::Multipart => ResponseBody::Binary,
        }
    }

    /// The schema of the payload, and the properties that lead to it.
    fn payload(
        &mut self,
        root: SchemaId,
        response: &Response<'_>,
        facts: &OperationFacts,
    ) -> (SchemaId, Vec<WireName>) {
        let mut path = self.envelope().map(|envelope| envelope.payload.clone()).unwrap_or_default();
        path.extend(facts.unwrap.iter().cloned());
        match walk::down(&self.model.schemas, root, &path) {
            Ok(payload) => (payload, path),
            Err(missing) => {
                let text = format!("the response has no property `{missing}` on the path to its payload");
                let help = "correct the envelope or `unwrap`, or the schema of the response";
                self.diagnostics.report(codes::LOWER_PAYLOAD_PATH, &response.origin, text, help);
                (root, Vec::new())
            }
        }
    }

    /// The payload replaces the whole response, and takes its name.
    fn root_name(
        &self,
        response: &Response<'_>,
        root: SchemaId,
        service: &Words,
        name: &Words,
        what: &str,
    ) -> RootName {
        let what = Words(vec![what.to_owned()]);
        let key = match (&self.model.schemas[root].location, &response.component) {
            (SchemaLocation::Component(_), _) => self.names.get(&root).cloned(),
            (_, Some(key)) => Some(words(key, DigitPrefix::Type)),
            _ => None,
        };
        match key {
            Some(key)
                if key.0.last() == what.0.last()
                    || matches!(self.model.schemas[root].location, SchemaLocation::Component(_)) =>
            {
                RootName { words: key, qualifier: None, property: None }
            }
            Some(key) => RootName { words: joined(&[&key, &what]), qualifier: None, property: None },
            None => RootName { words: joined(&[name, &what]), qualifier: Some(service.clone()), property: None },
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
            let body = match self.read(response, ReadNotes::Nothing) {
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
            let text = format!("the error has {} beside the envelope; they get no type", more.join(", "));
            let help = "nothing is lost: `body_json` and `payload_json` of the error decode them as any type";
            self.diagnostics.report(codes::LOWER_ERROR_BODY, &response.origin, text, help);
        }
    }

    /// Properties that the runtime does not read: those beside the envelope's, and those of the payload.
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

/// Whether loose reading is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadNotes {
    Notes,
    Nothing,
}

/// One body for all statuses if they agree, optional if some are empty, else one for each status.
fn united(bodies: Vec<(StatusPattern, ResponseBody)>) -> ResponseBody {
    let mut different: Vec<&ResponseBody> = Vec::new();
    let mut empty = false;
    for (_, body) in &bodies {
        match body {
            ResponseBody::Empty => empty = true,
            other if !different.contains(&other) => different.push(other),
            _ => {}
        }
    }
    match (different.as_slice(), empty) {
        ([], _) => ResponseBody::Empty,
        ([ResponseBody::Json(id)], true) => ResponseBody::OptionalJson(*id),
        ([only], _) => (*only).clone(),
        _ => ResponseBody::ByStatus(bodies),
    }
}
