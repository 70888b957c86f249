//! Security schemes and requirements.
//!
//! In: the document. Out: their `ir` nodes. Must not: invent defaults that the document does not have.

use openapiv3::{APIKeyLocation, OpenAPI, ReferenceOr, SecurityRequirement, SecurityScheme as Source};

use super::readers;
use crate::coverage::{Keyword, Object, Raw};
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Credential, Docs, SecurityScheme, WireName};

/// Alternatives of scheme names.
pub(super) fn requirements(list: &[SecurityRequirement]) -> Vec<Vec<WireName>> {
    list.iter().map(|all| all.keys().map(|name| WireName(name.clone())).collect()).collect()
}

/// The declared schemes, and a warning for each one that the client does not implement.
pub(super) fn schemes(document: &OpenAPI, raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Vec<SecurityScheme> {
    let mut schemes = Vec::new();
    let declared = document.components.iter().flat_map(|components| &components.security_schemes);
    for (name, scheme) in declared {
        let at = Pointer::default().child("components").child("securitySchemes").child(name);
        match follow(document, scheme) {
            Some(source) => {
                let scheme = scheme_of(name, source, raw.object(&at).as_ref());
                if let Credential::Other(kind) = &scheme.credential {
                    let text = format!("the client cannot authenticate by `{kind}` itself");
                    let help = "set the headers in a transport of your own, or allow this with a reason";
                    diagnostics.report(codes::LOWER_UNSUPPORTED_SCHEME, &at, text, help);
                }
                schemes.push(scheme);
            }
            None => {
                let text = format!("the security scheme `{name}` refers to nothing");
                raw.account.unread(&at, codes::RESOLVE_UNKNOWN_REF, text.as_str());
                diagnostics.report(codes::RESOLVE_UNKNOWN_REF, &at, text, "correct the reference");
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

fn scheme_of(name: &str, source: &Source, object: Option<&Object<'_>>) -> SecurityScheme {
    let credential = match source {
        Source::APIKey { location: APIKeyLocation::Header, name, .. } => Credential::ApiKeyHeader(name.clone()),
        Source::APIKey { location: APIKeyLocation::Query, name, .. } => Credential::ApiKeyQuery(name.clone()),
        Source::APIKey { location: APIKeyLocation::Cookie, name, .. } => Credential::ApiKeyCookie(name.clone()),
        Source::HTTP { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "basic" => Credential::Basic,
            "bearer" => Credential::Bearer,
            other => Credential::Other(other.to_owned()),
        },
        Source::OAuth2 { .. } | Source::OpenIDConnect { .. } => Credential::Bearer,
    };
    let text = |keyword| object.and_then(|object| object.text(keyword)).map(str::to_owned);
    // What tells the sorts of schemes apart was read above, of the typed document.
    for keyword in [Keyword::Type, Keyword::In, Keyword::Name, Keyword::Scheme] {
        let _ = text(keyword);
    }
    SecurityScheme {
        name: WireName(name.to_owned()),
        credential,
        flows: object.map(readers::flows).unwrap_or_default(),
        bearer_format: text(Keyword::BearerFormat),
        discovery_url: text(Keyword::OpenIdConnectUrl).or_else(|| text(Keyword::Oauth2MetadataUrl)),
        docs: Docs { body: text(Keyword::Description).unwrap_or_default(), ..Docs::default() },
    }
}

/// Warns of requirements that name no scheme, and of those of which two are written to one place.
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
            diagnostics.report(codes::LOWER_UNKNOWN_SCHEME, &at.child("security"), text, help);
        }
    }
    for names in list {
        let mut seen: Vec<(&SecurityScheme, _)> = Vec::new();
        for scheme in names.iter().filter_map(|name| schemes.iter().find(|scheme| scheme.name == *name)) {
            let Some(target) = scheme.credential.target() else { continue };
            if let Some((first, _)) = seen.iter().find(|(_, known)| *known == target) {
                let (first, second, place) = (&first.name, &scheme.name, &target.1);
                let text = format!("`{first}` and `{second}` are both written to `{place}`; only `{first}` is sent");
                let help = "make them alternatives, or correct the name of one";
                diagnostics.report(codes::LOWER_SHARED_CREDENTIAL, &at.child("security"), text, help);
                continue;
            }
            seen.push((scheme, target));
        }
    }
}
