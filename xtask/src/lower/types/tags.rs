//! How the branches of a union are distinguished.
//!
//! In: the unions of the arena. Out: a rule for each union and each branch. Must not: name anything.
//!
//! A discriminator is used if every branch is an object and has a tag: from the values of its own `enum`, from the
//! mapping, or its component key. Without one, a property whose `enum` has other values in every branch serves as well.
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
    let own: Vec<&[String]> = union.branches.iter().map(|branch| values_of(schemas, *branch, property)).collect();
    let mut branches = Vec::with_capacity(union.branches.len());
    let mut seen = BTreeSet::new();
    for (index, branch) in union.branches.iter().enumerate() {
        let found = Evidence {
            own: own[index],
            is_distinct: is_distinct(&own, index),
            mapped: mapped(schemas, union, *branch),
        };
        report_outside(schemas, id, property, &found, diagnostics);
        let mut tags = tags_of(schemas, property, *branch, found, 0);
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

/// What a document says of the tags of a branch.
#[derive(Debug, Default)]
struct Evidence<'a> {
    /// The values that the branch's own schema allows; empty if it allows any.
    own: &'a [String],
    /// No other branch allows one of them.
    is_distinct: bool,
    mapped: Vec<String>,
}

/// The values that the mapping gives to a branch.
fn mapped(schemas: &Schemas, union: &Union, branch: SchemaId) -> Vec<String> {
    let target = schemas.target(branch);
    let mapping = union.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
    mapping.filter(|(_, id)| schemas.target(*id) == target).map(|(value, _)| value.clone()).collect()
}

/// No other list has a value of this one.
fn is_distinct(lists: &[&[String]], index: usize) -> bool {
    let own = lists[index];
    let mut others = lists.iter().enumerate().filter(|(other, _)| *other != index);
    others.all(|(_, values)| !values.iter().any(|value| own.contains(value)))
}

/// A mapping and an `enum` that do not agree: the `enum` stays, as it is what the branch itself says.
fn report_outside(
    schemas: &Schemas,
    id: SchemaId,
    property: &str,
    found: &Evidence<'_>,
    diagnostics: &mut Diagnostics,
) {
    let outside = found.mapped.iter().find(|value| !found.own.is_empty() && !found.own.contains(value));
    if let Some(value) = outside {
        let at = schemas[id].origin.child("discriminator").child("mapping").child(value);
        let text = format!("the mapping has `{value}`, which the `enum` of `{property}` in that branch does not allow");
        let help = "correct the mapping or the `enum`; the values of the `enum` are used";
        diagnostics.report(codes::LOWER_DISCRIMINATOR_VALUE, &at, text, help);
    }
}

/// The values of the discriminator that mean this branch: those of its own `enum`, those of the mapping, or its key.
fn tags_of(schemas: &Schemas, property: &str, branch: SchemaId, found: Evidence<'_>, depth: usize) -> Vec<String> {
    let allowed = |value: &String| found.own.is_empty() || found.own.contains(value);
    if !found.own.is_empty() && found.is_distinct {
        return found.own.to_vec();
    }
    if !found.mapped.is_empty() {
        let (inside, outside): (Vec<String>, Vec<String>) = found.mapped.iter().cloned().partition(allowed);
        return if inside.is_empty() { outside } else { inside };
    }
    match &schemas[schemas.target(branch)].kind {
        Kind::Object { .. } => match &schemas[branch].location {
            SchemaLocation::Component(key) if allowed(key) => vec![key.clone()],
            _ => Vec::new(),
        },
        // A union in a union: its tags, if it has the same discriminator.
        Kind::Union(inner) if depth < 8 && inner.discriminator.as_ref().is_some_and(|d| d.property == property) => {
            let own: Vec<&[String]> = inner.branches.iter().map(|b| values_of(schemas, *b, property)).collect();
            let each = inner.branches.iter().enumerate().flat_map(|(index, branch)| {
                let is_distinct = is_distinct(&own, index);
                let found = Evidence { own: own[index], is_distinct, mapped: mapped(schemas, inner, *branch) };
                tags_of(schemas, property, *branch, found, depth + 1)
            });
            each.collect()
        }
        _ => Vec::new(),
    }
}

/// The texts that a property of an object can be; none if it can be any.
fn values_of<'s>(schemas: &'s Schemas, branch: SchemaId, property: &str) -> &'s [String] {
    let property = properties(schemas, branch).into_iter().flatten().find(|p| p.name == property);
    property.map(|property| texts_of(schemas, property)).unwrap_or_default()
}

fn texts_of<'s>(schemas: &'s Schemas, property: &Property) -> &'s [String] {
    match &schemas[schemas.target(property.schema)].kind {
        Kind::Enum { kind: EnumKind::String, values } => values,
        _ => &[],
    }
}

/// By a property whose values are others in every branch. One that all branches require is better than one that some
/// may lack; if only one branch may lack it, an object without it is of that branch.
fn inferred(schemas: &Schemas, union: &Union) -> Option<RuledUnion> {
    let objects: Vec<&[Property]> =
        union.branches.iter().map(|branch| properties(schemas, *branch)).collect::<Option<_>>()?;
    let tells_apart = |name: &String| -> Option<Vec<&Property>> {
        let mut seen = BTreeSet::new();
        let each = objects.iter().map(|properties| {
            let property = properties.iter().find(|property| property.name == *name)?;
            let texts = texts_of(schemas, property);
            (!texts.is_empty() && texts.iter().all(|text| seen.insert(text.as_str()))).then_some(property)
        });
        each.collect()
    };
    let candidates = objects.first()?.iter().filter_map(|property| tells_apart(&property.name));
    let optional = |each: &[&Property]| each.iter().filter(|property| !property.required).count();
    let tags = candidates.min_by_key(|each| optional(each))?;
    let may_lack = optional(&tags);
    let name = tags.first()?.name.clone();
    let branches = union.branches.iter().zip(&tags).map(|(branch, property)| {
        let texts = texts_of(schemas, property).to_vec();
        let takes_absent = may_lack == 1 && !property.required;
        (*branch, if takes_absent { MatchRule::TagOrAbsent(texts) } else { MatchRule::Tag(texts) })
    });
    Some(RuledUnion { rule: UnionRule::Discriminator(WireName(name)), branches: branches.collect() })
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
