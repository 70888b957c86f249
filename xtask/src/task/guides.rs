//! The migration guides of an API: a page of its guide for each pair of neighbours.
//!
//! In: the versions of an API, compiled with their contracts. Out: pages. Must not: compare or render.

use super::notes;
use crate::diag::{Diagnostics, SourceMap};
use crate::diff::{self, Version};
use crate::ir::Page;
use crate::pipeline::{Compiled, Input};
use crate::review;
use crate::rust::{self, VersionView, version_module};

/// A page for each version but the first, newest last.
///
/// # Errors
/// If notes are not valid, with the sources that show it.
pub(super) fn pages(inputs: &[Input], compiled: &[Compiled]) -> Result<Vec<Page>, (Diagnostics, SourceMap)> {
    let views: Vec<Option<VersionView>> =
        compiled.iter().map(|version| version.api.as_ref().map(rust::version_view)).collect();
    let mut pages = Vec::new();
    for (index, new) in inputs.iter().enumerate().skip(1) {
        let version = |index: usize| {
            let (compiled, view) = (compiled.get(index)?, views.get(index)?.as_ref()?);
            Some(Version { file: "", contract: compiled.contract.as_ref()?, api: compiled.api.as_ref()?, view })
        };
        let (Some(before), Some(after), Some(old)) = (version(index - 1), version(index), inputs.get(index - 1)) else {
            continue;
        };
        let mut comparison = diff::compare(before, after);
        notes::add(&mut comparison, new)?;
        let text = review::render(review::Page::Guide, &comparison).map_err(|fault| (fault, SourceMap::default()))?;
        let (from, to) = (name(old), name(new));
        pages.push(Page {
            name: format!("from_{}_to_{}", version_module(from), version_module(to)),
            about: format!("What code needs that moves from {from} to {to}."),
            text,
            file: new.document.display().to_string(),
        });
    }
    Ok(pages)
}

fn name(input: &Input) -> &str {
    input.version.as_deref().unwrap_or_default()
}
