//! `mod.rs` of a version, or the items that replace it in the root of a stand-alone crate.
//!
//! In: `VersionView`. Out: tokens. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::parts;
use crate::rust::{Constructor, ModelKind, ModelView, VersionView};

pub(super) fn module(version: &VersionView) -> TokenStream {
    let docs = parts::file_docs(&version.docs);
    let items = items(version);
    quote!(#docs #items)
}

/// Everything but the docs.
pub(super) fn items(version: &VersionView) -> TokenStream {
    let path = &version.path;
    let named = |model: &ModelView| match &model.kind {
        ModelKind::Struct(structure) => {
            matches!(&structure.constructor, Constructor::Required { samples, .. } if !samples.is_empty())
        }
        _ => false,
    };
    let called = version.services.iter().any(|service| !service.operations.is_empty());
    let used = called || version.models.iter().any(named);
    let path_docs = parts::doc("Where this module is; the examples in the documentation start from there.");
    // Before the modules that use it: a macro is known only below its definition.
    let version_path = used.then(|| {
        quote! {
            #path_docs
            macro_rules! version_path {
                () => { #path };
            }
        }
    });
    let enums = (!version.enums.is_empty()).then(|| {
        quote!(
            pub mod enums;
        )
    });
    let models = (!version.models.is_empty()).then(|| {
        quote!(
            pub mod models;
        )
    });
    let services = (!version.services.is_empty()).then(|| {
        quote!(
            pub mod services;
        )
    });
    let errors = if version.errors.is_some() { quote!({Error, ErrorCode}) } else { quote!(Error) };
    let client = if version.client.auth_methods.is_empty() {
        quote!({API, Client})
    } else {
        quote!({API, Client, auth_methods})
    };
    let result = parts::doc("The result of a call.");
    quote! {
        #version_path
        mod client;
        mod errors;
        #enums
        #models
        #services
        pub use client::#client;
        pub use errors::#errors;
        #result
        pub type Result<T> = core::result::Result<T, Error>;
    }
}
