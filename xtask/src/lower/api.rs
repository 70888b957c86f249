//! The parts of the API beside operations and types: info, servers, security.
//!
//! In: the document. Out: their `ir` nodes. Must not: invent defaults that the document does not have.

use openapiv3::{APIKeyLocation, OpenAPI, ReferenceOr, SecurityRequirement, SecurityScheme as Source};

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Credential, Docs, Info, SecurityScheme, Server, ServerVariable, WireName};

/// Who and what the document is.
pub(super) fn info(document: &OpenAPI) -> Info {
    let info = &document.info;
    let contact =
        info.contact.as_ref().and_then(|c| c.url.clone().or_else(|| c.email.clone()).or_else(|| c.name.clone()));
    Info {
        title: info.title.clone(),
        docs: Docs {
            summary: String::new(),
            body: info.description.clone().unwrap_or_default(),
            link: document.external_docs.as_ref().map(|docs| docs.url.clone()),
        },
        document_version: info.version.clone(),
        terms: info.terms_of_service.clone(),
        contact,
    }
}

/// Servers with their variables.
pub(super) fn servers(list: &[openapiv3::Server]) -> Vec<Server> {
    list.iter()
        .map(|server| Server {
            url: server.url.clone(),
            description: server.description.clone().unwrap_or_default(),
            variables: server
                .variables
                .iter()
                .flatten()
                .map(|(name, variable)| ServerVariable {
                    name: WireName(name.clone()),
                    default: variable.default.clone(),
                    values: variable.enumeration.clone(),
                    description: variable.description.clone().unwrap_or_default(),
                })
                .collect(),
        })
        .collect()
}

/// Alternatives of scheme names.
pub(super) fn requirements(list: &[SecurityRequirement]) -> Vec<Vec<WireName>> {
    list.iter().map(|all| all.keys().map(|name| WireName(name.clone())).collect()).collect()
}

/// The declared schemes, and a warning for each name that is required but not declared.
pub(super) fn schemes(document: &OpenAPI, diagnostics: &mut Diagnostics) -> Vec<SecurityScheme> {
    let mut schemes = Vec::new();
    let declared = document.components.iter().flat_map(|components| &components.security_schemes);
    for (name, scheme) in declared {
        let at = Pointer::default().child("components").child("securitySchemes").child(name);
        match follow(document, scheme) {
            Some(source) => schemes.push(scheme_of(name, source)),
            None => {
                let text = format!("the security scheme `{name}` refers to nothing");
                diagnostics.error("resolve-unknown-ref", &at, text, "correct the reference");
            }
        }
    }
    schemes
}

/// A scheme may be a reference to another one.
fn follow<'d>(document: &'d OpenAPI, scheme: &'d ReferenceOr<Source>) -> Option<&'d Source> {
    let mut scheme = scheme;
    for _ in 0..8 {
        match scheme {
            ReferenceOr::Item(item) => return Some(item),
            ReferenceOr::Reference { reference } => {
                let key = reference.strip_prefix("#/components/securitySchemes/")?;
                scheme = document.components.as_ref()?.security_schemes.get(key)?;
            }
        }
    }
    None
}

fn scheme_of(name: &str, source: &Source) -> SecurityScheme {
    let (credential, description) = match source {
        Source::APIKey { location, name, description, .. } => {
            let credential = match location {
                APIKeyLocation::Header => Credential::ApiKeyHeader(name.clone()),
                APIKeyLocation::Query => Credential::ApiKeyQuery(name.clone()),
                APIKeyLocation::Cookie => Credential::ApiKeyCookie(name.clone()),
            };
            (credential, description)
        }
        Source::HTTP { scheme, description, .. } => {
            let credential = match scheme.to_ascii_lowercase().as_str() {
                "basic" => Credential::Basic,
                "bearer" => Credential::Bearer,
                other => Credential::Other(other.to_owned()),
            };
            (credential, description)
        }
        Source::OAuth2 { description, .. } | Source::OpenIDConnect { description, .. } => {
            (Credential::Bearer, description)
        }
    };
    let docs = Docs { body: description.clone().unwrap_or_default(), ..Docs::default() };
    SecurityScheme { name: WireName(name.to_owned()), credential, docs }
}

/// Warns of requirements that name no scheme.
pub(super) fn check_requirements(
    list: &[Vec<WireName>],
    schemes: &[SecurityScheme],
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    for name in list.iter().flatten() {
        if !schemes.iter().any(|scheme| scheme.name == *name) {
            let text = format!("the security scheme `{name}` is required but not declared");
            let help = "declare it under `components.securitySchemes`";
            diagnostics.warn("lower-unknown-scheme", &at.child("security"), text, help);
        }
    }
}
