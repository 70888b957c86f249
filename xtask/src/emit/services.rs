//! Files under `services/`.
//!
//! In: `ServiceView`. Out: tokens of its file. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::{arguments, calls, parts};
use crate::format;
use crate::rust::{CallSetter, Example, OperationView, RepresentationView, RustIdent, ServiceView};

pub(super) fn index(services: &[ServiceView]) -> TokenStream {
    let docs = parts::file_docs(&["Groups of operations."]);
    let modules = services.iter().map(|service| &service.module);
    let uses = services.iter().map(|service| {
        let (module, ty) = (&service.module, &service.ty);
        quote!(pub use #module::#ty;)
    });
    quote!(#docs #(pub mod #modules;)* #(#uses)*)
}

pub(super) fn file(view: &ServiceView) -> Result<TokenStream, syn::Error> {
    let file_docs = parts::file_docs(&[format!("[`{}`], and the calls it makes.", view.ty)]);
    let runtime = match view.operations.as_slice() {
        [] => quote!(),
        _ => {
            let decode = view.operations.iter().any(reads_whole).then(|| quote!(, decode));
            quote!(
                use sdk_runtime::__private::{Call, Method, Operation, Status #decode};
            )
        }
    };
    let imports = parts::imports(view.uses, &runtime);
    let (docs, ty) = (parts::docs(&view.docs), &view.ty);
    let methods = view.operations.iter().map(method).collect::<Result<Vec<_>, _>>()?;
    let calls = view.operations.iter().map(|operation| call(operation, view));
    let unused = view
        .operations
        .is_empty()
        .then(|| quote!(#[allow(dead_code, reason = "the description has no operation in this group")]));
    Ok(quote! {
        #file_docs
        #imports
        #docs
        #[derive(Debug, Clone)]
        pub struct #ty {
            #unused
            client: sdk_runtime::Client,
        }
        impl #ty {
            pub(crate) fn new(client: sdk_runtime::Client) -> Self {
                Self { client }
            }
            #(#methods)*
        }
        #(#calls)*
    })
}

/// Whether a response of the call is read as a whole.
fn reads_whole(view: &OperationView) -> bool {
    let mut kinds = view.representations.iter().map(|other| other.decode).chain([view.decode]);
    kinds.any(|kind| !kind.is_stream())
}

/// The method that starts a call.
fn method(view: &OperationView) -> Result<TokenStream, syn::Error> {
    let docs = parts::docs(&view.docs);
    let example = example(&view.example)?;
    let deprecated = parts::deprecated(view.deprecated.as_ref());
    let many = arguments::many(&view.arguments, 1);
    let OperationView { method, ty, fact, .. } = view;
    let decode = parts::name(view.decode.word());
    let (started, decode) = match view.decode.is_stream() {
        true => (quote!(stream), quote!(sdk_runtime::__private::stream::#decode)),
        false => (quote!(call), quote!(decode::#decode)),
    };
    let applied = view.applied.iter().map(calls::applied);
    let (generics, signature) = (arguments::generics(&view.arguments), arguments::signature(&view.arguments));
    let converted = view.arguments.iter().map(arguments::convert);
    Ok(quote! {
        #docs
        #example
        #deprecated
        #many
        pub fn #method #generics (&self, #signature) -> #ty {
            #(#converted)*
            #ty { call: self.client.#started(&#fact, #decode) #(#applied)* }
        }
    })
}

/// The facts of a call, its builder, and the builder's setters.
fn call(view: &OperationView, service: &ServiceView) -> TokenStream {
    let OperationView { ty, fact, output, .. } = view;
    let facts = calls::facts(&view.facts, view.pages.as_ref());
    let docs = parts::doc(&format!("[`{}::{}`], not sent yet: await it, or call `send`.", service.ty, view.method));
    let parts_static = view.parts.as_ref().map(|parts| {
        let (name, items) = (&parts.name, parts.parts.iter().map(calls::part));
        quote!(static #name: &[sdk_runtime::__private::Part] = &[#(#items),*];)
    });
    let setters = view.setters.iter().map(setter);
    let methods = (!view.setters.is_empty()).then(|| quote!(impl #ty { #(#setters)* }));
    let error = quote!(super::super::Error);
    let streaming = view.may_stream.then(|| quote!(sdk_runtime::streaming! { #ty }));
    let representations = view.representations.iter().map(|other| representation(other, ty, &error));
    let wired = match &view.pages {
        None => quote!(sdk_runtime::operation! { #ty => #output, #error }),
        Some(pages) => {
            let item = &pages.item;
            let words = pages.facts.iter().map(calls::page_fact);
            quote!(sdk_runtime::paged_operation! { #ty => #output, #item, #error { #(#words),* } })
        }
    };
    quote! {
        static #fact: Operation = #facts;
        #parts_static
        #docs
        #[must_use = "a call does nothing until it is awaited"]
        #[derive(Debug, Clone)]
        pub struct #ty {
            call: Call<#output>,
        }
        #methods
        #wired
        #streaming
        #(#representations)*
    }
}

/// Sending for another representation of the response.
fn representation(view: &RepresentationView, ty: &RustIdent, error: &TokenStream) -> TokenStream {
    let RepresentationView { media_types, send, with_meta, blocking, fact, output, .. } = view;
    let (facts, decode) = (calls::facts(&view.facts, None), parts::name(view.decode.word()));
    let decoded = match view.decode.is_stream() {
        true => quote!(stream_as(&#fact, sdk_runtime::__private::stream::#decode)),
        false => quote!(read_as(&#fact, decode::#decode)),
    };
    quote! {
        static #fact: Operation = #facts;
        sdk_runtime::representation! {
            #ty, #media_types, #send, #with_meta, #blocking => #output, #error { #decoded }
        }
    }
}

fn setter(view: &CallSetter) -> TokenStream {
    let (docs, deprecated) = (parts::docs(&view.docs), parts::deprecated(view.deprecated.as_ref()));
    let (method, applied) = (&view.method, calls::applied(&view.applied));
    let argument = std::slice::from_ref(&view.argument);
    let (generics, signature) = (arguments::generics(argument), arguments::signature(argument));
    let converted = arguments::convert(&view.argument);
    quote! {
        #docs
        #deprecated
        pub fn #method #generics (mut self, #signature) -> Self {
            #converted
            self.call = self.call #applied;
            self
        }
    }
}

/// The example of a method. The version's path comes from a macro, so that no version is named here.
fn example(view: &Example) -> Result<TokenStream, syn::Error> {
    let before = parts::docs(&["", "# Example", ""]);
    let end = format!("::{};", view.imports.text());
    let mut lines = vec![String::new(), head(view)];
    lines.extend(format::statements(&view.body)?);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    let after = parts::docs(&lines);
    Ok(quote! {
        #before
        #[doc = concat!(" ```no_run\n use ", version_path!(), #end)]
        #after
    })
}

/// The hidden line that opens an example.
pub(super) fn head(view: &Example) -> String {
    let given: Vec<String> = view.given.iter().map(|(ident, ty)| quote!(#ident: #ty).to_string()).collect();
    format!("# async fn example({}) -> Result<(), Box<dyn std::error::Error>> {{", given.join(", "))
}
