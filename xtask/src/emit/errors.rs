//! `errors.rs` of a version.
//!
//! In: `ErrorsView`, if the API has a table. Out: tokens of the file. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::parts;
use crate::rust::ErrorsView;

pub(super) fn file(view: Option<&ErrorsView>) -> TokenStream {
    let file_docs = parts::file_docs(&["Why a call can fail."]);
    let Some(view) = view else {
        return quote!(#file_docs sdk_runtime::error_type! { Error });
    };
    let rows = view.rows.iter().map(|row| &row.tokens);
    let variants = view.variants.iter().map(|variant| {
        let (docs, ident) = (parts::docs(&variant.docs), &variant.ident);
        quote!(#docs #ident)
    });
    let names = view.variants.iter().map(|variant| {
        let (name, ident) = (&variant.name, &variant.ident);
        quote!(#name => #ident)
    });
    let docs = parts::doc("The API's error codes.");
    let unknown = parts::doc("A code that this version of the crate does not know.");
    quote! {
        #file_docs
        use sdk_runtime::RawCode;
        use sdk_runtime::__private::{ErrorRow, RetryClass};
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants,)*
            #unknown
            Unknown(RawCode),
        }
        sdk_runtime::error_type! { Error, ErrorCode, TABLE { #(#names),* } }
        pub(super) static TABLE: &[ErrorRow] = &[#(#rows),*];
    }
}
