//! Files under `models/`.
//!
//! In: `ModelView`. Out: tokens of its file. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::{arguments, parts, unions};
use crate::rust::{
    AccessorOutput, Argument, Constructor, Debug, FieldView, ModelKind, ModelView, RustIdent, Serialization,
    SerializeWhen, StructView,
};

pub(super) fn file(view: &ModelView) -> TokenStream {
    let docs = parts::docs(&view.docs);
    let imports = parts::imports(view.uses, &quote!());
    let name = &view.name;
    match &view.kind {
        ModelKind::Struct(inner) => {
            let allow = inner.touches_deprecated.then(
                || quote!(#![allow(deprecated, reason = "members that the API has deprecated are still carried")]),
            );
            let items = structure(name, &docs, inner);
            quote!(#allow #imports #items)
        }
        ModelKind::Union(inner) => {
            let items = unions::union(name, &docs, inner);
            quote!(#imports #items)
        }
        ModelKind::Alias(ty) => quote!(#imports #docs pub type #name = #ty;),
        ModelKind::Wrapper { ty, writes } => {
            let items = unions::wrapper(name, &docs, ty, *writes);
            quote!(#imports #items)
        }
        ModelKind::ByStatus(variants) => {
            let items = unions::by_status(name, &docs, variants);
            quote!(#imports #items)
        }
    }
}

fn structure(name: &RustIdent, docs: &TokenStream, view: &StructView) -> TokenStream {
    let fields = view.fields.iter().map(|field| {
        let (docs, deprecated) = (parts::docs(&field.docs), parts::deprecated(field.deprecated.as_ref()));
        let (ident, ty) = (&field.ident, &field.ty);
        quote!(#docs #deprecated pub #ident: #ty)
    });
    let debug = (view.debug == Debug::Derived).then(|| quote!(Debug,));
    let default = view.derive_default.then(|| quote!(, Default));
    let extra_docs = parts::doc("Properties that this version of the crate does not know.");
    let (extra, extra_ty) = (&view.extra, &view.extra_ty);
    let methods = methods(name, view);
    let wire = wire(name, view);
    let redacted = redacted(name, view);
    let no_arguments = default_impl(name, view);
    quote! {
        #docs
        #[derive(#debug Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #extra_docs
            pub #extra: #extra_ty,
        }
        #wire
        #redacted
        #methods
        #no_arguments
    }
}

/// The runtime's macros, one for each way to the wire.
fn wire(name: &RustIdent, view: &StructView) -> TokenStream {
    let rows: Vec<TokenStream> = view
        .fields
        .iter()
        .map(|field| {
            let (ident, wire, aliases) = (&field.ident, &field.wire, &field.aliases);
            let always = (field.sent == SerializeWhen::Always).then(|| quote!(always));
            quote!(#ident => #wire #(| #aliases)* #always)
        })
        .collect();
    let extra = &view.extra;
    let call = |mac: TokenStream| quote!(sdk_runtime::#mac! { #name { #(#rows),* } #extra });
    match view.writes {
        Serialization::Both => call(quote!(object)),
        Serialization::Only => call(quote!(write_object)),
        Serialization::Multipart => call(quote!(multipart_object)),
        Serialization::BothAndMultipart => [call(quote!(object)), call(quote!(multipart_object))].into_iter().collect(),
        Serialization::OnlyAndMultipart => {
            [call(quote!(write_object)), call(quote!(multipart_object))].into_iter().collect()
        }
    }
}

fn redacted(name: &RustIdent, view: &StructView) -> TokenStream {
    if view.debug == Debug::Derived {
        return quote!();
    }
    let rows = view.fields.iter().map(|field| {
        let ident = &field.ident;
        let mark = field.redacted.then(|| quote!(redacted));
        quote!(#ident #mark)
    });
    let extra = &view.extra;
    quote!(sdk_runtime::redacted_debug! { #name { #(#rows,)* #extra redacted } })
}

fn methods(name: &RustIdent, view: &StructView) -> TokenStream {
    let constructor = constructor(name, &view.constructor);
    let setters = view.fields.iter().filter_map(setter);
    let accessors = view.fields.iter().filter_map(accessor);
    let all: Vec<TokenStream> = constructor.into_iter().chain(setters).chain(accessors).collect();
    if all.is_empty() {
        return quote!();
    }
    quote!(impl #name { #(#all)* })
}

fn constructor(name: &RustIdent, constructor: &Constructor) -> Option<TokenStream> {
    match constructor {
        Constructor::None => None,
        Constructor::Default => {
            let docs = parts::doc("A value with nothing set.");
            Some(quote!(#docs pub fn new() -> Self { <Self as Default>::default() }))
        }
        Constructor::Required { arguments, set, samples } => {
            let docs = parts::doc("A value with what is required, and nothing else set.");
            let example = (!samples.is_empty()).then(|| example(name, arguments, samples));
            let many = arguments::many(arguments, 0);
            let (generics, signature) = (arguments::generics(arguments), arguments::signature(arguments));
            let set = set.iter().map(|(field, value)| arguments::initial(field, value));
            Some(quote!(#docs #example #many pub fn new #generics (#signature) -> Self { Self { #(#set,)* } }))
        }
    }
}

/// The arguments by their names. The version's path comes from a macro, so that no version is named here.
fn example(name: &RustIdent, arguments: &[Argument], samples: &[String]) -> TokenStream {
    let idents: Vec<String> = arguments.iter().map(|argument| argument.ident.to_string()).collect();
    let values = idents.iter().zip(samples).map(|(ident, sample)| format!("let {ident} = {sample:?};"));
    let call = format!("let value = {name}::new({});", idents.join(", "));
    let after = parts::docs(&values.chain([call, "```".to_owned()]).collect::<Vec<_>>());
    let end = format!("::models::{name};");
    quote!(#[doc = ""] #[doc = concat!(" ```\n use ", version_path!(), #end)] #after)
}

fn setter(field: &FieldView) -> Option<TokenStream> {
    let setter = field.setter.as_ref()?;
    let (docs, deprecated) = (parts::doc(&setter.docs), parts::deprecated(field.deprecated.as_ref()));
    let argument = std::slice::from_ref(&setter.argument);
    let (generics, signature) = (arguments::generics(argument), arguments::signature(argument));
    let value = arguments::shaped(setter.shape, arguments::value(&setter.argument));
    let (method, field) = (&setter.method, &field.ident);
    Some(quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #method #generics (mut self, #signature) -> Self {
            self.#field = #value;
            self
        }
    })
}

fn accessor(field: &FieldView) -> Option<TokenStream> {
    let accessor = field.accessor.as_ref()?;
    let (docs, deprecated) = (parts::doc(&accessor.docs), parts::deprecated(field.deprecated.as_ref()));
    let (method, ident, owner, wire) = (&accessor.method, &field.ident, accessor.owner.as_str(), &accessor.wire);
    let (output, body) = match &accessor.output {
        AccessorOutput::Str => {
            (quote!(&str), quote!(sdk_runtime::__private::required_str(&self.#ident, #owner, #wire)))
        }
        AccessorOutput::Copy(ty) => {
            (quote!(#ty), quote!(sdk_runtime::__private::required_copy(&self.#ident, #owner, #wire)))
        }
        AccessorOutput::Ref(ty) => {
            (quote!(&#ty), quote!(sdk_runtime::__private::required(&self.#ident, #owner, #wire)))
        }
        AccessorOutput::BoxedRef(ty) => {
            (quote!(&#ty), quote!(sdk_runtime::__private::required(&self.#ident, #owner, #wire).map(Box::as_ref)))
        }
    };
    Some(quote! {
        #docs
        #deprecated
        pub fn #method(&self) -> Result<#output, sdk_runtime::MissingProperty> {
            #body
        }
    })
}

/// `new()` without arguments deserves a `Default`.
fn default_impl(name: &RustIdent, view: &StructView) -> TokenStream {
    match &view.constructor {
        Constructor::Required { arguments, .. } if arguments.is_empty() => quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        },
        _ => quote!(),
    }
}
