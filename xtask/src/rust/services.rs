//! Services: the groups of operations, and the methods of the client that lead to them.
//!
//! In: the services of an API. Out: `ServiceView`s and `ServiceEntry`s. Must not: look into an operation.

use super::docs;
use super::ident::{RustIdent, Scope};
use super::inputs::OperationContext;
use super::operations::{self, Names};
use super::sample::Samples;
use super::service_names::PlacedService;
use super::types::{TypeName, Types, UseSite};
use super::view::{ClientView, ServiceView};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Api, Service};

/// What every service has, and what the prelude's traits take by value.
const TAKEN_METHODS: &[&str] = &["clone", "into", "new", "try_into"];

/// Names that a service's file imports.
const TAKEN_TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Call",
    "Clone",
    "Default",
    "Into",
    "IntoIterator",
    "Method",
    "Operation",
    "Option",
    "Status",
    "String",
    "Vec",
];

/// The services in full. `client` is known by now, because the examples start with it.
pub(super) fn views(
    api: &Api,
    names: &[TypeName],
    placed: &[PlacedService],
    client: &ClientView,
    diagnostics: &mut Diagnostics,
) -> Vec<ServiceView> {
    api.services
        .iter()
        .zip(placed)
        .map(|(service, place)| view(api, names, service, place, client, diagnostics))
        .collect()
}

fn view(
    api: &Api,
    names: &[TypeName],
    service: &Service,
    place: &PlacedService,
    client: &ClientView,
    diagnostics: &mut Diagnostics,
) -> ServiceView {
    let types = Types::new(api, names, UseSite::Service);
    let example_types = Types::new(api, names, UseSite::Example);
    let samples = Samples { types: &example_types };
    let context = OperationContext { types: &types, samples: &samples, client, service: &place.entry.method };
    let mut methods = Scope::reserving(TAKEN_METHODS);
    let mut idents = Scope::reserving(TAKEN_TYPES);
    let mut facts = Scope::default();
    // The service's own type goes first.
    let ty = idents.claim(&place.entry.ty, "").ident;
    let operations = service.operations.iter().map(|operation| {
        let method = methods.claim(&RustIdent::snake(&operation.name), "_call");
        if method.renamed {
            diagnostics.report(
                codes::RUST_RENAMED_OPERATION,
                &operation.origin.pointer,
                format!("the operation `{}` is named `{}` in Rust", operation.name, method.ident),
                "Its own name is already used; give it another one with `x-sdk: {method: …}`.",
            );
        }
        let names = Names {
            ty: idents.claim(&RustIdent::pascal(&operation.name), "Request").ident,
            fact: facts.claim(&RustIdent::screaming(&operation.name), "").ident,
            method: method.ident,
        };
        operations::view(&context, operation, names, diagnostics)
    });
    let operations = operations.collect();
    let fallback = place.entry.docs.clone();
    ServiceView {
        module: place.module.clone(),
        ty,
        docs: docs::lines(&service.docs, &fallback),
        operations,
        uses: types.uses(),
    }
}
