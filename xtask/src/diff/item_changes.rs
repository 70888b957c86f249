//! The items that changed, and what that means for code that uses them.
//!
//! In: the items of both versions. Out: changes with their level and the error that rustc reports. Must not: know why.

use super::change::{ItemChange, ItemPair};
use super::items::{Item, Items, Sort};
use super::level::Semver;
use crate::diag::Pointer;

/// A change, and where both documents have the item.
#[derive(Debug, Clone)]
pub(super) struct Changed {
    pub(super) change: ItemChange,
    pub(super) old: Option<Pointer>,
    pub(super) new: Option<Pointer>,
    /// The type or builder that the item belongs to, or the item itself.
    pub(super) owner: String,
    /// What came or went with it.
    pub(super) members: Vec<ItemChange>,
}

impl Changed {
    /// One side lacks it.
    pub(super) fn comes_or_goes(&self) -> bool {
        self.change.item.old.is_none() || self.change.item.new.is_none()
    }

    /// It belongs to no other item.
    pub(super) fn is_owner(&self) -> bool {
        let pair = &self.change.item;
        pair.old.as_ref().or(pair.new.as_ref()) == Some(&self.owner)
    }
}

pub(super) fn compare(old: &Items, new: &Items) -> Vec<Changed> {
    let mut all = Vec::new();
    for (path, before) in old {
        match new.get(path) {
            Some(after) => both(path, before, after, &mut all),
            None => all.push(Changed { new: owner_origin(path, before, new), ..removed(path, before) }),
        }
    }
    let only_new = new.iter().filter(|(path, _)| !old.contains_key(*path));
    all.extend(only_new.map(|(path, after)| Changed { old: owner_origin(path, after, old), ..added(path, after) }));
    all
}

/// Where the other document has the type that an item belongs to.
fn owner_origin(path: &str, item: &Item, other: &Items) -> Option<Pointer> {
    other.get(&owner(path, item)).and_then(|owner| owner.origin.clone())
}

fn owner(path: &str, item: &Item) -> String {
    item.owner.clone().unwrap_or_else(|| path.to_owned())
}

fn removed(path: &str, item: &Item) -> Changed {
    let error = match item.sort {
        Sort::Type => "E0425",
        Sort::Field => "E0609",
        Sort::Variant | Sort::Function | Sort::Method => "E0599",
        Sort::Trait => "E0277",
    };
    let change = ItemChange {
        item: ItemPair { old: Some(path.to_owned()), new: None },
        semver: Semver::Major,
        signature: ItemPair { old: Some(item.signature.clone()), new: None },
        error: Some(error),
        what: "is gone",
    };
    Changed { change, old: item.origin.clone(), new: None, owner: owner(path, item), members: Vec::new() }
}

/// Types may grow: all of them are `non_exhaustive`.
fn added(path: &str, item: &Item) -> Changed {
    let change = ItemChange {
        item: ItemPair { old: None, new: Some(path.to_owned()) },
        semver: Semver::Minor,
        signature: ItemPair { old: None, new: Some(item.signature.clone()) },
        error: None,
        what: "is new",
    };
    Changed { change, old: None, new: item.origin.clone(), owner: owner(path, item), members: Vec::new() }
}

fn both(path: &str, old: &Item, new: &Item, all: &mut Vec<Changed>) {
    let (semver, error, what) = if old.reordered(new) {
        // It still compiles where the types are the same, which is the worst of all.
        (Semver::Major, None, "takes its arguments in another order")
    } else if old.shape() != new.shape() || old.sort != new.sort {
        let error = match old.sort {
            Sort::Function | Sort::Method if old.arguments.len() != new.arguments.len() => "E0061",
            Sort::Function | Sort::Method => "E0277",
            _ => "E0308",
        };
        (Semver::Major, Some(error), "has another type")
    } else if !old.deprecated && new.deprecated {
        (Semver::Minor, Some("deprecated"), "is deprecated")
    } else if old.inner != new.inner || old.deprecated != new.deprecated {
        (Semver::Patch, None, "has other texts or facts")
    } else {
        return;
    };
    let pair = |text: &str| Some(text.to_owned());
    let change = ItemChange {
        item: ItemPair { old: pair(path), new: pair(path) },
        semver,
        signature: ItemPair { old: pair(&old.signature), new: pair(&new.signature) },
        error,
        what,
    };
    all.push(Changed {
        change,
        old: old.origin.clone(),
        new: new.origin.clone(),
        owner: owner(path, old),
        members: Vec::new(),
    });
}
