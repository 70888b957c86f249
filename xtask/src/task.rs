//! The two tasks of the command line: generate and lint.
//!
//! In: parsed arguments. Out: files through `sync`, a report, an exit code. Must not: know how a stage works.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::cli::{Command, GenerateArgs, LintArgs};
use crate::diag::{SourceId, SourceMap};
use crate::ir::Api;
use crate::layout::{self, ApiFolder};
use crate::load::Limits;
use crate::pipeline::{self, Input, Understood};
use crate::report::{Detail, Report, say};
use crate::resolve::Strictness;
use crate::rust::{CrateOptions, Layout};
use crate::sync::{self, Mode};

/// How a run ended; the numbers are the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Fine = 0,
    /// Stale output, or errors in a document.
    Findings = 1,
    /// Bad usage, or input that cannot be read.
    CannotRun = 2,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs one task.
#[must_use]
pub fn run(command: &Command) -> Outcome {
    let result = match command {
        Command::Generate(args) => generate(args),
        Command::Lint(args) => Ok(lint(args)),
    };
    result.unwrap_or_else(|message| {
        say(&format!("error: {message}\n"));
        Outcome::CannotRun
    })
}

fn generate(args: &GenerateArgs) -> Result<Outcome, String> {
    let started = Instant::now();
    let mut report = Report::new(args.format, detail(args.verbose));
    let outcome = match (&args.spec, &args.out) {
        (Some(spec), Some(out)) => stand_alone(args, spec, out, &mut report)?,
        _ => workspace(args, &mut report)?,
    };
    report.finish(started.elapsed());
    Ok(outcome)
}

fn lint(args: &LintArgs) -> Outcome {
    let started = Instant::now();
    let mut report = Report::new(args.format, detail(args.verbose));
    let mut outcome = Outcome::Fine;
    for file in &args.files {
        let input = as_generated(file);
        let understood = pipeline::understand(&input, &Limits::default());
        outcome = outcome.max(hear(&understood, &mut report).map_or(Outcome::Findings, |_| Outcome::Fine));
    }
    report.finish(started.elapsed());
    outcome
}

/// One crate from any document.
fn stand_alone(args: &GenerateArgs, spec: &Path, out: &Path, report: &mut Report) -> Result<Outcome, String> {
    let input = Input {
        version: None,
        document: spec.to_owned(),
        overlays: args.overlay.clone(),
        strictness: Strictness::Tolerant,
    };
    let understood = pipeline::understand(&input, &Limits::default());
    let Some(api) = hear(&understood, report) else { return Ok(failed(&[understood])) };
    let options = CrateOptions {
        crate_name: args.crate_name.clone().unwrap_or_else(|| api.name.0.join("-")),
        source: file_name(spec),
        layout: Layout::StandAlone { runtime_path: runtime_path(out)? },
        pages: Vec::new(),
    };
    write(&[&understood], &options, &Target { folder: out, parts: None, mode: mode(args) }, report)
}

/// The crates of this workspace.
fn workspace(args: &GenerateArgs, report: &mut Report) -> Result<Outcome, String> {
    let root = workspace_root()?;
    // Places in findings read the same wherever the command is run.
    std::env::set_current_dir(&root).map_err(|error| format!("cannot enter {}: {error}", root.display()))?;
    let apis = layout::discover(Path::new(""))?;
    let chosen: Vec<&ApiFolder> =
        apis.iter().filter(|api| args.api.as_ref().is_none_or(|name| *name == api.name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
        return Err(format!("no such API under spec/; there is: {}", names.join(", ")));
    }
    let mut outcome = Outcome::Fine;
    for folder in chosen {
        outcome = outcome.max(one_api(folder, args, report)?);
    }
    Ok(outcome)
}

fn one_api(folder: &ApiFolder, args: &GenerateArgs, report: &mut Report) -> Result<Outcome, String> {
    let parts = version_parts(folder, args)?;
    let understood = in_parallel(&folder.versions);
    let apis: Vec<&Api> = understood.iter().filter_map(|version| hear(version, report)).collect();
    if apis.len() < understood.len() {
        return Ok(failed(&understood));
    }
    let pages = match pipeline::pages(&folder.pages, &Limits::default()) {
        Ok(pages) => pages,
        Err(found) => {
            report.findings(&found, &SourceMap::default());
            return Ok(Outcome::Findings);
        }
    };
    let crate_name = apis.last().map_or_else(|| folder.name.clone(), |api| api.name.0.join("-"));
    let out = pipeline::crate_folder(Path::new(""), &crate_name);
    let options = CrateOptions { crate_name, source: format!("spec/{}", folder.name), layout: Layout::Member, pages };
    let versions: Vec<&Understood> = understood.iter().collect();
    write(&versions, &options, &Target { folder: &out, parts, mode: mode(args) }, report)
}

/// The outcome when a document gave no API.
fn failed(understood: &[Understood]) -> Outcome {
    let unreadable = |version: &Understood| version.sources.name(SourceId::MAIN).is_empty();
    if understood.iter().any(unreadable) { Outcome::CannotRun } else { Outcome::Findings }
}

fn mode(args: &GenerateArgs) -> Mode {
    match (args.check, args.dry_run) {
        (true, _) => Mode::Check,
        (false, true) => Mode::DryRun,
        (false, false) => Mode::Write,
    }
}

/// Versions are independent of one another, so each may have a core.
fn in_parallel(inputs: &[Input]) -> Vec<Understood> {
    let limits = &Limits::default();
    std::thread::scope(|scope| {
        let running: Vec<_> =
            inputs.iter().map(|input| (input, scope.spawn(|| pipeline::understand(input, limits)))).collect();
        let wait = |(input, thread): (&Input, std::thread::ScopedJoinHandle<'_, Understood>)| {
            thread.join().unwrap_or_else(|_| pipeline::understand(input, limits))
        };
        running.into_iter().map(wait).collect()
    })
}

/// Makes the files and hands them to the one writer.
fn write(
    versions: &[&Understood],
    options: &CrateOptions,
    target: &Target<'_>,
    report: &mut Report,
) -> Result<Outcome, String> {
    let apis: Vec<Api> = versions.iter().filter_map(|version| version.api.clone()).collect();
    let made = match pipeline::make(&apis, options) {
        Ok(made) => made,
        Err(found) => {
            report.findings(&found, &SourceMap::default());
            return Ok(Outcome::Findings);
        }
    };
    for (found, version) in made.findings.iter().zip(versions) {
        report.findings(found, &version.sources);
    }
    for api in &apis {
        report.operations += api.services.iter().map(|service| service.operations.len()).sum::<usize>();
        report.types += api.types.len();
    }
    let synced = match &target.parts {
        None => sync::sync(target.folder, &made.files, target.mode),
        Some(parts) => sync::sync_part(target.folder, &made.files, parts, target.mode),
    };
    let synced = synced.map_err(|error| format!("{error}; {}", error.help))?;
    report.files += synced.unchanged.len() + synced.missing.len() + synced.stale.len();
    Ok(tell(&synced, target.mode, target.folder, report))
}

/// Where the files go, and what is done with them.
struct Target<'a> {
    folder: &'a Path,
    /// Only these files and folders of the crate.
    parts: Option<Vec<String>>,
    mode: Mode,
}

