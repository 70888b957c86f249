//! Single facts of the guides.
//!
//! In: parts of the IR and of the view. Out: texts and pieces of code. Must not: decide which page uses them.

use super::docs;
use super::view::{
    BulkFacts, CallRow, MigrationFacts, ModeRow, OperationView, PathRoot, RustType, ServiceEntry, SigningFacts,
    TypePath, VersionView,
};
use crate::ir::{
    Api, CountedPages, Credential, Method, Migration, Operation, PaginationStyle, RateLimit, SignatureAlgorithm,
    SignatureMode, SignedPart, Signing,
};

/// The method of a call, as a link.
pub(super) fn link(here: &str, entry: &ServiceEntry, view: &OperationView) -> String {
    let (service, ty, method) = (&entry.method, &entry.ty, &view.method);
    format!("[`{service}().{method}`]({here}::services::{ty}::{method})")
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(words: impl IntoIterator<Item = String>) -> String {
    let words: Vec<String> = words.into_iter().collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `20 in 1 second`.
pub(super) fn limit(limit: RateLimit) -> String {
    format!("{} in {}", limit.calls, duration(limit.per_ms))
}

pub(super) fn duration(ms: u64) -> String {
    let (number, unit) = match (ms % 60_000, ms % 1_000) {
        (0, _) => (ms / 60_000, "minute"),
        (_, 0) => (ms / 1_000, "second"),
        _ => (ms, "millisecond"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

pub(super) fn credential(credential: &Credential) -> String {
    match credential {
        Credential::ApiKeyHeader(name) => format!("an API key in the header {}", docs::code(name)),
        Credential::ApiKeyQuery(name) => format!("an API key in the query parameter {}", docs::code(name)),
        Credential::ApiKeyCookie(name) => format!("an API key in the cookie {}", docs::code(name)),
        Credential::Basic => "a user name and a password (`Authorization: Basic`)".to_owned(),
        Credential::Bearer => "a token (`Authorization: Bearer`)".to_owned(),
        Credential::Other(what) => format!("{}, which this crate leaves to you", docs::code(what)),
    }
}

pub(super) fn rate_headers(api: &Api) -> Vec<String> {
    let headers = api.protocol.rate_headers.iter();
    headers
        .flat_map(|names| [&names.limit, &names.remaining, &names.reset])
        .flatten()
        .map(|name| docs::code(name))
        .collect()
}

pub(super) fn paged((operation, row, _): &(&Operation, CallRow, &OperationView)) -> Option<CallRow> {
    let fact = match &operation.pagination.as_ref()?.style {
        PaginationStyle::Cursor { param, .. } => format!("cursor, in {}", docs::code(&param.0)),
        PaginationStyle::Page(CountedPages { param, size, .. }) => {
            format!("page number, in {}; size in {}", docs::code(&param.0), docs::code(&size.0))
        }
        PaginationStyle::Offset(CountedPages { param, size, .. }) => {
            format!("offset, in {}; size in {}", docs::code(&param.0), docs::code(&size.0))
        }
        PaginationStyle::Link => "`Link` header".to_owned(),
        PaginationStyle::NextUrl { .. } => "URL in the response".to_owned(),
    };
    Some(CallRow { fact: docs::cell(&fact), ..row.clone() })
}

pub(super) fn signing(signing: &Signing) -> Option<SigningFacts> {
    let rsa = |mode: &&SignatureMode| mode.algorithm == SignatureAlgorithm::RsaPssSha256;
    let shown = signing.modes.iter().find(|mode| !rsa(mode)).or_else(|| signing.modes.first())?;
    let rows = signing.modes.iter().map(|mode| {
        let (algorithm, secret, feature) = if rsa(&mode) {
            ("RSASSA-PSS with SHA-256", "a private key in PEM, PKCS#1 or PKCS#8", "`signing-rsa`")
        } else {
            ("HMAC-SHA256", "a shared text", "`signing`, on by default")
        };
        ModeRow {
            name: docs::cell(&docs::code(&mode.name.text)),
            algorithm: algorithm.to_owned(),
            header: docs::cell(&docs::code(&mode.header)),
            secret: secret.to_owned(),
            feature: feature.to_owned(),
        }
    });
    Some(SigningFacts {
        modes: rows.collect(),
        shown: shown.name.text.clone(),
        keyed: signing.modes.iter().find(rsa).map(|mode| mode.name.text.clone()).unwrap_or_default(),
        unsigned: signing.unsigned.as_ref().map(|name| docs::code(&name.text)).unwrap_or_default(),
        covered: list(covered(signing)),
        validity: signing.validity_seconds.map(|seconds| duration(seconds.saturating_mul(1_000))).unwrap_or_default(),
    })
}

/// What a signature covers, in the order in which it is signed.
fn covered(signing: &Signing) -> Vec<String> {
    let canonical = &signing.canonical;
    let part = |part: &SignedPart| {
        Some(match part {
            SignedPart::Method => "the method".to_owned(),
            SignedPart::BodyDigest | SignedPart::Body => "the body".to_owned(),
            SignedPart::ContentType => "the media type of the body".to_owned(),
            SignedPart::Date => format!("the {} header", docs::code(signing.date_header.as_deref()?)),
            SignedPart::Headers => {
                format!("all headers whose names start with {}", docs::code(&canonical.header_prefix))
            }
            SignedPart::Header(name) => format!("the {} header", docs::code(name)),
            SignedPart::Path => "the path".to_owned(),
            SignedPart::Query => "the query".to_owned(),
            SignedPart::Resource => "the path with the query".to_owned(),
            SignedPart::Text(_) => return None,
        })
    };
    canonical.parts.iter().filter_map(part).collect()
}

/// A call with one input, for the page on bulk calls: one that reads a thing by its id, of the service of the call that
/// is shown first if it has one; else one that sends an object, the call that is shown first before others.
pub(super) fn bulk(calls: &[(&Operation, CallRow, &OperationView)], first: &CallRow, path: &str) -> Option<BulkFacts> {
    let service = |row: &CallRow| row.link.split('(').next().map(str::to_owned);
    let usable = || calls.iter().filter(|(_, row, view)| takes_one(row, view));
    let reads = |(operation, _, view): &&(&Operation, CallRow, &OperationView)| {
        operation.method == Method::Get && input(view) == Some(&RustType::String)
    };
    let object = |(_, _, view): &(&Operation, CallRow, &OperationView)| match input(view)? {
        RustType::Named(TypePath { root: PathRoot::Models, ident }) => Some(format!("{path}::models::{ident}")),
        _ => None,
    };
    let near = usable().filter(reads).find(|(_, row, _)| service(row) == service(first));
    let by_id = near.or_else(|| usable().find(reads)).map(|found| (found, "id", "String".to_owned()));
    let mut sent = usable().filter_map(|found| Some((found, "request", object(found)?)));
    let shown = sent.clone().find(|((_, row, _), ..)| row.link == first.link);
    let ((operation, row, view), input, ty) = by_id.or(shown).or_else(|| sent.next())?;
    let (service, method) = (row.call.split(')').next()?, &view.method);
    Some(BulkFacts {
        call: format!("{service}).{method}").replace(' ', ""),
        link: row.link.clone(),
        limit: operation.rate_limit.map(limit).unwrap_or_default(),
        input: input.to_owned(),
        ty,
    })
}

fn takes_one(row: &CallRow, view: &OperationView) -> bool {
    view.arguments.len() == 1 && view.deprecated.is_none() && row.returns_value && !row.call.is_empty()
}

/// The type of the first argument.
fn input(view: &OperationView) -> Option<&RustType> {
    view.arguments.first().map(|argument| &argument.target)
}

/// The calls of the other client and ours, side by side.
pub(super) fn migration(migration: &Migration, api: &Api, version: &VersionView, here: &str) -> MigrationFacts {
    let services = version.client.services.iter().zip(&version.services).zip(&api.services);
    let calls = services.flat_map(|((entry, view), service)| {
        let name = service.name.0.join("_");
        view.operations.iter().zip(&service.operations).map(move |(view, operation)| {
            let theirs = migration.call.replace("{service}", &name).replace("{method}", &operation.name.0.join("_"));
            (docs::cell(&docs::code(&theirs)), link(here, entry, view))
        })
    });
    let cell = |text: &String| docs::cell(text);
    MigrationFacts {
        from: docs::inline(&migration.from),
        calls: calls.collect(),
        counterparts: migration.counterparts.iter().map(|(theirs, ours)| (cell(theirs), cell(ours))).collect(),
        notes: migration.notes.iter().map(|note| docs::inline(note)).collect(),
    }
}
