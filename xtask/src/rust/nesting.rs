//! How deeply types nest.
//!
//! In: the types of an API. Out: the limit that the compiler needs for them. Must not: recurse.
//!
//! The compiler and rustdoc work out the auto traits of a type (`Send`, `Unpin`, …) by looking into its fields, and theirs;
//! they give up at 128 levels. Each type on the way costs several: `Option`, `Box`, its pointer.

use crate::ir::{Additional, Api, TypeDef, TypeKind, TypeRef};

/// Levels that a type costs at most.
const PER_TYPE: usize = 8;
/// What the compiler takes without being asked.
const DEFAULT: usize = 128;
/// From each type on, steps that the way down may take in all; an API of 2,000 types stays far below it.
const MOST_STEPS: usize = 50_000_000;

/// The recursion limit that the types need, if it is more than the default.
pub(super) fn recursion_limit(apis: &[Api]) -> Option<usize> {
    let needed = apis.iter().map(|api| depth(&api.types)).max()? * PER_TYPE;
    (needed > DEFAULT - 20).then(|| (needed + DEFAULT).next_power_of_two())
}

/// The most types on a way down that visits none twice, as a depth-first search goes it.
fn depth(types: &[TypeDef]) -> usize {
    let edges: Vec<Vec<usize>> = types.iter().map(held).collect();
    let steps: usize = edges.iter().map(Vec::len).sum::<usize>() + types.len();
    if steps.saturating_mul(types.len()) > MOST_STEPS {
        return types.len();
    }
    // The root that a type was seen from last.
    let mut seen_from = vec![usize::MAX; types.len()];
    let mut deepest = 0;
    for root in 0..types.len() {
        let mut stack = vec![(root, 0)];
        seen_from[root] = root;
        while let Some((index, at)) = stack.pop() {
            let Some(&child) = edges[index].get(at) else { continue };
            stack.push((index, at + 1));
            if seen_from.get(child).is_some_and(|last| *last != root) {
                seen_from[child] = root;
                stack.push((child, 0));
                deepest = deepest.max(stack.len());
            }
        }
    }
    deepest
}

/// The types that a type holds, in lists and maps too.
fn held(def: &TypeDef) -> Vec<usize> {
    let mut ids = Vec::new();
    let mut add = |ty: &TypeRef| ids.extend(named(ty));
    match &def.kind {
        TypeKind::Struct { fields, additional } => {
            fields.iter().for_each(|field| add(&field.ty));
            if let Additional::Typed(ty) = additional {
                add(ty);
            }
        }
        TypeKind::Union { variants, .. } => variants.iter().for_each(|variant| add(&variant.ty)),
        TypeKind::Alias(ty) | TypeKind::Wrapper(ty) => add(ty),
        TypeKind::Enum { .. } | TypeKind::ByStatus(_) => {}
    }
    ids
}

fn named(mut ty: &TypeRef) -> Option<usize> {
    loop {
        match ty {
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => ty = inner,
            TypeRef::Named(id) | TypeRef::Boxed(id) => return Some(id.0),
            _ => return None,
        }
    }
}
