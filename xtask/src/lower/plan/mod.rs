//! Plans operations: everything about a call but its types.
//!
//! In: the resolved model and the root's facts. Out: a `Call` for each operation, in document order, with schemas where
//! `ir` has types; and the roots that the types are made from. Must not: make types.

mod body;
mod errors;
mod incoming;
mod media;
mod params;
mod path;
mod representation;
mod response;
mod success;
mod walk;

use std::collections::{BTreeMap, HashMap};

use super::ext::{self, OperationFacts, RootFacts};
use super::names::{DigitPrefix, Form, Scope, Unnamed, joined, words};
use super::types::{RootSchema, Shapes};
use crate::coverage::{Keyword, Reads};
use crate::diag::{Diagnostics, Pointer, codes};
use crate::ir::{
    Batch, Body, Deprecation, Docs, Envelope, Idempotency, Method, Pagination, Param, PathPart, RateLimit, Scopes,
    Server, StatusPattern, WireName, Words,
};
use crate::resolve::{Model, Operation, SchemaId, external_docs};

pub(super) use errors::ErrorResponse;
pub(super) use params::parameter_facts;
pub(super) use response::{ItemSchema, OtherRepresentation, ResponseBody};
pub(super) use success::pattern as status_pattern;

/// A call without types.
pub(super) struct Call {
    pub(super) id: WireName,
    pub(super) service: Words,
    pub(super) name: Words,
    pub(super) method: Method,
    pub(super) path: Vec<PathPart>,
    /// Each with its schema; a parameter added for the path has none and is a string.
    pub(super) params: Vec<(Param, Option<SchemaId>)>,
    pub(super) body: Option<(Body, Option<SchemaId>)>,
    pub(super) success: ResponseBody,
    pub(super) success_statuses: Vec<StatusPattern>,
    pub(super) success_path: Vec<WireName>,
    pub(super) accept: Vec<String>,
    pub(super) representations: Vec<OtherRepresentation>,
    pub(super) last_event: Option<String>,
    pub(super) errors: Vec<ErrorResponse>,
    pub(super) security: Option<Vec<Vec<WireName>>>,
    pub(super) scopes: Vec<Scopes>,
    pub(super) tags: Vec<String>,
    pub(super) servers: Vec<Server>,
    /// With the schema of one item.
    pub(super) pagination: Option<(Pagination, SchemaId)>,
    pub(super) rate_limit: Option<RateLimit>,
    pub(super) idempotency: Idempotency,
    pub(super) batch: Option<Batch>,
    pub(super) deprecated: Option<Deprecation>,
    pub(super) docs: Docs,
    pub(super) path_docs: Docs,
    pub(super) origin: Pointer,
}

/// The input and state of planning.
pub(super) struct Planner<'p, 'd> {
    pub(super) model: &'p Model<'d>,
    pub(super) shapes: &'p Shapes,
    pub(super) root: &'p RootFacts,
    pub(super) diagnostics: &'p mut Diagnostics,
    /// Names of components, by schema.
    pub(super) names: HashMap<SchemaId, Words>,
    /// Collected on the way, in document order.
    pub(super) roots: Vec<RootSchema>,
    /// Schemas of multipart bodies.
    pub(super) multipart: Vec<SchemaId>,
}

impl<'p, 'd> Planner<'p, 'd> {
    /// Plans every operation.
    pub(super) fn plan(&mut self) -> Vec<Call> {
        let services = self.tag_services();
        let mut ids: HashMap<&str, &Operation<'d>> = HashMap::new();
        let mut shapes: HashMap<(&str, String), &Operation<'d>> = HashMap::new();
        let mut planned = Vec::with_capacity(self.model.operations.len());
        for operation in &self.model.operations {
            let parts = path::parts(operation.path);
            self.check_conflict(operation, &parts, &mut shapes);
            if let Some(id) = operation.source.operation_id.as_deref()
                && let Some(first) = ids.insert(id, operation)
            {
                let text = format!("`{id}` is also the id of `{} {}`", first.method, first.path);
                let at = operation.origin.child("operationId");
                self.diagnostics.report(
                    codes::LOWER_DUPLICATE_OPERATION_ID,
                    &at,
                    text,
                    "give every operation its own id",
                );
            }
            let facts = ext::operation(&operation.source.extensions, &operation.origin, self.diagnostics);
            let service = self.service(operation, &facts, &services);
            planned.push(Planned { operation, parts, facts, service });
        }
        let names = self.method_names(&planned);
        let each = planned.into_iter().zip(names).map(|(plan, name)| self.call(plan, name));
        each.collect()
    }

