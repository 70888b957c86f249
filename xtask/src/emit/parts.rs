//! Pieces that many files have: doc comments, deprecation, imports, indexes.
//!
//! In: texts and names of the view. Out: tokens. Must not: know which file they are for.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{RustIdent, Scripts, Uses};

/// Doc comment of what follows.
pub(super) fn docs<S: AsRef<str>>(lines: &[S]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line.as_ref()));
    quote!(#(#[doc = #lines])*)
}

/// Doc comment of a single line.
pub(super) fn doc(line: &str) -> TokenStream {
    docs(&[line])
}

/// Doc comment of the file.
pub(super) fn file_docs<S: AsRef<str>>(lines: &[S]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line.as_ref()));
    quote!(#(#![doc = #lines])*)
}

/// A space separates `///` from the text; an empty line has none.
pub(super) fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// An identifier that the generator chose itself.
pub(super) fn name(text: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(text, proc_macro2::Span::call_site())
}

pub(super) fn deprecated(note: Option<&String>) -> TokenStream {
    note.map(|note| quote!(#[deprecated(note = #note)])).unwrap_or_default()
}

/// Imports of a file under `models/` or `services/`, those of the runtime between the others.
pub(super) fn imports(uses: Uses, runtime: &TokenStream) -> TokenStream {
    let map = uses.map.then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let modules = match (uses.models, uses.enums) {
        (true, true) => quote!(
            use super::super::{enums, models};
        ),
        (true, false) => quote!(
            use super::super::models;
        ),
        (false, true) => quote!(
            use super::super::enums;
        ),
        (false, false) => quote!(),
    };
    quote!(#map #runtime #modules)
}

pub(super) fn index(docs: &str, types: &[(&RustIdent, &RustIdent)]) -> TokenStream {
    let docs = file_docs(&[docs]);
    let modules = types.iter().map(|(module, _)| module);
    let uses = types.iter().map(|(module, name)| quote!(pub use #module::#name;));
    quote! {
        #docs
        #(mod #modules;)*
        #(#uses)*
    }
}

/// What a crate says of names in other scripts than Latin.
pub(super) fn scripts(scripts: Scripts) -> Option<TokenStream> {
    (scripts == Scripts::Other).then(|| {
        quote!(#![allow(
            confusable_idents,
            mixed_script_confusables,
            uncommon_codepoints,
            reason = "the names are those of the API"
        )])
    })
}
