//! Facts for the guides: texts and code that the templates insert.
//!
//! In: the IR and the view of the newest version. Out: `Guide`. Must not: write prose; the templates do.

use super::docs;
use super::guide_parts as parts;
use super::guide_streams::streams;
use super::guide_values as values;
use super::start;
use super::view::{
    CallRow, Chapter, ChapterSource, Codes, CrateView, Entry, Guide, MigrationFacts, OperationView, RustType,
    VersionView,
};
use crate::ir::{Api, Credential, Idempotency, Migration, Operation, Page, RetryClass};

/// The page on migrating from another client.
const MIGRATING: &str = "migrating_from";

/// Pages that a guide has where they apply, with their lines in the index.
const PAGES: [(&str, &str); 12] = [
    ("first_steps", "A client, a call, and what comes with a response."),
    ("authentication", "Credentials: where they come from and how they are sent."),
    ("retries", "Which failures are repeated for which calls, and what an error contains afterwards."),
    ("limits", "Keeping within the rate limits of the API."),
    ("paging", "Lists that come in pages."),
    ("streaming", "Downloads, uploads, events and lines that are not held in memory."),
    ("bulk", "Many calls at a time."),
    ("blocking", "Calls without `async`."),
    ("values", "Absent and null, properties that are missing or hidden, unknown values, dates."),
    ("errors", "What can go wrong, and how to distinguish the cases."),
    ("testing", "Tests of your code that do not call the API."),
    ("observing", "Logging and metrics of what is sent."),
];

/// Whether guides have, or may have, a page of this name.
#[must_use]
pub fn is_page_of_every_guide(name: &str) -> bool {
    name.starts_with(MIGRATING) || PAGES.iter().any(|(page, _)| *page == name)
}

/// The guide of a crate, or nothing where no call can be shown.
pub(super) fn view(api: &Api, version: &VersionView, krate: &CrateView, own: &[Page]) -> Option<Guide> {
    let best = start::best(api, version)?;
    let here = version.module.as_ref().map_or_else(|| "crate".to_owned(), |module| format!("crate::{module}"));
    let calls: Vec<(&Operation, CallRow, &OperationView)> = rows(api, version, &here);
    let of = |fact: &dyn Fn(&Operation) -> Option<String>| -> Vec<CallRow> {
        let row = |(operation, row, _): &(&Operation, CallRow, &OperationView)| {
            Some(CallRow { fact: fact(operation)?, ..row.clone() })
        };
        calls.iter().filter_map(row).collect()
    };
    let shown = |(_, _, view): &&(&Operation, CallRow, &OperationView)| std::ptr::eq(*view, best);
    let first = calls.iter().find(shown).map(|(_, row, _)| row.clone())?;
    let number = |option: &str| api.protocol.options.iter().find(|fact| fact.option == option)?.default;
    let protocol = &api.protocol;
    let migrations: Vec<MigrationFacts> =
        protocol.migrations.iter().map(|migration| parts::migration(migration, api, version, &here)).collect();
    let paged: Vec<CallRow> =
        calls.iter().filter(|(_, _, view)| view.pages.is_some()).filter_map(parts::paged).collect();
    let list = paged.iter().map(|row| &row.call).filter(|call| !call.is_empty()).min_by_key(|call| call.len());
    let mut guide = Guide {
        list: list.cloned().unwrap_or_default(),
        lib: krate.lib_name.to_string(),
        path: version.path.clone(),
        feature: version.module.as_ref().map(ToString::to_string).unwrap_or_default(),
        chapters: Vec::new(),
        client: super::example::client_expression(&version.client).to_string(),
        builder: builder(api, version),
        schemes: api.schemes.iter().map(|scheme| parts::credential(&scheme.credential)).collect(),
        keyed: of(&natural_key),
        generated_keys: of(&generated_key),
        uncertain: of(&|operation| (operation.idempotency == Idempotency::NotIdempotent).then(String::new)),
        limited: of(&|operation| operation.rate_limit.map(parts::limit)),
        paged,
        streams: streams(&calls),
        batches: of(&|operation| operation.batch.as_ref().map(|batch| batch.max_items.to_string())),
        limit: protocol.rate_limit.map(parts::limit).unwrap_or_default(),
        after_429: protocol.wait_after_rate_limit_ms.map(parts::duration).unwrap_or_default(),
        rate_headers: parts::rate_headers(api),
        request_id_headers: protocol.request_id_headers.iter().map(|name| docs::code(name)).collect(),
        version_header: protocol.version_header.as_deref().map(docs::code).unwrap_or_default(),
        max_retries: number("max_retries").unwrap_or(2),
        timeout: parts::duration(number("timeout").and_then(|ms| u64::try_from(ms).ok()).unwrap_or(10_000)),
        codes: codes(api, version, &here),
        enveloped: protocol.envelope.is_some(),
        signing: protocol.signing.as_ref().and_then(parts::signing),
        bulk: parts::bulk(&calls, &first, &version.path),
        clearing: values::clearing(version),
        named: values::named(version),
        reading: values::reading(version, best),
        null: values::null(version),
        redacted: values::redacted(version),
        success: calls.iter().find(shown).and_then(|(operation, ..)| values::success(api, version, operation, best)),
        migrations,
        here,
        first,
    };
    guide.chapters = chapters(&guide, &protocol.migrations, krate.manifest.tested);
    guide.chapters.extend(own.iter().map(chapter));
    Some(guide)
}

