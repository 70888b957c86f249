//! Files under `enums/`.
//!
//! In: `EnumView`. Out: tokens of its file. Must not: decide anything.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::parts;
use crate::ir::EnumRepr;
use crate::rust::EnumView;

pub(super) fn file(view: &EnumView) -> TokenStream {
    let EnumView { name, fallback, .. } = view;
    let docs = parts::docs(&view.docs);
    let variants = view.variants.iter().map(|variant| {
        let (docs, ident) = (parts::docs(&variant.docs), &variant.ident);
        quote!(#docs #ident)
    });
    let (inner, mac) = match view.repr {
        EnumRepr::String => (quote!(String), quote!(open_enum)),
        EnumRepr::Integer => (quote!(i64), quote!(open_int_enum)),
    };
    let unknown = parts::doc("A value that this version of the crate does not know.");
    let rows = view.variants.iter().map(|variant| {
        let (ident, wire) = (&variant.ident, wire(view.repr, &variant.wire));
        quote!(#ident => #wire)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown
            #fallback(#inner),
        }
        sdk_runtime::#mac! { #name : #fallback { #(#rows),* } }
    }
}

/// The literal of a value.
fn wire(repr: EnumRepr, wire: &str) -> TokenStream {
    match (repr, wire.parse()) {
        (EnumRepr::Integer, Ok(number)) => {
            let literal = Literal::i64_unsuffixed(number);
            quote!(#literal)
        }
        _ => quote!(#wire),
    }
}
