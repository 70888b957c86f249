//! Answers: what success gives, and the bodies of errors.
//!
//! In: an operation's responses, the envelope. Out: one answer for all success statuses, error answers by status.
//! Must not: type them.
//!
//! Success is every 2xx; without any, `default` counts as all of 2xx. The payload of an API with an envelope is below
//! the envelope's root; the envelope itself becomes no type.

use super::media::{Form, form};
use super::{Planner, walk};
use crate::ir::{Docs, StatusPattern, WireName, Words};
use crate::lower::ext::OperationFacts;
use crate::lower::names::{Lead, joined, words};
use crate::lower::types::{Direction, Root, Seat};
use crate::resolve::{Kind, Media, Operation, Place, Response, SchemaId, Schemas};

/// A payload without types.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower) enum Answer {
    Empty,
    Json(SchemaId),
    OptionalJson(SchemaId),
    /// JSON that nothing describes.
    AnyJson,
    Text,
    Binary,
    /// Different ones, lowest status first.
    ByStatus(Vec<(StatusPattern, Answer)>),
}

/// A described error.
pub(in crate::lower) struct ErrorAnswer {
    pub(in crate::lower) status: StatusPattern,
    pub(in crate::lower) answer: Answer,
    pub(in crate::lower) docs: Docs,
}

/// What success gives.
pub(in crate::lower) struct Planned {
    pub(in crate::lower) statuses: Vec<StatusPattern>,
    pub(in crate::lower) answer: Answer,
    pub(in crate::lower) path: Vec<WireName>,
}

/// The schema of the first JSON answer of a success.
pub(super) fn best_json(operation: &Operation<'_>, schemas: &Schemas) -> Option<SchemaId> {
    successes(operation).into_iter().find_map(|(_, response)| {
        choose(&response.content, schemas).filter(|(form, _)| *form == Form::Json).and_then(|(_, media)| media.schema)
    })
}

