//! `client.rs` of a version.
//!
//! In: `ClientView`. Out: tokens of the file. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::{api, parts};
use crate::rust::{AuthMethodView, ClientView, Entry, FromEnv};

pub(super) fn file(view: &ClientView) -> TokenStream {
    let file_docs = parts::file_docs(&["The client, and the description of the API that it uses."]);
    let api_docs = parts::doc("The API as data: servers, credentials, envelope, limits.");
    let (facts, docs) = (api::facts(&view.api), parts::docs(&view.docs));
    let builder = builder(view.entry);
    let from_env = from_env(&view.from_env);
    let services = view.services.iter().map(|service| {
        let (docs, method, ty) = (parts::doc(&service.docs), &service.method, &service.ty);
        quote! {
            #docs
            pub fn #method(&self) -> super::services::#ty {
                super::services::#ty::new(self.inner.clone())
            }
        }
    });
    let auth_methods = auth_methods(&view.auth_methods);
    let runtime = parts::doc("The runtime's client, which is the same for every version.");
    quote! {
        #file_docs
        use sdk_runtime::__private::*;
        #api_docs
        pub static API: Api = #facts;
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            inner: sdk_runtime::Client,
        }
        impl Client {
            #builder
            #from_env
            #(#services)*
            #runtime
            pub fn runtime(&self) -> &sdk_runtime::Client {
                &self.inner
            }
        }
        #auth_methods
        impl sdk_runtime::BuiltClient for Client {
            type Error = super::Error;
            fn of_built(inner: sdk_runtime::Client) -> Self {
                Self { inner }
            }
        }
    }
}

fn builder(entry: Entry) -> TokenStream {
    match entry {
        Entry::ApiKey => {
            let docs = parts::doc("Starts a client that authenticates with this API key.");
            quote! {
                #docs
                pub fn builder(api_key: impl Into<sdk_runtime::Secret>) -> sdk_runtime::Builder<Self> {
                    sdk_runtime::Builder::new(&API).api_key(api_key)
                }
            }
        }
        Entry::Token => {
            let docs = parts::doc("Starts a client that authenticates with this token.");
            quote! {
                #docs
                pub fn builder(token: impl Into<sdk_runtime::Secret>) -> sdk_runtime::Builder<Self> {
                    sdk_runtime::Builder::new(&API).bearer_token(token)
                }
            }
        }
        Entry::Plain => {
            let docs = parts::doc("Starts a client; credentials, if any, are set on the builder that this returns.");
            quote! {
                #docs
                pub fn builder() -> sdk_runtime::Builder<Self> {
                    sdk_runtime::Builder::new(&API)
                }
            }
        }
    }
}

fn auth_methods(methods: &[AuthMethodView]) -> Option<TokenStream> {
    let docs = parts::doc("Values of the option `auth_method`.");
    let constants = methods.iter().map(|method| {
        let AuthMethodView { ident, name, docs } = method;
        let docs = parts::doc(docs);
        quote! {
            #docs
            pub const #ident: sdk_runtime::AuthMethod = sdk_runtime::AuthMethod::new(#name);
        }
    });
    (!methods.is_empty()).then(|| quote!(#docs pub mod auth_methods { #(#constants)* }))
}

fn from_env(from_env: &FromEnv) -> TokenStream {
    let FromEnv::Prefix(prefix) = from_env else { return quote!() };
    let docs = parts::docs(&[
        format!("Makes a client from environment variables: `{prefix}_API_KEY` and others."),
        String::new(),
        "# Errors".to_owned(),
        "When a variable is missing or has a value that cannot be used.".to_owned(),
    ]);
    quote! {
        #docs
        pub fn from_env() -> Result<Self, super::Error> {
            sdk_runtime::Builder::from_env(&API).build()
        }
    }
}
