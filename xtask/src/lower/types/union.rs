//! Builds unions.
//!
//! In: a union with its rules. Out: variants with names. Must not: decide how branches are distinguished.

use super::naming::reads_as_name;
use super::tags::RuledUnion;
use super::{Bytes, SchemaTable};
use crate::ir::{Docs, MatchRule, TypeKind, TypeRef, Variant, Words};
use crate::lower::names::{DigitPrefix, Scope, value, words};
use crate::resolve::{Kind, SchemaId, SchemaLocation};

/// The union of the branches; branches of one type are one variant.
pub(super) fn union(table: &SchemaTable<'_>, ruled: &RuledUnion) -> TypeKind {
    let mut scope = Scope::default();
    let mut variants: Vec<Variant> = Vec::with_capacity(ruled.branches.len());
    for (branch, rule) in &ruled.branches {
        let ty = table.type_ref(*branch, Bytes::AsText);
        if let Some(same) = variants.iter_mut().find(|variant| variant.ty == ty) {
            join(&mut same.rule, rule);
            continue;
        }
        let name = scope.claim(&candidates(table, *branch, rule)).name;
        let docs = Docs { body: table.node(*branch).notes.description.clone().unwrap_or_default(), ..Docs::default() };
        let constraints = table.constraints(*branch);
        variants.push(Variant { name, ty, rule: rule.clone(), constraints, docs });
    }
    TypeKind::Union { rule: ruled.rule.clone(), variants }
}

/// Two branches of one type are one variant.
fn join(rule: &mut MatchRule, other: &MatchRule) {
    let (Some(have), Some(more)) = (rule.tags(), other.tags()) else { return };
    let tags = have.iter().chain(more).cloned().collect();
    let takes_absent = [&*rule, other].iter().any(|rule| matches!(rule, MatchRule::TagOrAbsent(_)));
    *rule = if takes_absent { MatchRule::TagOrAbsent(tags) } else { MatchRule::Tag(tags) };
}

fn candidates(table: &SchemaTable<'_>, branch: SchemaId, rule: &MatchRule) -> Vec<Words> {
    let node = table.node(branch);
    let mut candidates = Vec::new();
    if let SchemaLocation::Component(key) = &node.location {
        candidates.push(words(key, DigitPrefix::Value));
    }
    if let Some(title) = node.notes.title.as_deref().filter(|title| reads_as_name(title)) {
        candidates.push(words(title, DigitPrefix::Value));
    }
    if let Some(tags) = rule.tags() {
        candidates.extend(tags.first().map(|tag| value(tag)));
    }
    let target = table.target(branch);
    if let (SchemaLocation::Component(key), true) = (&table.node(target).location, table.is_type(target)) {
        candidates.push(words(key, DigitPrefix::Value));
    }
    if let MatchRule::Properties(properties) = rule {
        candidates.extend(properties.first().map(|property| words(&property.0, DigitPrefix::Value)));
    }
    candidates.push(words(kind_word(table, target), DigitPrefix::Value));
    candidates
}

fn kind_word(table: &SchemaTable<'_>, id: SchemaId) -> &'static str {
    match (&table.node(id).kind, table.type_ref(id, Bytes::AsText)) {
        (Kind::Enum { .. }, _) => "known",
        (_, TypeRef::Bool) => "bool",
        (_, TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64) => "integer",
        (_, TypeRef::F32 | TypeRef::F64) => "number",
        (_, TypeRef::List(_)) => "list",
        (_, TypeRef::Map(_)) => "map",
        (_, TypeRef::Json) => "json",
        (_, TypeRef::Named(_) | TypeRef::Boxed(_)) => "object",
        _ => "text",
    }
}
