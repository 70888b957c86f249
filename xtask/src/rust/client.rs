//! The client of a version, and the facts of the API that it is made with.
//!
//! In: `ir::Api`'s servers, schemes and protocol. Out: `ClientView`. Must not: hold a default that the runtime has.

use super::described;
use super::docs;
use super::service_names::PlacedService;
use super::view::{ApiFacts, ClientView, Entry, ErrorTable, FromEnv};
use crate::ir::{Api, Credential, SecurityScheme};

pub(super) fn view(api: &Api, crate_name: &str, placed: &[PlacedService]) -> ClientView {
    let title = display_name(api);
    let mut lines = vec![
        format!("A client of {}.", docs::escaped(&title)),
        String::new(),
        "Cheap to clone; clones share connections and limits.".to_owned(),
    ];
    docs::append(&mut lines, described::servers(&api.servers));
    docs::append(&mut lines, described::credentials(&api.schemes));
    ClientView {
        docs: lines,
        api: facts(api, crate_name),
        entry: entry(&api.schemes),
        from_env: api.protocol.env_prefix.clone().map_or(FromEnv::No, FromEnv::Prefix),
        auth_methods: api.protocol.signing.as_ref().map(super::signing::auth_methods).unwrap_or_default(),
        services: placed.iter().map(|place| place.entry.clone()).collect(),
    }
}

/// The API's name for people.
pub(super) fn display_name(api: &Api) -> String {
    let name = api.protocol.display_name.as_deref().unwrap_or(&api.info.title);
    let name = docs::plain(name);
    if name.is_empty() { api.name.to_string() } else { name }
}

/// One scheme that takes one secret: it becomes the argument of `builder`.
fn entry(schemes: &[SecurityScheme]) -> Entry {
    let usable: Vec<&Credential> =
        schemes.iter().map(|scheme| &scheme.credential).filter(|c| !matches!(c, Credential::Other(_))).collect();
    match usable.as_slice() {
        [Credential::ApiKeyHeader(_) | Credential::ApiKeyQuery(_) | Credential::ApiKeyCookie(_)] => Entry::ApiKey,
        [Credential::Bearer] => Entry::Token,
        _ => Entry::Plain,
    }
}

fn facts(api: &Api, crate_name: &str) -> ApiFacts {
    ApiFacts {
        crate_name: crate_name.to_owned(),
        version: api.version.clone(),
        display_name: display_name(api),
        server: api.servers.first().cloned(),
        schemes: api.schemes.clone(),
        security: api.security.iter().map(|all| all.iter().map(|name| name.0.clone()).collect()).collect(),
        protocol: api.protocol.clone(),
        error_table: if api.errors.is_empty() { ErrorTable::Absent } else { ErrorTable::Present },
    }
}
