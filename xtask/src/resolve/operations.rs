//! Operations with their references followed.
//!
//! In: `paths`, webhooks. Out: `model::Operation`s, their schemas interned. Must not: judge parameters, bodies or
//! responses.

use std::collections::HashMap;

use openapiv3::{Content, OpenAPI, Parameter as Source, ParameterSchemaOrContent, PathItem, ReferenceOr};

use super::intern::Intern;
use super::model::{
    Callback, Header, Incoming, Media, Operation, Parameter, RequestBody, Response, SchemaId, SchemaLocation,
};
use super::refs::{DocumentNode, status_text};
use crate::coverage::Reads;
use crate::diag::Pointer;
use crate::diag::codes;

/// Reads every operation, in the document's order.
pub(super) fn operations<'d>(document: &'d OpenAPI, intern: &mut Intern<'_, 'd>) -> Vec<Operation<'d>> {
    let at = Pointer::default().child("paths");
    let mut all = Vec::new();
    for (path, item) in &document.paths.paths {
        let at = at.child(path);
        let Some((item, at)) = path_item(item, at, intern) else { continue };
        intern.raw.account.read(&at, Reads::default());
        let operations = item_operations(path, item, &at, intern);
        if operations.is_empty() {
            intern.raw.account.unread_alike(&at, codes::COVERAGE_EMPTY_PATH, "the path has no operation");
        }
        all.extend(operations);
    }
    all
}

/// The requests that the API sends of its own accord.
pub(super) fn webhooks<'d>(webhooks: &'d [(String, PathItem)], intern: &mut Intern<'_, 'd>) -> Vec<Incoming<'d>> {
    let at = Pointer::default().child("x-webhooks");
    webhooks.iter().map(|(name, item)| incoming(name, item, at.child(name), intern)).collect()
}

fn incoming<'d>(name: &'d str, item: &'d PathItem, at: Pointer, intern: &mut Intern<'_, 'd>) -> Incoming<'d> {
    let operations = item_operations(name, item, &at, intern);
    Incoming { name, item, operations, origin: at }
}

/// The operations of a path item, a webhook, or an address of a callback.
fn item_operations<'d>(
    path: &'d str,
    item: &'d PathItem,
    at: &Pointer,
    intern: &mut Intern<'_, 'd>,
) -> Vec<Operation<'d>> {
    let shared = parameters(&item.parameters, at, intern);
    let mut all = Vec::new();
    for (method, source) in item.iter() {
        let at = at.child(method);
        let own = parameters(&source.parameters, &at, intern);
        let body = source.request_body.as_ref().and_then(|body| request_body(body, &at, intern));
        let responses = responses(&source.responses, &at.child("responses"), intern);
        let callbacks = callbacks(source, &at.child("callbacks"), intern);
        let parameters = together(&shared, own, intern);
        let method = known(method);
        all.push(Operation { path, method, source, item, parameters, body, responses, callbacks, origin: at });
    }
    all
}

fn callbacks<'d>(source: &'d openapiv3::Operation, at: &Pointer, intern: &mut Intern<'_, 'd>) -> Vec<Callback<'d>> {
    let mut all = Vec::with_capacity(source.callbacks.len());
    for (name, callback) in &source.callbacks {
        let origin = at.child(name);
        intern.raw.account.read(&origin, Reads::default());
        let requests = callback.iter().map(|(expression, item)| {
            let at = origin.child(expression);
            incoming(expression, item, at, intern)
        });
        let requests = requests.collect();
        all.push(Callback { name, requests, origin });
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
    match item {
        ReferenceOr::Item(item) => Some((item, at)),
        ReferenceOr::Reference { reference } => intern.follow(reference, &at, |node| match node {
            DocumentNode::PathItem(ReferenceOr::Item(item)) => Some(item),
            _ => None,
        }),
    }
}

