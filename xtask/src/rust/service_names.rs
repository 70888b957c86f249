//! Names of services: module, type and client method of each.
//!
//! In: the services of an API. Out: `PlacedService`s. Must not: look into an operation.

use super::docs;
use super::ident::{self, RustIdent, Scope};
use super::view::ServiceEntry;
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Api, Service, Words};

/// Methods that the client has of its own, and what the prelude's traits take by value: `Into::into` is found before a method that borrows.
const TAKEN_ENTRIES: &[&str] = &["builder", "clone", "from_env", "into", "into_inner", "runtime", "try_into"];

/// Module, type and client method of each service.
pub(super) struct PlacedService {
    pub(super) module: RustIdent,
    pub(super) entry: ServiceEntry,
}

pub(super) fn place(api: &Api, diagnostics: &mut Diagnostics) -> Vec<PlacedService> {
    let mut modules = Scope::reserving(&["services"]);
    let mut types = Scope::default();
    let mut methods = Scope::reserving(TAKEN_ENTRIES);
    let mut place = |service: &Service| {
        let ty = RustIdent::literal(&format!("{}Service", RustIdent::pascal(&service.name)));
        let method = methods.claim(&RustIdent::snake(&service.name), "_service");
        if method.renamed {
            diagnostics.report(
                codes::RUST_RENAMED_SERVICE,
                &Pointer::default(),
                format!("the method for the service `{}` is named `{}`", service.name, method.ident),
                "The client already has a method of that name; give the tag another one with `x-sdk: {service: …}`.",
            );
        }
        PlacedService {
            module: modules.claim(&ident::module(&service.name), "_").ident,
            entry: ServiceEntry { method: method.ident, ty: types.claim(&ty, "").ident, docs: summary(service) },
        }
    };
    api.services.iter().map(&mut place).collect()
}

fn summary(service: &Service) -> String {
    let Words(words) = &service.name;
    let fallback = format!("Operations on {}.", words.join(" "));
    docs::lines(&service.docs, &fallback).into_iter().next().unwrap_or(fallback)
}
