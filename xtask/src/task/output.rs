//! From compiled documents to files on disk.
//!
//! In: the versions of one API, and where their crate goes. Out: the files through `sync`, and a report of the
//! differences.
//! Must not: read a document.

use std::io::Write as _;
use std::path::Path;

use super::Outcome;
use super::error::TaskError;
use crate::diag::SourceMap;
use crate::ir::Api;
use crate::pipeline::{self, Compiled};
use crate::report::{Report, Verdict};
use crate::rust::{CrateOptions, Readme};
use crate::sync::{self, Mode};

/// Generates the files and passes them to `sync`.
pub(super) fn write(
    mut versions: Vec<Compiled>,
    options: &CrateOptions,
    target: &OutputTarget<'_>,
    report: &mut Report,
) -> Result<CrateOutcome, TaskError> {
    let apis: Vec<Api> = versions.iter_mut().filter_map(|version| version.api.take()).collect();
    let made = match pipeline::make(&apis, options) {
        Ok(made) => made,
        Err(diagnostics) => {
            report.diagnostics(&diagnostics, &SourceMap::default());
            return Ok(CrateOutcome { outcome: Outcome::Problems, readme: None });
        }
    };
    let mut verdict = Verdict::Pass;
    for (diagnostics, version) in made.diagnostics.iter().zip(&versions) {
        verdict = verdict.max(report.diagnostics(diagnostics, &version.sources));
    }
    if verdict == Verdict::Fail {
        return Ok(CrateOutcome { outcome: Outcome::Problems, readme: None });
    }
    for api in &apis {
        report.operations += api.services.iter().map(|service| service.operations.len()).sum::<usize>();
        report.types += api.types.len();
    }
    let synced = match &target.parts {
        None => sync::sync(target.folder, &made.files, target.mode),
        Some(parts) => sync::sync_part(target.folder, &made.files, parts, target.mode),
    };
    let synced = synced?;
    report.files += synced.unchanged.len() + synced.missing.len() + synced.stale.len();
    Ok(CrateOutcome { outcome: report_files(&synced, target.mode, target.folder, report), readme: Some(made.readme) })
}

/// Where the files go, and the mode.
pub(super) struct OutputTarget<'a> {
    pub(super) folder: &'a Path,
    /// Only these files and folders of the crate.
    pub(super) parts: Option<Vec<String>>,
    pub(super) mode: Mode,
}

/// The result of generating one crate.
pub(super) struct CrateOutcome {
    pub(super) outcome: Outcome,
    /// The facts of its README, if there is a crate.
    pub(super) readme: Option<Readme>,
}

/// Reports the differences.
pub(super) fn report_files(synced: &sync::SyncReport, mode: Mode, folder: &Path, report: &mut Report) -> Outcome {
    let line = |what: &str, path: &String| {
        let line = format!("{what} {}\n", folder.join(path).display());
        if mode == Mode::Write { report.detail(&line) } else { report.text(&line) }
    };
    let [missing, stale_file, orphan] = match mode {
        Mode::Write => ["new", "changed", "removed"],
        Mode::Check | Mode::DryRun => ["missing", "stale", "orphan"],
    };
    synced.missing.iter().for_each(|path| line(missing, path));
    synced.stale.iter().for_each(|path| line(stale_file, path));
    synced.orphans.iter().for_each(|path| line(orphan, path));
    report.written += synced.written.len();
    if mode == Mode::Check && !synced.is_fresh() {
        synced.diffs.iter().for_each(|diff| report.text(diff));
        return stale(report);
    }
    Outcome::Fine
}

/// The end of a check that found something.
pub(super) fn stale(report: &Report) -> Outcome {
    report.text("The generated files do not match the documents. Run `cargo xtask generate` and commit the result.\n");
    Outcome::Problems
}

/// What was asked for goes to standard output; a closed pipe is nobody's fault.
pub(super) fn to_stdout(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Writes what was asked for into a file that the user has named.
pub(super) fn to_file(file: &Path, text: &str) -> Result<(), TaskError> {
    Ok(sync::plain(file, text)?)
}
