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

fn row(row: &ErrorRowView) -> TokenStream {
    let (name, meaning) = (&row.name, &row.meaning);
    let code = match &row.code {
        RawCode::Number(number) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote!(RawCode::Number(#number))
        }
        RawCode::Text(text) => quote!(RawCode::text(#text)),
    };
    let statuses = row.statuses.iter().map(|status| proc_macro2::Literal::u16_unsuffixed(*status));
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
    let class = class.map(|class| quote!(.class(sdk_runtime::__private::ErrorClass::#class)));
    let statuses = (!row.statuses.is_empty()).then(|| quote!(.statuses(&[#(#statuses),*])));
    let meaning = (!meaning.is_empty()).then(|| quote!(.meaning(#meaning)));
    quote!(ErrorRow::new(#code, #name, RetryClass::#retry) #statuses #meaning #class)
}
