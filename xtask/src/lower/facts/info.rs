//! Info, tags and the flows of OAuth.
//!
//! In: the root of the document. Out: their `ir` nodes. Must not: invent what the document does not say.

use openapiv3::SecurityRequirement;

use super::docs;
use crate::coverage::{Keyword, Object};
use crate::ir::{Contact, Docs, FlowKind, Info, License, OAuthFlow, Scopes, Tag, WireName};

/// Who and what the document is.
pub(in crate::lower) fn info(root: &Object<'_>) -> Info {
    let of_root = docs(root);
    let Some(info) = root.object(Keyword::Info) else { return Info::default() };
    let text = |keyword| info.text(keyword).map(str::to_owned);
    let summary = text(Keyword::Summary).unwrap_or_default();
    let description = text(Keyword::Description);
    Info {
        title: text(Keyword::Title).unwrap_or_default(),
        docs: Docs {
            body: description.unwrap_or_else(|| summary.clone()),
            summary,
            link: of_root.link,
            link_text: of_root.link_text,
        },
        document_version: text(Keyword::Version).unwrap_or_default(),
        document_uri: root.text(Keyword::SelfUri).map(str::to_owned),
        terms: text(Keyword::TermsOfService),
        contact: info.object(Keyword::Contact).map(|contact| contact_of(&contact)),
        license: info.object(Keyword::License).map(|license| license_of(&license)),
    }
}

fn contact_of(contact: &Object<'_>) -> Contact {
    let text = |keyword| contact.text(keyword).map(str::to_owned);
    Contact { name: text(Keyword::Name), url: text(Keyword::Url), email: text(Keyword::Email) }
}

fn license_of(license: &Object<'_>) -> License {
    let text = |keyword| license.text(keyword).map(str::to_owned);
    License {
        name: text(Keyword::Name).unwrap_or_default(),
        identifier: text(Keyword::Identifier),
        url: text(Keyword::Url),
    }
}

/// The tags of the document, sorted by name.
pub(in crate::lower) fn tags(root: &Object<'_>) -> Vec<Tag> {
    let mut tags: Vec<Tag> = root
        .list(Keyword::Tags)
        .iter()
        .filter_map(|tag| {
            let name = tag.text(Keyword::Name)?.to_owned();
            let parent = tag.text(Keyword::Parent).map(str::to_owned);
            Some(Tag { name, parent, kind: tag.text(Keyword::TagKind).map(str::to_owned), docs: docs(tag) })
        })
        .collect();
    tags.sort_by(|a, b| a.name.cmp(&b.name));
    tags
}

/// The flows of an `oauth2` scheme, sorted by kind.
pub(in crate::lower) fn flows(scheme: &Object<'_>) -> Vec<OAuthFlow> {
    let kinds = [
        (Keyword::AuthorizationCode, FlowKind::AuthorizationCode),
        (Keyword::ClientCredentials, FlowKind::ClientCredentials),
        (Keyword::DeviceAuthorization, FlowKind::DeviceAuthorization),
        (Keyword::Implicit, FlowKind::Implicit),
        (Keyword::Password, FlowKind::Password),
    ];
    let Some(flows) = scheme.object(Keyword::Flows) else { return Vec::new() };
    kinds.into_iter().filter_map(|(keyword, kind)| Some(flow(&flows.object(keyword)?, kind))).collect()
}

fn flow(flow: &Object<'_>, kind: FlowKind) -> OAuthFlow {
    let url = |keyword| flow.text(keyword).filter(|url| !url.is_empty()).map(str::to_owned);
    let mut scopes: Vec<(String, String)> = flow
        .values(Keyword::Scopes)
        .into_iter()
        .map(|(scope, text)| (scope.to_owned(), text.as_str().unwrap_or_default().to_owned()))
        .collect();
    scopes.sort();
    OAuthFlow {
        kind,
        authorization_url: url(Keyword::AuthorizationUrl),
        token_url: url(Keyword::TokenUrl),
        refresh_url: url(Keyword::RefreshUrl),
        device_authorization_url: url(Keyword::DeviceAuthorizationUrl),
        scopes,
    }
}

/// The scopes that requirements name, sorted.
pub(in crate::lower) fn scopes(list: &[SecurityRequirement]) -> Vec<Scopes> {
    let with_scopes = list.iter().flatten().filter(|(_, scopes)| !scopes.is_empty());
    let mut all: Vec<Scopes> = with_scopes
        .map(|(scheme, scopes)| {
            let mut scopes = scopes.clone();
            scopes.sort();
            Scopes { scheme: WireName(scheme.clone()), scopes }
        })
        .collect();
    all.sort();
    all.dedup();
    all
}
