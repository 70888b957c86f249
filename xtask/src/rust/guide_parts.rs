//! Single facts of the guides.
//!
//! In: parts of the IR and of the view. Out: texts and pieces of code. Must not: decide which page says them.

use serde::Serialize;

use super::docs;
use super::guide::CallRow;
use super::view::{Constructor, EnumView, ModelKind, OperationView, ServiceEntry, StructView, VersionView};
use crate::ir::{
    Api, Credential, EnumRepr, Method, Migration, Operation, PaginationStyle, RateLimit, SignatureMode, Signing,
};

#[derive(Debug, Clone, Serialize)]
pub struct SigningFacts {
    pub modes: Vec<ModeRow>,
    /// The mode that is shown.
    pub shown: String,
    /// The one with a private key; empty where there is none.
    pub keyed: String,
    pub date_header: String,
    pub header_prefix: String,
    pub validity: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ModeRow {
    pub name: String,
    pub algorithm: String,
    pub header: String,
    pub secret: String,
    pub feature: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct BulkFacts {
    /// `client.things().get_thing`.
    pub call: String,
    pub link: String,
    pub limit: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClearingFacts {
    /// Expression of a value that the setter is called on.
    pub new: String,
    pub setter: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct NamedFacts {
    pub ty: String,
    pub variant: String,
    pub fallback: String,
    pub text: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReadingFacts {
    pub ty: String,
    pub accessor: String,
    pub extra: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct MigrationFacts {
    pub from: String,
    pub calls: Vec<(String, String)>,
    pub counterparts: Vec<(String, String)>,
    pub notes: Vec<String>,
}

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
        PaginationStyle::Page { param, size, .. } => {
            format!("page number, in {}; size in {}", docs::code(&param.0), docs::code(&size.0))
        }
    };
    Some(CallRow { fact: docs::cell(&fact), ..row.clone() })
}

pub(super) fn signing(signing: &Signing) -> Option<SigningFacts> {
    let rsa = |mode: &&SignatureMode| mode.algorithm == "rsa-pss-sha256";
    let shown = signing.modes.iter().find(|mode| !rsa(mode)).or_else(|| signing.modes.first())?;
    let rows = signing.modes.iter().map(|mode| {
        let (algorithm, secret, feature) = if rsa(&mode) {
            ("RSASSA-PSS with SHA-256", "a private key in PEM, PKCS#1 or PKCS#8", "`signing-rsa`")
        } else {
            ("HMAC-SHA256", "a shared text", "`signing`, on by default")
        };
        ModeRow {
            name: docs::cell(&docs::code(&mode.name)),
            algorithm: algorithm.to_owned(),
            header: docs::cell(&docs::code(&mode.header)),
            secret: secret.to_owned(),
            feature: feature.to_owned(),
        }
    });
    Some(SigningFacts {
        modes: rows.collect(),
        shown: shown.name.clone(),
        keyed: signing.modes.iter().find(rsa).map(|mode| mode.name.clone()).unwrap_or_default(),
        date_header: docs::code(&signing.date_header),
        header_prefix: docs::code(&signing.header_prefix),
        validity: duration(signing.validity_seconds.saturating_mul(1_000)),
    })
}

/// A call that reads one thing by its id, of the service of the call that is shown first if it has one.
pub(super) fn bulk(calls: &[(&Operation, CallRow, &OperationView)], first: &CallRow) -> Option<BulkFacts> {
    let service = |row: &CallRow| row.link.split('(').next().map(str::to_owned);
    let fits = |(operation, row, view): &&(&Operation, CallRow, &OperationView)| {
        let text = view.arguments.first().is_some_and(|argument| argument.target.to_string() == "String");
        let reads = operation.method == Method::Get && row.answers && view.deprecated.is_none();
        text && view.arguments.len() == 1 && reads && !row.call.is_empty()
    };
    let near = calls.iter().filter(fits).find(|(_, row, _)| service(row) == service(first));
    let (operation, row, _) = near.or_else(|| calls.iter().find(fits))?;
    // The argument is a text, and nothing before it is one.
    let call = row.call.split('"').next()?.trim_end().trim_end_matches('(').to_owned();
    Some(BulkFacts { call, link: row.link.clone(), limit: operation.rate_limit.map(limit).unwrap_or_default() })
}

fn structs(version: &VersionView) -> impl Iterator<Item = (String, &StructView)> {
    version.models.iter().filter_map(|model| match &model.kind {
        ModelKind::Struct(structure) => Some((model.name.to_string(), structure)),
        _ => None,
    })
}

/// The request in which most texts can be cleared.
pub(super) fn clearing(version: &VersionView) -> Option<ClearingFacts> {
    let text = |ty: &proc_macro2::TokenStream| ty.to_string() == "sdk_runtime :: Maybe < String >";
    let found = structs(version).filter(|(_, structure)| matches!(structure.constructor, Constructor::Default));
    let found = found.filter_map(|(ty, structure)| {
        let fields = structure.fields.iter().filter(|field| text(&field.ty) && field.deprecated.is_none());
        let setters: Vec<_> =
            fields.filter(|field| !field.redacted).filter_map(|field| field.setter.as_ref()).collect();
        Some((ty, setters.first()?.method.to_string(), setters.len()))
    });
    // Of those with as many, the first.
    let best = found.reduce(|best, next| if next.2 > best.2 { next } else { best });
    best.map(|(ty, setter, _)| ClearingFacts { new: format!("models::{ty}::new()"), setter })
}

/// An enum to be matched.
pub(super) fn named(version: &VersionView) -> Option<NamedFacts> {
    let text = |item: &&EnumView| item.repr == EnumRepr::String && !item.variants.is_empty();
    let item =
        version.enums.iter().find(text).or_else(|| version.enums.iter().find(|item| !item.variants.is_empty()))?;
    Some(NamedFacts {
        ty: item.name.to_string(),
        variant: item.variants.first()?.ident.to_string(),
        fallback: item.fallback.to_string(),
        text: text(&item),
    })
}

/// An answer with members that are promised: that of the call that is shown first, if it has some.
pub(super) fn reading(version: &VersionView, first: &OperationView) -> Option<ReadingFacts> {
    let output = first.output.to_string();
    let facts = |(ty, structure): (String, &StructView)| {
        let promised = structure.fields.iter().filter(|field| field.deprecated.is_none());
        let accessor =
            promised.filter_map(|field| field.accessor.as_ref()).find(|a| a.output.to_string() == "& str")?;
        Some(ReadingFacts { ty, accessor: accessor.method.to_string(), extra: structure.extra.to_string() })
    };
    let shown = structs(version).filter(|(ty, _)| output.rsplit(' ').next() == Some(ty)).find_map(facts);
    shown.or_else(|| structs(version).find_map(facts))
}

/// Their calls and ours, side by side.
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
