//! What `diff` is asked to compare.
//!
//! In: arguments. Out: documents with their overlays. Must not: read a document.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::error::TaskError;
use super::super::workspace;
use crate::diff::APPROVALS;
use crate::layout::{self, ApiFolder};
use crate::pipeline::{Input, Strictness};
use crate::revision::Snapshot;

/// A document, and what is known about where it comes from.
#[derive(Debug)]
pub(in crate::task) struct Source {
    pub(in crate::task) input: Input,
    /// As it was asked for.
    pub(in crate::task) label: String,
    /// The beginning of its paths, and what the output has in its place.
    pub(super) shown: Option<(String, String)>,
    /// Kept as long as its files are read.
    _snapshot: Option<Rc<Snapshot>>,
    /// Where its approvals are.
    pub(super) approvals: Option<PathBuf>,
}

impl Source {
    /// A version of this workspace.
    pub(in crate::task) fn here(input: Input, label: String) -> Self {
        let approvals = input.document.parent().map(|folder| folder.join(APPROVALS));
        Self { input, label, shown: None, _snapshot: None, approvals }
    }

    /// A document in a copy.
    pub(super) fn copied(input: Input, label: String, revision: &str, snapshot: Rc<Snapshot>) -> Self {
        let shown = Some((format!("{}/", snapshot.root().display()), format!("{revision}:")));
        Self { input, label, shown, _snapshot: Some(snapshot), approvals: None }
    }

    /// A document of the user's.
    fn file(text: &str, paths: Paths) -> Result<Self, TaskError> {
        let (label, given) = (text.to_owned(), PathBuf::from(text));
        if paths == Paths::AsGiven {
            return Ok(Self { input: alone(given), label, shown: None, _snapshot: None, approvals: None });
        }
        let document = std::path::absolute(text).map_err(|error| format!("bad path {text}: {error}"))?;
        let folder = |path: &Path| {
            let folder = path.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
            if folder.is_empty() { folder } else { format!("{}/", folder.trim_end_matches('/')) }
        };
        let shown = Some((folder(&document), folder(&given)));
        Ok(Self { input: alone(document), label, shown, _snapshot: None, approvals: None })
    }
}

/// Whether a path has to hold wherever the command goes: it goes to the root of the workspace to find an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::task) enum Paths {
    AsGiven,
    Absolute,
}

impl Paths {
    /// What two documents need.
    pub(super) fn of(texts: [&str; 2]) -> Self {
        if texts.into_iter().all(|text| Path::new(text).exists()) { Self::AsGiven } else { Self::Absolute }
    }
}

/// Reads `FILE`, `API@VERSION`, `REVISION:FILE` or `REVISION:API@VERSION`.
pub(in crate::task) fn source(text: &str, paths: Paths) -> Result<Source, TaskError> {
    if !Path::new(text).exists()
        && let Some((revision, rest)) = text.split_once(':')
    {
        return at_revision(text, revision, rest);
    }
    match text.split_once('@').filter(|_| !Path::new(text).exists()) {
        Some((name, version)) => {
            let input = version_of(&workspace::discover()?, name, version)?;
            Ok(Source::here(input, text.to_owned()))
        }
        None => Source::file(text, paths),
    }
}

fn alone(document: PathBuf) -> Input {
    Input { version: None, document, overlays: Vec::new(), strictness: Strictness::Tolerant }
}

fn at_revision(text: &str, revision: &str, rest: &str) -> Result<Source, TaskError> {
    let (snapshot, input) = match rest.split_once('@') {
        Some((name, version)) => {
            let snapshot = Snapshot::of(revision, "spec")?;
            let input = version_of(&apis_in(snapshot.root())?, name, version)?;
            (snapshot, input)
        }
        None => {
            let folder = Path::new(rest).parent().map(|folder| folder.to_string_lossy().into_owned());
            let folder = folder.filter(|folder| !folder.is_empty()).unwrap_or_else(|| ".".to_owned());
            let snapshot = Snapshot::of(revision, &folder)?;
            let input = alone(snapshot.root().join(rest));
            (snapshot, input)
        }
    };
    Ok(Source::copied(input, text.to_owned(), revision, Rc::new(snapshot)))
}

/// The APIs of a copy, their paths with the folder of the copy.
pub(super) fn apis_in(root: &Path) -> Result<Vec<ApiFolder>, TaskError> {
    let mut apis = if root.join("spec").is_dir() { layout::discover(root)? } else { Vec::new() };
    for input in apis.iter_mut().flat_map(|api| &mut api.versions) {
        input.document = root.join(&input.document);
        input.overlays.iter_mut().for_each(|overlay| *overlay = root.join(&*overlay));
    }
    Ok(apis)
}

fn version_of(apis: &[ApiFolder], name: &str, version: &str) -> Result<Input, TaskError> {
    let Some(api) = apis.iter().find(|api| api.name == name) else {
        let known: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
        return Err(format!("no API {name} under spec/; it has: {}", known.join(", ")).into());
    };
    let found = api.versions.iter().find(|input| input.version.as_deref() == Some(version));
    found.cloned().ok_or_else(|| {
        let known: Vec<&str> = api.versions.iter().filter_map(|input| input.version.as_deref()).collect();
        format!("{name} has no version {version}; there is: {}", known.join(", ")).into()
    })
}
