//! Paths that stay inside the folder.
//!
//! In: a path of an output file. Out: where it is on disk. Must not: follow a link.

use crate::diag::codes;
use std::path::{Component, Path, PathBuf};

use super::SyncError;

/// `root` and `path` joined, if nothing on the way leads out of `root`.
pub(super) fn inside(root: &Path, path: &str) -> Result<PathBuf, SyncError> {
    let relative = Path::new(path);
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    // Absolute on another system than this one, or with another separator.
    let foreign = path.contains(['\\', ':', '\0']) || path.starts_with('/');
    if path.is_empty() || path.ends_with('/') || !plain || foreign {
        return Err(SyncError {
            code: codes::SYNC_UNSAFE_PATH,
            path: PathBuf::from(path),
            message: "a generated file must be inside its crate".to_owned(),
            help: "This is a bug in the generator; please report it.".to_owned(),
            source: None,
        });
    }
    let mut at = root.to_owned();
    for part in relative.components() {
        at.push(part);
        if is_link(&at) {
            return Err(link(&at));
        }
    }
    Ok(at)
}

pub(super) fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.file_type().is_symlink())
}

pub(super) fn link(path: &Path) -> SyncError {
    SyncError {
        code: codes::SYNC_LINK,
        path: path.to_owned(),
        message: "this is a symbolic link, and the generator does not change its target".to_owned(),
        help: "Put a plain file or folder in its place.".to_owned(),
        source: None,
    }
}
