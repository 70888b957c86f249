//! Files as they were at a revision of git.
//!
//! In: a revision and a folder. Out: a copy of the folder in a temporary place, which goes when it is dropped. Must not:
//! change the repository or the working tree.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder at a revision.
#[derive(Debug)]
pub struct Snapshot {
    root: PathBuf,
}

impl Snapshot {
    /// Copies a folder, given from the root of the repository that holds the current folder.
    ///
    /// # Errors
    ///
    /// If git cannot read the revision, or the copy cannot be written; the message says which.
    pub fn of(revision: &str, folder: &str) -> Result<Self, String> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        // Git would take it for an option.
        if revision.starts_with('-') {
            return Err(format!("`{revision}` is no revision"));
        }
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("xtask-{}-{count}", std::process::id()));
        let snapshot = Self { root };
        let listed = git(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", revision, "--", folder])?;
        let names = String::from_utf8_lossy(&listed).into_owned();
        for name in names.split('\0').filter(|name| !name.is_empty()) {
            let text = git(&["show", &format!("{revision}:{name}")])?;
            snapshot.write(name, &text)?;
        }
        Ok(snapshot)
    }

    /// Where the copy's root is.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn write(&self, name: &str, text: &[u8]) -> Result<(), String> {
        let path = self.root.join(name);
        let fail = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(fail)?;
        }
        std::fs::write(&path, text).map_err(fail)
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        // A copy that cannot be removed is left to the system.
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

fn git(arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git").args(arguments).output().map_err(|error| format!("cannot run git: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(format!("git: {}", text.lines().next().unwrap_or("it failed").trim()))
}
