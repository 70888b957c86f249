//! Compares two versions of an API: what changed on the wire, and what changes in the crate.
//!
//! In: two contracts, their APIs and their Rust views. Out: `Comparison`. Must not: read a file or print.
//!
//! `walk` goes over both contracts and finds facts; each pair of schemas is compared once (`pairs`). `judge` gives facts
//! their level and their place, and joins them with the items of the crate that changed (`items`, `join`).

mod api;
mod approvals;
mod call;
mod change;
mod compared;
mod components;
mod documentation;
mod facets;
mod fact;
mod ids;
mod item_changes;
mod items;
mod join;
mod judge;
mod kind;
mod level;
mod moves;
mod names;
mod notes;
mod objects;
mod operations;
mod output;
mod pairs;
mod parameters;
mod paths;
mod payloads;
mod protocol;
mod reach;
mod same;
mod schemas;
mod security;
mod trace;
mod types;
mod unions;
mod values;
mod version;
mod walk;

pub use approvals::{Approvals, FILE_NAME as APPROVALS};
pub use change::{Approved, Cause, Change, Comparison, Document, Documents, Inference, ItemChange, ItemPair, Place};
pub use kind::Kind;
pub use level::{Semver, Side, Wire};
pub use notes::add_notes;
pub use output::{to_github, to_gitlab, to_json, to_junit, to_sarif, to_text};
pub use trace::{Question, Trace, trace};
pub use version::Version;

use std::collections::BTreeMap;

/// Compares two versions.
#[must_use]
pub fn compare(old: Version<'_>, new: Version<'_>) -> Comparison {
    let mut walked = walk::Walk::new(old.on_the_wire(), new.on_the_wire());
    facts(&mut walked);
    let judged = judge::changes(&walked);
    let (old_items, new_items) = (items::of(old.view), items::of(new.view));
    let sides = join::Sides {
        old_uses: reach::Uses::of(old.contract),
        new_uses: reach::Uses::of(new.contract),
        old: old.contract,
        new: new.contract,
        old_items: &old_items,
        new_items: &new_items,
    };
    let changed = item_changes::compare(&old_items, &new_items);
    let mut changes = join::join(judged, changed, &sides);
    // The same bytes and the same crate: nothing to tell.
    changes.retain(|change| change.wire != Wire::None || change.semver >= Semver::Minor);
    changes.sort_by(|a, b| judge::order(a).cmp(&judge::order(b)));
    distinct(&mut changes);
    Comparison { old: document(old), new: document(new), services: services([old, new]), changes }
}

/// Goes over both contracts.
fn facts(walk: &mut walk::Walk<'_>) {
    api::compare(walk);
    operations::compare(walk);
    schemas::compare(walk);
    components::compare(walk);
    schemas::compare(walk);
    moves::find(walk);
    protocol::compare(walk);
}

fn document(version: Version<'_>) -> Document {
    let contract = version.contract;
    let lifecycle = version.api.lifecycle.clone().unwrap_or_default();
    Document {
        file: version.file.to_owned(),
        title: contract.title.clone(),
        version: contract.version.clone(),
        released: lifecycle.released,
        supported_until: lifecycle.supported_until,
        module: version.api.version.clone(),
    }
}

fn services(versions: [Version<'_>; 2]) -> BTreeMap<String, String> {
    let of = |version: Version<'_>| -> Vec<(String, String)> {
        let services = version.api.services.iter();
        let name = |call| {
            let (method, path) = protocol::key(call);
            format!("{method} {path}")
        };
        services.flat_map(|one| one.operations.iter().map(move |call| (name(call), one.name.to_string()))).collect()
    };
    versions.into_iter().flat_map(of).collect()
}

/// Gives each change a fingerprint of its own.
fn distinct(changes: &mut [Change]) {
    let mut known = std::collections::HashMap::new();
    for change in changes {
        let count = known.entry(change.fingerprint.clone()).or_insert(0_usize);
        if *count > 0 {
            (change.fingerprint, change.loose_fingerprint) = judge::fingerprints(change, *count);
        }
        *count += 1;
    }
}