fn tell(synced: &sync::Report, mode: Mode, folder: &Path, report: &mut Report) -> Outcome {
    let line = |what: &str, path: &String| {
        let line = format!("{what} {}\n", folder.join(path).display());
        if mode == Mode::Write { report.detail(&line) } else { report.text(&line) }
    };
    synced.missing.iter().for_each(|path| line("missing", path));
    synced.stale.iter().for_each(|path| line("stale", path));
    synced.orphans.iter().for_each(|path| line("orphan", path));
    report.written += synced.written.len();
    if mode == Mode::Check && !synced.is_fresh() {
        synced.diffs.iter().for_each(|diff| report.text(diff));
        report.text(
            "The generated files are not what the documents say. Run `cargo xtask generate` and commit the result.\n",
        );
        return Outcome::Findings;
    }
    Outcome::Fine
}

/// Passes on what was said of a document; gives its API if it has one.
fn hear<'u>(understood: &'u Understood, report: &mut Report) -> Option<&'u Api> {
    report.findings(&understood.diagnostics, &understood.sources);
    for (pointer, reason) in &understood.skipped {
        report.skip(pointer.as_str(), reason);
    }
    understood.api.as_ref()
}

/// What belongs to the one version that is asked for: its module and its tests.
fn version_parts(folder: &ApiFolder, args: &GenerateArgs) -> Result<Option<Vec<String>>, String> {
    let Some(wanted) = &args.version else { return Ok(None) };
    let known: Vec<&str> = folder.versions.iter().filter_map(|input| input.version.as_deref()).collect();
    if known.contains(&wanted.as_str()) {
        let module = crate::rust::version_module(wanted);
        return Ok(Some(vec![format!("src/{module}"), format!("tests/{module}.rs")]));
    }
    Err(format!("{} has no version {wanted}; there is: {}", folder.name, known.join(", ")))
}

/// A document with the overlays that lie beside it. With them it is read as `generate` reads it: its file name is the
/// version, which tells which actions are for it.
fn as_generated(file: &Path) -> Input {
    let folder = file.parent().unwrap_or(Path::new(""));
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let overlays: Vec<PathBuf> = [folder.join("overlay.yaml"), folder.join(format!("overlay.{stem}.yaml"))]
        .into_iter()
        .filter(|path| path.is_file() && path != file)
        .collect();
    let version = (!overlays.is_empty()).then_some(stem);
    Input { version, document: file.to_owned(), overlays, strictness: Strictness::Strict }
}

/// The folder that holds `spec/` and `runtime/`: this one or one above it.
fn workspace_root() -> Result<PathBuf, String> {
    let here = std::env::current_dir().map_err(|error| format!("cannot tell the current folder: {error}"))?;
    here.ancestors()
        .find(|folder| folder.join("spec").is_dir() && folder.join("runtime").is_dir())
        .map(Path::to_owned)
        .ok_or_else(|| "no folder with spec/ and runtime/ here or above; run this inside the workspace".to_owned())
}

/// The runtime crate as seen from a crate's folder.
fn runtime_path(out: &Path) -> Result<String, String> {
    let runtime = workspace_root()?.join("runtime");
    let absolute =
        |path: &Path| std::path::absolute(path).map_err(|error| format!("bad path {}: {error}", path.display()));
    let (from, to) = (absolute(out)?, absolute(&runtime)?);
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let mut path = PathBuf::new();
    path.extend(from.components().skip(shared).map(|_| ".."));
    path.extend(to.components().skip(shared));
    Ok(path.to_string_lossy().replace('\\', "/"))
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn detail(verbose: bool) -> Detail {
    if verbose { Detail::All } else { Detail::Usual }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lint_reads_a_document_as_generate_does() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let apis = layout::discover(&root).unwrap();
        assert!(!apis.is_empty());
        for input in apis.iter().flat_map(|api| &api.versions).filter(|input| !input.overlays.is_empty()) {
            let Input { version, overlays, .. } = as_generated(&root.join(&input.document));
            assert_eq!(version, input.version);
            assert_eq!(overlays, input.overlays.iter().map(|path| root.join(path)).collect::<Vec<_>>());
        }
    }
}
