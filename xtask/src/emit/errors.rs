//! `errors.rs` of a version.
//!
//! In: `ErrorsView`, if the API has a table. Out: tokens of the file. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::parts;
use crate::ir::{ErrorClass, RawCode, RetryClass};
use crate::rust::{ErrorRowView, ErrorsView};

pub(super) fn file(view: Option<&ErrorsView>) -> TokenStream {
    let file_docs = parts::file_docs(&["Why a call can fail."]);
    let Some(view) = view else {
        return quote!(#file_docs sdk_runtime::error_type! { Error });
    };
    let rows = view.rows.iter().map(row);
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
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants,)*
            #unknown
            Unknown(sdk_runtime::RawCode),
        }
        sdk_runtime::error_type! { Error, ErrorCode, TABLE { #(#names),* } }
        pub(super) static TABLE: &[sdk_runtime::ErrorRow] = &[#(#rows),*];
    }
}

fn row(row: &ErrorRowView) -> TokenStream {
    let (name, meaning) = (&row.name, &row.meaning);
    let code = match &row.code {
        RawCode::Number(number) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote!(sdk_runtime::RawCode::Number(#number))
        }
        RawCode::Text(text) => quote!(sdk_runtime::RawCode::text(#text)),
    };
    let statuses = row.statuses.iter().map(|status| proc_macro2::Literal::u16_unsuffixed(*status));
    let kind = row.kind.as_ref().map_or_else(|| quote!(None), |kind| quote!(Some(#kind)));
    let retry = match row.retry {
        RetryClass::Never => quote!(Never),
        RetryClass::AfterWait => quote!(AfterWait),
        RetryClass::IfIdempotent => quote!(IfIdempotent),
        RetryClass::AlreadyDone => quote!(AlreadyDone),
    };
    let class = row.class.map(|class| match class {
        ErrorClass::Auth => quote!(Auth),
        ErrorClass::NotFound => quote!(NotFound),
        ErrorClass::RateLimited => quote!(RateLimited),
        ErrorClass::Server => quote!(Server),
    });
    let class = class.map_or_else(|| quote!(None), |class| quote!(Some(sdk_runtime::ErrorClass::#class)));
    quote! {
        sdk_runtime::ErrorRow {
            code: #code,
            name: #name,
            statuses: &[#(#statuses),*],
            kind: #kind,
            meaning: #meaning,
            retry: sdk_runtime::RetryClass::#retry,
            class: #class,
        }
    }
}
