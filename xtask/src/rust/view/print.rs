//! Types as tokens.
//!
//! In: `RustType`. Out: tokens, for `emit` and for the examples. Must not: decide a path; the type holds it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::types::{MapName, PathRoot, RustType, TypePath};

impl ToTokens for TypePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = &self.ident;
        tokens.extend(match self.root {
            PathRoot::Here => quote!(#ident),
            PathRoot::Super => quote!(super::#ident),
            PathRoot::Models => quote!(models::#ident),
            PathRoot::Enums => quote!(enums::#ident),
        });
    }
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Unit => quote!(()),
            Self::Bool => quote!(bool),
            Self::I32 => quote!(i32),
            Self::I64 => quote!(i64),
            Self::U32 => quote!(u32),
            Self::U64 => quote!(u64),
            Self::F32 => quote!(f32),
            Self::F64 => quote!(f64),
            Self::String => quote!(String),
            Self::Bytes => quote!(sdk_runtime::Bytes),
            Self::Upload => quote!(sdk_runtime::Upload),
            // Only files of services name these; their version's error is two modules up.
            Self::Download => quote!(sdk_runtime::Download<super::super::Error>),
            Self::Events(item) => quote!(sdk_runtime::Events<#item, super::super::Error>),
            Self::Lines(item) => quote!(sdk_runtime::Lines<#item, super::super::Error>),
            Self::Decimal => quote!(sdk_runtime::Decimal),
            Self::Date => quote!(sdk_runtime::Date),
            Self::DateTime => quote!(sdk_runtime::DateTime),
            Self::Base64 => quote!(sdk_runtime::Base64),
            Self::Base64Url => quote!(sdk_runtime::Base64Url),
            Self::File => quote!(sdk_runtime::File),
            Self::Value => quote!(sdk_runtime::Value),
            Self::Extra => quote!(sdk_runtime::Extra),
            Self::TypedExtra(value) => quote!(sdk_runtime::TypedExtra<#value>),
            Self::Named(path) => quote!(#path),
            Self::List(item) => quote!(Vec<#item>),
            Self::Map(MapName::Imported, item) => quote!(BTreeMap<String, #item>),
            Self::Map(MapName::Full, item) => quote!(std::collections::BTreeMap<String, #item>),
            Self::Option(inner) => quote!(Option<#inner>),
            Self::Maybe(inner) => quote!(sdk_runtime::Maybe<#inner>),
            Self::Boxed(inner) => quote!(Box<#inner>),
        });
    }
}
