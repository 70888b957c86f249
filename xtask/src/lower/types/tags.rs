//! How the branches of a union are distinguished.
//!
//! In: the unions of the arena. Out: a rule for each union and each branch. Must not: name anything.
//!
//! A discriminator is used if every branch is an object and has a tag: from the mapping, from a single-value enum, or
//! its component key. Without one, a required property that has one string value in every branch, each another, serves
//! as well.
//! Otherwise branches are distinguished by the kind of JSON value, and objects by their required properties. Where that
//! is not enough, branches are tried in order, with a warning.

use std::collections::{BTreeSet, HashMap};

use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{MatchRule, UnionRule, WireName};
use crate::resolve::{EnumKind, Kind, Property, SchemaId, SchemaLocation, Schemas, Union};

/// A union with its rules.
#[derive(Debug)]
pub(super) struct RuledUnion {
    pub(super) rule: UnionRule,
    /// In the order in which they are tried.
    pub(super) branches: Vec<(SchemaId, MatchRule)>,
}

impl RuledUnion {
    pub(super) fn discriminator(&self) -> Option<&str> {
        match &self.rule {
            UnionRule::Discriminator(property) => Some(&property.0),
            UnionRule::Ordered => None,
        }
    }
}

/// The rules of every union.
#[derive(Debug, Default)]
pub(super) struct Unions {
    all: Vec<RuledUnion>,
    by_id: HashMap<SchemaId, usize>,
}

