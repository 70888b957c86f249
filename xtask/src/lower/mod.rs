//! `resolve::Model` → `ir::Api`.
//!
//! In: a document without references. Out: services with operations, types, errors, protocol; names and order are
//! decided here, once. Must not: know the target language.
//!
//! `ext` reads the extensions, `plan` decides everything about calls but types, `types` makes the types that calls
//! need, `assemble` puts types into calls. Order: services and operations by name, types by name, errors by code;
//! properties, parameters and enum values as in the document.

mod api;
mod assemble;
mod documented;
mod ext;
mod facts;
pub(crate) mod names;
mod plan;
mod readers;
mod reads;
mod types;

pub use documented::documented;

use std::collections::BTreeSet;

use names::{DigitPrefix, Unnamed, words};
use plan::{Call, Planner, ResponseBody};
use types::{Shapes, Types, TypesInput, Unused};

use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Api, Info, Server, Service, Tag, Webhook, Words};
use crate::resolve::Model;

/// Facts that are not in the document.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'s> {
    /// Name of the version as the vendor writes it; `None` for a stand-alone document.
    pub version: Option<&'s str>,
}

/// The API, with all diagnostics, errors included.
#[derive(Debug)]
pub struct Lowered {
    pub api: Api,
    pub diagnostics: Diagnostics,
}

/// Turns a resolved document into the API to generate.
#[must_use]
pub fn lower(model: &Model<'_>, settings: Settings<'_>) -> Lowered {
    let mut diagnostics = Diagnostics::default();
    let document = model.document;
    let root = ext::root(&document.extensions, &mut diagnostics);
    ext::check_dates(&root.lifecycles, settings.version, &mut diagnostics);
    check_schemas(model, &mut diagnostics);
    let shapes = Shapes::new(&model.schemas);
    let component_ids = model.components.iter().map(|(_, id)| *id);
    let mut planner = Planner {
        names: component_ids.zip(types::component_words(&model.components)).collect(),
        model,
        shapes: &shapes,
        root: &root,
        diagnostics: &mut diagnostics,
        roots: Vec::new(),
        multipart: Vec::new(),
    };
    let mut calls = planner.plan();
    planner.incoming();
    let (roots, multipart) = (planner.roots, planner.multipart);
    let unused = if root.protocol.envelope.is_some() { Unused::Drop } else { Unused::Keep };
    let input = TypesInput {
        schemas: &model.schemas,
        components: &model.components,
        roots,
        multipart: multipart.into_iter().collect::<BTreeSet<_>>(),
        unused,
        extra: calls.iter().filter_map(by_status_name).collect(),
    };
    let mut types = Types::build(input, &shapes, &mut diagnostics);
    reads::enter(model, unused);
    reads::enter_root(document, model.raw.account);
    let schemes = api::schemes(document, model.raw, &mut diagnostics);
    let security = document.security.as_deref().map(api::requirements).unwrap_or_default();
    api::check_requirements(&security, &schemes, &Pointer::default(), &mut diagnostics);
    for call in &calls {
        api::check_requirements(call.security.as_deref().unwrap_or_default(), &schemes, &call.origin, &mut diagnostics);
    }
    let services = assemble::services(&mut calls, &mut types, model);
    check_quick_start(&root, &services, &mut diagnostics);
    let described = Described::of(model, &types);
    let api = Api {
        name: crate_name(root.crate_name.as_deref(), &document.info.title),
        version: settings.version.map(str::to_owned),
        info: described.info,
        lifecycle: settings.version.and_then(|version| root.lifecycles.get(version).cloned()),
        servers: described.servers,
        schemes,
        security,
        scopes: document.security.as_deref().map(readers::scopes).unwrap_or_default(),
        tags: described.tags,
        protocol: root.protocol,
        services,
        webhooks: described.webhooks,
        types: types.defs,
        errors: root.errors,
    };
    Lowered { api, diagnostics }
}

/// What the root of the document says beside its operations.
struct Described {
    info: Info,
    servers: Vec<Server>,
    tags: Vec<Tag>,
    webhooks: Vec<Webhook>,
}

impl Described {
    fn of(model: &Model<'_>, types: &Types<'_>) -> Self {
        let webhooks = facts::Facts { model, types }.webhooks();
        let root = model.raw.object(&Pointer::default());
        let root = root.as_ref();
        Self {
            info: root.map(facts::info).unwrap_or_default(),
            servers: root.map(readers::servers).unwrap_or_default(),
            tags: root.map(facts::tags).unwrap_or_default(),
            webhooks,
        }
    }
}

/// Checks the extensions of all schemas, also of those that become no type.
fn check_schemas(model: &Model<'_>, diagnostics: &mut Diagnostics) {
    // A merged schema has the extension of its part, with the part's pointer; it is reported once.
    let mut seen = BTreeSet::new();
    for (_, node) in model.schemas.iter() {
        if seen.insert(&node.origin) {
            ext::validate_schema(&node.notes, &node.origin, diagnostics);
        }
    }
}

/// The operation of the quick start has to exist.
fn check_quick_start(root: &ext::RootFacts, services: &[Service], diagnostics: &mut Diagnostics) {
    let Some(id) = &root.protocol.quick_start else { return };
    if !services.iter().flat_map(|service| &service.operations).any(|operation| operation.id == *id) {
        let at = Pointer::default().child(ext::KEY).child("quick-start");
        let text = format!("no operation has the id `{}`", id.0);
        diagnostics.report(codes::LOWER_EXTENSION_VALUE, &at, text, "name an `operationId` of this document");
    }
}

fn crate_name(name_override: Option<&str>, title: &str) -> Words {
    let name = name_override.filter(|name| !name.is_empty()).or(Some(title)).filter(|name| !name.trim().is_empty());
    words(name.unwrap_or("api"), DigitPrefix::Type)
}

/// The name for a type of responses that differ by status.
fn by_status_name(call: &Call) -> Option<Unnamed> {
    let name = names::joined(&[&call.name, &Words(vec!["result".to_owned()])]);
    let qualified = names::joined(&[&call.service, &name]);
    // The place in the document is path and method.
    matches!(call.success, ResponseBody::ByStatus(_))
        .then(|| Unnamed::of_phrase(call.origin.as_str(), "", vec![name, qualified]))
}

#[cfg(test)]
mod tests;
