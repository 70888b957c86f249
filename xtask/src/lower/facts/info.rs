//! Info and tags.
//!
//! In: the root of the document. Out: their `ir` nodes. Must not: invent what the document does not say.

use crate::coverage::{Keyword, Object};
use crate::ir::{Contact, Docs, Info, License, Tag};
use crate::lower::readers::docs;

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
