//! Pages: the facts of the static, and the fields that lead to the items.
//!
//! In: an operation with `ir::Pagination`. Out: `PagesView`, or nothing where the items cannot be reached. Must not:
//! guess; a fact without a field is left to the runtime, which reads the body.

use super::structs;
use super::types::Types;
use super::view::{FieldStep, PagesView};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Operation, Pagination, Payload, TypeKind, TypeRef, WireName};

/// Longest path through a payload.
const LONGEST: usize = 16;

pub(super) fn view(types: &Types<'_>, operation: &Operation, diagnostics: &mut Diagnostics) -> Option<PagesView> {
    let pagination = operation.pagination.as_ref()?;
    let view = pages(types, operation, pagination);
    if view.is_none() {
        diagnostics.report(
            codes::RUST_NO_PAGES,
            &operation.origin.pointer,
            format!("`{}` has no `pages`: no field of its response contains the items", operation.id),
            "Correct `items` of the pagination, or give the response a schema.",
        );
    }
    view
}

fn pages(types: &Types<'_>, operation: &Operation, pagination: &Pagination) -> Option<PagesView> {
    let (payload, optional) = match &operation.success.payload {
        Payload::Json(ty) => (ty, false),
        Payload::OptionalJson(ty) => (ty, true),
        _ => return None,
    };
    let walk = |path: &[WireName]| walk(types, payload, path.strip_prefix(&operation.success.path[..])?);
    let fields = |steps: Vec<FieldStep>| optional.then_some(FieldStep::Optional).into_iter().chain(steps).collect();
    let (mut steps, mut list) = walk(&pagination.items)?;
    list = types.resolve(list);
    if let Some(inner) = wrapped(types, list) {
        steps.push(FieldStep::Wrapped);
        list = types.resolve(inner);
    }
    let TypeRef::List(item) = list else { return None };
    let mut facts = vec![("items", fields(steps))];
    let style = &pagination.style;
    for (name, path) in [("next", style.next()), ("more", style.more()), ("total", style.total())] {
        let steps = path.and_then(&walk).map(|(steps, _)| steps).filter(|steps| !steps.is_empty());
        facts.extend(steps.map(|steps| (name, fields(steps))));
    }
    Some(PagesView { item: types.unboxed(item), facts, pagination: pagination.clone() })
}

/// The fields of the path, and the type at its end.
fn walk<'t>(types: &Types<'t>, from: &'t TypeRef, path: &[WireName]) -> Option<(Vec<FieldStep>, &'t TypeRef)> {
    let (mut current, mut steps) = (from, Vec::new());
    for name in path {
        current = types.resolve(current);
        if let Some(inner) = wrapped(types, current) {
            steps.push(FieldStep::Wrapped);
            current = types.resolve(inner);
        }
        let (TypeRef::Named(id) | TypeRef::Boxed(id)) = current else { return None };
        let def = types.def(*id)?;
        let TypeKind::Struct { fields, .. } = &def.kind else { return None };
        let (plans, _) = structs::plans(types, def.usage, fields);
        // A deprecated field would warn wherever the macro reads it.
        let plan = plans.into_iter().find(|plan| plan.field.wire == *name && plan.field.deprecated.is_none())?;
        steps.push(FieldStep::Field(plan.ident));
        current = &plan.field.ty;
    }
    (steps.len() <= LONGEST).then_some((steps, current))
}

/// The type inside a wrapper.
fn wrapped<'t>(types: &Types<'t>, ty: &TypeRef) -> Option<&'t TypeRef> {
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = ty else { return None };
    match &types.def(*id)?.kind {
        TypeKind::Wrapper(inner) => Some(inner),
        _ => None,
    }
}
