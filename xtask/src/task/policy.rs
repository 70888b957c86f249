//! The policy of a run.
//!
//! In: the arguments, and the folders in which `sdk.toml` may lie. Out: a report that applies both.
//! Must not: decide about a diagnostic.

use std::path::{Path, PathBuf};

use super::Outcome;
use super::error::TaskError;
use crate::cli::{Format, PolicyArgs};
use crate::policy::{self, FILE_NAME, Policy, Scope};
use crate::report::{Detail, Report, Verdict};

/// A report with the policy of the command line.
pub(super) fn report(args: &PolicyArgs, format: Format, detail: Detail) -> Result<Report, TaskError> {
    let mut policy = Policy::default();
    for id in &args.allow {
        policy.allow(policy::allow_argument(id)?);
    }
    for what in &args.deny {
        policy.deny(policy::deny_argument(what)?);
    }
    Ok(Report::new(format, detail, policy))
}

/// Adds the file of a workspace and those in the folders of documents; the outcome if one of them is not valid.
pub(super) fn read(report: &mut Report, workspace: Option<&Path>, folders: &[PathBuf]) -> Result<(), Outcome> {
    let mut files: Vec<(PathBuf, Scope)> = Vec::new();
    files.extend(workspace.map(|root| (root.join(FILE_NAME), Scope::Workspace)));
    for folder in folders {
        let path = folder.join(FILE_NAME);
        if !files.iter().any(|(known, _)| same(known, &path)) {
            files.push((path, Scope::Folder(folder.clone())));
        }
    }
    for (path, scope) in &files {
        let diagnostics = policy::load(path, scope, &mut report.policy);
        let sources = report.policy.sources().clone();
        if report.diagnostics(&diagnostics, &sources) == Verdict::Fail {
            return Err(Outcome::CannotRun);
        }
    }
    Ok(())
}

/// A document at the root of the workspace has one file only.
pub(super) fn same(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Whether a file is one of the workspace's documents.
pub(super) fn is_in_spec(file: &Path, root: &Path) -> bool {
    matches!((file.canonicalize(), root.join("spec").canonicalize()), (Ok(file), Ok(spec)) if file.starts_with(&spec))
}

/// The folder of a file, as it is written.
pub(super) fn folder(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).to_owned()
}
