//! What distinguishes the branches of a union, in words.
//!
//! In: a union with its rules. Out: for each branch, words in order of preference: its title, the value of its tag, a
//! property that no other branch has, what it is made of. Must not: count, so that a branch beside it renames nothing.

use std::collections::{HashMap, HashSet};

use super::SchemaTable;
use super::tags::RuledUnion;
use crate::ir::{MatchRule, Words};
use crate::lower::names::{DigitPrefix, Scope, joined, reads_as_name, value, words};
use crate::resolve::{Additional, Kind, Property, SchemaId, SchemaLocation};

/// Lists in lists are named no deeper than this.
const MAX_DEPTH: usize = 3;
/// A name of more properties would not be read.
const MAX_PROPERTIES: usize = 3;

/// The words of every branch, in the order of the branches.
pub(super) fn branch_words(table: &SchemaTable<'_>, union: &RuledUnion) -> Vec<Vec<Words>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (branch, _) in &union.branches {
        let names: HashSet<&str> = properties(table, *branch).iter().map(|property| property.name.as_str()).collect();
        names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
    }
    union.branches.iter().map(|(branch, rule)| of_branch(table, *branch, rule, &counts)).collect()
}

/// The words of every branch that is no component, each another.
pub(super) fn distinct_words(table: &SchemaTable<'_>, union: &RuledUnion) -> HashMap<SchemaId, Words> {
    let mut scope = Scope::default();
    let branches = union.branches.iter().zip(branch_words(table, union));
    let is_inline = |id: SchemaId| !matches!(table.node(id).location, SchemaLocation::Component(_));
    let inline = branches.filter(|((branch, _), _)| is_inline(*branch));
    inline.map(|((branch, _), candidates)| (*branch, scope.claim(&candidates).name)).collect()
}

fn of_branch(table: &SchemaTable<'_>, branch: SchemaId, rule: &MatchRule, counts: &HashMap<&str, usize>) -> Vec<Words> {
    let mut candidates = Vec::new();
    if let Some(title) = table.node(branch).notes.title.as_deref().filter(|title| reads_as_name(title)) {
        candidates.push(words(title, DigitPrefix::Value));
    }
    candidates.extend(rule.tags().and_then(<[String]>::first).map(|tag| value(tag)));
    let all = properties(table, branch);
    let is_own = |property: &&Property| counts.get(property.name.as_str()) == Some(&1);
    let own = all.iter().filter(is_own).find(|property| property.required).or_else(|| all.iter().find(is_own));
    candidates.extend(own.map(|property| words(&property.name, DigitPrefix::Value)));
    if own.is_none() {
        candidates.extend(by_properties(table, all));
    }
    candidates.push(kind_words(table, branch, 0));
    candidates
}

/// The properties together, and what each of them is.
fn by_properties(table: &SchemaTable<'_>, all: &[Property]) -> Vec<Words> {
    let mut picked: Vec<&Property> = all.iter().filter(|property| property.required).collect();
    if picked.is_empty() {
        picked = all.iter().collect();
    }
    let name = |property: &Property| words(&property.name, DigitPrefix::Value);
    let names: Vec<Words> = picked.iter().take(MAX_PROPERTIES).map(|property| name(property)).collect();
    let mut candidates = Vec::new();
    if !names.is_empty() && picked.len() <= MAX_PROPERTIES {
        candidates.push(joined(&names.iter().collect::<Vec<_>>()));
    }
    let of_kind = |property: &&Property| joined(&[&name(property), &kind_words(table, property.schema, 0)]);
    candidates.extend(picked.iter().map(of_kind));
    candidates
}

/// What a value is: `text`, `integer list`.
fn kind_words(table: &SchemaTable<'_>, id: SchemaId, depth: usize) -> Words {
    let target = table.target(id);
    let node = table.node(target);
    if let (SchemaLocation::Component(key), true) = (&node.location, depth > 0 && table.is_type(target)) {
        return words(key, DigitPrefix::Value);
    }
    let word = |text: &str| Words(vec![text.to_owned()]);
    match &node.kind {
        Kind::Array { items } if depth < MAX_DEPTH => joined(&[&kind_words(table, *items, depth + 1), &word("list")]),
        Kind::Array { .. } => word("list"),
        Kind::Object { properties, additional: Additional::Typed(_) } if properties.is_empty() => word("map"),
        Kind::Object { .. } => word("object"),
        Kind::Union(_) => word("union"),
        Kind::Enum { .. } => word("known"),
        Kind::Bool => word("bool"),
        Kind::Integer { .. } => word("integer"),
        Kind::Number { .. } => word("number"),
        Kind::String { .. } => word("text"),
        Kind::Any | Kind::Null | Kind::Ref(_) => word("json"),
    }
}

fn properties<'t>(table: &'t SchemaTable<'_>, branch: SchemaId) -> &'t [Property] {
    match &table.node(table.schemas.target(branch)).kind {
        Kind::Object { properties, .. } => properties,
        _ => &[],
    }
}
