//! The table of contents: one call for each stage.
//!
//! In: paths of documents, what the caller decides about the crate. Out: the files of a crate, and all
//! diagnostics. Must not: hold detail of a stage, print, or write to disk.

use std::path::{Path, PathBuf};

use crate::contract::{self, Conditions, Contract};
use crate::coverage::{Account, Coverage, Raw};
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Level, SourceMap, Span};
use crate::format::OutputFile;
use crate::ir::{Api, Page};
use crate::load::{Document, Limits, LoadFailure, MissingSchema};
use crate::lower::Settings;
use crate::overlay::Match;
use crate::policy::Allowance;
use crate::rust::{CrateOptions, Readme};
use crate::{downlevel, emit, format, load, lower, order, overlay, parse, policy, resolve, rust};

/// Whose document it is, which decides the levels of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// One that can be corrected: a reference that leads nowhere is an error.
    Strict,
    /// Somebody else's: as much of it as possible is used, with warnings.
    Tolerant,
}

/// One document and its overlays, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// `None` for a stand-alone document.
    pub version: Option<String>,
    pub document: PathBuf,
    pub overlays: Vec<PathBuf>,
    pub strictness: Strictness,
}

/// The result of compiling one document.
#[derive(Debug)]
pub struct Compiled {
    /// `None` if there are errors.
    pub api: Option<Api>,
    /// What became of everything that the document says; empty if there are errors.
    pub coverage: Coverage,
    /// What the document says about the wire, where that was asked for and there is an API.
    pub contract: Option<Contract>,
    /// What the document allows by its extension.
    pub allowances: Vec<Allowance>,
    pub diagnostics: Diagnostics,
    pub sources: SourceMap,
}

/// What is made of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// The API alone.
    Api,
    /// The contract, too, to compare it with another one.
    Contract,
}

/// A document after its overlays.
#[derive(Debug)]
pub struct Overlaid {
    pub document: Document,
    /// Of the overlays; none of them is an error.
    pub diagnostics: Diagnostics,
    /// What each action of the overlays matched.
    pub matches: Vec<Match>,
}

/// A file that is in memory.
#[derive(Debug, Clone, Copy)]
pub struct Text<'t> {
    pub name: &'t str,
    pub text: &'t str,
}

impl Compiled {
    fn failed(diagnostics: Diagnostics, sources: SourceMap) -> Self {
        Self { api: None, contract: None, coverage: Coverage::default(), allowances: Vec::new(), diagnostics, sources }
    }
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
    compile_to(input, limits, Product::Api)
}

/// Compiles one document as far as it is needed.
#[must_use]
pub fn compile_to(input: &Input, limits: &Limits, product: Product) -> Compiled {
    std::thread::scope(|scope| {
        let deep = std::thread::Builder::new().stack_size(STACK);
        match deep.spawn_scoped(scope, || on_this_stack(input, limits, product)).map(|thread| thread.join()) {
            Ok(Ok(compiled)) => compiled,
            // No thread is available, or it panicked, in which case this panics again.
            _ => on_this_stack(input, limits, product),
        }
    })
}

/// The document model reads nested schemas by recursion; a document may be as deep as `Limits` allow.
const STACK: usize = 64 << 20;

fn on_this_stack(input: &Input, limits: &Limits, product: Product) -> Compiled {
    match overlaid(input, limits) {
        Ok(overlaid) => compile_overlaid(overlaid, input.version.as_deref(), input.strictness, product),
        Err((diagnostics, sources)) => Compiled::failed(diagnostics, sources),
    }
}

/// Reads a document and applies its overlays.
///
/// # Errors
/// If a file cannot be read or an overlay does not fit, every diagnostic of that.
pub fn overlaid(input: &Input, limits: &Limits) -> Result<Overlaid, LoadFailure> {
    let limits = &limits_for(input.strictness, limits);
    let mut document = load::load(&input.document, limits)?;
    let (mut diagnostics, mut matches) = (Diagnostics::default(), Vec::new());
    for path in &input.overlays {
        let overlay = load::load(path, limits);
        matches.extend(apply_overlay(&mut document, overlay, input.version.as_deref(), &mut diagnostics));
    }
    finish_overlays(document, diagnostics, matches)
}

