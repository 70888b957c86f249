//! Pages: what the static says of them, and the fields that lead to them.
//!
//! In: an operation with `ir::Pagination`. Out: `PagesView`, or nothing where the items cannot be reached. Must not:
//! guess; a fact that no field leads to is left to the runtime, which looks into the body.

use proc_macro2::TokenStream;
use quote::quote;

use super::literals::grouped;
use super::structs;
use super::types::Types;
use super::view::PagesView;
use crate::diag::Diagnostics;
use crate::ir::{
    CountedPages, Operation, PageParameter, Pagination, PaginationStyle, Payload, TypeKind, TypeRef, WireName,
};

/// Longest way through a payload.
const LONGEST: usize = 16;

pub(super) fn view(types: &Types<'_>, operation: &Operation, diagnostics: &mut Diagnostics) -> Option<PagesView> {
    let pagination = operation.pagination.as_ref()?;
    let view = pages(types, operation, pagination);
    if view.is_none() {
        diagnostics.note(
            "rust-no-pages",
            &operation.origin.pointer,
            format!("`{}` has no `pages`: no field of its response leads to the items", operation.id),
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
    let fields = |steps: Vec<TokenStream>| {
        let steps = optional.then(|| quote!(?)).into_iter().chain(steps);
        quote!([#(#steps),*])
    };
    let (mut steps, mut list) = walk(&pagination.items)?;
    list = types.resolve(list);
    if let Some(inner) = wrapped(types, list) {
        steps.push(quote!(0));
        list = types.resolve(inner);
    }
    let TypeRef::List(item) = list else { return None };
    let mut facts = vec![("items", fields(steps))];
    let style = &pagination.style;
    for (name, path) in [("next", style.next()), ("more", style.more()), ("total", style.total())] {
        let steps = path.and_then(|path| walk(path)).map(|(steps, _)| steps).filter(|steps| !steps.is_empty());
        facts.extend(steps.map(|steps| (name, fields(steps))));
    }
    Some(PagesView { item: types.unboxed(item), facts, tokens: tokens(pagination) })
}

/// The fields on the way, and the type at its end.
fn walk<'t>(types: &Types<'t>, from: &'t TypeRef, path: &[WireName]) -> Option<(Vec<TokenStream>, &'t TypeRef)> {
    let (mut current, mut steps) = (from, Vec::new());
    for name in path {
        current = types.resolve(current);
        if let Some(inner) = wrapped(types, current) {
            steps.push(quote!(0));
            current = types.resolve(inner);
        }
        let (TypeRef::Named(id) | TypeRef::Boxed(id)) = current else { return None };
        let def = types.def(*id)?;
        let TypeKind::Struct { fields, .. } = &def.kind else { return None };
        let (plans, _) = structs::plans(types, def.usage, fields);
        // A deprecated field would warn wherever the macro reads it.
        let plan = plans.into_iter().find(|plan| plan.field.wire == *name && plan.field.deprecated.is_none())?;
        let ident = &plan.ident;
        steps.push(quote!(#ident));
        current = &plan.field.ty;
    }
    (steps.len() <= LONGEST).then_some((steps, current))
}

/// What a wrapper is around.
fn wrapped<'t>(types: &Types<'t>, ty: &TypeRef) -> Option<&'t TypeRef> {
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = ty else { return None };
    match &types.def(*id)?.kind {
        TypeKind::Wrapper(inner) => Some(inner),
        _ => None,
    }
}

/// The expression of the runtime's `Pagination`.
fn tokens(pagination: &Pagination) -> TokenStream {
    let path = |path: &[WireName]| {
        let names = path.iter().map(|name| &name.0);
        quote!(&[#(#names),*])
    };
    let start = match &pagination.style {
        PaginationStyle::Cursor { param, next, .. } => {
            let (param, next) = (&param.0, path(next));
            quote!(cursor(#param, #next))
        }
        PaginationStyle::Page(counted) => {
            let arguments = counted_arguments(counted);
            quote!(page(#arguments))
        }
        PaginationStyle::Offset(counted) => {
            let arguments = counted_arguments(counted);
            quote!(offset(#arguments))
        }
        PaginationStyle::Link => quote!(link()),
        PaginationStyle::NextUrl { next, .. } => {
            let next = path(next);
            quote!(next_url(#next))
        }
    };
    let parameter = match pagination.parameter {
        PageParameter::Query => None,
        PageParameter::BodyText => Some(quote!(BodyText)),
        PageParameter::BodyNumber => Some(quote!(BodyNumber)),
    };
    let parameter = parameter.map(|name| quote!(.parameter(sdk_runtime::PageParameter::#name)));
    let more = pagination.style.more().map(path).map(|more| quote!(.more(#more)));
    let total = pagination.style.total().map(path).map(|total| quote!(.total(#total)));
    let origins = &pagination.origins;
    let origins = (!origins.is_empty()).then(|| quote!(.origins(&[#(#origins),*])));
    let items = path(&pagination.items);
    quote!(sdk_runtime::Pagination::#start #parameter #more #total #origins .items(#items))
}

fn counted_arguments(counted: &CountedPages) -> TokenStream {
    let (param, size) = (&counted.param.0, &counted.size.0);
    let (default_size, first) = (grouped(counted.default_size), grouped(counted.first));
    quote!(#param, #size, #default_size, #first)
}