/// The operation's own parameters replace those of the path item that have the same location and name.
fn together<'d>(
    shared: &[FoundParameter<'d>],
    own: Vec<FoundParameter<'d>>,
    intern: &Intern<'_, 'd>,
) -> Vec<Parameter<'d>> {
    let mut all: Vec<FoundParameter<'d>> = Vec::with_capacity(shared.len() + own.len());
    let mut known: HashMap<(u8, &'d str), usize> = HashMap::new();
    for found in shared.iter().cloned().chain(own) {
        let key = (location_rank(found.source), found.source.parameter_data_ref().name.as_str());
        match known.get(&key).and_then(|index| all.get_mut(*index)) {
            Some(have) => {
                let reason = "a parameter of the operation takes the place of this one";
                intern.raw.account.replaced(&have.origin, codes::COVERAGE_REPLACED_PARAMETER, reason);
                *have = found;
            }
            None => {
                known.insert(key, all.len());
                all.push(found);
            }
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
        let meant = match parameter {
            ReferenceOr::Item(item) => Some((item, at)),
            ReferenceOr::Reference { reference } => intern.follow(reference, &at, |node| match node {
                DocumentNode::Parameter(ReferenceOr::Item(item)) => Some(item),
                _ => None,
            }),
        };
        let Some((source, origin)) = meant else { continue };
        let component = component_key(&origin);
        let Some((schema, media)) = value(&source.parameter_data_ref().format, &origin, intern) else { continue };
        found.push(FoundParameter { source, schema, media, component, origin });
    }
    found
}

/// The schema of a parameter or a header, and the media type where it is described with `content`.
fn value<'d>(
    format: &'d ParameterSchemaOrContent,
    origin: &Pointer,
    intern: &mut Intern<'_, 'd>,
) -> Option<(SchemaId, Option<&'d str>)> {
    match format {
        ParameterSchemaOrContent::Schema(schema) => {
            Some((intern.schema(schema.into(), origin.child("schema"), SchemaLocation::Document), None))
        }
        ParameterSchemaOrContent::Content(content) => {
            // According to the specification, `content` has one entry.
            let (name, media) = content.first()?;
            let at = origin.child("content").child(name);
            let schema = media.schema.as_ref()?;
            let id = intern.schema(schema.into(), at.child("schema"), SchemaLocation::Document);
            Some((id, Some(name.as_str())))
        }
    }
}

fn request_body<'d>(
    body: &'d ReferenceOr<openapiv3::RequestBody>,
    at: &Pointer,
    intern: &mut Intern<'_, 'd>,
) -> Option<RequestBody<'d>> {
    let at = at.child("requestBody");
    let (source, origin) = match body {
        ReferenceOr::Item(item) => (item, at),
        ReferenceOr::Reference { reference } => intern.follow(reference, &at, |node| match node {
            DocumentNode::Body(ReferenceOr::Item(item)) => Some(item),
            _ => None,
        })?,
    };
    let content = content(&source.content, &origin, intern);
    Some(RequestBody { source, content, component: component_key(&origin), origin })
}

fn responses<'d>(responses: &'d openapiv3::Responses, at: &Pointer, intern: &mut Intern<'_, 'd>) -> Vec<Response<'d>> {
    let listed = responses.responses.iter().map(|(status, response)| (status_text(status), response));
    let default = responses.default.iter().map(|response| ("default".to_owned(), response));
    let mut found = Vec::new();
    for (status, response) in listed.chain(default) {
        let at = spelled(&status, at, intern);
        let meant = match response {
            ReferenceOr::Item(item) => Some((item, at)),
            ReferenceOr::Reference { reference } => intern.follow(reference, &at, |node| match node {
                DocumentNode::Response(ReferenceOr::Item(item)) => Some(item),
                _ => None,
            }),
        };
        let Some((source, origin)) = meant else { continue };
        let content = content(&source.content, &origin, intern);
        let headers = headers(source.headers.iter(), &origin, intern);
        found.push(Response { status, source, content, headers, component: component_key(&origin), origin });
    }
    found
}

/// The pointer of a status, which the document may write as `2xx`.
fn spelled(status: &str, at: &Pointer, intern: &Intern<'_, '_>) -> Pointer {
    let upper = at.child(status);
    if status.ends_with("XX") && intern.raw.root.pointer(upper.as_str()).is_none() {
        return at.child(&status.to_lowercase());
    }
    upper
}

fn headers<'d>(
    headers: impl Iterator<Item = (&'d String, &'d ReferenceOr<openapiv3::Header>)>,
    at: &Pointer,
    intern: &mut Intern<'_, 'd>,
) -> Vec<Header<'d>> {
    let at = at.child("headers");
    let mut all = Vec::new();
    for (name, header) in headers {
        let at = at.child(name);
        let meant = match header {
            ReferenceOr::Item(item) => Some((item, at)),
            ReferenceOr::Reference { reference } => intern.follow(reference, &at, |node| match node {
                DocumentNode::Header(ReferenceOr::Item(item)) => Some(item),
                _ => None,
            }),
        };
        let Some((source, origin)) = meant else { continue };
        let schema = value(&source.format, &origin, intern).map(|(schema, _)| schema);
        all.push(Header { name, source, schema, origin });
    }
    all
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
        let encoding = at.child("encoding");
        let mut part_headers = Vec::new();
        for (part, source) in &source.encoding {
            part_headers.push((part.as_str(), headers(source.headers.iter(), &encoding.child(part), intern)));
        }
        all.push(Media { name, schema, source, part_headers, origin: at });
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
