//! How a reader tells the arms of a union apart.
//!
//! In: the unions of the arena. Out: a rule for each union and each arm. Must not: name anything.
//!
//! A discriminator wins if every arm is an object and has a tag: from the mapping, from a single-value enum, or its
//! component key. Without one, a required member that has one string value in every arm, each another, serves as well.
//! Else arms are told apart by the kind of JSON, and objects by their required members. Where that is not enough, arms
//! are tried in order, with a warning.

use std::collections::{BTreeSet, HashMap};

use crate::diag::Diagnostics;
use crate::ir::{MatchRule, UnionRule, WireName};
use crate::resolve::{EnumKind, Kind, Member, Place, SchemaId, Schemas, Union};

/// A union with its rules.
#[derive(Debug)]
pub(super) struct Ruled {
    pub(super) rule: UnionRule,
    /// In the order in which they are tried.
    pub(super) arms: Vec<(SchemaId, MatchRule)>,
}

impl Ruled {
    pub(super) fn discriminator(&self) -> Option<&str> {
        match &self.rule {
            UnionRule::Discriminator(member) => Some(&member.0),
            UnionRule::Ordered => None,
        }
    }
}

/// The rules of every union.
#[derive(Debug, Default)]
pub(super) struct Unions {
    all: Vec<Ruled>,
    by_id: HashMap<SchemaId, usize>,
}

