//! Responses of success.
//!
//! In: an operation's responses, the envelope. Out: one response for all success statuses, with its other
//! representations. Must not: type them.
//!
//! Success is every 2xx; without any, `default` counts as all of 2xx. The payload of an API with an envelope is below
//! the envelope's root; the envelope itself does not become a type.

use super::media::{Form, form};
use super::representation::{Item, Offer, ReadAs, accept, offers};
use super::success::successes;
use super::{Planner, walk};
use crate::diag::codes;
use crate::ir::{Framing, StatusPattern, WireName, Words};
use crate::lower::ext::OperationFacts;
use crate::lower::names::{DigitPrefix, joined, words};
use crate::lower::types::{Direction, RootName, RootSchema};
use crate::resolve::{Operation, Response, SchemaId, SchemaLocation};

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
    /// Bytes that are read as they arrive.
    Download,
    Events(ItemSchema),
    Lines(Framing, ItemSchema),
    /// Different ones, lowest status first.
    ByStatus(Vec<(StatusPattern, ResponseBody)>),
}

/// An item of a stream, without types.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower) enum ItemSchema {
    Text,
    AnyJson,
    Json(SchemaId),
}

/// Another representation of the response, which the caller can ask for.
pub(in crate::lower) struct OtherRepresentation {
    pub(in crate::lower) body: ResponseBody,
    pub(in crate::lower) accept: Vec<String>,
    pub(in crate::lower) path: Vec<WireName>,
}

/// The response of success.
pub(in crate::lower) struct SuccessResponse {
    pub(in crate::lower) statuses: Vec<StatusPattern>,
    pub(in crate::lower) body: ResponseBody,
    pub(in crate::lower) path: Vec<WireName>,
    /// What `Accept` has to list, where that is not JSON alone.
    pub(in crate::lower) accept: Vec<String>,
    pub(in crate::lower) representations: Vec<OtherRepresentation>,
}

impl Planner<'_, '_> {
    pub(super) fn success(
        &mut self,
        operation: &Operation<'_>,
        facts: &OperationFacts,
        service: &Words,
        name: &Words,
    ) -> SuccessResponse {
        let naming = Naming { facts, service, name };
        let schemas = &self.model.schemas;
        let mut path = Vec::new();
        let mut bodies: Vec<(StatusPattern, ResponseBody)> = Vec::new();
        let mut representations: Vec<OtherRepresentation> = Vec::new();
        let mut offered = Vec::new();
        for (status, response) in successes(operation) {
            let offers = match (operation.method, status) {
                ("head", _) | (_, StatusPattern::Exact(204 | 205)) => Vec::new(),
                _ => offers(&response.content, schemas),
            };
            let (body, below) = match offers.first() {
                Some(first) => self.represented(first, response, &naming, &bodies),
                None => (ResponseBody::Empty, Vec::new()),
            };
            if !below.is_empty() {
                path = below;
            }
            bodies.push((status, body));
            for other in offers.iter().skip(1) {
                let (body, path) = self.represented(other, response, &naming, &bodies);
                let is_known = bodies.iter().map(|(_, body)| body).chain(representations.iter().map(|one| &one.body));
                if !is_known.into_iter().any(|known| *known == body) {
                    representations.push(OtherRepresentation { body, accept: other.accept(), path });
                }
            }
            offered.push(offers);
        }
        let statuses = match bodies.as_slice() {
            [] => vec![StatusPattern::Class(2)],
            _ => bodies.iter().map(|(status, _)| *status).collect(),
        };
        let body = self.whole_by_status(united(bodies), operation);
        SuccessResponse { statuses, body, path, accept: accept(&offered), representations }
    }

    /// The data of the event that ends the stream, where there are events.
    pub(super) fn last_event(&mut self, success: &SuccessResponse, facts: &OperationFacts) -> Option<String> {
        let data = facts.last_event.clone()?;
        let mut bodies = success.representations.iter().map(|other| &other.body).chain([&success.body]);
        if !bodies.any(|body| matches!(body, ResponseBody::Events(_))) {
            let text = "no response of this operation is a stream of events";
            let help = "take `last-event` out, or describe a response with `text/event-stream`";
            self.diagnostics.report(codes::LOWER_EXTENSION_VALUE, &facts.at.child("last-event"), text, help);
        }
        Some(data)
    }

