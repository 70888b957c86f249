//! What the root extension says for the guides.
//!
//! In: the list under `migration`. Out: other clients of the API, set beside this one. Must not: know the operations.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::names::{Lead, words};
use super::reader::{Reader, missing, wrong};
use crate::diag::{Diagnostics, Pointer};
use crate::ir::Migration;

/// What stands for a service and a method in `call`.
const PLACES: [&str; 2] = ["{service}", "{method}"];

pub(super) fn migrations(value: &Value, at: &Pointer, found: &mut Diagnostics) -> Vec<Migration> {
    let mut slugs = BTreeSet::new();
    let mut all = Vec::new();
    for (value, at) in items(value, at, "migration", found) {
        let Some(migration) = migration(value, at.clone(), found) else { continue };
        if slugs.insert(migration.slug.clone()) {
            all.push(migration);
        } else {
            wrong(&at.child("slug"), "slug", "a name that no other migration has", found);
        }
    }
    all
}

fn migration(value: &Value, at: Pointer, found: &mut Diagnostics) -> Option<Migration> {
    let mut reader = Reader::new(value, at.clone(), found);
    let from = reader.need_text("from", found);
    let slug = reader.need_text("slug", found);
    let call = reader.need_text("call", found);
    let counterparts = reader.get("counterparts").map(|(value, at)| counterparts(value, &at, found));
    let notes = reader.texts("notes", found);
    reader.finish(found);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if slug
        .as_deref()
        .is_some_and(|slug| !slug.starts_with(|c: char| c.is_ascii_lowercase()) || !slug.chars().all(plain))
    {
        wrong(&at.child("slug"), "slug", "small letters, digits and underscores, a letter first", found);
        return None;
    }
    if call.as_deref().is_some_and(|call| !call.contains(PLACES[1])) {
        wrong(&at.child("call"), "call", "a call with {method} in it, and {service} where it names one", found);
        return None;
    }
    let slug = words(&slug?, Lead::Value);
    Some(Migration { from: from?, slug, call: call?, counterparts: counterparts.unwrap_or_default(), notes })
}

fn counterparts(value: &Value, at: &Pointer, found: &mut Diagnostics) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (value, at) in items(value, at, "counterparts", found) {
        let mut reader = Reader::new(value, at, found);
        let (theirs, ours) = (reader.need_text("theirs", found), reader.need_text("ours", found));
        reader.finish(found);
        all.extend(theirs.zip(ours));
    }
    all
}

/// The items of a list, each with its place.
fn items<'v>(value: &'v Value, at: &Pointer, key: &str, found: &mut Diagnostics) -> Vec<(&'v Value, Pointer)> {
    let Some(list) = value.as_array() else {
        wrong(at, key, "a list", found);
        return Vec::new();
    };
    if list.is_empty() {
        missing(&at.index(0), key, found);
    }
    list.iter().enumerate().map(|(index, value)| (value, at.index(index))).collect()
}