    /// A server cannot distinguish two paths of the same shape and method.
    fn check_conflict<'o>(
        &mut self,
        operation: &'o Operation<'d>,
        parts: &[PathPart],
        shapes: &mut HashMap<(&'o str, String), &'o Operation<'d>>,
    ) {
        let key = (operation.method, path::shape(parts));
        let Some(first) = shapes.get(&key) else {
            shapes.insert(key, operation);
            return;
        };
        let text = format!("`{} {}` has the same shape as `{}`", operation.method, operation.path, first.path);
        self.diagnostics.report(codes::LOWER_PATH_CONFLICT, &operation.origin, text, "keep one of the two paths");
    }

    /// Tag to service, by the tag's extension or its name.
    fn tag_services(&mut self) -> HashMap<String, String> {
        let mut services = HashMap::new();
        for (index, tag) in self.model.document.tags.iter().enumerate() {
            let at = Pointer::default().child("tags").index(index);
            let mut reads = Reads::default();
            reads.used(Keyword::XSdk, &tag.extensions.get(ext::KEY));
            self.model.raw.account.read(&at, reads);
            let name = ext::tag_service(&tag.extensions, &at, self.diagnostics).unwrap_or_else(|| tag.name.clone());
            services.entry(tag.name.clone()).or_insert(name);
        }
        services
    }

    fn service(
        &mut self,
        operation: &Operation<'d>,
        facts: &OperationFacts,
        services: &HashMap<String, String>,
    ) -> Words {
        let tag = operation.source.tags.iter().find(|tag| !tag.trim().is_empty());
        let name = match (&facts.service, tag) {
            (Some(service), _) => service.as_str(),
            (None, Some(tag)) => services.get(tag).unwrap_or(tag),
            (None, None) => "api",
        };
        let name = words(name, DigitPrefix::Service);
        if name.0.concat() == "default" { Words(vec!["api".to_owned()]) } else { name }
    }

    /// The names of the methods of all services.
    fn method_names(&mut self, planned: &[Planned<'_, 'd>]) -> Vec<Words> {
        let mut services: BTreeMap<&Words, Vec<usize>> = BTreeMap::new();
        for (index, plan) in planned.iter().enumerate() {
            services.entry(&plan.service).or_default().push(index);
        }
        let mut names = vec![Words(Vec::new()); planned.len()];
        for members in services.values() {
            let things: Vec<Unnamed> = members.iter().map(|index| planned[*index].unnamed()).collect();
            for ((index, thing), claimed) in members.iter().zip(&things).zip(Scope::default().claim_all(&things)) {
                if claimed.collided {
                    self.report_collision(planned[*index].operation, thing, &claimed.name);
                }
                names[*index] = claimed.name;
            }
        }
        names
    }

    fn report_collision(&mut self, operation: &Operation<'d>, thing: &Unnamed, name: &Words) {
        let text =
            format!("another operation of this service is named `{}`; this one is named `{name}`", thing.first());
        let help = "name it with `x-sdk: {method: …}`";
        self.diagnostics.report(codes::LOWER_NAME_COLLISION, &operation.origin, text, help);
    }

    fn call(&mut self, planned: Planned<'_, 'd>, name: Words) -> Call {
        let type_name = planned.type_name(&name);
        let Planned { operation, parts, facts, service } = planned;
        let method = method(operation.method);
        let params = self.params(operation, &parts, &type_name);
        let body = self.body(operation, &facts, &service, &type_name);
        let success = self.success(operation, &facts, &service, &type_name);
        let errors = self.errors(operation, &service, &type_name);
        let last_event = self.last_event(&success, &facts);
        let pagination = facts.pagination.as_ref();
        let pagination = pagination.and_then(|page| self.pagination(operation, page, &facts, &params, body.as_ref()));
        let batch = facts.batch.clone().filter(|batch| self.batch_fits(batch, body.as_ref(), &facts));
        let source = operation.source;
        let mut reads = Reads::default();
        reads.used(Keyword::XSdk, &source.extensions.get(ext::KEY));
        let id = reads
            .used(Keyword::OperationId, &source.operation_id)
            .clone()
            .unwrap_or_else(|| format!("{} {}", operation.method.to_ascii_uppercase(), operation.path));
        let security = reads.used(Keyword::Security, &source.security).as_deref();
        let (servers, path_docs) = self.path_facts(operation);
        let docs = self.docs(operation, &mut reads);
        let deprecated = reads.used(Keyword::Deprecated, &source.deprecated).then(Deprecation::default);
        let call = Call {
            id: WireName(id),
            service,
            name,
            method,
            path: path::sent(parts),
            params,
            body,
            success: success.body,
            success_statuses: success.statuses,
            success_path: success.path,
            accept: success.accept,
            representations: success.representations,
            last_event,
            errors,
            security: security.map(super::api::requirements),
            scopes: security.map(super::readers::scopes).unwrap_or_default(),
            tags: reads.used(Keyword::Tags, &source.tags).clone(),
            servers,
            pagination,
            rate_limit: facts.rate_limit.or(self.root.rate_limit),
            idempotency: facts.idempotency.unwrap_or(default_idempotency(method)),
            batch,
            deprecated: facts.deprecated.or(deprecated),
            docs,
            path_docs,
            origin: operation.origin.clone(),
        };
        self.model.raw.account.read(&operation.origin, reads);
        call
    }

