//! Types that hold much in place.
//!
//! In: the finished types, without a cycle that has no box. Out: boxes around large types. Must not: recurse.
//!
//! Without them the size of a type is the product of all that it can hold: a response of `{}` would overflow the stack, and
//! every setter would move kilobytes.

use super::cycles::{direct, slots};
use crate::ir::{Additional, TypeDef, TypeKind, TypeRef};

/// A type of more machine words is put behind a box where another type holds it: 256 bytes.
const LARGEST: usize = 32;

/// Text, lists and maps.
const COLLECTION: usize = 3;
/// A date has its text in place.
const DATE: usize = 4;
/// Any JSON.
const JSON: usize = 4;
/// A file of a form, with its name and media type.
const FILE: usize = 14;

/// Boxes the large types within others.
pub(super) fn boxes(defs: &mut [TypeDef]) {
    let mut words = vec![0; defs.len()];
    for index in innermost_first(defs) {
        let known = &words;
        let mut sizes = Vec::new();
        for ty in slots(&mut defs[index].kind) {
            enclose(ty, known);
            sizes.push(size(ty, known));
        }
        words[index] = of(&defs[index].kind, &sizes);
    }
}

fn enclose(ty: &mut TypeRef, words: &[usize]) {
    match ty {
        TypeRef::Named(id) if words.get(id.0).is_some_and(|size| *size > LARGEST) => *ty = TypeRef::Boxed(*id),
        TypeRef::Nullable(inner) => enclose(inner, words),
        _ => {}
    }
}

/// Machine words of a definition, from those of its fields or variants.
fn of(kind: &TypeKind, sizes: &[usize]) -> usize {
    match kind {
        TypeKind::Struct { additional, .. } => {
            let rest = if matches!(additional, Additional::Any) { 1 } else { COLLECTION };
            sizes.iter().sum::<usize>() + rest
        }
        TypeKind::Union { .. } => sizes.iter().copied().max().unwrap_or_default().max(JSON) + 1,
        TypeKind::Enum { .. } => COLLECTION,
        TypeKind::Alias(_) | TypeKind::Wrapper(_) => sizes.iter().sum(),
        // Held by nothing.
        TypeKind::ByStatus(_) => 0,
    }
}

/// Machine words of a field, as far as they can be known here; numbers and booleans count one each.
fn size(ty: &TypeRef, words: &[usize]) -> usize {
    match ty {
        TypeRef::Bool | TypeRef::I32 | TypeRef::U32 | TypeRef::F32 | TypeRef::Boxed(_) => 1,
        TypeRef::I64 | TypeRef::U64 | TypeRef::F64 => 2,
        TypeRef::String | TypeRef::Base64 | TypeRef::Base64Url | TypeRef::List(_) | TypeRef::Map(_) => COLLECTION,
        TypeRef::Date | TypeRef::DateTime | TypeRef::Decimal => DATE,
        TypeRef::Json => JSON,
        TypeRef::Binary => FILE,
        TypeRef::Nullable(inner) => size(inner, words),
        TypeRef::Named(id) => words.get(id.0).copied().unwrap_or(COLLECTION),
    }
}

/// The types, each behind all that it holds in place.
fn innermost_first(defs: &[TypeDef]) -> Vec<usize> {
    let mut order = Vec::with_capacity(defs.len());
    let mut is_seen = vec![false; defs.len()];
    for start in 0..defs.len() {
        if std::mem::replace(&mut is_seen[start], true) {
            continue;
        }
        let mut stack = vec![(start, direct(&defs[start]))];
        while let Some((index, rest)) = stack.last_mut() {
            match rest.pop() {
                Some(child) if !std::mem::replace(&mut is_seen[child], true) => {
                    stack.push((child, direct(&defs[child])))
                }
                Some(_) => {}
                None => {
                    order.push(*index);
                    stack.pop();
                }
            }
        }
    }
    order
}