/// The success responses, lowest status first.
fn successes<'a, 'd>(operation: &'a Operation<'d>) -> Vec<(StatusPattern, &'a Response<'d>)> {
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

fn pattern(status: &str) -> Option<StatusPattern> {
    match status.strip_suffix("XX") {
        Some(class) => class.parse().ok().map(StatusPattern::Class),
        None if status == "default" => Some(StatusPattern::Default),
        None => status.parse().ok().map(StatusPattern::Exact),
    }
}

fn is_success(status: StatusPattern) -> bool {
    matches!(status, StatusPattern::Exact(200..=299) | StatusPattern::Class(2))
}

/// The media type that is read: JSON with a schema, JSON, text, the rest.
fn choose<'a, 'd>(content: &'a [Media<'d>], schemas: &Schemas) -> Option<(Form, &'a Media<'d>)> {
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

impl Planner<'_, '_> {
    pub(super) fn success(
        &mut self,
        operation: &Operation<'_>,
        facts: &OperationFacts,
        service: &Words,
        name: &Words,
    ) -> Planned {
        let mut path = Vec::new();
        let mut answers: Vec<(StatusPattern, Answer)> = Vec::new();
        for (status, response) in successes(operation) {
            let read = match (operation.method, status) {
                ("head", _) | (_, StatusPattern::Exact(204 | 205)) => Answer::Empty,
                _ => self.read(response, Say::Notes),
            };
            let answer = match read {
                Answer::Json(root) => {
                    let (payload, below) = self.payload(root, response, facts);
                    if !below.is_empty() {
                        path = below;
                    }
                    let seat = self.seat(response, root, service, name, "response");
                    let known = answers.iter().find_map(|(_, have)| match have {
                        Answer::Json(id) if self.same(*id, payload) => Some(*id),
                        _ => None,
                    });
                    let payload = known.unwrap_or(payload);
                    if known.is_none() {
                        self.roots.push(Root { schema: payload, direction: Direction::Out, seat });
                    }
                    Answer::Json(payload)
                }
                other => other,
            };
            answers.push((status, answer));
        }
        let statuses = match answers.as_slice() {
            [] => vec![StatusPattern::Class(2)],
            _ => answers.iter().map(|(status, _)| *status).collect(),
        };
        Planned { statuses, answer: united(answers), path }
    }

    /// Equal shapes, or the same component.
    fn same(&self, a: SchemaId, b: SchemaId) -> bool {
        let schemas = &self.model.schemas;
        self.shapes.of(a) == self.shapes.of(b)
            || (schemas.target(a) == schemas.target(b) && schemas[a].notes.nullable == schemas[b].notes.nullable)
    }

    /// How the body of a response is read.
    fn read(&mut self, response: &Response<'_>, say: Say) -> Answer {
        let Some((form, media)) = choose(&response.content, &self.model.schemas) else { return Answer::Empty };
        match form {
            Form::Json => media.schema.map_or(Answer::AnyJson, Answer::Json),
            Form::Text | Form::UrlEncoded => Answer::Text,
            Form::Stream | Form::Xml => {
                if say == Say::Notes {
                    let text = format!("`{}` is given as text", media.name);
                    self.found.note("lower-answer-text", &media.origin, text, "offer JSON to get types");
                }
                Answer::Text
            }
            Form::Binary | Form::Multipart => Answer::Binary,
        }
    }

    /// The schema of the payload, and the members that lead to it.
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
                let text = format!("the answer has no member `{missing}` on the way to its payload");
                let help = "correct the envelope or `unwrap`, or the schema of the answer";
                self.found.error("lower-payload-path", &response.origin, text, help);
                (root, Vec::new())
            }
        }
    }

    /// The payload takes the place of the whole answer, and so its name.
    fn seat(&self, response: &Response<'_>, root: SchemaId, service: &Words, name: &Words, what: &str) -> Seat {
        let what = Words(vec![what.to_owned()]);
        let key = match (&self.model.schemas[root].place, &response.component) {
            (Place::Component(_), _) => self.names.get(&root).cloned(),
            (_, Some(key)) => Some(words(key, Lead::Type)),
            _ => None,
        };
        match key {
            Some(key)
                if key.0.last() == what.0.last() || matches!(self.model.schemas[root].place, Place::Component(_)) =>
            {
                Seat { words: key, qualifier: None, member: None }
            }
            Some(key) => Seat { words: joined(&[&key, &what]), qualifier: None, member: None },
            None => Seat { words: joined(&[name, &what]), qualifier: Some(service.clone()), member: None },
        }
    }

    /// Bodies of errors, lowest status first.
    pub(super) fn errors(&mut self, operation: &Operation<'_>, service: &Words, name: &Words) -> Vec<ErrorAnswer> {
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
                continue;
            }
            let answer = match self.read(response, Say::Nothing) {
                // The runtime reads the envelope of an error; no type is needed.
                Answer::Json(root) if self.is_envelope(root) => {
                    self.tell_more(root, response);
                    Answer::AnyJson
                }
                Answer::Json(root) => {
                    let seat = self.error_seat(response, root, status, service, name);
                    self.roots.push(Root { schema: root, direction: Direction::Out, seat });
                    Answer::Json(root)
                }
                other => other,
            };
            let docs = Docs { body: response.source.description.clone(), ..Docs::default() };
            errors.push(ErrorAnswer { status, answer, docs });
        }
        errors.sort_by_key(|error| error.status);
        errors
    }

    /// Notes what an error carries beside the envelope.
    fn tell_more(&mut self, root: SchemaId, response: &Response<'_>) {
        let more: Vec<String> = self.beside_envelope(root).into_iter().map(|name| format!("`{name}`")).collect();
        if !more.is_empty() {
            let text = format!("the error has {} beside the envelope; no type is made of that", more.join(", "));
            let help = "nothing is lost: `body_json` and `payload_json` of the error read it as any type";
            self.found.note("lower-error-body", &response.origin, text, help);
        }
    }

    /// Members that the runtime does not read: others than the envelope's, and those of the payload.
    fn beside_envelope(&self, root: SchemaId) -> Vec<String> {
        let schemas = &self.model.schemas;
        let members = |id: SchemaId| match &schemas[schemas.target(id)].kind {
            Kind::Object { members, .. } => members.iter().map(|member| member.name.clone()).collect(),
            _ => Vec::new(),
        };
        let Some(envelope) = self.envelope() else { return Vec::new() };
        let read = [&envelope.code, &envelope.message, &envelope.kind].into_iter().flatten().chain([&envelope.payload]);
        let read: Vec<&String> = read.filter_map(|path| path.first()).map(|name| &name.0).collect();
        let mut more: Vec<String> = members(root).into_iter().filter(|name| !read.contains(&name)).collect();
        if let Ok(payload) = walk::down(schemas, root, &envelope.payload)
            && payload != root
        {
            let way: Vec<&str> = envelope.payload.iter().map(|name| name.0.as_str()).collect();
            more.extend(members(payload).into_iter().map(|name| format!("{}.{name}", way.join("."))));
        }
        more
    }

    fn error_seat(
        &self,
        response: &Response<'_>,
        root: SchemaId,
        status: StatusPattern,
        service: &Words,
        name: &Words,
    ) -> Seat {
        let mut seat = self.seat(response, root, service, name, "error");
        if response.component.is_none() {
            match status {
                StatusPattern::Exact(code) => seat.words = joined(&[&seat.words, &Words(vec![code.to_string()])]),
                StatusPattern::Class(class) => seat.words = joined(&[&seat.words, &Words(vec![format!("{class}xx")])]),
                StatusPattern::Default => {}
            }
            // Equal inline errors of many operations are one type.
            seat.member = Some("error body".to_owned());
        }
        seat
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

/// Whether a reading is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Say {
    Notes,
    Nothing,
}

/// One answer for all: what they agree on, optional if some are empty, else one for each status.
fn united(answers: Vec<(StatusPattern, Answer)>) -> Answer {
    let mut different: Vec<&Answer> = Vec::new();
    let mut empty = false;
    for (_, answer) in &answers {
        match answer {
            Answer::Empty => empty = true,
            other if !different.contains(&other) => different.push(other),
            _ => {}
        }
    }
    match (different.as_slice(), empty) {
        ([], _) => Answer::Empty,
        ([Answer::Json(id)], true) => Answer::OptionalJson(*id),
        ([only], _) => (*only).clone(),
        _ => Answer::ByStatus(answers),
    }
}