    fn docs(&self, operation: &Operation<'d>, reads: &mut Reads) -> Docs {
        let source = operation.source;
        let (link, link_text) = external_docs(source.external_docs.as_ref(), &operation.origin, self.model.raw.account);
        Docs {
            summary: reads.carried(Keyword::Summary, &source.summary).clone().unwrap_or_default(),
            body: reads.carried(Keyword::Description, &source.description).clone().unwrap_or_default(),
            link,
            link_text,
        }
    }

    /// The servers of the call alone, and what the path says of all its calls.
    fn path_facts(&self, operation: &Operation<'d>) -> (Vec<Server>, Docs) {
        let raw = self.model.raw;
        let own = raw.object(&operation.origin).map(|own| super::readers::servers(&own)).unwrap_or_default();
        let Some(item) = operation.origin.parent().and_then(|at| raw.object(&at)) else {
            return (own, Docs::default());
        };
        let (of_path, docs) = (super::readers::servers(&item), super::readers::docs(&item));
        (if own.is_empty() { of_path } else { own }, docs)
    }

    fn envelope(&self) -> Option<&'p Envelope> {
        self.root.protocol.envelope.as_ref()
    }
}

/// An operation that has no name yet.
struct Planned<'o, 'd> {
    operation: &'o Operation<'d>,
    parts: Vec<PathPart>,
    facts: OperationFacts,
    service: Words,
}

impl Planned<'_, '_> {
    /// By the name that the extension gives, by its id, or by method and path.
    fn unnamed(&self) -> Unnamed {
        let method = self.operation.method;
        let of_path = |phrase: &str| words(phrase, DigitPrefix::Operation);
        let phrase = of_path(&path::phrase(method, &self.parts));
        let spelled = of_path(&path::spelled_phrase(method, &self.parts));
        let id = self.operation.source.operation_id.as_deref().filter(|id| id.contains(char::is_alphanumeric));
        let by_id = id.map(|id| {
            let whole = words(id, DigitPrefix::Operation);
            let thing = Unnamed::of_text(id, whole.clone(), Form::Snake).or([phrase.clone(), spelled.clone()]);
            match self.without_service(&whole) {
                Some(short) => thing.preferring(short),
                None => thing,
            }
        });
        let thing = by_id.unwrap_or_else(|| Unnamed::of_phrase(self.operation.path, method, vec![phrase, spelled]));
        match &self.facts.method {
            Some(name) => Unnamed::chosen(words(name, DigitPrefix::Operation), thing),
            None => thing,
        }
    }
}

impl Planned<'_, '_> {
    /// The name without that of the service, which stands before it in every call: `actions_list` of `actions`.
    fn without_service(&self, whole: &Words) -> Option<Words> {
        let rest = whole.0.strip_prefix(self.service.0.as_slice()).filter(|rest| !rest.is_empty())?;
        Some(words(&rest.join(" "), DigitPrefix::Operation))
    }

    /// The name in those of the types that only this operation has. Types of all services share a scope.
    fn type_name(&self, name: &Words) -> Words {
        let whole = joined(&[&self.service, name]);
        let is_short =
            self.operation.source.operation_id.as_deref().is_some_and(|id| words(id, DigitPrefix::Operation) == whole);
        if is_short { whole } else { name.clone() }
    }
}

/// The service that a tag means, in words.
pub(super) fn tag_words(tag: &openapiv3::Tag) -> Words {
    let mut ignored = Diagnostics::default();
    let name = ext::tag_service(&tag.extensions, &Pointer::default(), &mut ignored);
    words(name.as_deref().unwrap_or(&tag.name), DigitPrefix::Service)
}

pub(super) fn method(name: &str) -> Method {
    match name {
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        _ => Method::Get,
    }
}

fn default_idempotency(method: Method) -> Idempotency {
    match method {
        Method::Post | Method::Patch => Idempotency::NotIdempotent,
        Method::Get | Method::Put | Method::Delete | Method::Options | Method::Head | Method::Trace => {
            Idempotency::Idempotent
        }
    }
}
