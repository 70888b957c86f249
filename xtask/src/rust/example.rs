//! The example of a call.
//!
//! In: an `ir::Operation` and the names of its inputs. Out: `Example`. Must not: show a call that would not compile.

use proc_macro2::TokenStream;
use quote::quote;

use super::hint::Hint;
use super::ident::RustIdent;
use super::inputs::{Inputs, OperationContext};
use super::show;
use super::types::Binary;
use super::view::{ClientView, Entry, Example, FromEnv, Imports, RustType};
use crate::ir::{BodyKind, Operation, Payload};

/// The call as a user would write it, and what the example does with its response.
pub(super) fn view(
    context: &OperationContext<'_, '_>,
    operation: &Operation,
    inputs: &Inputs<'_>,
    method: &RustIdent,
) -> Example {
    let mut given = Vec::new();
    let mut arguments = Vec::new();
    let before = context.types.uses();
    let mut push = |ty: RustType, ident: &RustIdent, sample: Option<TokenStream>| {
        arguments.push(sample.unwrap_or_else(|| {
            given.push((ident.clone(), ty));
            quote!(#ident)
        }));
    };
    let samples = context.samples;
    for (param, ident) in inputs.params.iter().filter(|(param, _)| param.required) {
        let hint = Hint { wire: &param.wire.0, example: param.example.as_ref().or(param.default.as_ref()) };
        push(samples.types.ty(&param.ty), ident, samples.argument(&param.ty, hint, 0));
    }
    if let Some((body, ident)) = inputs.body.as_ref().filter(|(body, _)| body.required) {
        match body.kind {
            BodyKind::Text => push(RustType::String, ident, Some(quote!("text"))),
            BodyKind::Binary => push(RustType::Upload, ident, Some(quote!(b"bytes".to_vec()))),
            BodyKind::Json | BodyKind::Form | BodyKind::Multipart => {
                let hint = Hint { wire: "body", example: None };
                let binary = if body.kind == BodyKind::Multipart { Binary::File } else { Binary::Base64 };
                let ty = samples.types.with(binary, |types| types.unboxed(&body.ty));
                push(ty, ident, samples.argument(&body.ty, hint, 0));
            }
        }
    }
    debug_assert_eq!(before, context.types.uses());
    let service = context.service;
    let client = client_expression(context.client);
    let result = if operation.success.payload == Payload::Empty { quote!() } else { quote!(let response =) };
    let set = optional_body(context, inputs);
    let call = quote!(client.#service().#method(#(#arguments),*) #set);
    let show = show::response(samples.types, operation);
    let body = quote! {
        let client = #client;
        #result #call.await?;
        #show
    };
    let types = given.iter().map(|(_, ty)| ty);
    let imports = Imports::of(&quote!(#(#arguments)* #set #(#types)*)).with_client();
    Example { imports, given, body, call, show }
}

/// An optional body: without it the example would show little.
fn optional_body(context: &OperationContext<'_, '_>, inputs: &Inputs<'_>) -> Option<TokenStream> {
    let (body, ident) = inputs.body.as_ref().filter(|(body, _)| !body.required)?;
    if !matches!(body.kind, BodyKind::Json | BodyKind::Form) {
        return None;
    }
    let sample = context.samples.argument(&body.ty, Hint { wire: "body", example: None }, 0)?;
    Some(quote!(.#ident(#sample)))
}

/// How the examples create a client.
pub(super) fn client_expression(client: &ClientView) -> TokenStream {
    match (&client.from_env, client.entry) {
        (FromEnv::Prefix(_), _) => quote!(Client::from_env()?),
        (FromEnv::No, Entry::ApiKey) => quote!(Client::builder("your API key").build()?),
        (FromEnv::No, Entry::Token) => quote!(Client::builder("your token").build()?),
        (FromEnv::No, Entry::Plain) => quote!(Client::builder().build()?),
    }
}
