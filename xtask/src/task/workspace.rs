//! The crates of this workspace, and their table.
//!
//! In: the folders under `spec/`. Out: a crate for each, the table of the README, and no crate that no folder makes.
//! Must not: list or remove a crate while a document cannot be read, because its crate is then unknown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::TaskError;
use super::output::{self, OutputTarget};
use super::{Outcome, failed, guides, in_parallel, mode, policy, report_diagnostics, stale_allowances, workspace_root};
use crate::catalogue;
use crate::cli::GenerateArgs;
use crate::diag::SourceMap;
use crate::format::OutputFile;
use crate::ir::Api;
use crate::layout::{self, ApiFolder};
use crate::load::Limits;
use crate::pipeline::{self, Product};
use crate::policy::Scope;
use crate::report::Report;
use crate::rust::{CrateOptions, Layout, Readme, crate_name};
use crate::sync::{self, Mode};

/// The file with the table of the crates.
const README: &str = "README.md";
/// The name of that table's block.
const TABLE: &str = "crates";
/// The folder of the documentation of the generator, and its page of diagnostics.
const DOCS: &str = "docs";
const PAGE: &str = "diagnostics.md";

/// All APIs, or the selected one.
pub(super) fn all(args: &GenerateArgs, report: &mut Report) -> Result<Outcome, TaskError> {
    let apis = discover()?;
    let chosen: Vec<&ApiFolder> =
        apis.iter().filter(|api| args.api.as_ref().is_none_or(|name| *name == api.name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
        return Err(format!("no such API under spec/; it has: {}", names.join(", ")).into());
    }
    let folders: Vec<PathBuf> = chosen.iter().map(|api| Path::new("spec").join(&api.name)).collect();
    if let Err(outcome) = policy::read(report, Some(Path::new("")), &folders) {
        return Ok(outcome);
    }
    let mut outcome = Outcome::Fine;
    let mut made: BTreeMap<String, (&str, Readme)> = BTreeMap::new();
    for folder in &chosen {
        let (ended, readme) = one_api(folder, args, report)?;
        outcome = outcome.max(ended);
        let Some(readme) = readme else { continue };
        if let Some((other, readme)) = made.insert(readme.crate_name.clone(), (&folder.name, readme)) {
            return Err(
                format!("spec/{other} and spec/{} both generate the crate {}", folder.name, readme.crate_name).into()
            );
        }
    }
    if args.api.is_some() || made.len() < chosen.len() {
        // Another API may need what the whole workspace allows.
        let own = |scope: &Scope| matches!(scope, Scope::Folder(_) | Scope::Documents(_));
        return Ok(outcome.max(stale_allowances(report, own)));
    }
    outcome = outcome.max(stale_allowances(report, |_| true));
    outcome = outcome.max(catalogue_page(mode(args), report)?);
    outcome = outcome.max(leftovers(&made, mode(args), report)?);
    let readmes: Vec<Readme> = made.into_values().map(|(_, readme)| readme).collect();
    Ok(outcome.max(table(&readmes, mode(args), report)?))
}

/// The APIs of the workspace, whose root is entered: places in diagnostics read the same wherever the command is run.
pub(super) fn discover() -> Result<Vec<ApiFolder>, TaskError> {
    let root = workspace_root()?;
    std::env::set_current_dir(&root).map_err(|error| format!("cannot enter {}: {error}", root.display()))?;
    Ok(layout::discover(Path::new(""))?)
}

/// The page of all diagnostics.
fn catalogue_page(mode: Mode, report: &mut Report) -> Result<Outcome, TaskError> {
    let text = catalogue::page()?;
    let files = [OutputFile { path: PAGE.to_owned(), text }];
    let docs = Path::new(DOCS);
    // A workspace without documentation of its own needs none of the generator.
    if !docs.is_dir() {
        return Ok(Outcome::Fine);
    }
    let synced = sync::sync_part(docs, &files, &[PAGE.to_owned()], mode)?;
    Ok(output::report_files(&synced, mode, docs, report))
}

/// Generates the crate of one API; returns the facts of its README, if there are no errors.
fn one_api(
    folder: &ApiFolder,
    args: &GenerateArgs,
    report: &mut Report,
) -> Result<(Outcome, Option<Readme>), TaskError> {
    let parts = version_parts(folder, args)?;
    let product = if folder.versions.len() > 1 { Product::Contract } else { Product::Api };
    let compiled = in_parallel(&folder.versions, product);
    let apis: Vec<&Api> = compiled.iter().filter_map(|version| report_diagnostics(version, report)).collect();
    if apis.len() < compiled.len() {
        return Ok((failed(&compiled), None));
    }
    let mut pages = match pipeline::pages(&folder.pages, &Limits::default()) {
        Ok(pages) => pages,
        Err(diagnostics) => {
            report.diagnostics(&diagnostics, &SourceMap::default());
            return Ok((Outcome::Problems, None));
        }
    };
    match guides::pages(&folder.versions, &compiled) {
        Ok(more) => pages.extend(more),
        Err((diagnostics, sources)) => {
            report.diagnostics(&diagnostics, &sources);
            return Ok((Outcome::Problems, None));
        }
    }
    let crate_name = apis.last().map_or_else(|| folder.name.clone(), |api| crate_name::from_words(&api.name));
    let out = pipeline::crate_folder(Path::new(""), &crate_name);
    let options = CrateOptions { crate_name, source: format!("spec/{}", folder.name), layout: Layout::Member, pages };
    let target = OutputTarget { folder: &out, parts, mode: mode(args) };
    let written = output::write(compiled, &options, &target, report)?;
    Ok((written.outcome, written.readme))
}

/// Crates that are no longer generated: their documents are gone, or they have another name now.
fn leftovers(made: &BTreeMap<String, (&str, Readme)>, mode: Mode, report: &Report) -> Result<Outcome, TaskError> {
    let generated = pipeline::crate_folder(Path::new(""), "");
    let known = |name: &str| made.contains_key(name);
    let diagnostics = sync::abandoned(&generated, known)?;
    for name in &diagnostics {
        let folder = generated.join(name);
        let line = format!("orphan {}: nothing under spec/ generates this crate\n", folder.display());
        if mode != Mode::Write {
            report.text(&line);
            continue;
        }
        report.detail(&line);
        sync::remove(&folder)?;
    }
    Ok(if mode == Mode::Check && !diagnostics.is_empty() { output::stale(report) } else { Outcome::Fine })
}

/// The table of crates and versions in the README.
fn table(readmes: &[Readme], mode: Mode, report: &mut Report) -> Result<Outcome, TaskError> {
    let text = match pipeline::overview(readmes) {
        Ok(text) => text,
        Err(diagnostics) => {
            report.diagnostics(&diagnostics, &SourceMap::default());
            return Ok(Outcome::Problems);
        }
    };
    let synced = sync::block(Path::new("."), README, TABLE, &text, mode)?;
    Ok(output::report_files(&synced, mode, Path::new(""), report))
}

/// The files of the selected version: its module and its tests.
fn version_parts(folder: &ApiFolder, args: &GenerateArgs) -> Result<Option<Vec<String>>, TaskError> {
    let Some(requested) = &args.version else { return Ok(None) };
    let known: Vec<&str> = folder.versions.iter().filter_map(|input| input.version.as_deref()).collect();
    if known.contains(&requested.as_str()) {
        let module = crate::rust::version_module(requested);
        return Ok(Some(vec![format!("src/{module}"), format!("tests/{module}.rs")]));
    }
    Err(format!("{} has no version {requested}; it has: {}", folder.name, known.join(", ")).into())
}
