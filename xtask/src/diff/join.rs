//! Joins changes of the wire with the items of the crate that changed.
//!
//! In: changes, and the items of both versions. Out: changes with their items; those that no change of the wire explains
//! become changes of their own. Must not: change a level of the wire.
//!
//! An item belongs to the fact about the same part of the document; else to one below or above that part; else to one
//! that changes a type in an operation that uses the item.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;

use super::change::{Cause, Change, ItemPair};
use super::item_changes::Changed;
use super::items::{Items, Sort};
use super::judge::Judged;
use super::kind::Kind;
use super::level::{Semver, Side, Wire};
use super::reach::Uses;
use crate::contract::Contract;
use crate::diag::Pointer;

/// Both sides, as far as items are looked up in them.
pub(super) struct Sides<'a> {
    pub(super) old_items: &'a Items,
    pub(super) new_items: &'a Items,
    pub(super) old_uses: Uses,
    pub(super) new_uses: Uses,
    pub(super) old: &'a Contract,
    pub(super) new: &'a Contract,
}

pub(super) fn join(mut judged: Vec<Judged>, changed: Vec<Changed>, sides: &Sides<'_>) -> Vec<Change> {
    let mut left: Vec<Changed> = Vec::new();
    // A type comes before what belongs to it, which comes and goes with it.
    let (owners, members): (Vec<Changed>, Vec<Changed>) = changed.into_iter().partition(Changed::is_owner);
    let mut of_owner: HashMap<(String, bool), Option<usize>> = HashMap::new();
    for item in owners.into_iter().chain(members) {
        let key = (item.owner.clone(), item.change.item.old.is_some());
        let gone_or_new = item.comes_or_goes();
        let index = match of_owner.get(&key).filter(|_| gone_or_new) {
            Some(index) => *index,
            None => explained(&judged, &item, sides),
        };
        if item.is_owner() && gone_or_new {
            of_owner.insert(key.clone(), index);
        }
        match index.and_then(|index| judged.get_mut(index)) {
            Some(judged) => judged.change.add(item.change),
            None if item.change.semver >= Semver::Minor => {
                let owner = left.iter_mut().find(|owner| gone_or_new && owner.is_owner() && owner.owner == item.owner);
                match owner {
                    Some(owner) => owner.members.push(item.change),
                    None => left.push(item),
                }
            }
            None => {}
        }
    }
    let (old, new) = (by_origin(sides.old_items), by_origin(sides.new_items));
    let mut changes: Vec<Change> = judged
        .into_iter()
        .map(|mut judged| {
            judged.change.item = main_item(&judged, &old, &new);
            judged.change
        })
        .collect();
    changes.extend(left.into_iter().map(|item| unexplained(item, sides)));
    changes
}

/// How well a fact explains an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It changes a type in an operation that uses the item.
    Operation,
    /// It is about something around the item.
    Above,
    /// It is about a part of the item.
    Below,
    Exact,
}

/// The fact that explains an item best.
fn explained(judged: &[Judged], item: &Changed, sides: &Sides<'_>) -> Option<usize> {
    if let Some(index) = by_path(judged, item) {
        return Some(index);
    }
    let own = |uses: &Uses, at: &Option<Pointer>| at.as_ref().map(|at| uses.operations(at)).unwrap_or_default();
    let mut operations = own(&sides.old_uses, &item.old);
    operations.extend(own(&sides.new_uses, &item.new));
    let fits = judged.iter().enumerate().filter_map(|(index, fact)| {
        let fit = fit(fact, item, &operations)?;
        // Texts explain texts only.
        if fact.change.wire == Wire::Doc && item.change.semver > Semver::Patch {
            return None;
        }
        let kind = fact.change.kind;
        let renames = matches!(kind, Kind::OpId | Kind::OpTag | Kind::SchemaRenamed) && item.comes_or_goes();
        Some(((fit, renames, is_structural(kind), fact.change.wire, std::cmp::Reverse(index)), index))
    });
    fits.max_by_key(|(rank, _)| *rank).map(|(_, index)| index)
}

fn fit(fact: &Judged, item: &Changed, operations: &BTreeSet<String>) -> Option<Fit> {
    let pairs = fact.subjects.iter().flat_map(|(old, new)| [(old, &item.old), (new, &item.new)]);
    let both = pairs.filter_map(|(fact, item)| fact.as_ref().zip(item.as_ref()));
    let of = |(fact, item): (&Pointer, &Pointer)| {
        if fact == item {
            Some(Fit::Exact)
        } else if fact.below(item).is_some() {
            Some(Fit::Below)
        } else if item.below(fact).is_some() {
            Some(Fit::Above)
        } else {
            None
        }
    };
    let by_place = both.filter_map(of).max();
    let shares = || fact.change.operations.iter().any(|operation| operations.contains(operation));
    by_place.or_else(|| (is_structural(fact.change.kind) && shares()).then_some(Fit::Operation))
}

