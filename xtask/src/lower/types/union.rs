//! Builds unions.
//!
//! In: a union with its rules. Out: variants with names. Must not: decide how branches are distinguished.

use super::branches::branch_words;
use super::tags::RuledUnion;
use super::{Bytes, SchemaTable};
use crate::ir::{Docs, MatchRule, TypeKind, Variant, Words};
use crate::lower::names::{DigitPrefix, Scope, words};
use crate::resolve::{SchemaId, SchemaLocation};

/// The union of the branches; branches of one type are one variant.
pub(super) fn union(table: &SchemaTable<'_>, ruled: &RuledUnion) -> TypeKind {
    let mut scope = Scope::default();
    let mut variants: Vec<Variant> = Vec::with_capacity(ruled.branches.len());
    for ((branch, rule), words_of_branch) in ruled.branches.iter().zip(branch_words(table, ruled)) {
        let ty = table.type_ref(*branch, Bytes::AsText);
        if let Some(same) = variants.iter_mut().find(|variant| variant.ty == ty) {
            join(&mut same.rule, rule);
            continue;
        }
        let name = scope.claim(&candidates(table, *branch, words_of_branch)).name;
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

/// The name of the component, or what distinguishes the branch.
fn candidates(table: &SchemaTable<'_>, branch: SchemaId, words_of_branch: Vec<Words>) -> Vec<Words> {
    let component = |id: SchemaId| match &table.node(id).location {
        SchemaLocation::Component(key) => Some(words(key, DigitPrefix::Value)),
        _ => None,
    };
    let target = table.target(branch);
    let key = component(branch).or_else(|| component(target).filter(|_| table.is_type(target)));
    key.into_iter().chain(words_of_branch).collect()
}