    /// How a representation is read, and the properties that lead to its payload. Its types become roots.
    fn represented(
        &mut self,
        offer: &Offer<'_, '_>,
        response: &Response<'_>,
        naming: &Naming<'_>,
        bodies: &[(StatusPattern, ResponseBody)],
    ) -> (ResponseBody, Vec<WireName>) {
        let body = match offer.read_as {
            ReadAs::Json(None) => ResponseBody::AnyJson,
            ReadAs::Json(Some(root)) => {
                let (payload, below) = self.payload(root, response, naming.facts);
                let known = bodies.iter().find_map(|(_, have)| match have {
                    ResponseBody::Json(id) if self.same(*id, payload) => Some(*id),
                    _ => None,
                });
                if known.is_none() {
                    let root_name = self.root_name(response, root, naming.service, naming.name, "response");
                    self.roots.push(RootSchema { schema: payload, direction: Direction::Out, root_name });
                }
                return (ResponseBody::Json(known.unwrap_or(payload)), below);
            }
            ReadAs::Text => {
                self.note_text(offer);
                ResponseBody::Text
            }
            ReadAs::Binary => ResponseBody::Download,
            ReadAs::Events(item) => ResponseBody::Events(self.item(item, response, naming, "event")),
            ReadAs::Lines(item) => ResponseBody::Lines(Framing::Lines, self.item(item, response, naming, "item")),
            ReadAs::Sequence(item) => ResponseBody::Lines(Framing::Sequence, self.item(item, response, naming, "item")),
        };
        (body, Vec::new())
    }

    fn item(&mut self, item: Item, response: &Response<'_>, naming: &Naming<'_>, what: &str) -> ItemSchema {
        match item {
            Item::Text => ItemSchema::Text,
            Item::AnyJson => ItemSchema::AnyJson,
            Item::Json(schema) => {
                let root_name = self.root_name(response, schema, naming.service, naming.name, what);
                self.roots.push(RootSchema { schema, direction: Direction::Out, root_name });
                ItemSchema::Json(schema)
            }
        }
    }

    /// XML is read as text, which is less than what describes it.
    fn note_text(&mut self, offer: &Offer<'_, '_>) {
        for media in offer.media.iter().filter(|media| form(media, &self.model.schemas) == Form::Xml) {
            let text = format!("`{}` is returned as text", media.name);
            self.diagnostics.report(codes::LOWER_RESPONSE_AS_TEXT, &media.origin, text, "offer JSON to get types");
        }
    }

    /// Bodies that differ by status are read as a whole, because only then it is known which one it is.
    fn whole_by_status(&mut self, body: ResponseBody, operation: &Operation<'_>) -> ResponseBody {
        let ResponseBody::ByStatus(mut bodies) = body else { return body };
        for (_, body) in &mut bodies {
            *body = match body {
                ResponseBody::Download => {
                    let text = "a download beside bodies of other statuses is held in memory";
                    let help = "describe one body for all statuses of success to stream it";
                    self.diagnostics.report(codes::LOWER_DOWNLOAD_IN_MEMORY, &operation.origin, text, help);
                    ResponseBody::Binary
                }
                ResponseBody::Events(_) | ResponseBody::Lines(..) => {
                    let text = "a stream beside bodies of other statuses is given as text after its end";
                    let help = "describe one body for all statuses of success to get its items as they come";
                    self.diagnostics.report(codes::LOWER_RESPONSE_LEFT_OUT, &operation.origin, text, help);
                    ResponseBody::Text
                }
                _ => continue,
            };
        }
        ResponseBody::ByStatus(bodies)
    }

    /// Equal shapes, or the same component.
    pub(super) fn same(&self, a: SchemaId, b: SchemaId) -> bool {
        let schemas = &self.model.schemas;
        self.shapes.of(a) == self.shapes.of(b)
            || (schemas.target(a) == schemas.target(b) && schemas[a].notes.nullable == schemas[b].notes.nullable)
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

    /// The payload takes the place of the whole response, and so its name.
    pub(super) fn root_name(
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
}

/// What the types of an operation are named after.
struct Naming<'n> {
    facts: &'n OperationFacts,
    service: &'n Words,
    name: &'n Words,
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
