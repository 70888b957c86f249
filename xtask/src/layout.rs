//! The contents of `spec/`: APIs, versions and overlays.
//!
//! In: the workspace's folder. Out: the inputs of each crate, versions oldest first. Must not: read a document.

use std::path::{Path, PathBuf};

use crate::pipeline::{Input, Strictness};

/// How the names of files begin that say of a version what no document can: `notes.2026-07.yaml`.
const NOTES: &str = "notes.";

/// The notes of a version, beside its document.
#[must_use]
pub fn notes(document: &Path, version: &str) -> PathBuf {
    document.with_file_name(format!("{NOTES}{version}.yaml"))
}

/// An API's folder under `spec/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiFolder {
    /// Name of the folder.
    pub name: String,
    /// Oldest first.
    pub versions: Vec<Input>,
    /// Pages that it adds to the guide, by name.
    pub pages: Vec<PathBuf>,
}

/// Finds the APIs under `spec/`, by name.
///
/// # Errors
///
/// If a folder cannot be listed, or an overlay is for a version without a document; the message names it.
pub fn discover(root: &Path) -> Result<Vec<ApiFolder>, String> {
    let spec = Path::new("spec");
    let mut apis = Vec::new();
    for folder in entries(root, spec)?.into_iter().filter(|path| root.join(path).is_dir()) {
        let name = file_text(&folder);
        let files = entries(root, &folder)?;
        let versions = versions(&files);
        if !versions.is_empty() {
            orphan(&files, &versions)?;
            let pages = pages(root, &folder)?;
            apis.push(ApiFolder { name, versions, pages });
        }
    }
    Ok(apis)
}

/// The documents in a folder, without overlays.
///
/// # Errors
///
/// If the folder cannot be listed; the message names it.
pub fn documents(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let files = entries(Path::new(""), folder)?;
    Ok(versions(&files).into_iter().map(|input| input.document).collect())
}

/// The pages in the folder `guide` of an API's folder, if it has one.
///
/// # Errors
///
/// If the folder cannot be listed; the message names it.
pub fn pages(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = folder.join("guide");
    if root.join(&folder).is_dir() { entries(root, &folder) } else { Ok(Vec::new()) }
}

/// The inputs of a folder that holds these files.
fn versions(files: &[PathBuf]) -> Vec<Input> {
    let (overlays, documents): (Vec<&PathBuf>, Vec<&PathBuf>) = files
        .iter()
        .filter(|path| is_document(path))
        .partition(|path| stem(path) == "overlay" || stem(path).starts_with("overlay."));
    let overlay = |name: &str| {
        overlays.iter().filter(move |path| stem(path) == name).map(|path| (**path).clone()).collect::<Vec<_>>()
    };
    documents
        .into_iter()
        .map(|document| {
            let version = stem(document);
            let mut over = overlay("overlay");
            over.extend(overlay(&format!("overlay.{version}")));
            Input { version: Some(version), document: document.clone(), overlays: over, strictness: Strictness::Strict }
        })
        .collect()
}

/// Whether a file is a document or an overlay.
fn is_document(path: &Path) -> bool {
    matches!(path.extension().and_then(|e| e.to_str()), Some("yaml" | "yml" | "json"))
        && !file_text(path).ends_with(".schema.json")
        && !stem(path).starts_with(NOTES)
}

/// Rejects an overlay without a document.
fn orphan(files: &[PathBuf], versions: &[Input]) -> Result<(), String> {
    for file in files.iter().filter(|file| is_document(file)) {
        let stem = stem(file);
        let Some(version) = stem.strip_prefix("overlay.") else { continue };
        if !versions.iter().any(|input| input.version.as_deref() == Some(version)) {
            return Err(format!("{} is for the version {version}, which has no document; remove it", file.display()));
        }
    }
    Ok(())
}

/// The entries of a folder, sorted by name, as paths from `root`.
fn entries(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let fail = |error: std::io::Error| format!("cannot list {}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(root.join(folder)).map_err(fail)? {
        paths.push(folder.join(entry.map_err(fail)?.file_name()));
    }
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn file_text(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
