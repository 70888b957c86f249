//! Unions, wrappers and responses by status.
//!
//! In: their views. Out: tokens of their items. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::parts;
use crate::rust::{RustIdent, Serialization, StatusVariantView, UnionView};

pub(super) fn union(name: &RustIdent, docs: &TokenStream, view: &UnionView) -> TokenStream {
    let fallback = &view.fallback;
    let variants = view.variants.iter().map(|variant| {
        let (docs, ident, ty) = (parts::docs(&variant.docs), &variant.ident, &variant.ty);
        quote!(#docs #ident(#ty))
    });
    let rows = view.variants.iter().map(|variant| {
        let (ident, ty, rule) = (&variant.ident, &variant.ty, &variant.rule);
        quote!(#ident(#ty) => #rule)
    });
    let mac = if view.writes == Serialization::Only { quote!(write_union) } else { quote!(union) };
    let mode = view.tag.as_ref().map_or_else(|| quote!(ordered), |tag| quote!(by #tag));
    let from = view.from.iter().map(|(_, source, value)| {
        quote! {
            impl From<#source> for #name {
                fn from(value: #source) -> Self {
                    #value
                }
            }
        }
    });
    let uneven = view.uneven.then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "the variants are the API's; a box would only be in the way")])
    });
    let unknown = parts::doc("A value that none of the variants fits.");
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #uneven
        pub enum #name {
            #(#variants,)*
            #unknown
            #fallback(sdk_runtime::Value),
        }
        sdk_runtime::#mac! { #name : #fallback #mode { #(#rows),* } }
        #(#from)*
    }
}

pub(super) fn wrapper(name: &RustIdent, docs: &TokenStream, ty: &TokenStream, writes: Serialization) -> TokenStream {
    let mac = if writes == Serialization::Only { quote!(write_wrapper) } else { quote!(wrapper) };
    let inner = parts::doc("What it holds.");
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name(#inner pub #ty);
        sdk_runtime::#mac! { #name(#ty) }
    }
}

pub(super) fn by_status(name: &RustIdent, docs: &TokenStream, variants: &[StatusVariantView]) -> TokenStream {
    let items = variants.iter().map(|variant| {
        let (docs, ident) = (parts::doc(&variant.docs), &variant.ident);
        let ty = variant.ty.as_ref().map(|ty| quote!((#ty)));
        quote!(#docs #ident #ty)
    });
    let rows = variants.iter().map(|variant| {
        let (ident, rule) = (&variant.ident, &variant.rule);
        let ty = variant.ty.as_ref().map(|ty| quote!((#ty)));
        quote!(#ident #ty => #rule)
    });
    let uneven = (variants.len() > 1).then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "the variants are the API's; a box would only be in the way")])
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #uneven
        pub enum #name {
            #(#items,)*
        }
        sdk_runtime::by_status! { #name { #(#rows),* } }
    }
}
