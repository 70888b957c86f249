//! Operations with their references followed.
//!
//! In: `paths`. Out: `model::Operation`s, their schemas interned. Must not: check parameters, bodies or responses.

use openapiv3::{Content, OpenAPI, Parameter as Source, ParameterSchemaOrContent, PathItem, ReferenceOr};

use super::intern::Intern;
use super::model::{Media, Operation, Parameter, RequestBody, Response, SchemaId, SchemaLocation};
use super::refs::{self, DocumentNode, ReferenceError, status_text};
use crate::diag::Pointer;

/// Reads every operation, in the document's order.
pub(super) fn operations<'d>(document: &'d OpenAPI, intern: &mut Intern<'_, 'd>) -> Vec<Operation<'d>> {
    let at = Pointer::default().child("paths");
    let mut all = Vec::new();
    for (path, item) in &document.paths.paths {
        let at = at.child(path);
        let Some((item, at)) = path_item(item, at, intern) else { continue };
        let shared = parameters(&item.parameters, &at, intern);
        for (method, source) in item.iter() {
            let at = at.child(method);
            let own = parameters(&source.parameters, &at, intern);
            let body = source.request_body.as_ref().and_then(|body| request_body(body, &at, intern));
            let responses = responses(&source.responses, &at.child("responses"), intern);
            let parameters = together(&shared, own);
            all.push(Operation { path, method: known(method), source, item, parameters, body, responses, origin: at });
        }
    }
    all
}

/// The method's name as a static string.
fn known(method: &str) -> &'static str {
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
        .into_iter()
        .find(|name| *name == method)
        .unwrap_or("get")
}

fn path_item<'d>(
    item: &'d ReferenceOr<PathItem>,
    at: Pointer,
    intern: &mut Intern<'_, 'd>,
) -> Option<(&'d PathItem, Pointer)> {
    let reference = match item {
        ReferenceOr::Item(item) => return Some((item, at)),
        ReferenceOr::Reference { reference } => reference,
    };
    match refs::follow(intern.document, reference) {
        Ok((DocumentNode::PathItem(ReferenceOr::Item(item)), target)) => Some((item, target)),
        Ok(_) => {
            intern.failed(reference, &at, &ReferenceError::WrongSort);
            None
        }
        Err(failure) => {
            intern.failed(reference, &at, &failure);
            None
        }
    }
}

/// The operation's own parameters replace those of the path item that have the same location and name.
fn together<'d>(shared: &[FoundParameter<'d>], own: Vec<FoundParameter<'d>>) -> Vec<Parameter<'d>> {
    let key =
        |found: &FoundParameter<'d>| (location_rank(found.source), found.source.parameter_data_ref().name.clone());
    let mut all: Vec<FoundParameter<'d>> = Vec::with_capacity(shared.len() + own.len());
    for found in shared.iter().cloned().chain(own) {
        match all.iter_mut().find(|have| key(have) == key(&found)) {
            Some(have) => *have = found,
            None => all.push(found),
        }
    }
    all.into_iter()
        .map(|found| Parameter {
            source: found.source,
            schema: found.schema,
            media: found.media,
            component: found.component,
            origin: found.origin,
        })
        .collect()
}

fn location_rank(parameter: &Source) -> u8 {
    match parameter {
        Source::Path { .. } => 0,
        Source::Query { .. } => 1,
        Source::Header { .. } => 2,
        Source::Cookie { .. } => 3,
    }
}

#[derive(Clone)]
struct FoundParameter<'d> {
    source: &'d Source,
    schema: SchemaId,
    media: Option<&'d str>,
    component: Option<String>,
    origin: Pointer,
}

