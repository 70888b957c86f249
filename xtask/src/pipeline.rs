//! The table of contents: one call a stage.
//!
//! In: paths of documents, what the caller decides about the crate. Out: the files of a crate, and everything there was
//! to say. Must not: hold detail of a stage, print, or write to disk.

use std::path::{Path, PathBuf};

use crate::coverage::{Account, Coverage, Raw};
use crate::diag::{Diagnostics, Level, SourceMap, Span};
use crate::format::OutputFile;
use crate::ir::{Api, Page};
use crate::load::{Document, Limits, MissingSchema};
use crate::lower::Settings;
use crate::resolve::Strictness;
use crate::rust::{CrateOptions, Readme};
use crate::{downlevel, emit, format, load, lower, order, overlay, parse, resolve, rust};

/// What may be wrong in somebody else's document, but is mended in one of our own.
const MENDABLE: [&str; 4] =
    ["downlevel-wrong-type", "downlevel-parameter", "downlevel-path", "downlevel-operation-reference"];

/// One document and what is laid over it, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// `None` for a stand-alone document.
    pub version: Option<String>,
    pub document: PathBuf,
    pub overlays: Vec<PathBuf>,
    /// What a reference that leads nowhere is.
    pub strictness: Strictness,
}

/// What came of one document.
#[derive(Debug)]
pub struct Compiled {
    /// `None` if there are errors.
    pub api: Option<Api>,
    /// What became of everything that the document says; empty if there are errors.
    pub coverage: Coverage,
    pub diagnostics: Diagnostics,
    pub sources: SourceMap,
}

/// A crate, not yet on disk.
#[derive(Debug)]
pub struct Crate {
    pub files: Vec<OutputFile>,
    /// What the crate says of itself, for those who tell of it.
    pub readme: Readme,
    /// One for each version, in the order of the versions.
    pub diagnostics: Vec<Diagnostics>,
}

/// Reads and understands one document.
#[must_use]
pub fn compile(input: &Input, limits: &Limits) -> Compiled {
    std::thread::scope(|scope| {
        let deep = std::thread::Builder::new().stack_size(STACK);
        match deep.spawn_scoped(scope, || on_this_stack(input, limits)).map(|thread| thread.join()) {
            Ok(Ok(compiled)) => compiled,
            // No thread to be had, or a fault of ours in it, which shows itself again here.
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
        Err((diagnostics, sources)) => {
            return Compiled { api: None, coverage: Coverage::default(), diagnostics, sources };
        }
    };
    if !apply_overlays(&mut document, input, limits, &mut diagnostics) {
        return Compiled { api: None, coverage: Coverage::default(), diagnostics, sources: document.sources };
    }
    let Document { value, mut sources, diagnostics: more } = document;
    diagnostics.extend(more);
    let account = Account::of(&value);
    let given = sources.clone();
    let (value, mut more) = downlevel::downlevel(value, &mut sources, &account);
    if input.strictness == Strictness::Strict {
        more.raise(&MENDABLE);
    }
    diagnostics.extend(more);
    let value = order::canonical(value);
    let raw = Raw { root: &value, account: &account };
    let api = if diagnostics.has_errors() { None } else { interpret(raw, input, &mut diagnostics) };
    let api = api.filter(|_| !diagnostics.has_errors());
    let mut coverage = if api.is_some() { account.settle(&given) } else { Coverage::default() };
    diagnostics.extend(std::mem::take(&mut coverage.diagnostics));
    Compiled { api, coverage, diagnostics, sources }
}

/// Reads what an API adds to the guide.
///
/// # Errors
///
/// If a page cannot be one; everything that is wrong is said at once.
pub fn pages(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Page>, Diagnostics> {
    let pages = load::pages(paths, limits)?;
    let mut diagnostics = Diagnostics::default();
    for page in pages.iter().filter(|page| rust::is_page_of_every_guide(&page.name)) {
        let message = format!("guides have a page `{}` already", page.name);
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
/// If the generator made something that is not Rust: a fault of its own, said as diagnostics.
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
/// If the template asks for what there is not: a fault of the generator, said as diagnostics.
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
                // The overlay's own text, so that its diagnostics can be shown.
                document.sources.absorb(sources);
                diagnostics.extend(more);
            }
        }
    }
    !diagnostics.has_errors()
}

fn interpret(raw: Raw<'_>, input: &Input, diagnostics: &mut Diagnostics) -> Option<Api> {
    let mut parsed = match parse::parse(raw.root, raw.account) {
        Ok(parsed) => parsed,
        Err(more) => {
            diagnostics.extend(more);
            return None;
        }
    };
    diagnostics.extend(std::mem::take(&mut parsed.diagnostics));
    let resolved = resolve::resolve(&parsed, raw, input.strictness);
    diagnostics.extend(resolved.diagnostics);
    let settings = Settings { version: input.version.as_deref(), strictness: input.strictness };
    let lowered = lower::lower(&resolved.model, settings);
    diagnostics.extend(lowered.diagnostics);
    Some(lowered.api)
}

/// Where the documents of a workspace are, and where its crates go.
#[must_use]
pub fn crate_folder(root: &Path, crate_name: &str) -> PathBuf {
    root.join("generated").join(crate_name)
}
