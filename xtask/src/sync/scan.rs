//! What is in the folder now.
//!
//! In: the crate's folder. Out: bytes of files, paths of generated files that are no longer generated.
//! Must not, when looking for those: read `examples/`, `target/` or any other folder but `src/` and, for
//! files alone, `tests/`.

use crate::diag::codes;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::{MARK, SyncError, foreign, path};

/// Bytes from the start in which the header must be.
const HEAD: usize = 512;

/// The file's bytes; `None` where there is no file.
pub(super) fn read(file: &Path) -> Result<Option<Vec<u8>>, SyncError> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(file, error)),
    }
}

/// Whether the generator made these bytes.
pub(super) fn is_generated(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    first.windows(MARK.len()).any(|window| window == MARK.as_bytes())
}

/// Generated files that are no longer generated: under `src/`, and among the files beside it and in `tests/`.
pub(super) fn orphans(root: &Path, expected: &BTreeSet<&str>) -> Result<Vec<String>, SyncError> {
    let mut found = Vec::new();
    for folder in ["", "tests/"] {
        // Not the generator's folder, whatever it points at.
        if path::is_link(&root.join(folder.trim_end_matches('/'))) && !folder.is_empty() {
            continue;
        }
        for (name, kind) in entries(&root.join(folder))? {
            let name = format!("{folder}{name}");
            if kind == Kind::File && !expected.contains(name.as_str()) {
                let ours = read(&root.join(&name))?.is_some_and(|bytes| is_generated(&bytes));
                found.extend(ours.then_some(name));
            }
        }
    }
    let source = root.join("src");
    if path::is_link(&source) {
        return Err(path::link(&source));
    }
    let mut folders = vec!["src".to_owned()];
    while let Some(folder) = folders.pop() {
        for (name, kind) in entries(&root.join(&folder))? {
            let relative = format!("{folder}/{name}");
            match kind {
                Kind::Folder => folders.push(relative),
                Kind::Link => return Err(path::link(&root.join(relative))),
                Kind::File if expected.contains(relative.as_str()) => {}
                Kind::File => {
                    let at = root.join(&relative);
                    if !read(&at)?.is_some_and(|bytes| is_generated(&bytes)) {
                        return Err(foreign(&at));
                    }
                    found.push(relative);
                }
            }
        }
    }
    Ok(found)
}

/// Names of the folders in a folder, sorted; no links. A folder that is not there has none.
pub(super) fn folders(folder: &Path) -> Result<Vec<String>, SyncError> {
    let all = entries(folder)?;
    Ok(all.into_iter().filter(|(_, kind)| *kind == Kind::Folder).map(|(name, _)| name).collect())
}

/// All files and links below a folder, as paths from it, sorted.
pub(super) fn all(root: &Path) -> Result<Vec<String>, SyncError> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for (name, kind) in entries(&root.join(&folder))? {
            let path = format!("{folder}{name}");
            if kind == Kind::Folder { folders.push(format!("{path}/")) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
}

/// Names in a folder, sorted. A folder that is not there is empty.
fn entries(folder: &Path) -> Result<Vec<(String, Kind)>, SyncError> {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(folder, error)),
    };
    let mut out = Vec::new();
    for entry in listing {
        let entry = entry.map_err(|error| unreadable(folder, error))?;
        let kind = entry.file_type().map_err(|error| unreadable(&entry.path(), error))?;
        let kind = match kind {
            kind if kind.is_symlink() => Kind::Link,
            kind if kind.is_dir() => Kind::Folder,
            _ => Kind::File,
        };
        // A name that is not valid Unicode cannot be that of a generated file.
        match entry.file_name().into_string() {
            Ok(name) => out.push((name, kind)),
            Err(_) => return Err(foreign(&entry.path())),
        }
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(out)
}

fn unreadable(path: &Path, error: std::io::Error) -> SyncError {
    SyncError {
        code: codes::SYNC_READ,
        path: path.to_owned(),
        message: "this cannot be read".to_owned(),
        help: "Check that it is a file or folder of the kind expected, and its permissions.".to_owned(),
        source: Some(error),
    }
}
