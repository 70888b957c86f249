//! Which schemas count as read.
//!
//! In: the arena with what was read of each schema, and the operations. Out: entries in the account: a schema counts
//! only if a type is made of it, or of what it is a part of. Must not: make types.

use std::collections::BTreeSet;

use super::ext;
use super::types::{Unused, inside};
use crate::coverage::{Account, Keyword, Reads};
use crate::diag::codes;
use crate::resolve::{Header, Incoming, Media, Model, Operation, SchemaId};

/// Enters the schemas.
pub(super) fn enter(model: &Model<'_>, unused: Unused) {
    let account = model.raw.account;
    let used = match unused {
        Unused::Keep => None,
        Unused::Drop => Some(used(model)),
    };
    for (id, node) in model.schemas.iter() {
        if used.as_ref().is_none_or(|used| used.contains(&id)) {
            account.read(&node.origin, node.reads);
            account.read(&node.origin, ext::schema_reads(node));
        }
    }
    for (key, id) in &model.components {
        if used.as_ref().is_some_and(|used| !used.contains(id)) {
            let reason = format!("no operation uses the schema `{key}`; no type is made of it");
            account.unread_alike(&model.schemas[*id].origin, codes::COVERAGE_UNUSED_SCHEMA, reason);
        }
    }
}

/// The schemas that operations lead to, as they are written and as they are merged.
fn used(model: &Model<'_>) -> BTreeSet<SchemaId> {
    let mut todo = Vec::new();
    model.operations.iter().for_each(|operation| of_operation(operation, &mut todo));
    model.webhooks.iter().for_each(|webhook| of_incoming(webhook, &mut todo));
    let mut used = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if used.insert(id) {
            todo.extend(model.schemas.held(id));
            todo.extend(inside(&model.schemas[id].kind, |_| false));
        }
    }
    used
}

fn of_incoming(incoming: &Incoming<'_>, ids: &mut Vec<SchemaId>) {
    incoming.operations.iter().for_each(|operation| of_operation(operation, ids));
}

fn of_operation(operation: &Operation<'_>, ids: &mut Vec<SchemaId>) {
    ids.extend(operation.parameters.iter().map(|parameter| parameter.schema));
    operation.body.iter().for_each(|body| of_content(&body.content, ids));
    for response in &operation.responses {
        of_content(&response.content, ids);
        of_headers(&response.headers, ids);
    }
    let requests = operation.callbacks.iter().flat_map(|callback| &callback.requests);
    requests.for_each(|request| of_incoming(request, ids));
}

fn of_content(content: &[Media<'_>], ids: &mut Vec<SchemaId>) {
    for media in content {
        ids.extend(media.schema);
        media.part_headers.iter().for_each(|(_, headers)| of_headers(headers, ids));
    }
}

fn of_headers(headers: &[Header<'_>], ids: &mut Vec<SchemaId>) {
    ids.extend(headers.iter().filter_map(|header| header.schema));
}

/// Enters the root of the document.
pub(super) fn enter_root(document: &openapiv3::OpenAPI, account: &Account) {
    let mut reads = Reads::default();
    reads.used(Keyword::XSdk, &document.extensions.get(ext::KEY));
    reads.used(Keyword::Security, &document.security);
    account.read(&crate::diag::Pointer::default(), reads);
}
