//! The tasks of the command line: generate, lint and explain.
//!
//! In: parsed arguments. Out: files through `sync`, a report, an exit code. Must not: know how a stage works.

mod bump;
mod clock;
mod diff;
mod emit;
mod error;
mod explain;
mod guides;
mod lint;
mod notes;
mod output;
mod policy;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::cli::{Command, GenerateArgs};
use crate::diag::SourceId;
use crate::ir::Api;
use crate::load::Limits;
use crate::pipeline::{self, Compiled, Input, Product, Strictness};
use crate::policy::Scope;
use crate::report::{Detail, Report, Verdict, print};
use crate::rust::{CrateOptions, Layout, crate_name};
use crate::sync::Mode;
use error::TaskError;
use output::OutputTarget;

/// How a run ended; the numbers are the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Fine = 0,
    /// Stale output, or errors in a document.
    Problems = 1,
    /// Bad usage, or input that cannot be read.
    CannotRun = 2,
    /// `diff` only: a document could not be read.
    Unreadable = 3,
    /// `diff` only: a fault of the generator.
    Fault = 4,
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
        Command::Lint(args) => lint::lint(args),
        Command::Explain(args) => explain::explain(args),
        Command::Bump(args) => bump::bump(args),
        Command::Diff(args) => return diff::diff(args),
    };
    result.unwrap_or_else(|error| cannot_run(&error))
}

/// Says why a task ends before its work is done.
fn cannot_run(error: &TaskError) -> Outcome {
    print(error.text());
    Outcome::CannotRun
}

fn generate(args: &GenerateArgs) -> Result<Outcome, TaskError> {
    let started = Instant::now();
    let mut report = policy::report(&args.policy, args.format, detail(args.verbose))?;
    if let Some(what) = args.emit {
        return emit::emit(args, what, &mut report);
    }
    let outcome = match (&args.spec, &args.out) {
        (Some(spec), Some(out)) => stand_alone(args, spec, out, &mut report)?,
        (Some(_), None) => return Err("--spec needs --out, the folder of the crate".into()),
        (None, Some(_)) => return Err("--out needs --spec, the document of the crate".into()),
        (None, None) => workspace::all(args, &mut report)?,
    };
    report.finish(started.elapsed());
    Ok(outcome)
}

/// One crate from any document.
fn stand_alone(args: &GenerateArgs, spec: &Path, out: &Path, report: &mut Report) -> Result<Outcome, TaskError> {
    if let Some(name) = &args.crate_name {
        crate_name::check(name).map_err(|fault| format!("`{name}` {fault}"))?;
    }
    if let Err(outcome) = policy::read(report, None, &[policy::folder(spec)]) {
        return Ok(outcome);
    }
    let compiled = pipeline::compile(&stand_alone_input(args, spec), &Limits::default());
    let Some(api) = report_diagnostics(&compiled, report) else { return Ok(failed(&[compiled])) };
    let options = CrateOptions {
        crate_name: args.crate_name.clone().unwrap_or_else(|| crate_name::from_words(&api.name)),
        source: file_name(spec),
        layout: Layout::StandAlone { runtime_path: runtime_path(out)? },
        pages: Vec::new(),
    };
    let target = OutputTarget { folder: out, parts: None, mode: mode(args) };
    let outcome = output::write(vec![compiled], &options, &target, report)?.outcome;
    Ok(outcome.max(stale_allowances(report, |_| true)))
}

fn stand_alone_input(args: &GenerateArgs, spec: &Path) -> Input {
    Input { version: None, document: spec.to_owned(), overlays: args.overlay.clone(), strictness: Strictness::Tolerant }
}

/// Reports the entries that allow nothing. After an error nobody knows what else would have been reported.
fn stale_allowances(report: &mut Report, complete: impl Fn(&Scope) -> bool) -> Outcome {
    if report.has_errors() {
        return Outcome::Fine;
    }
    match report.stale_allowances(complete) {
        Verdict::Pass => Outcome::Fine,
        Verdict::Fail => Outcome::Problems,
    }
}

/// Versions are independent of each other, so each is compiled on its own thread.
fn in_parallel(inputs: &[Input], product: Product) -> Vec<Compiled> {
    let limits = &Limits::default();
    std::thread::scope(|scope| {
        let running: Vec<_> =
            inputs.iter().map(|input| (input, scope.spawn(|| pipeline::compile_to(input, limits, product)))).collect();
        let wait = |(input, thread): (&Input, std::thread::ScopedJoinHandle<'_, Compiled>)| {
            thread.join().unwrap_or_else(|_| pipeline::compile_to(input, limits, product))
        };
        running.into_iter().map(wait).collect()
    })
}

/// The outcome when a document gave no API.
fn failed(compiled: &[Compiled]) -> Outcome {
    let unreadable = |version: &Compiled| version.sources.name(SourceId::MAIN).is_empty();
    if compiled.iter().any(unreadable) { Outcome::CannotRun } else { Outcome::Problems }
}

fn mode(args: &GenerateArgs) -> Mode {
    match (args.check, args.dry_run) {
        (true, _) => Mode::Check,
        (false, true) => Mode::DryRun,
        (false, false) => Mode::Write,
    }
}

/// Reports the diagnostics of a document; returns its API if it has one and nothing is denied.
fn report_diagnostics<'u>(compiled: &'u Compiled, report: &mut Report) -> Option<&'u Api> {
    report.policy.allow_of_document(&compiled.allowances, &compiled.sources);
    let verdict = report.diagnostics(&compiled.diagnostics, &compiled.sources);
    report.coverage(&compiled.coverage, &compiled.sources);
    compiled.api.as_ref().filter(|_| verdict == Verdict::Pass)
}

/// The folder that holds `spec/` and `runtime/`: this one or one above it.
fn workspace_root() -> Result<PathBuf, TaskError> {
    let here = std::env::current_dir().map_err(|error| format!("cannot determine the current folder: {error}"))?;
    here.ancestors()
        .find(|folder| folder.join("spec").is_dir() && folder.join("runtime").is_dir())
        .map(Path::to_owned)
        .ok_or_else(|| "no folder with spec/ and runtime/ here or above; run this inside the workspace".into())
}

/// The runtime crate as seen from a crate's folder.
fn runtime_path(out: &Path) -> Result<String, TaskError> {
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
