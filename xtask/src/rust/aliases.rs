//! Types behind aliases.
//!
//! In: a reference to a type. Out: what its aliases lead to. Must not: follow anything but aliases.

use crate::ir::{TypeDef, TypeKind, TypeRef};

/// Longest chain of aliases that is followed.
const LONGEST_CHAIN: usize = 32;

/// The reference itself, then what each alias leads to.
pub(super) fn chain<'t>(types: &'t [TypeDef], ty: &'t TypeRef) -> impl Iterator<Item = &'t TypeRef> {
    let next = |ty: &&'t TypeRef| match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => match types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Alias(target)) => Some(target),
            _ => None,
        },
        _ => None,
    };
    std::iter::successors(Some(ty), next).take(LONGEST_CHAIN + 1)
}
