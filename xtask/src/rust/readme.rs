//! Facts for `README.md`.
//!
//! In: the IR of all versions and the view of the newest. Out: strings that the template places, safe in Markdown.
//! Must not: decide a name; it repeats those of the view.

use super::docs;
use super::errors;
use super::http::{method_name, path_text};
use super::view::{
    Entry, ErrorRow, ErrorsView, FromEnv, OperationRow, OptionRow, Readme, ServiceRow, VersionRow, VersionView,
};
use crate::ir::{Api, Credential};

/// Facts of the whole crate.
pub(super) struct CrateFacts<'f> {
    pub(super) header: &'f str,
    pub(super) title: &'f str,
    pub(super) crate_name: &'f str,
    pub(super) intro: &'f [String],
    pub(super) stand_alone: bool,
}

pub(super) fn view(facts: &CrateFacts<'_>, apis: &[Api], versions: &[VersionView]) -> Readme {
    let newest = apis.last().zip(versions.last());
    let prefix = newest.and_then(|(api, _)| api.protocol.env_prefix.clone()).unwrap_or_default();
    let builder = match newest.map(|(_, version)| version.client.entry) {
        Some(Entry::ApiKey) => "Client::builder(api_key)",
        Some(Entry::Token) => "Client::builder(token)",
        _ => "Client::builder()",
    };
    let options = newest.map(|(api, version)| options(api, version)).unwrap_or_default();
    let key = options.iter().find(|row| row.option == "api_key");
    Readme {
        key_variable: key.map(|row| row.env.clone()).unwrap_or_default(),
        header: facts.header.to_owned(),
        title: docs::cell(facts.title),
        crate_name: facts.crate_name.to_owned(),
        intro: facts.intro.to_vec(),
        stand_alone: facts.stand_alone,
        versions: apis
            .iter()
            .zip(versions)
            .enumerate()
            .map(|(at, (api, view))| version_row(api, view, at + 1 == apis.len()))
            .collect(),
        services: newest.map(|(api, version)| services(api, version)).unwrap_or_default(),
        errors: newest.and_then(|(api, version)| Some(error_rows(api, version.errors.as_ref()?))).unwrap_or_default(),
        options,
        env_prefix: prefix,
        builder: builder.to_owned(),
        deprecated: versions.iter().any(|version| version.deprecated.is_some()),
        guide_feature: String::new(),
        own_pages: Vec::new(),
    }
}

fn version_row(api: &Api, view: &VersionView, newest: bool) -> VersionRow {
    let lifecycle = api.lifecycle.clone().unwrap_or_default();
    let until = lifecycle.supported_until.as_deref();
    let until = match (until, lifecycle.ended) {
        (Some(date), true) => format!("ended on {date}"),
        (None, true) => "ended".to_owned(),
        (date, false) => date.unwrap_or("not announced").to_owned(),
    };
    VersionRow {
        version: docs::cell(api.version.as_deref().unwrap_or(&api.info.document_version)),
        module: view.module.as_ref().map(ToString::to_string).unwrap_or_default(),
        released: docs::cell(lifecycle.released.as_deref().unwrap_or("unknown")),
        supported_until: docs::cell(&until),
        default: newest,
    }
}

fn services(api: &Api, version: &VersionView) -> Vec<ServiceRow> {
    let entries = version.client.services.iter().zip(&version.services).zip(&api.services);
    entries
        .map(|((entry, view), service)| ServiceRow {
            method: entry.method.to_string(),
            docs: entry.docs.clone(),
            operations: view
                .operations
                .iter()
                .zip(&service.operations)
                .map(|(view, operation)| {
                    let method = method_name(operation.method).to_ascii_uppercase();
                    let deprecated = if view.deprecated.is_some() { " Deprecated." } else { "" };
                    OperationRow {
                        method: view.method.to_string(),
                        call: docs::cell(&docs::code(&format!("{method} {}", path_text(&operation.path)))),
                        docs: format!("{}{deprecated}", docs::cell(view.docs.first().map_or("", String::as_str))),
                    }
                })
                .collect(),
        })
        .collect()
}

