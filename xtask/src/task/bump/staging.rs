//! A copy of an API's folder with the new version in it.
//!
//! In: the API, the new document. Out: inputs to compile, and the texts that belong into the workspace. Must not: change the
//! workspace.

use std::path::{Path, PathBuf};

use super::super::error::TaskError;
use super::edits::{self, Dates};
use crate::cli::BumpArgs;
use crate::diag::Pointer;
use crate::layout::ApiFolder;
use crate::load;
use crate::pipeline::{Input, Strictness};

/// The new version, tried in a copy.
pub(super) struct Staged {
    pub(super) api: String,
    pub(super) input: Input,
    pub(super) previous: Input,
    pub(super) label: String,
    pub(super) previous_label: String,
    /// Where the document goes, and its bytes.
    pub(super) document: PathBuf,
    pub(super) text: Vec<u8>,
    /// The overlay with the dates of the version, where some were given.
    pub(super) overlay: Option<(PathBuf, String)>,
    pub(super) is_newest: bool,
    root: PathBuf,
}

impl Staged {
    pub(super) fn new(api: &ApiFolder, args: &BumpArgs, from: &Path) -> Result<Self, TaskError> {
        let text = std::fs::read(from).map_err(|error| format!("cannot read {}: {error}", from.display()))?;
        let extension = from.extension().map_or_else(|| "yaml".to_owned(), |end| end.to_string_lossy().into_owned());
        let folder = Path::new("spec").join(&api.name);
        let document = folder.join(format!("{}.{extension}", args.version));
        let others: Vec<&Input> =
            api.versions.iter().filter(|input| input.version.as_deref() != Some(&args.version)).collect();
        let is_older = |input: &&&Input| input.version.as_deref() < Some(args.version.as_str());
        let previous =
            others.iter().rfind(is_older).or(others.last()).ok_or("the API has no version to compare with")?;
        let is_newest = others.iter().all(|input| is_older(&input));
        let root = std::env::temp_dir().join(format!("xtask-bump-{}", std::process::id()));
        let previous_version = previous.version.clone().unwrap_or_default();
        let mut staged = Self {
            api: api.name.clone(),
            label: format!("{}@{}", api.name, args.version),
            previous_label: format!("{}@{previous_version}", api.name),
            input: Input {
                version: Some(args.version.clone()),
                document: document.clone(),
                overlays: previous.overlays.iter().filter(|overlay| is_shared(overlay)).cloned().collect(),
                strictness: Strictness::Strict,
            },
            previous: (*previous).clone(),
            overlay: None,
            document,
            text,
            is_newest,
            root,
        };
        let own = folder.join(format!("overlay.{}.yaml", args.version));
        if own.is_file() {
            staged.input.overlays.push(own);
        }
        staged.overlay = dated(previous, &previous_version, args);
        staged.copy(&folder)?;
        Ok(staged)
    }

    pub(super) fn version(&self) -> &str {
        self.input.version.as_deref().unwrap_or_default()
    }

    pub(super) fn previous_version(&self) -> &str {
        self.previous.version.as_deref().unwrap_or_default()
    }

    /// Does something in the copy, where all paths are as they will be.
    pub(super) fn within<T>(&self, work: impl FnOnce() -> T) -> Result<T, TaskError> {
        let enter = |folder: &Path| {
            std::env::set_current_dir(folder).map_err(|error| format!("cannot enter {}: {error}", folder.display()))
        };
        let here = std::env::current_dir().map_err(|error| format!("cannot determine the current folder: {error}"))?;
        enter(&self.root)?;
        let done = work();
        enter(&here)?;
        Ok(done)
    }

    fn copy(&self, folder: &Path) -> Result<(), TaskError> {
        let target = self.root.join(folder);
        let fail = |error: std::io::Error| format!("cannot write {}: {error}", target.display());
        copy_folder(folder, &target).map_err(fail)?;
        std::fs::write(self.root.join(&self.document), &self.text).map_err(fail)?;
        if let Some((path, text)) = &self.overlay {
            std::fs::write(self.root.join(path), text).map_err(fail)?;
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // A copy that cannot be removed is left to the system.
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

/// An overlay for every version.
fn is_shared(overlay: &Path) -> bool {
    overlay.file_stem().is_some_and(|stem| stem == "overlay")
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            std::fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// The overlay that has the dates of versions, with those of the new one.
fn dated(previous: &Input, last: &str, args: &BumpArgs) -> Option<(PathBuf, String)> {
    let dates = Dates { released: args.released.as_deref(), supported_until: args.supported_until.as_deref() };
    previous.overlays.iter().find_map(|path| {
        let text = std::fs::read_to_string(path).ok()?;
        let name = path.display().to_string();
        let value = load::load_bytes(&name, text.as_bytes(), &load::Limits::default()).ok()?.value;
        let actions = value.get("actions")?.as_array()?.len();
        let map = (0..actions)
            .map(|index| Pointer::new(format!("/actions/{index}/update/x-sdk/versions")))
            .find(|at| value.pointer(at.child(last).as_str()).is_some())?;
        Some((path.clone(), edits::dates(&text, &map, last, &args.version, &dates)?))
    })
}
