//! All of `spec/` at a revision beside the working tree.
//!
//! In: a revision. Out: the pairs of documents to compare: each version with itself, a new one with the one before it.
//! Must not: compare.

use std::rc::Rc;

use super::super::error::TaskError;
use super::super::workspace;
use super::inputs::{Source, apis_in};
use crate::layout::ApiFolder;
use crate::pipeline::Input;
use crate::revision::Snapshot;

/// Two documents, and what they are to each other.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) old: Source,
    pub(super) new: Source,
    pub(super) relation: Relation,
}

/// What a document is to the one that it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same version, before and now.
    Same,
    /// The version before it.
    Next,
}

/// Every pair, and the versions that are gone, as `API@VERSION`.
pub(super) fn pairs(revision: &str) -> Result<(Vec<Pair>, Vec<String>), TaskError> {
    let now = workspace::discover()?;
    let mut pairs = Vec::new();
    let snapshot = Rc::new(Snapshot::of(revision, "spec")?);
    let before = apis_in(snapshot.root())?;
    for api in &now {
        let old = before.iter().find(|old| old.name == api.name);
        for (index, input) in api.versions.iter().enumerate() {
            let version = input.version.clone().unwrap_or_default();
            let had = old.and_then(|old| find(old, &version));
            let previous = index.checked_sub(1).and_then(|index| api.versions.get(index));
            let label = format!("{}@{version}", api.name);
            if had.is_some_and(|had| same_files(had, input)) {
                continue;
            }
            if let Some(had) = had {
                let name = format!("{revision}:{label}");
                let old = Source::copied(had.clone(), name, revision, Rc::clone(&snapshot));
                pairs.push(Pair { old, new: Source::here(input.clone(), label), relation: Relation::Same });
            } else if let Some(previous) = previous {
                let name = format!("{}@{}", api.name, previous.version.clone().unwrap_or_default());
                let (old, new) = (Source::here(previous.clone(), name), Source::here(input.clone(), label));
                pairs.push(Pair { old, new, relation: Relation::Next });
            }
        }
    }
    let gone = before.iter().flat_map(|old| {
        let kept = now.iter().find(|api| api.name == old.name);
        let versions = old.versions.iter().filter_map(|input| input.version.clone());
        let lost = versions.filter(move |version| kept.is_none_or(|api| find(api, version).is_none()));
        lost.map(|version| format!("{}@{version}", old.name))
    });
    Ok((pairs, gone.collect()))
}

fn find<'a>(api: &'a ApiFolder, version: &str) -> Option<&'a Input> {
    api.versions.iter().find(|input| input.version.as_deref() == Some(version))
}

/// Whether document and overlays are the same to the byte, so that nothing can differ. A document that refers to other
/// files is compared in any case.
fn same_files(old: &Input, new: &Input) -> bool {
    let read = |path: &std::path::PathBuf| std::fs::read(path).ok();
    let files = |input: &Input| std::iter::once(&input.document).chain(&input.overlays).map(read).collect::<Vec<_>>();
    let (old, new) = (files(old), files(new));
    let refers = |text: &Option<Vec<u8>>| {
        let text = text.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        text.split("$ref").skip(1).any(|rest| !rest.trim_start_matches(['"', '\'', ':', ' ']).starts_with('#'))
    };
    old == new && !new.iter().any(refers)
}
