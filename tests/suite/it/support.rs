//! Paths and the bless switch.

use std::path::{Path, PathBuf};

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder beside this crate.
pub(crate) fn here(folder: &str) -> PathBuf {
    root().join("tests").join(folder)
}

/// The folders in a folder, by name.
pub(crate) fn cases(folder: &str) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(here(folder))
        .expect("the folder of cases can be listed")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

/// The document of a case.
pub(crate) fn input(case: &Path) -> PathBuf {
    ["input.yaml", "input.json"]
        .iter()
        .map(|name| case.join(name))
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{} has no input.yaml or input.json", case.display()))
}

/// The overlay of a case, if it has one.
pub(crate) fn overlays(case: &Path) -> Vec<PathBuf> {
    Some(case.join("overlay.yaml")).filter(|path| path.is_file()).into_iter().collect()
}

/// What a case adds to the guide.
pub(crate) fn pages(case: &Path) -> Vec<PathBuf> {
    xtask::layout::pages(Path::new(""), case).expect("the folder can be listed")
}

/// Whether stored expectations are to be written anew.
pub(crate) fn blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

pub(crate) fn name(case: &Path) -> String {
    case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
