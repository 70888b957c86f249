//! The task `lint`: what `generate` would report of documents, without a crate.
//!
//! In: documents. Out: a report, an exit code. Must not: write a file.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::error::TaskError;
use super::{Outcome, detail, file_name, policy, report_diagnostics, stale_allowances, workspace_root};
use crate::cli::LintArgs;
use crate::ir::Api;
use crate::load::Limits;
use crate::pipeline::{self, Compiled, Input, Strictness};
use crate::policy::Scope;
use crate::report::{Report, Verdict};
use crate::rust::{CrateOptions, Layout};
use crate::{layout, rust};

pub(super) fn lint(args: &LintArgs) -> Result<Outcome, TaskError> {
    let started = Instant::now();
    let mut report = policy::report(&args.policy, args.format, detail(args.verbose))?;
    let folders: Vec<PathBuf> = args.files.iter().map(|file| policy::folder(file)).collect();
    // The file of the workspace is for the documents under `spec/`, as it is when crates are made from them.
    let root = workspace_root().ok().filter(|root| args.files.iter().all(|file| policy::is_in_spec(file, root)));
    if let Err(outcome) = policy::read(&mut report, root.as_deref(), &folders) {
        return Ok(outcome);
    }
    let mut outcome = Outcome::Fine;
    for file in &args.files {
        let compiled = pipeline::compile(&as_generated(file), &Limits::default());
        let accepted = match report_diagnostics(&compiled, &mut report) {
            Some(api) => names(api, &compiled, file, &mut report) == Verdict::Pass,
            None => false,
        };
        outcome = outcome.max(if accepted { Outcome::Fine } else { Outcome::Problems });
    }
    outcome = outcome.max(stale_allowances(&mut report, |scope| is_complete(scope, &args.files)));
    report.finish(started.elapsed());
    Ok(outcome)
}

/// Reports what the names and types of the crate would be changed for.
fn names(api: &Api, compiled: &Compiled, file: &Path, report: &mut Report) -> Verdict {
    let options = CrateOptions {
        crate_name: rust::crate_name::from_words(&api.name),
        source: file_name(file),
        layout: Layout::Member,
        pages: Vec::new(),
    };
    let view = rust::view(std::slice::from_ref(api), &options);
    view.versions.iter().fold(Verdict::Pass, |verdict, version| {
        verdict.max(report.diagnostics(&version.diagnostics, &compiled.sources))
    })
}

/// Whether all documents that an entry of `allow` is for were read. Another version may need what an overlay allows.
fn is_complete(scope: &Scope, files: &[PathBuf]) -> bool {
    match scope {
        Scope::CommandLine => true,
        Scope::Workspace => false,
        Scope::Folder(folder) => has_all_of(files, folder),
        Scope::Documents(documents) => documents.iter().all(|document| {
            let document = Path::new(document);
            as_generated(document).overlays.is_empty() || has_all_of(files, &policy::folder(document))
        }),
    }
}

fn has_all_of(files: &[PathBuf], folder: &Path) -> bool {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(documents) = layout::documents(here) else { return false };
    documents.iter().all(|document| files.iter().any(|file| policy::same(file, document)))
}

/// A document with the overlays beside it, read as `generate` reads it: its file name is the
/// version, which selects the actions.
fn as_generated(file: &Path) -> Input {
    let folder = policy::folder(file);
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let overlays: Vec<PathBuf> = [folder.join("overlay.yaml"), folder.join(format!("overlay.{stem}.yaml"))]
        .into_iter()
        .filter(|path| path.is_file() && path != file)
        .collect();
    let version = (!overlays.is_empty()).then_some(stem);
    Input { version, document: file.to_owned(), overlays, strictness: Strictness::Strict }
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

    #[test]
    fn an_overlay_is_stale_only_when_all_its_documents_were_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let apis = layout::discover(&root).unwrap();
        let api = apis.iter().find(|api| api.versions.len() > 1).unwrap();
        let folder = root.join("spec").join(&api.name);
        let all = layout::documents(&folder).unwrap();
        assert_eq!(all.len(), api.versions.len());
        let scope = Scope::Documents(vec![all[0].to_string_lossy().into_owned()]);
        assert!(is_complete(&scope, &all));
        assert!(!is_complete(&scope, &all[..1]));
        assert!(is_complete(&Scope::Folder(folder), &all));
        assert!(!is_complete(&Scope::Workspace, &all));
    }
}
