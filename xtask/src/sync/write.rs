//! All changes or none.
//!
//! In: what to write and what to remove. Out: the folder changed, or as it was. Must not: decide what is to change.
//!
//! New bytes go to a staging folder beside `src` first, so that a full disk or a missing permission is detected before
//! anything is changed. Old files are moved there too, and moved back when a later step fails.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::SyncError;
use crate::diag::codes;
use crate::format::OutputFile;

const STAGING: &str = ".xtask-staging";

pub(super) fn all(root: &Path, changed: &[(PathBuf, &OutputFile)], removed: &[PathBuf]) -> Result<(), SyncError> {
    if changed.is_empty() && removed.is_empty() {
        return Ok(());
    }
    let staging = root.join(STAGING);
    let result = stage(&staging, changed).and_then(|()| {
        let mut undo = Undo::default();
        swap(&staging, changed, removed, &mut undo).inspect_err(|_| undo.roll_back())
    });
    // Whatever came of it: the staging folder holds nothing that is still needed.
    let cleared = fs::remove_dir_all(&staging).map_err(|error| unwritable(&staging, error));
    result?;
    cleared?;
    removed.iter().for_each(|file| remove_empty_folders(root, file));
    Ok(())
}

fn stage(staging: &Path, changed: &[(PathBuf, &OutputFile)]) -> Result<(), SyncError> {
    // A run that was killed may have left one; what is in it is of no use.
    if staging.symlink_metadata().is_ok() {
        fs::remove_dir_all(staging).map_err(|error| unwritable(staging, error))?;
    }
    fs::create_dir_all(staging).map_err(|error| unwritable(staging, error))?;
    for (at, (target, file)) in changed.iter().enumerate() {
        fs::write(staging.join(format!("new-{at}")), &file.text).map_err(|error| unwritable(target, error))?;
    }
    Ok(())
}

/// Steps that were done, to be undone in reverse.
#[derive(Default)]
struct Undo {
    steps: Vec<Step>,
}

enum Step {
    Folder(PathBuf),
    /// Put into place; was not there before.
    PlacedService(PathBuf),
    /// Moved away: from, to.
    Moved(PathBuf, PathBuf),
}

impl Undo {
    fn roll_back(&mut self) {
        while let Some(step) = self.steps.pop() {
            // A step that cannot be undone is ignored.
            let _ = match step {
                Step::Folder(folder) => fs::remove_dir(folder),
                Step::PlacedService(file) => fs::remove_file(file),
                Step::Moved(from, to) => fs::rename(to, from),
            };
        }
    }
}

fn swap(
    staging: &Path,
    changed: &[(PathBuf, &OutputFile)],
    removed: &[PathBuf],
    undo: &mut Undo,
) -> Result<(), SyncError> {
    for (at, (target, _)) in changed.iter().enumerate() {
        if let Some(parent) = target.parent() {
            folders(parent, undo).map_err(|error| unwritable(parent, error))?;
        }
        if target.symlink_metadata().is_ok() {
            away(target, staging.join(format!("old-{at}")), undo)?;
        }
        fs::rename(staging.join(format!("new-{at}")), target).map_err(|error| unwritable(target, error))?;
        undo.steps.push(Step::PlacedService(target.clone()));
    }
    for (at, file) in removed.iter().enumerate() {
        away(file, staging.join(format!("gone-{at}")), undo)?;
    }
    Ok(())
}

fn away(file: &Path, to: PathBuf, undo: &mut Undo) -> Result<(), SyncError> {
    fs::rename(file, &to).map_err(|error| unwritable(file, error))?;
    undo.steps.push(Step::Moved(file.to_owned(), to));
    Ok(())
}

/// Makes the folders that are missing, outermost first.
fn folders(folder: &Path, undo: &mut Undo) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        folders(parent, undo)?;
    }
    fs::create_dir(folder)?;
    undo.steps.push(Step::Folder(folder.to_owned()));
    Ok(())
}

/// Folders that the removal has emptied, up to the crate's own.
fn remove_empty_folders(root: &Path, file: &Path) {
    let mut folder = file.parent();
    while let Some(at) = folder.filter(|at| *at != root && at.starts_with(root)) {
        // Fails if the folder is not empty, which ends the loop.
        if fs::remove_dir(at).is_err() {
            return;
        }
        folder = at.parent();
    }
}

pub(super) fn unwritable(path: &Path, error: io::Error) -> SyncError {
    SyncError {
        code: codes::SYNC_WRITE,
        path: path.to_owned(),
        message: "this cannot be written; nothing was changed".to_owned(),
        help: "Check the permissions of the folder, and that the disk has room.".to_owned(),
        source: Some(error),
    }
}
