//! Puts types into planned calls and calls into services.
//!
//! In: calls, types. Out: services sorted by name. Must not: decide anything but order.

use std::collections::{BTreeMap, HashMap};

use super::facts::Facts;
use super::names::Scope;
use super::plan::{Call, ItemSchema, ResponseBody};
use super::types::Types;
use crate::diag::Pointer;
use crate::ir::{
    Body, Docs, ErrorBody, Id, Operation, Origin, Pagination, Param, Payload, Representation, Service, StatusPattern,
    StatusVariant, StreamItem, Success, TypeKind, TypeRef, Words,
};
use crate::resolve::{self, Model, SchemaId};

/// The services with their operations, both sorted by name.
pub(super) fn services(calls: &mut Vec<Call>, types: &mut Types<'_>, model: &Model<'_>) -> Vec<Service> {
    let mut services: BTreeMap<Words, Service> = BTreeMap::new();
    let mut extra = types.extra.clone().into_iter();
    let sources: HashMap<&Pointer, &resolve::Operation<'_>> =
        model.operations.iter().map(|operation| (&operation.origin, operation)).collect();
    for call in calls.drain(..) {
        let by_status = if matches!(call.success, ResponseBody::ByStatus(_)) { extra.next() } else { None };
        let name = call.service.clone();
        let service = services.entry(name.clone()).or_insert_with(|| Service {
            docs: service_docs(model, &name),
            name,
            operations: Vec::new(),
        });
        let source = sources.get(&call.origin).copied();
        service.operations.push(operation(call, by_status, types, (model, source)));
    }
    let mut services: Vec<Service> = services.into_values().collect();
    for service in &mut services {
        service.operations.sort_by(|a, b| a.name.cmp(&b.name));
    }
    services
}

/// The description of the tag that the service comes from.
fn service_docs(model: &Model<'_>, name: &Words) -> Docs {
    let tag = model.document.tags.iter().find(|tag| super::plan::tag_words(tag) == *name);
    tag.map(|tag| Docs {
        summary: String::new(),
        body: tag.description.clone().unwrap_or_default(),
        link: tag.external_docs.as_ref().map(|docs| docs.url.clone()),
        link_text: tag.external_docs.as_ref().and_then(|docs| docs.description.clone()),
    })
    .unwrap_or_default()
}

fn operation(
    call: Call,
    by_status: Option<Id>,
    types: &mut Types<'_>,
    (model, source): (&Model<'_>, Option<&resolve::Operation<'_>>),
) -> Operation {
    let success = match (&call.success, by_status) {
        (ResponseBody::ByStatus(bodies), Some(id)) => {
            let variants = bodies.iter().map(|(status, body)| (*status, payload(body, types))).collect();
            fill(types, id, variants, &call);
            Payload::ByStatus(id)
        }
        (body, _) => payload(body, types),
    };
    let errors = call.errors.iter().map(|error| ErrorBody {
        status: error.status,
        payload: payload(&error.body, types),
        docs: error.docs.clone(),
    });
    let errors = errors.collect();
    let representations = call.representations.into_iter().map(|other| Representation {
        payload: payload(&other.body, types),
        path: other.path,
        accept: other.accept,
    });
    let representations = representations.collect();
    let facts = Facts { model, types: &*types };
    Operation {
        id: call.id,
        name: call.name,
        method: call.method,
        path: call.path,
        params: call.params.into_iter().map(|(param, schema)| typed_param(param, schema, types)).collect(),
        body: call.body.map(|(body, schema)| typed_body(body, schema, types)),
        request: facts.request(source.and_then(|source| source.body.as_ref())),
        success: Success {
            statuses: call.success_statuses,
            payload: success,
            path: call.success_path,
            accept: call.accept,
            representations,
            last_event: call.last_event,
        },
        errors,
        responses: source.map(|source| facts.responses(&source.responses)).unwrap_or_default(),
        callbacks: source.map(|source| facts.callbacks(source)).unwrap_or_default(),
        security: call.security,
        scopes: call.scopes,
        tags: call.tags,
        servers: call.servers,
        pagination: call.pagination.map(|(page, item)| Pagination { item: types.payload(item), ..page }),
        rate_limit: call.rate_limit,
        idempotency: call.idempotency,
        batch: call.batch,
        deprecated: call.deprecated,
        docs: call.docs,
        path_docs: call.path_docs,
        origin: Origin { pointer: call.origin },
    }
}

fn typed_param(mut param: Param, schema: Option<SchemaId>, types: &Types<'_>) -> Param {
    if let Some(schema) = schema {
        param.ty = types.type_ref(schema);
        param.constraints = types.constraints(schema);
    }
    param
}

fn typed_body(mut body: Body, schema: Option<SchemaId>, types: &Types<'_>) -> Body {
    if let Some(schema) = schema {
        body.ty = types.payload(schema);
        // An encoding for a property that does not exist would have no effect.
        let properties = types.properties(schema);
        body.parts.retain(|part| properties.iter().any(|property| property.name == part.wire.0));
    }
    body
}

fn payload(body: &ResponseBody, types: &Types<'_>) -> Payload {
    match body {
        ResponseBody::Json(id) => Payload::Json(types.payload(*id)),
        ResponseBody::OptionalJson(id) => Payload::OptionalJson(types.type_ref(*id)),
        ResponseBody::AnyJson => Payload::Json(TypeRef::Json),
        ResponseBody::Text => Payload::Text,
        ResponseBody::Binary => Payload::Binary,
        ResponseBody::Download => Payload::Download,
        ResponseBody::Events(item) => Payload::Events(stream_item(item, types)),
        ResponseBody::Lines(framing, item) => Payload::Lines(*framing, stream_item(item, types)),
        // Responses by status do not nest.
        ResponseBody::Empty | ResponseBody::ByStatus(_) => Payload::Empty,
    }
}

fn stream_item(item: &ItemSchema, types: &Types<'_>) -> StreamItem {
    match item {
        ItemSchema::Text => StreamItem::Text,
        ItemSchema::AnyJson => StreamItem::Json(TypeRef::Json),
        ItemSchema::Json(id) => StreamItem::Json(types.payload(*id)),
    }
}

/// Fills the stand-in of a type of responses by status.
fn fill(types: &mut Types<'_>, id: Id, bodies: Vec<(StatusPattern, Payload)>, call: &Call) {
    let mut scope = Scope::default();
    let variants = bodies
        .into_iter()
        .map(|(status, payload)| StatusVariant { status, name: scope.claim(&[status_words(status)]).name, payload })
        .collect();
    if let Some(def) = types.defs.get_mut(id.0) {
        def.kind = TypeKind::ByStatus(variants);
        def.origin = Origin { pointer: call.origin.clone() };
    }
}

fn status_words(status: StatusPattern) -> Words {
    let text = match status {
        StatusPattern::Exact(200) => "ok".to_owned(),
        StatusPattern::Exact(201) => "created".to_owned(),
        StatusPattern::Exact(202) => "accepted".to_owned(),
        StatusPattern::Exact(203) => "non authoritative".to_owned(),
        StatusPattern::Exact(204) => "no content".to_owned(),
        StatusPattern::Exact(205) => "reset content".to_owned(),
        StatusPattern::Exact(206) => "partial content".to_owned(),
        StatusPattern::Exact(207) => "multi status".to_owned(),
        StatusPattern::Exact(code) => format!("status {code}"),
        StatusPattern::Class(2) => "success".to_owned(),
        StatusPattern::Class(class) => format!("class {class}"),
        StatusPattern::Default => "other".to_owned(),
    };
    Words(text.split(' ').map(str::to_owned).collect())
}