fn parameters<'d>(
    list: &'d [ReferenceOr<Source>],
    at: &Pointer,
    intern: &mut Intern<'_, 'd>,
) -> Vec<FoundParameter<'d>> {
    let at = at.child("parameters");
    let mut found = Vec::with_capacity(list.len());
    for (index, parameter) in list.iter().enumerate() {
        let at = at.index(index);
        let (source, origin) = match parameter {
            ReferenceOr::Item(item) => (item, at),
            ReferenceOr::Reference { reference } => match refs::follow(intern.document, reference) {
                Ok((DocumentNode::Parameter(ReferenceOr::Item(item)), target)) => (item, target),
                Ok(_) => {
                    intern.failed(reference, &at, &ReferenceError::WrongSort);
                    continue;
                }
                Err(failure) => {
                    intern.failed(reference, &at, &failure);
                    continue;
                }
            },
        };
        let component = component_key(&origin);
        let (schema, media) = match &source.parameter_data_ref().format {
            ParameterSchemaOrContent::Schema(schema) => {
                (intern.schema(schema.into(), origin.child("schema"), SchemaLocation::Document), None)
            }
            ParameterSchemaOrContent::Content(content) => {
                // According to the specification, `content` has one entry.
                let Some((name, media)) = content.first() else { continue };
                let at = origin.child("content").child(name).child("schema");
                let Some(schema) = &media.schema else { continue };
                (intern.schema(schema.into(), at, SchemaLocation::Document), Some(name.as_str()))
            }
        };
        found.push(FoundParameter { source, schema, media, component, origin });
    }
    found
}

fn request_body<'d>(
    body: &'d ReferenceOr<openapiv3::RequestBody>,
    at: &Pointer,
    intern: &mut Intern<'_, 'd>,
) -> Option<RequestBody<'d>> {
    let at = at.child("requestBody");
    let (source, origin) = match body {
        ReferenceOr::Item(item) => (item, at),
        ReferenceOr::Reference { reference } => match refs::follow(intern.document, reference) {
            Ok((DocumentNode::Body(ReferenceOr::Item(item)), target)) => (item, target),
            Ok(_) => {
                intern.failed(reference, &at, &ReferenceError::WrongSort);
                return None;
            }
            Err(failure) => {
                intern.failed(reference, &at, &failure);
                return None;
            }
        },
    };
    let content = content(&source.content, &origin, intern);
    Some(RequestBody { source, content, component: component_key(&origin), origin })
}

fn responses<'d>(responses: &'d openapiv3::Responses, at: &Pointer, intern: &mut Intern<'_, 'd>) -> Vec<Response<'d>> {
    let listed = responses.responses.iter().map(|(status, response)| (status_text(status), response));
    let default = responses.default.iter().map(|response| ("default".to_owned(), response));
    let mut found = Vec::new();
    for (status, response) in listed.chain(default) {
        let at = at.child(&status);
        let (source, origin) = match response {
            ReferenceOr::Item(item) => (item, at),
            ReferenceOr::Reference { reference } => match refs::follow(intern.document, reference) {
                Ok((DocumentNode::Response(ReferenceOr::Item(item)), target)) => (item, target),
                Ok(_) => {
                    intern.failed(reference, &at, &ReferenceError::WrongSort);
                    continue;
                }
                Err(failure) => {
                    intern.failed(reference, &at, &failure);
                    continue;
                }
            },
        };
        let content = content(&source.content, &origin, intern);
        found.push(Response { status, source, content, component: component_key(&origin), origin });
    }
    found
}

fn content<'d>(content: &'d Content, origin: &Pointer, intern: &mut Intern<'_, 'd>) -> Vec<Media<'d>> {
    let at = origin.child("content");
    let mut all = Vec::with_capacity(content.len());
    for (name, source) in content {
        let at = at.child(name);
        let schema = source
            .schema
            .as_ref()
            .map(|schema| intern.schema(schema.into(), at.child("schema"), SchemaLocation::Document));
        all.push(Media { name, schema, source, origin: at });
    }
    all
}

/// `NotFound` of `/components/responses/NotFound`.
fn component_key(origin: &Pointer) -> Option<String> {
    let mut parts = origin.parts();
    let first = parts.next()?;
    let _section = parts.next()?;
    let key = parts.next()?;
    (first == "components" && parts.next().is_none()).then_some(key)
}
