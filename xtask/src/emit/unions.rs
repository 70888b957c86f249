//! Unions, wrappers and responses by status.
//!
//! In: their views. Out: tokens of their items. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::{literals, parts};
use crate::ir::MatchRule;
use crate::rust::{Conversion, ConversionSource, RustIdent, RustType, Serialization, StatusVariantView, UnionView};

pub(super) fn union(name: &RustIdent, docs: &TokenStream, view: &UnionView) -> TokenStream {
    let fallback = &view.fallback;
    let variants = view.variants.iter().map(|variant| {
        let (docs, ident, ty) = (parts::docs(&variant.docs), &variant.ident, &variant.ty);
        quote!(#docs #ident(#ty))
    });
    let rows = view.variants.iter().map(|variant| {
        let (ident, ty, rule) = (&variant.ident, &variant.ty, rule(&variant.rule));
        quote!(#ident(#ty) => #rule)
    });
    let mac = if view.writes == Serialization::Only { quote!(write_union) } else { quote!(union) };
    let mode = view.tag.as_ref().map_or_else(|| quote!(ordered), |tag| quote!(by #tag));
    let from = view.from.iter().map(|conversion| {
        let (source, value) = conversion_parts(conversion);
        quote! {
            impl From<#source> for #name {
                fn from(value: #source) -> Self {
                    #value
                }
            }
        }
    });
    let uneven = view.uneven.then(uneven);
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

pub(super) fn wrapper(name: &RustIdent, docs: &TokenStream, ty: &RustType, writes: Serialization) -> TokenStream {
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
        let (ident, status) = (&variant.ident, literals::status(variant.status));
        let payload = parts::name(variant.payload.word());
        let ty = variant.ty.as_ref().map(|ty| quote!((#ty)));
        quote!(#ident #ty => #status #payload)
    });
    let uneven = (variants.len() > 1).then(uneven);
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

/// `["cat"]`, `string`, `properties["a"]` …
fn rule(rule: &MatchRule) -> TokenStream {
    match rule {
        MatchRule::Tag(tags) => quote!([#(#tags),*]),
        MatchRule::TagOrAbsent(tags) => quote!([#(#tags),*] or absent),
        MatchRule::Null => quote!(null),
        MatchRule::Bool => quote!(bool),
        MatchRule::Integer => quote!(integer),
        MatchRule::Number => quote!(number),
        MatchRule::String => quote!(string),
        MatchRule::OneOf(values) => quote!(one_of[#(#values),*]),
        MatchRule::Array => quote!(array),
        MatchRule::Object => quote!(object),
        MatchRule::Properties(properties) => {
            let properties = properties.iter().map(|property| &property.0);
            quote!(properties[#(#properties),*])
        }
        MatchRule::Try => quote!(try),
    }
}

/// The source type of a `From` impl, and the expression made of `value`.
fn conversion_parts(conversion: &Conversion) -> (TokenStream, TokenStream) {
    let variant = &conversion.variant;
    match &conversion.source {
        ConversionSource::Type(ty) => (quote!(#ty), quote!(Self::#variant(value))),
        ConversionSource::Boxed(ty) => (quote!(#ty), quote!(Self::#variant(Box::new(value)))),
        ConversionSource::Str => (quote!(&str), quote!(Self::#variant(value.to_owned()))),
    }
}

/// Variants may hold structs of their own size.
fn uneven() -> TokenStream {
    quote!(#[allow(clippy::large_enum_variant, reason = "the variants are the API's; a box would only be in the way")])
}