/// Whether a change of this kind can move or change items elsewhere.
fn is_structural(kind: Kind) -> bool {
    if let Kind::OpRateLimit | Kind::OpDeprecated | Kind::OpUndeprecated | Kind::OpSunset | Kind::OpStability = kind {
        return false;
    }
    let id = kind.id();
    let groups = ["op.", "param.", "body.", "resp.", "union.", "schema.", "object.", "webhook.", "auth."];
    let fields = ["added", "removed", "type", "renamed", "moved", "became", "nullable", "format", "free", "const"];
    groups.iter().any(|group| id.starts_with(group)) || fields.iter().any(|word| id.contains(word))
}

/// Items that are in no document, by what they are.
fn by_path(judged: &[Judged], item: &Changed) -> Option<usize> {
    let path = item.change.item.old.as_ref().or(item.change.item.new.as_ref())?;
    let groups: &[&str] = if path == "Client::builder" {
        &["auth.", "api."]
    } else if path.starts_with("errors::") {
        &["error."]
    } else if item.old.is_none() && item.new.is_none() {
        &["op."]
    } else {
        return None;
    };
    judged.iter().position(|fact| groups.iter().any(|group| fact.change.kind.id().starts_with(group)))
}

/// The items by where the document has them; the one that says most about the place comes first.
fn by_origin(items: &Items) -> HashMap<&Pointer, &String> {
    let mut found: HashMap<&Pointer, (&String, u8)> = HashMap::new();
    for (path, item) in items {
        let Some(at) = &item.origin else { continue };
        let rank = match item.sort {
            Sort::Field => 0,
            Sort::Function if !path.starts_with("models") => 1,
            Sort::Type => 2,
            Sort::Method => 3,
            Sort::Function | Sort::Variant | Sort::Trait => 4,
        };
        let known = found.entry(at).or_insert((path, rank));
        if rank < known.1 {
            *known = (path, rank);
        }
    }
    found.into_iter().map(|(at, (path, _))| (at, path)).collect()
}

/// The item that a change is about: the one at its place, or the nearest around it.
fn main_item(judged: &Judged, old: &HashMap<&Pointer, &String>, new: &HashMap<&Pointer, &String>) -> ItemPair {
    let single: Vec<_> = judged.change.items.iter().filter(|item| item.semver >= Semver::Minor).collect();
    if let [one] = single.as_slice() {
        return one.item.clone();
    }
    let find = |at: &Option<Pointer>, items: &HashMap<&Pointer, &String>| {
        let at = at.as_ref()?;
        at.ancestors().find_map(|at| items.get(&Pointer::new(at)).map(|path| path.replace('.', "::")))
    };
    let (before, after) = judged.subjects.first().cloned().unwrap_or_default();
    ItemPair { old: find(&before, old), new: find(&after, new) }
}

/// An item that changed though nothing on the wire explains it.
fn unexplained(item: Changed, sides: &Sides<'_>) -> Change {
    let pair = &item.change.item;
    let path = pair.old.as_ref().or(pair.new.as_ref()).cloned().unwrap_or_default();
    let kind = match (&pair.old, &pair.new) {
        (Some(_), None) if path.contains(": ") => Kind::RustDerive,
        (Some(_), None) => Kind::RustRemoved,
        (None, _) => Kind::RustAdded,
        (Some(_), Some(_)) => Kind::RustType,
    };
    let place = |contract: &Contract, item: &Option<String>, at: &Option<Pointer>, signature: &Option<String>| {
        item.as_ref()?;
        let at = at.clone().unwrap_or_default();
        Some(super::judge::placed(contract, &at, json!(signature)))
    };
    let signature = &item.change.signature;
    let mut change = Change {
        kind,
        wire: Wire::None,
        request: None,
        response: None,
        semver: item.change.semver,
        side: Side::None,
        operations: Vec::new(),
        component: None,
        path: path.clone(),
        old: place(sides.old, &pair.old, &item.old, &signature.old),
        new: place(sides.new, &pair.new, &item.new, &signature.new),
        item: pair.clone(),
        message: format!("{path} {}", item.change.what),
        items: std::iter::once(item.change).chain(item.members).collect(),
        fingerprint: String::new(),
        loose_fingerprint: String::new(),
        inference: None,
        cause: Cause::Generator,
        approved: None,
    };
    (change.fingerprint, change.loose_fingerprint) = super::judge::fingerprints(&change, 0);
    change
}