impl Unions {
    pub(super) fn get(&self, id: SchemaId) -> Option<&RuledUnion> {
        self.by_id.get(&id).and_then(|index| self.all.get(*index))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &RuledUnion> {
        self.all.iter()
    }
}

/// Finds the rules.
pub(super) fn unions(schemas: &Schemas, diagnostics: &mut Diagnostics) -> Unions {
    let mut unions = Unions::default();
    for (id, node) in schemas.iter() {
        if let Kind::Union(union) = &node.kind {
            let ruled = declared(schemas, id, union, diagnostics)
                .or_else(|| inferred(schemas, union))
                .unwrap_or_else(|| ordered(schemas, id, union, diagnostics));
            unions.by_id.insert(id, unions.all.len());
            unions.all.push(ruled);
        }
    }
    unions
}

/// By the discriminator that the document declares.
fn declared(schemas: &Schemas, id: SchemaId, union: &Union, diagnostics: &mut Diagnostics) -> Option<RuledUnion> {
    let property = &union.discriminator.as_ref()?.property;
    let mut branches = Vec::with_capacity(union.branches.len());
    let mut seen = BTreeSet::new();
    for branch in &union.branches {
        let mut tags = tags_of(schemas, union, property, *branch, 0);
        tags.retain(|tag| seen.insert(tag.clone()));
        if tags.is_empty() {
            let at = schemas[id].origin.child("discriminator");
            let text = format!(
                "`{property}` does not distinguish every branch of this union; the branches are tried in order"
            );
            diagnostics.report(codes::LOWER_DISCRIMINATOR, &at, text, "map a distinct value to every branch");
            return None;
        }
        branches.push((*branch, MatchRule::Tag(tags)));
    }
    Some(RuledUnion { rule: UnionRule::Discriminator(WireName(property.clone())), branches })
}

/// The values of the discriminator that mean this branch.
fn tags_of(schemas: &Schemas, union: &Union, property: &str, branch: SchemaId, depth: usize) -> Vec<String> {
    let target = schemas.target(branch);
    let mapping = union.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
    let mapped: Vec<String> =
        mapping.filter(|(_, id)| schemas.target(*id) == target).map(|(value, _)| value.clone()).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    match &schemas[target].kind {
        Kind::Object { properties, .. } => {
            let only = properties.iter().find(|m| m.name == property).and_then(|m| only_text(schemas, m));
            let key = match &schemas[branch].location {
                SchemaLocation::Component(key) => Some(key.clone()),
                _ => None,
            };
            only.or(key).into_iter().collect()
        }
        // A union in a union: its tags, if it has the same discriminator.
        Kind::Union(inner) if depth < 8 && inner.discriminator.as_ref().is_some_and(|d| d.property == property) => {
            inner.branches.iter().flat_map(|branch| tags_of(schemas, inner, property, *branch, depth + 1)).collect()
        }
        _ => Vec::new(),
    }
}

/// The one string that a property can be.
fn only_text(schemas: &Schemas, property: &Property) -> Option<String> {
    match &schemas[schemas.target(property.schema)].kind {
        Kind::Enum { kind: EnumKind::String, values } if values.len() == 1 => values.first().cloned(),
        _ => None,
    }
}

/// By a property that has one value in every branch, each another.
fn inferred(schemas: &Schemas, union: &Union) -> Option<RuledUnion> {
    let objects: Vec<&[Property]> =
        union.branches.iter().map(|branch| properties(schemas, *branch)).collect::<Option<_>>()?;
    let name = objects.first()?.iter().filter(|m| m.required).map(|m| &m.name).find(|name| {
        let mut seen = BTreeSet::new();
        objects.iter().all(|properties| {
            let property = properties.iter().find(|m| m.required && m.name == **name);
            property.and_then(|m| only_text(schemas, m)).is_some_and(|text| seen.insert(text))
        })
    })?;
    let tag = |properties: &[Property]| properties.iter().find(|m| m.name == *name).and_then(|m| only_text(schemas, m));
    let branches = union.branches.iter().zip(&objects);
    let branches =
        branches.map(|(branch, properties)| (*branch, MatchRule::Tag(tag(properties).into_iter().collect()))).collect();
    Some(RuledUnion { rule: UnionRule::Discriminator(WireName(name.clone())), branches })
}

fn properties(schemas: &Schemas, branch: SchemaId) -> Option<&[Property]> {
    match &schemas[schemas.target(branch)].kind {
        Kind::Object { properties, .. } => Some(properties),
        _ => None,
    }
}

/// By the kind of JSON, and objects by their required properties.
fn ordered(schemas: &Schemas, id: SchemaId, union: &Union, diagnostics: &mut Diagnostics) -> RuledUnion {
    let mut plain = Vec::new();
    let mut objects: Vec<(SchemaId, BTreeSet<String>)> = Vec::new();
    for branch in &union.branches {
        match rule_of_kind(&schemas[schemas.target(*branch)].kind) {
            Some(MatchRule::Object) => {
                let required = properties(schemas, *branch).unwrap_or_default().iter().filter(|m| m.required);
                objects.push((*branch, required.map(|m| m.name.clone()).collect()));
            }
            Some(rule) => plain.push((*branch, rule)),
            None => plain.push((*branch, MatchRule::Try)),
        }
    }
    let arrays = plain.iter().filter(|(_, rule)| *rule == MatchRule::Array).count();
    if arrays > 1 {
        for (_, rule) in plain.iter_mut().filter(|(_, rule)| *rule == MatchRule::Array) {
            *rule = MatchRule::Try;
        }
    }
    let mut branches = plain;
    branches.extend(by_properties(objects));
    // A branch that accepts anything comes last.
    branches.sort_by_key(|(_, rule)| u8::from(*rule == MatchRule::Try) * 2 + u8::from(*rule == MatchRule::Object));
    if branches.iter().filter(|(_, rule)| *rule == MatchRule::Try).count() > 1 {
        let text = "some branches of this union cannot be told apart; the first that decodes is used";
        let help = "add a `discriminator`, or properties that only one branch requires";
        diagnostics.report(codes::LOWER_UNION_AMBIGUOUS, &schemas[id].origin, text, help);
    }
    RuledUnion { rule: UnionRule::Ordered, branches }
}

fn rule_of_kind(kind: &Kind) -> Option<MatchRule> {
    match kind {
        Kind::Null => Some(MatchRule::Null),
        Kind::Bool => Some(MatchRule::Bool),
        Kind::Integer { .. } | Kind::Enum { kind: EnumKind::Integer, .. } => Some(MatchRule::Integer),
        Kind::Number { .. } => Some(MatchRule::Number),
        Kind::String { .. } | Kind::Enum { kind: EnumKind::String, .. } => Some(MatchRule::String),
        Kind::Array { .. } => Some(MatchRule::Array),
        Kind::Object { .. } => Some(MatchRule::Object),
        Kind::Any | Kind::Union(_) | Kind::Ref(_) => None,
    }
}

/// Most required properties first; branches with the same ones can only be tried.
fn by_properties(objects: Vec<(SchemaId, BTreeSet<String>)>) -> Vec<(SchemaId, MatchRule)> {
    let same = |set: &BTreeSet<String>| objects.iter().filter(|(_, other)| other == set).count() > 1;
    let mut ruled: Vec<(usize, SchemaId, MatchRule)> = Vec::with_capacity(objects.len());
    for (branch, required) in &objects {
        let rule = if same(required) {
            MatchRule::Try
        } else if required.is_empty() || objects.len() == 1 {
            MatchRule::Object
        } else {
            MatchRule::Properties(required.iter().cloned().map(WireName).collect())
        };
        ruled.push((required.len(), *branch, rule));
    }
    ruled.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    ruled.into_iter().map(|(_, branch, rule)| (branch, rule)).collect()
}