/// The properties that identify what a call creates.
fn natural_key(operation: &Operation) -> Option<String> {
    match &operation.idempotency {
        Idempotency::NaturalKey(key) => Some(parts::list(key.iter().map(|name| docs::code(&name.0)))),
        _ => None,
    }
}

/// Where a call has a key that is made for it.
fn generated_key(operation: &Operation) -> Option<String> {
    match &operation.idempotency {
        Idempotency::KeyHeader(name) => Some(format!("header {}", docs::code(name))),
        Idempotency::KeyProperty(name) => Some(format!("property {} of the body", docs::code(name))),
        _ => None,
    }
}

fn rows<'r>(api: &'r Api, version: &'r VersionView, here: &str) -> Vec<(&'r Operation, CallRow, &'r OperationView)> {
    let services = version.client.services.iter().zip(&version.services).zip(&api.services);
    services
        .flat_map(|((entry, view), service)| {
            view.operations.iter().zip(&service.operations).map(move |(view, operation)| {
                let row = CallRow {
                    link: parts::link(here, entry, view),
                    call: if view.example.given.is_empty() { view.example.call.to_string() } else { String::new() },
                    id: docs::code(&operation.id.0),
                    fact: String::new(),
                    returns_value: view.output != RustType::Unit,
                    once: matches!(operation.idempotency, Idempotency::NotIdempotent | Idempotency::NaturalKey(_)),
                    keyed: matches!(operation.idempotency, Idempotency::NaturalKey(_)),
                };
                (operation, row, view)
            })
        })
        .collect()
}

fn codes(api: &Api, version: &VersionView, here: &str) -> Codes {
    let mut codes = Codes::default();
    for error in &api.errors {
        let name = super::ident::RustIdent::screaming(&error.name).to_string();
        let variants = version.errors.iter().flat_map(|errors| &errors.variants);
        let Some(variant) = variants.into_iter().find(|variant| variant.name == name) else { continue };
        let link = format!("[`{0}`]({here}::ErrorCode::{0})", variant.ident);
        match error.retry {
            RetryClass::AfterWait => codes.after_wait.push(link),
            RetryClass::IfIdempotent => codes.if_idempotent.push(link),
            RetryClass::AlreadyDone => codes.already_done.push(link),
            RetryClass::Never => {}
        }
        codes.any.push(variant.ident.to_string());
    }
    codes
}

/// A builder with an example credential.
fn builder(api: &Api, version: &VersionView) -> String {
    match version.client.entry {
        Entry::ApiKey => "Client::builder(\"your API key\")".to_owned(),
        Entry::Token => "Client::builder(\"your token\")".to_owned(),
        Entry::Plain => {
            let usable = api.schemes.iter().find(|scheme| !matches!(scheme.credential, Credential::Other(_)));
            let credential = usable.map(|scheme| match &scheme.credential {
                Credential::Basic => ".basic(\"user\", \"password\")".to_owned(),
                Credential::Bearer => ".bearer_token(\"your token\")".to_owned(),
                _ => format!(".credential({:?}, \"your API key\")", scheme.name.0),
            });
            format!("Client::builder(){}", credential.unwrap_or_default())
        }
    }
}

fn chapters(guide: &Guide, migrations: &[Migration], tested: bool) -> Vec<Chapter> {
    let applies = |name: &str| match name {
        "authentication" => !guide.schemes.is_empty(),
        "limits" => !guide.limited.is_empty() || !guide.limit.is_empty(),
        "paging" => !guide.paged.is_empty(),
        "streaming" => guide.streams.is_some(),
        "bulk" => guide.bulk.is_some() || !guide.batches.is_empty(),
        "testing" => tested,
        _ => true,
    };
    let plain = PAGES.iter().filter(|(name, _)| applies(name)).map(|(name, about)| Chapter {
        module: (*name).to_owned(),
        about: (*about).to_owned(),
        source: ChapterSource::Template { name: (*name).to_owned(), migration: None },
    });
    let moves = migrations.iter().enumerate().map(|(at, migration)| Chapter {
        module: super::ident::RustIdent::literal(&format!("{MIGRATING}_{}", migration.slug.0.join("_"))).to_string(),
        about: format!("What changes for those who come from {}.", docs::escaped(&migration.from)),
        source: ChapterSource::Template { name: MIGRATING.to_owned(), migration: Some(at) },
    });
    plain.chain(moves).collect()
}

/// A page that the API adds.
fn chapter(page: &Page) -> Chapter {
    Chapter {
        module: super::ident::RustIdent::literal(&page.name).to_string(),
        about: docs::inline(&page.about),
        source: ChapterSource::Own(page.text.clone()),
    }
}