fn error_rows(api: &Api, view: &ErrorsView) -> Vec<ErrorRow> {
    let row = |error: &crate::ir::ErrorCode| {
        let name = super::ident::RustIdent::screaming(&error.name).to_string();
        let variant = view.variants.iter().find(|variant| variant.name == name)?;
        Some(ErrorRow {
            variant: variant.ident.to_string(),
            codes: docs::cell(&errors::codes(error)),
            statuses: errors::statuses(error),
            meaning: docs::cell(&error.meaning),
        })
    };
    api.errors.iter().filter_map(row).collect()
}

/// Options of the runtime's builder: name, suffix of the variable, meaning.
const OPTIONS: &[(&str, &str, &str)] = &[
    ("api_key", "API_KEY", "The API key."),
    ("auth_method", "AUTH_METHOD", "How calls are authenticated"),
    ("signing_secret", "SIGNING_SECRET", "What requests are signed with: a shared secret, or a private key in PEM."),
    ("base_url", "BASE_URL", "Scheme and host to call, in place of the API's own; the server's path comes after it."),
    ("user_agent", "USER_AGENT", "The `user-agent` header, in place of the crate's own."),
    ("proxy", "PROXY", "The proxy for all calls: `http://host:port`."),
    ("max_retries", "MAX_RETRIES", "How often a call may be repeated."),
    ("timeout", "TIMEOUT", "How long an attempt may take."),
];

fn options(api: &Api, version: &VersionView) -> Vec<OptionRow> {
    OPTIONS.iter().filter_map(|option| option_row(api, version, option)).collect()
}

fn option_row(api: &Api, version: &VersionView, (name, suffix, meaning): &(&str, &str, &str)) -> Option<OptionRow> {
    let mut meaning = (*meaning).to_owned();
    match (*name, &api.protocol.signing) {
        ("api_key", _) if version.client.entry == Entry::Token => meaning = "The token.".to_owned(),
        ("api_key", _) if !api.schemes.iter().any(|scheme| is_key(&scheme.credential)) => return None,
        ("auth_method" | "signing_secret", None) => return None,
        ("auth_method", Some(signing)) => {
            let unsigned = signing.unsigned.as_ref().map(|name| docs::code(&name.text));
            let unsigned = unsigned.map(|name| format!("{name} (the credential alone), ")).unwrap_or_default();
            let modes: Vec<String> = signing.modes.iter().map(|mode| docs::code(&mode.name.text)).collect();
            meaning = format!("{meaning}: {unsigned}or signed: {}.", modes.join(", "));
        }
        ("timeout", _) if version.client.from_env != FromEnv::No => {
            meaning = "How long an attempt may take; in the environment, milliseconds.".to_owned();
        }
        _ => {}
    }
    let fact = api.protocol.options.iter().find(|fact| fact.option == *name);
    let suffix = fact.and_then(|fact| fact.env.as_deref()).unwrap_or(suffix);
    let env = match &version.client.from_env {
        FromEnv::Prefix(prefix) => docs::code(&format!("{prefix}_{suffix}")),
        FromEnv::No => String::new(),
    };
    if let Some(default) = fact.and_then(|fact| fact.default) {
        meaning.push_str(&format!(" Default: {default}."));
    }
    match fact.map(|fact| (fact.min, fact.max)) {
        Some((Some(min), Some(max))) => meaning.push_str(&format!(" From {min} to {max}.")),
        Some((Some(min), None)) => meaning.push_str(&format!(" At least {min}.")),
        Some((None, Some(max))) => meaning.push_str(&format!(" At most {max}.")),
        _ => {}
    }
    // In code, a token has its own method; in the environment, one variable serves both.
    let token = *name == "api_key" && version.client.entry == Entry::Token && env.is_empty();
    let name = if token { "bearer_token" } else { name };
    Some(OptionRow { option: name.to_owned(), env: docs::cell(&env), meaning: docs::cell(&meaning) })
}

fn is_key(credential: &Credential) -> bool {
    matches!(
        credential,
        Credential::ApiKeyHeader(_) | Credential::ApiKeyQuery(_) | Credential::ApiKeyCookie(_) | Credential::Bearer
    )
}
