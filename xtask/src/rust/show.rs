//! What an example does with its response.
//!
//! In: the payload of a call. Out: statements that use `response`. Must not: show personal data or credentials, or a
//! property that the API has deprecated.

use proc_macro2::TokenStream;
use quote::quote;

use super::structs::{self, FieldPlan};
use super::types::{Types, is_plain};
use super::view::FieldShape;
use crate::ir::{Id, Operation, Payload, Presence, TypeKind, TypeRef, Usage};

/// Prints the response, or the part of it that a reader would look at first.
pub(super) fn response(types: &Types<'_>, operation: &Operation) -> TokenStream {
    match &operation.success.payload {
        Payload::Empty => quote!(),
        Payload::Text => quote!(println!("{response}");),
        Payload::Binary => quote!(println!("{} bytes", response.len());),
        Payload::Download => quote! {
            let bytes = response.save_to("download.bin").await?;
            println!("{bytes} bytes");
        },
        Payload::Events(_) => quote! {
            let mut events = response;
            while let Some(event) = events.try_next().await? {
                println!("{:?}", event.data());
            }
        },
        Payload::Lines(..) => quote! {
            let mut lines = response;
            while let Some(item) = lines.try_next().await? {
                println!("{item:?}");
            }
        },
        Payload::OptionalJson(_) | Payload::ByStatus(_) => quote!(println!("{response:?}");),
        Payload::Json(ty) => json(types, ty, operation.pagination.is_some()),
    }
}

fn json(types: &Types<'_>, ty: &TypeRef, paged: bool) -> TokenStream {
    match types.resolve(ty) {
        plain if is_plain(plain) => quote!(println!("{response}");),
        TypeRef::String | TypeRef::Json => quote!(println!("{response}");),
        TypeRef::List(item) => {
            let shown = item_of(types, item);
            quote!(for item in response { #shown })
        }
        TypeRef::Map(_) => quote!(for (key, value) in response {
            println!("{key}: {value:?}");
        }),
        TypeRef::Named(id) | TypeRef::Boxed(id) => of_struct(types, *id, paged),
        _ => quote!(println!("{response:?}");),
    }
}

/// An object: its list where it is a page, else a property of it.
fn of_struct(types: &Types<'_>, id: Id, paged: bool) -> TokenStream {
    let response = quote!(response);
    let property = || property(types, id, &response);
    let list = || list(types, id);
    let shown = if paged { list().or_else(property) } else { property().or_else(list) };
    shown.unwrap_or_else(|| quote!(println!("{response:?}");))
}

/// The first list of objects.
fn list(types: &Types<'_>, id: Id) -> Option<TokenStream> {
    with_plans(types, id, |_, plans| {
        plans.iter().filter(|plan| plan.shape == FieldShape::Bare && !hidden(plan)).find_map(|plan| {
            let TypeRef::List(item) = types.resolve(&plan.field.ty) else { return None };
            let is_object = matches!(types.resolve(item), TypeRef::Named(_) | TypeRef::Boxed(_));
            let (ident, shown) = (&plan.ident, item_of(types, item));
            is_object.then(|| quote!(for item in response.#ident { #shown }))
        })
    })
}

fn item_of(types: &Types<'_>, item: &TypeRef) -> TokenStream {
    let property = match types.resolve(item) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => property(types, *id, &quote!(item)),
        _ => None,
    };
    property.unwrap_or_else(|| quote!(println!("{item:?}");))
}

/// A plain property of an object: a required one, else one with a short name.
fn property(types: &Types<'_>, id: Id, of: &TokenStream) -> Option<TokenStream> {
    with_plans(types, id, |usage, plans| {
        let shown = plans.iter().filter(|plan| !hidden(plan) && is_shown(types, &plan.field.ty));
        let promised = |plan: &FieldPlan<'_>| {
            usage != Usage::In && plan.shape == FieldShape::Optional && plan.field.presence == Presence::Required
        };
        // Of those, the shortest name: `id` is more telling than `account_number`.
        let best = shown.min_by_key(|plan| (!promised(plan), plan.field.name.0.len(), plan.ident.as_str().len()))?;
        let ident = &best.ident;
        Some(if promised(best) {
            let text = format!("{{{ident}}}");
            quote!(let #ident = #of.#ident()?; println!(#text);)
        } else {
            quote!(println!("{:?}", #of.#ident);)
        })
    })
}

fn is_shown(types: &Types<'_>, ty: &TypeRef) -> bool {
    let ty = types.resolve(ty);
    is_plain(ty) || matches!(ty, TypeRef::String)
}

fn hidden(plan: &FieldPlan<'_>) -> bool {
    plan.field.redacted || plan.field.deprecated.is_some()
}

fn with_plans<T>(types: &Types<'_>, id: Id, look: impl FnOnce(Usage, &[FieldPlan<'_>]) -> Option<T>) -> Option<T> {
    let def = types.def(id)?;
    let TypeKind::Struct { fields, .. } = &def.kind else { return None };
    look(def.usage, &structs::plans(types, def.usage, fields).0)
}
