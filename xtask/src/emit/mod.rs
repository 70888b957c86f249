//! Writes what the view decided: a file is either Rust tokens or a rendered template.
//!
//! In: `CrateView`. Out: the unformatted files of the crate, with paths from the crate's folder. Must not: decide
//! anything, or look anything up.

mod api;
mod arguments;
mod calls;
mod client;
mod crate_files;
mod enums;
mod errors;
mod guide;
mod literals;
mod models;
mod parts;
mod services;
mod signing;
mod unions;
mod version;
mod wire_tests;

use minijinja::context;
use minijinja::value::Serde;
use proc_macro2::TokenStream;
use serde::Serialize;

use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Span};
use crate::format::{Source, UnformattedFile};
use crate::rust::{CrateView, Readme, RustIdent, VersionView};

/// What takes a file as soon as it is made. Tokens are many times as large as their text, so that a crate's files do not wait
/// for each other.
pub type Sink<'a> = dyn FnMut(UnformattedFile) + 'a;

/// Makes all files of a crate, in a fixed order.
///
/// # Errors
/// `emit-template` when a template asks for what the view does not have, `emit-example` when an example is not Rust:
/// both are bugs in the generator.
pub fn files(view: &CrateView, sink: &mut Sink<'_>) -> Result<(), Diagnostics> {
    all(view, sink).map_err(|error| diagnostics(&error))
}

/// The table of the crates of a workspace, with links from its folder.
///
/// # Errors
/// `emit-template`, as with `files`.
pub fn overview(readmes: &[Readme]) -> Result<String, Diagnostics> {
    crate_files::overview(readmes).map_err(|error| diagnostics(&error))
}

/// A text from a template that reads `data`.
///
/// # Errors
/// `emit-template`, as with `files`.
pub fn text(name: &str, template: &str, data: &impl Serialize) -> Result<String, Diagnostics> {
    crate_files::text(name, template, context! { data => Serde(data) }).map_err(|error| diagnostics(&error))
}

fn diagnostics(error: &EmitError) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.report_at(
        error.code,
        Span::File(error.path.clone()),
        format!("the generator cannot write this file: {}", error.reason),
        "This is a bug in the generator; please report it with the document that shows it.",
    );
    diagnostics
}

/// Why a file could not be made.
struct EmitError {
    code: Code,
    path: String,
    reason: String,
}

impl EmitError {
    fn example(path: &str, error: &syn::Error) -> Self {
        Self { code: codes::EMIT_EXAMPLE, path: path.to_owned(), reason: error.to_string() }
    }
}

fn all(view: &CrateView, sink: &mut Sink<'_>) -> Result<(), EmitError> {
    crate_files::drafts(view)?.into_iter().for_each(&mut *sink);
    for version in &view.versions {
        self::version(sink, version)?;
    }
    Ok(())
}

fn version(sink: &mut Sink<'_>, version: &VersionView) -> Result<(), EmitError> {
    let root = match &version.module {
        Some(module) => {
            let root = format!("src/{module}");
            sink(rust(format!("{root}/mod.rs"), version::module(version)));
            root
        }
        // The crate's root holds the version; `crate_files` writes it.
        None => "src".to_owned(),
    };
    sink(rust(format!("{root}/client.rs"), client::file(&version.client)));
    sink(rust(format!("{root}/errors.rs"), errors::file(version.errors.as_ref())));
    if !version.services.is_empty() {
        sink(rust(format!("{root}/services/mod.rs"), services::index(&version.services)));
    }
    for service in &version.services {
        let path = format!("{root}/services/{}.rs", service.module);
        let tokens = services::file(service).map_err(|error| EmitError::example(&path, &error))?;
        sink(rust(path, tokens));
    }
    let models: Vec<(&RustIdent, &RustIdent)> =
        version.models.iter().map(|model| (&model.module, &model.name)).collect();
    index(sink, &root, "models", "Types that requests and responses are made of.", &models);
    for model in &version.models {
        sink(rust(format!("{root}/models/{}.rs", model.module), models::file(model)));
    }
    let enums: Vec<(&RustIdent, &RustIdent)> = version.enums.iter().map(|item| (&item.module, &item.name)).collect();
    index(
        sink,
        &root,
        "enums",
        "Values that the API names. Each enum also takes values that it does not know.",
        &enums,
    );
    for item in &version.enums {
        sink(rust(format!("{root}/enums/{}.rs", item.module), enums::file(item)));
    }
    if let Some(wire_tests) = &version.wire_tests {
        let path = format!("tests/{}.rs", wire_tests.file);
        let tokens = wire_tests::file(wire_tests).map_err(|error| EmitError::example(&path, &error))?;
        sink(rust(path, tokens));
    }
    Ok(())
}

/// `mod.rs` of a folder with a type a file.
fn index(sink: &mut Sink<'_>, root: &str, folder: &str, docs: &str, types: &[(&RustIdent, &RustIdent)]) {
    if !types.is_empty() {
        sink(rust(format!("{root}/{folder}/mod.rs"), parts::index(docs, types)));
    }
}

fn rust(path: String, tokens: TokenStream) -> UnformattedFile {
    UnformattedFile { path, source: Source::Rust(tokens) }
}
