//! The table of contents: one call for each stage.
//!
//! In: paths of documents, what the caller decides about the crate. Out: the files of a crate, and all
//! diagnostics. Must not: hold detail of a stage, print, or write to disk.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostics, Level, Pointer, SourceMap, Span};
use crate::format::OutputFile;
use crate::ir::{Api, Page};
use crate::load::{Document, Limits, MissingSchema};
use crate::lower::Settings;
use crate::resolve::Strictness;
use crate::rust::{CrateOptions, Readme};
use crate::{downlevel, emit, format, load, lower, order, overlay, parse, resolve, rust};

/// What may be wrong in somebody else's document, but is mended in one of our own.
const MENDABLE: [&str; 3] = ["downlevel-wrong-type", "downlevel-parameter", "downlevel-path"];

/// One document and its overlays, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// `None` for a stand-alone document.
    pub version: Option<String>,
    pub document: PathBuf,
    pub overlays: Vec<PathBuf>,
    /// What a reference that leads nowhere is.
    pub strictness: Strictness,
}

/// The result of compiling one document.
#[derive(Debug)]
pub struct Compiled {
    /// `None` if there are errors.
    pub api: Option<Api>,
    pub skipped: Vec<(Pointer, String)>,
    pub diagnostics: Diagnostics,
    pub sources: SourceMap,
}

/// A crate, not yet on disk.
#[derive(Debug)]
pub struct Crate {
    pub files: Vec<OutputFile>,
    /// The facts of its README, for the table of all crates.
    pub readme: Readme,
    /// One for each version, in the order of the versions.
    pub diagnostics: Vec<Diagnostics>,
}

/// Compiles one document.
#[must_use]
pub fn compile(input: &Input, limits: &Limits) -> Compiled {
    std::thread::scope(|scope| {
        let deep = std::thread::Builder::new().stack_size(STACK);
        match deep.spawn_scoped(scope, || on_this_stack(input, limits)).map(|thread| thread.join()) {
            Ok(Ok(compiled)) => compiled,
            // No thread is available, or it panicked, in which case this panics again.
            _ => on_this_stack(input, limits),
        }
    })
}

/// The document model reads nested schemas by recursion; a document may be as deep as `Limits` allow.
const STACK: usize = 64 << 20;

fn on_this_stack(input: &Input, limits: &Limits) -> Compiled {
    let limits = &limits_for(input.strictness, limits);
    let mut diagnostics = Diagnostics::default();
    let mut document = match load::load(&input.document, limits) {
        Ok(document) => document,
        Err((diagnostics, sources)) => return Compiled { api: None, skipped: Vec::new(), diagnostics, sources },
    };
    if !apply_overlays(&mut document, input, limits, &mut diagnostics) {
        return Compiled { api: None, skipped: Vec::new(), diagnostics, sources: document.sources };
    }
    let Document { value, mut sources, diagnostics: more } = document;
    diagnostics.extend(more);
    let (value, mut more) = downlevel::downlevel(value, &mut sources);
    if input.strictness == Strictness::Strict {
        more.raise(&MENDABLE);
    }
    diagnostics.extend(more);
    let value = order::canonical(value);
    let mut skipped = Vec::new();
    let api = if diagnostics.has_errors() { None } else { interpret(&value, input, &mut diagnostics, &mut skipped) };
    Compiled { api: api.filter(|_| !diagnostics.has_errors()), skipped, diagnostics, sources }
}

/// Reads the pages that an API adds to the guide.
///
/// # Errors
///
/// If a page is not valid; all diagnostics are returned together.
pub fn pages(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Page>, Diagnostics> {
    let pages = load::pages(paths, limits)?;
    let mut diagnostics = Diagnostics::default();
    for page in pages.iter().filter(|page| rust::is_page_of_every_guide(&page.name)) {
        let message = format!("every guide already has a page `{}`", page.name);
        diagnostics.push(
            Level::Error,
            "rust-duplicate-page",
            Span::File(page.file.clone()),
            message,
            "give the page another name",
        );
    }
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(pages) }
}

/// Turns the versions of one API, oldest first, into the files of its crate.
///
/// # Errors
///
/// If the generator made something that is not Rust: a bug in the generator, reported as diagnostics.
pub fn make(apis: &[Api], options: &CrateOptions) -> Result<Crate, Diagnostics> {
    let view = rust::view(apis, options);
    let drafts = emit::files(&view)?;
    let files = format::files(drafts, &view.header)?;
    let diagnostics = view.versions.into_iter().map(|version| version.diagnostics).collect();
    Ok(Crate { files, readme: view.readme, diagnostics })
}

/// The table of all crates of a workspace, for its README.
///
/// # Errors
///
/// If the template uses a value that does not exist: a bug in the generator, reported as diagnostics.
pub fn overview(readmes: &[Readme]) -> Result<String, Diagnostics> {
    emit::overview(readmes)
}

/// A part of somebody else's document that is missing does not have to stop the rest.
fn limits_for(strictness: Strictness, limits: &Limits) -> Limits {
    let missing_schema = match strictness {
        Strictness::Strict => MissingSchema::Refuse,
        Strictness::Tolerant => MissingSchema::AnyValue,
    };
    Limits { missing_schema, ..limits.clone() }
}

fn apply_overlays(document: &mut Document, input: &Input, limits: &Limits, diagnostics: &mut Diagnostics) -> bool {
    for path in &input.overlays {
        match load::load(path, limits) {
            Ok(over) => diagnostics.extend(overlay::apply(document, over, input.version.as_deref())),
            Err((more, sources)) => {
                // The overlay's text, so that its diagnostics can be shown.
                document.sources.absorb(sources);
                diagnostics.extend(more);
            }
        }
    }
    !diagnostics.has_errors()
}

fn interpret(
    value: &serde_json::Value,
    input: &Input,
    diagnostics: &mut Diagnostics,
    skipped: &mut Vec<(Pointer, String)>,
) -> Option<Api> {
    let parsed = match parse::parse(value) {
        Ok(parsed) => parsed,
        Err(more) => {
            diagnostics.extend(more);
            return None;
        }
    };
    diagnostics.extend(parsed.diagnostics);
    let resolved = resolve::resolve(&parsed.document, input.strictness);
    diagnostics.extend(resolved.diagnostics);
    let settings = Settings { version: input.version.as_deref(), strictness: input.strictness };
    let lowered = lower::lower(&resolved.model, settings);
    diagnostics.extend(lowered.diagnostics);
    skipped.extend(lowered.skipped);
    Some(lowered.api)
}

/// Where the documents of a workspace are, and where its crates go.
#[must_use]
pub fn crate_folder(root: &Path, crate_name: &str) -> PathBuf {
    root.join("generated").join(crate_name)
}