/// Compiles a document that is in memory, with its overlay, as this version of an API.
#[must_use]
pub fn compile_text(
    document: Text<'_>,
    overlay: Option<Text<'_>>,
    version: Option<&str>,
    strictness: Strictness,
) -> Compiled {
    let limits = Limits::default();
    let read = |text: Text<'_>| load::load_bytes(text.name, text.text.as_bytes(), &limits);
    let overlaid = read(document).and_then(|mut document| {
        let mut diagnostics = Diagnostics::default();
        if let Some(overlay) = overlay {
            apply_overlay(&mut document, read(overlay), version, &mut diagnostics);
        }
        finish_overlays(document, diagnostics, Vec::new())
    });
    match overlaid {
        Ok(overlaid) => compile_overlaid(overlaid, version, strictness, Product::Contract),
        Err((diagnostics, sources)) => Compiled::failed(diagnostics, sources),
    }
}

fn compile_overlaid(overlaid: Overlaid, version: Option<&str>, strictness: Strictness, product: Product) -> Compiled {
    let Overlaid { document: Document { value, mut sources, diagnostics: more }, mut diagnostics, .. } = overlaid;
    diagnostics.extend(more);
    let allowances = policy::allowances(&value, &sources, &mut diagnostics);
    let (account, written) = (Account::of(&value), sources.clone());
    let conditions = if product == Product::Contract { Conditions::of(&value) } else { Conditions::default() };
    let (value, more) = downlevel::downlevel(value, &mut sources, &account);
    diagnostics.extend(levelled(more, strictness));
    let value = order::canonical(value);
    let raw = Raw { root: &value, account: &account };
    let settings = Settings { version };
    let made =
        if diagnostics.has_errors() { None } else { interpret(raw, settings, strictness, product, &mut diagnostics) };
    let (api, contract) = made.filter(|_| !diagnostics.has_errors()).unzip();
    // What is read of a document with errors says nothing.
    let coverage = api.as_ref().map(|_| account.settle(&written, level_of(strictness)));
    let mut coverage = coverage.unwrap_or_default();
    diagnostics.extend(levelled(std::mem::take(&mut coverage.diagnostics), strictness));
    let contract =
        contract.flatten().map(|contract| Contract { root: value, conditions, sources: sources.clone(), ..contract });
    Compiled { api, contract, coverage, allowances, diagnostics, sources }
}

/// The level of a code in such a document.
fn level_of(strictness: Strictness) -> fn(Code) -> Level {
    match strictness {
        Strictness::Strict => Code::level,
        Strictness::Tolerant => Code::tolerant_level,
    }
}

/// The levels that diagnostics have in such a document.
fn levelled(mut diagnostics: Diagnostics, strictness: Strictness) -> Diagnostics {
    if strictness == Strictness::Tolerant {
        diagnostics.relax();
    }
    diagnostics
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
        diagnostics.report_at(
            codes::RUST_DUPLICATE_PAGE,
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
    let mut formatter = format::Formatter::new(&view.header);
    emit::files(&view, &mut |file| formatter.add(file))?;
    let files = formatter.finish()?;
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

fn apply_overlay(
    document: &mut Document,
    overlay: Result<Document, LoadFailure>,
    version: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Match> {
    match overlay {
        Ok(overlay) => {
            let applied = overlay::apply(document, overlay, version);
            diagnostics.extend(applied.diagnostics);
            applied.matches
        }
        Err((more, sources)) => {
            // The overlay's text, so that its diagnostics can be shown.
            document.sources.absorb(sources);
            diagnostics.extend(more);
            Vec::new()
        }
    }
}

fn finish_overlays(document: Document, diagnostics: Diagnostics, matches: Vec<Match>) -> Result<Overlaid, LoadFailure> {
    if diagnostics.has_errors() {
        return Err((diagnostics, document.sources));
    }
    Ok(Overlaid { document, diagnostics, matches })
}

fn interpret(
    raw: Raw<'_>,
    settings: Settings<'_>,
    strictness: Strictness,
    product: Product,
    diagnostics: &mut Diagnostics,
) -> Option<(Api, Option<Contract>)> {
    let mut parsed = match parse::parse(raw.root, raw.account) {
        Ok(parsed) => parsed,
        Err(more) => {
            diagnostics.extend(more);
            return None;
        }
    };
    diagnostics.extend(levelled(std::mem::take(&mut parsed.diagnostics), strictness));
    let resolved = resolve::resolve(&parsed, raw);
    diagnostics.extend(levelled(resolved.diagnostics, strictness));
    let lowered = lower::lower(&resolved.model, settings);
    diagnostics.extend(levelled(lowered.diagnostics, strictness));
    diagnostics.extend(lower::documented(&lowered.api));
    let contract = (product == Product::Contract).then(|| contract::of(&resolved.model, &lowered.api));
    Some((lowered.api, contract))
}

/// Where the documents of a workspace are, and where its crates go.
#[must_use]
pub fn crate_folder(root: &Path, crate_name: &str) -> PathBuf {
    root.join("generated").join(crate_name)
}
