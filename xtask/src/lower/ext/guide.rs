//! The root extension: facts for the guides.
//!
//! In: the list under `migration`. Out: other clients of the API, compared with this one. Must not: know the
//! operations.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::names::{DigitPrefix, words};
use super::reader::{Reader, missing, wrong};
use crate::diag::{Diagnostics, Pointer};
use crate::ir::Migration;

/// Placeholders for a service and a method in `call`.
const PLACEHOLDERS: [&str; 2] = ["{service}", "{method}"];

pub(super) fn migrations(value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Vec<Migration> {
    let mut slugs = BTreeSet::new();
    let mut all = Vec::new();
    for (value, at) in items(value, at, "migration", diagnostics) {
        let Some(migration) = migration(value, at.clone(), diagnostics) else { continue };
        if slugs.insert(migration.slug.clone()) {
            all.push(migration);
        } else {
            wrong(&at.child("slug"), "slug", "a name that no other migration uses", diagnostics);
        }
    }
    all
}

fn migration(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<Migration> {
    let mut reader = Reader::new(value, at.clone(), diagnostics);
    let from = reader.need_text("from", diagnostics);
    let slug = reader.need_text("slug", diagnostics);
    let call = reader.need_text("call", diagnostics);
    let counterparts = reader.get("counterparts").map(|(value, at)| counterparts(value, &at, diagnostics));
    let notes = reader.texts("notes", diagnostics);
    reader.finish(diagnostics);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if slug
        .as_deref()
        .is_some_and(|slug| !slug.starts_with(|c: char| c.is_ascii_lowercase()) || !slug.chars().all(plain))
    {
        wrong(&at.child("slug"), "slug", "small letters, digits and underscores, a letter first", diagnostics);
        return None;
    }
    if call.as_deref().is_some_and(|call| !call.contains(PLACEHOLDERS[1])) {
        wrong(&at.child("call"), "call", "a call with {method} in it, and {service} where it names one", diagnostics);
        return None;
    }
    let slug = words(&slug?, DigitPrefix::Value);
    Some(Migration { from: from?, slug, call: call?, counterparts: counterparts.unwrap_or_default(), notes })
}

fn counterparts(value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (value, at) in items(value, at, "counterparts", diagnostics) {
        let mut reader = Reader::new(value, at, diagnostics);
        let (theirs, ours) = (reader.need_text("theirs", diagnostics), reader.need_text("ours", diagnostics));
        reader.finish(diagnostics);
        all.extend(theirs.zip(ours));
    }
    all
}

/// The items of a list, each with its pointer.
fn items<'v>(value: &'v Value, at: &Pointer, key: &str, diagnostics: &mut Diagnostics) -> Vec<(&'v Value, Pointer)> {
    let Some(list) = value.as_array() else {
        wrong(at, key, "a list", diagnostics);
        return Vec::new();
    };
    if list.is_empty() {
        missing(&at.index(0), key, diagnostics);
    }
    list.iter().enumerate().map(|(index, value)| (value, at.index(index))).collect()
}