impl Unions {
    pub(super) fn get(&self, id: SchemaId) -> Option<&Ruled> {
        self.by_id.get(&id).and_then(|index| self.all.get(*index))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Ruled> {
        self.all.iter()
    }
}

/// Finds the rules.
pub(super) fn unions(schemas: &Schemas, found: &mut Diagnostics) -> Unions {
    let mut unions = Unions::default();
    for (id, node) in schemas.iter() {
        if let Kind::Union(union) = &node.kind {
            let ruled = declared(schemas, id, union, found)
                .or_else(|| inferred(schemas, union))
                .unwrap_or_else(|| ordered(schemas, id, union, found));
            unions.by_id.insert(id, unions.all.len());
            unions.all.push(ruled);
        }
    }
    unions
}

/// By the discriminator that the document declares.
fn declared(schemas: &Schemas, id: SchemaId, union: &Union, found: &mut Diagnostics) -> Option<Ruled> {
    let member = &union.discriminator.as_ref()?.member;
    let mut arms = Vec::with_capacity(union.arms.len());
    let mut seen = BTreeSet::new();
    for arm in &union.arms {
        let mut tags = tags_of(schemas, union, member, *arm, 0);
        tags.retain(|tag| seen.insert(tag.clone()));
        if tags.is_empty() {
            let at = schemas[id].origin.child("discriminator");
            let text = format!("`{member}` does not tell every arm of this union apart; the arms are tried in order");
            found.warn("lower-discriminator", &at, text, "map a value of its own to every arm");
            return None;
        }
        arms.push((*arm, MatchRule::Tag(tags)));
    }
    Some(Ruled { rule: UnionRule::Discriminator(WireName(member.clone())), arms })
}

/// The values of the discriminator that mean this arm.
fn tags_of(schemas: &Schemas, union: &Union, member: &str, arm: SchemaId, depth: usize) -> Vec<String> {
    let target = schemas.target(arm);
    let mapping = union.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
    let mapped: Vec<String> =
        mapping.filter(|(_, id)| schemas.target(*id) == target).map(|(value, _)| value.clone()).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    match &schemas[target].kind {
        Kind::Object { members, .. } => {
            let only = members.iter().find(|m| m.name == member).and_then(|m| only_text(schemas, m));
            let key = match &schemas[arm].place {
                Place::Component(key) => Some(key.clone()),
                _ => None,
            };
            only.or(key).into_iter().collect()
        }
        // A union in a union: its tags, if the same member tells.
        Kind::Union(inner) if depth < 8 && inner.discriminator.as_ref().is_some_and(|d| d.member == member) => {
            inner.arms.iter().flat_map(|arm| tags_of(schemas, inner, member, *arm, depth + 1)).collect()
        }
        _ => Vec::new(),
    }
}

/// The one string that a member can be.
fn only_text(schemas: &Schemas, member: &Member) -> Option<String> {
    match &schemas[schemas.target(member.schema)].kind {
        Kind::Enum { kind: EnumKind::String, values } if values.len() == 1 => values.first().cloned(),
        _ => None,
    }
}

/// By a member that has one value in every arm, each another.
fn inferred(schemas: &Schemas, union: &Union) -> Option<Ruled> {
    let objects: Vec<&[Member]> = union.arms.iter().map(|arm| members(schemas, *arm)).collect::<Option<_>>()?;
    let name = objects.first()?.iter().filter(|m| m.required).map(|m| &m.name).find(|name| {
        let mut seen = BTreeSet::new();
        objects.iter().all(|members| {
            let member = members.iter().find(|m| m.required && m.name == **name);
            member.and_then(|m| only_text(schemas, m)).is_some_and(|text| seen.insert(text))
        })
    })?;
    let tag = |members: &[Member]| members.iter().find(|m| m.name == *name).and_then(|m| only_text(schemas, m));
    let arms = union.arms.iter().zip(&objects);
    let arms = arms.map(|(arm, members)| (*arm, MatchRule::Tag(tag(members).into_iter().collect()))).collect();
    Some(Ruled { rule: UnionRule::Discriminator(WireName(name.clone())), arms })
}

fn members(schemas: &Schemas, arm: SchemaId) -> Option<&[Member]> {
    match &schemas[schemas.target(arm)].kind {
        Kind::Object { members, .. } => Some(members),
        _ => None,
    }
}

/// By the kind of JSON, and objects by their required members.
fn ordered(schemas: &Schemas, id: SchemaId, union: &Union, found: &mut Diagnostics) -> Ruled {
    let mut plain = Vec::new();
    let mut objects: Vec<(SchemaId, BTreeSet<String>)> = Vec::new();
    for arm in &union.arms {
        match rule_of_kind(&schemas[schemas.target(*arm)].kind) {
            Some(MatchRule::Object) => {
                let required = members(schemas, *arm).unwrap_or_default().iter().filter(|m| m.required);
                objects.push((*arm, required.map(|m| m.name.clone()).collect()));
            }
            Some(rule) => plain.push((*arm, rule)),
            None => plain.push((*arm, MatchRule::Try)),
        }
    }
    let arrays = plain.iter().filter(|(_, rule)| *rule == MatchRule::Array).count();
    if arrays > 1 {
        for (_, rule) in plain.iter_mut().filter(|(_, rule)| *rule == MatchRule::Array) {
            *rule = MatchRule::Try;
        }
    }
    let mut arms = plain;
    arms.extend(by_members(objects));
    // What takes anything comes last.
    arms.sort_by_key(|(_, rule)| u8::from(*rule == MatchRule::Try) * 2 + u8::from(*rule == MatchRule::Object));
    if arms.iter().filter(|(_, rule)| *rule == MatchRule::Try).count() > 1 {
        let text = "nothing tells some arms of this union apart; the first that fits is taken";
        let help = "add a `discriminator`, or members that only one arm requires";
        found.warn("lower-union-ambiguous", &schemas[id].origin, text, help);
    }
    Ruled { rule: UnionRule::Ordered, arms }
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

/// Most required members first; arms with the same ones can only be tried.
fn by_members(objects: Vec<(SchemaId, BTreeSet<String>)>) -> Vec<(SchemaId, MatchRule)> {
    let same = |set: &BTreeSet<String>| objects.iter().filter(|(_, other)| other == set).count() > 1;
    let mut ruled: Vec<(usize, SchemaId, MatchRule)> = Vec::with_capacity(objects.len());
    for (arm, required) in &objects {
        let rule = if same(required) {
            MatchRule::Try
        } else if required.is_empty() || objects.len() == 1 {
            MatchRule::Object
        } else {
            MatchRule::Members(required.iter().cloned().map(WireName).collect())
        };
        ruled.push((required.len(), *arm, rule));
    }
    ruled.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    ruled.into_iter().map(|(_, arm, rule)| (arm, rule)).collect()
}
