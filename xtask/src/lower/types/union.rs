//! Builds unions.
//!
//! In: a union with its rules. Out: variants with names. Must not: decide how arms are told apart.

use super::naming::reads_as_name;
use super::tags::Ruled;
use super::{Bytes, Table};
use crate::ir::{Docs, MatchRule, TypeKind, TypeRef, Variant, Words};
use crate::lower::names::{Lead, Scope, value, words};
use crate::resolve::{Kind, Place, SchemaId};

/// The union of the arms; arms of one type are one variant.
pub(super) fn union(table: &Table<'_>, ruled: &Ruled) -> TypeKind {
    let mut scope = Scope::default();
    let mut variants: Vec<Variant> = Vec::with_capacity(ruled.arms.len());
    for (arm, rule) in &ruled.arms {
        let ty = table.type_ref(*arm, Bytes::AsText);
        if let Some(same) = variants.iter_mut().find(|variant| variant.ty == ty) {
            if let (MatchRule::Tag(have), MatchRule::Tag(more)) = (&mut same.rule, rule) {
                have.extend(more.iter().cloned());
            }
            continue;
        }
        let name = scope.give(&wishes(table, *arm, rule)).name;
        let docs = Docs { body: table.node(*arm).notes.description.clone().unwrap_or_default(), ..Docs::default() };
        variants.push(Variant { name, ty, rule: rule.clone(), docs });
    }
    TypeKind::Union { rule: ruled.rule.clone(), variants }
}

fn wishes(table: &Table<'_>, arm: SchemaId, rule: &MatchRule) -> Vec<Words> {
    let node = table.node(arm);
    let mut wishes = Vec::new();
    if let Place::Component(key) = &node.place {
        wishes.push(words(key, Lead::Value));
    }
    if let Some(title) = node.notes.title.as_deref().filter(|title| reads_as_name(title)) {
        wishes.push(words(title, Lead::Value));
    }
    if let MatchRule::Tag(tags) = rule {
        wishes.extend(tags.first().map(|tag| value(tag)));
    }
    let target = table.meant(arm);
    if let (Place::Component(key), true) = (&table.node(target).place, table.is_type(target)) {
        wishes.push(words(key, Lead::Value));
    }
    if let MatchRule::Members(members) = rule {
        wishes.extend(members.first().map(|member| words(&member.0, Lead::Value)));
    }
    wishes.push(words(kind_word(table, target), Lead::Value));
    wishes
}

fn kind_word(table: &Table<'_>, id: SchemaId) -> &'static str {
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
