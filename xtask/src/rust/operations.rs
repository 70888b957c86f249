//! Operations: the request builder, the constructor that takes what is required, the setters for the rest.
//!
//! In: an `ir::Operation`. Out: `OperationView`. Must not: write types itself; `types` does.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::bodies;
use super::docs::{self, DocLines};
use super::example;
use super::failures;
use super::http::{method_name, path_text};
use super::ident::RustIdent;
use super::inputs::{Inputs, OperationContext};
use super::literals::{explode, grouped, server, status_tokens, style};
use super::paging;
use super::structs::default_text;
use super::types::Types;
use super::view::{Argument, CallSetter, OperationView, PagesView};
use crate::diag::Diagnostics;
use crate::ir::{Idempotency, Method, Operation, Param, ParameterLocation, Payload, Style, TypeRef, WireName};

/// Names that an operation gets in its service's file.
pub(super) struct Names {
    pub(super) method: RustIdent,
    pub(super) ty: RustIdent,
    pub(super) fact: RustIdent,
}

pub(super) fn view(
    context: &OperationContext<'_, '_>,
    operation: &Operation,
    names: Names,
    diagnostics: &mut Diagnostics,
) -> OperationView {
    let types = context.types;
    let inputs = Inputs::new(operation);
    inputs.note_problems(diagnostics);
    bodies::note_problems(types, operation, diagnostics);
    let mut arguments = Vec::new();
    let mut applied = Vec::new();
    let mut setters = Vec::new();
    for (param, ident) in &inputs.params {
        let argument = types.argument(ident, &param.ty);
        let call = apply_param(param, ident, types);
        if param.required {
            arguments.push(argument);
            applied.push(call);
        } else {
            setters.push(param_setter(param, argument, call));
        }
    }
    let parts = bodies::parts(operation, &names.fact);
    if let Some((body, ident)) = &inputs.body {
        let argument = bodies::argument(types, body, ident);
        let call = bodies::applied(types, body, ident, parts.as_ref().map(|(name, _)| name));
        if body.required {
            arguments.push(argument);
            applied.push(call);
        } else {
            let docs = docs::lines(&body.docs, "Sets the body.");
            setters.push(CallSetter { method: ident.clone(), argument, docs, deprecated: None, applied: call });
        }
    }
    let (decode, output) = output(types, &operation.success.payload);
    let pages = paging::view(types, operation, diagnostics);
    OperationView {
        docs: operation_docs(operation, context.samples.types),
        deprecated: operation.deprecated.as_ref().map(docs::deprecation),
        example: example::view(context, operation, &inputs, &names.method),
        arguments,
        applied,
        setters,
        facts: facts(operation, pages.as_ref()),
        parts,
        decode: RustIdent::literal(decode),
        output,
        pages,
        method: names.method,
        ty: names.ty,
        fact: names.fact,
    }
}

fn param_setter(param: &Param, argument: Argument, applied: TokenStream) -> CallSetter {
    let mut docs = docs::lines(&param.docs, &format!("Sets {}.", docs::code(&param.wire.0)));
    if let Some(default) = param.default.as_ref().and_then(default_text) {
        docs::append(&mut docs, vec![format!("Default: {default}.")]);
    }
    CallSetter {
        method: argument.ident.clone(),
        argument,
        docs,
        deprecated: param.deprecated.as_ref().map(docs::deprecation),
        applied,
    }
}

/// The method of `Call` that puts a parameter in its place.
fn apply_param(param: &Param, ident: &RustIdent, types: &Types<'_>) -> TokenStream {
    let wire = &param.wire.0;
    let (style, mode) = (style(param.style), explode(param.explode));
    let composite = !matches!(
        types.resolve(&param.ty),
        TypeRef::Bool
            | TypeRef::I32
            | TypeRef::I64
            | TypeRef::U32
            | TypeRef::U64
            | TypeRef::F32
            | TypeRef::F64
            | TypeRef::String
            | TypeRef::Date
            | TypeRef::DateTime
            | TypeRef::Base64
    );
    match param.location {
        ParameterLocation::Path if param.style == Style::Simple && !(composite && param.explode) => {
            quote!(.path(#wire, &#ident))
        }
        ParameterLocation::Path => quote!(.path_as(#wire, #style, #mode, &#ident)),
        ParameterLocation::Query if param.json => quote!(.query_json(#wire, &#ident)),
        ParameterLocation::Query
            if param.style == Style::Form && (param.explode || !composite) && !param.allow_reserved =>
        {
            quote!(.query(#wire, &#ident))
        }
        ParameterLocation::Query => {
            let reserved = if param.allow_reserved { quote!(Allow) } else { quote!(Escape) };
            quote!(.query_as(#wire, #style, #mode, sdk_runtime::Reserved::#reserved, &#ident))
        }
        ParameterLocation::Header if composite && param.explode => quote!(.header_as(#wire, #mode, &#ident)),
        ParameterLocation::Header => quote!(.header(#wire, &#ident)),
        ParameterLocation::Cookie => quote!(.cookie(#wire, &#ident)),
    }
}

fn output(types: &Types<'_>, payload: &Payload) -> (&'static str, TokenStream) {
    match payload {
        Payload::Empty => ("empty", quote!(())),
        Payload::Json(ty) => ("json", types.unboxed(ty)),
        Payload::OptionalJson(ty) => {
            let ty = types.unboxed(ty);
            ("optional_json", quote!(Option<#ty>))
        }
        Payload::Text => ("text", quote!(String)),
        Payload::Binary => ("bytes", quote!(sdk_runtime::Bytes)),
        Payload::ByStatus(id) => ("by_status", types.path(*id)),
    }
}

/// `Operation::new(…)` with all that is known of the call.
fn facts(operation: &Operation, pages: Option<&PagesView>) -> TokenStream {
    let (id, path) = (&operation.id.0, path_text(&operation.path));
    let method = format_ident!("{}", method_name(operation.method));
    let statuses = operation.success.statuses.iter().map(|status| {
        let status = status_tokens(*status);
        quote!(Status::#status)
    });
    let mut tokens = quote!(Operation::new(#id, Method::#method, #path).success(&[#(#statuses),*]));
    let names = |names: &[WireName]| -> TokenStream {
        let names = names.iter().map(|name| &name.0);
        quote!(&[#(#names),*])
    };
    if !operation.success.path.is_empty() {
        let path = names(&operation.success.path);
        tokens.extend(quote!(.payload(#path)));
    }
    if let Some(idempotency) = idempotency(operation, names) {
        tokens.extend(quote!(.idempotency(sdk_runtime::Idempotency::#idempotency)));
    }
    if let Some(limit) = operation.rate_limit {
        let (calls, per) = (Literal::u32_unsuffixed(limit.calls), grouped(limit.per_ms));
        tokens.extend(quote!(.rate_limit(#calls, #per)));
    }
    if let Some(security) = &operation.security {
        let alternatives = security.iter().map(|all| names(all));
        tokens.extend(quote!(.security(&[#(#alternatives),*])));
    }
    if let Some(server) = operation.servers.first() {
        tokens.extend(self::server(server));
    }
    if let Some(PagesView { tokens: pages, .. }) = pages {
        tokens.extend(quote!(.pagination(#pages)));
    }
    if let Some(batch) = &operation.batch {
        let (most, path) = (grouped(u64::from(batch.max_items)), names(&batch.items));
        tokens.extend(quote!(.batch(#most, #path)));
    }
    tokens
}

/// What the method alone does not tell.
fn idempotency(operation: &Operation, names: impl Fn(&[WireName]) -> TokenStream) -> Option<TokenStream> {
    let by_method = !matches!(operation.method, Method::Post | Method::Patch);
    match &operation.idempotency {
        Idempotency::Idempotent => (!by_method).then(|| quote!(Idempotent)),
        Idempotency::NotIdempotent => by_method.then(|| quote!(NotIdempotent)),
        Idempotency::NaturalKey(key) => {
            let key = names(key);
            Some(quote!(NaturalKey(#key)))
        }
        Idempotency::KeyHeader(name) => Some(quote!(KeyHeader(#name))),
        Idempotency::KeyProperty(name) => Some(quote!(KeyProperty(#name))),
    }
}

fn operation_docs(operation: &Operation, types: &Types<'_>) -> DocLines {
    let call = format!("{} {}", method_name(operation.method).to_ascii_uppercase(), path_text(&operation.path));
    let call = docs::code(&call);
    let mut lines = docs::lines(&operation.docs, "");
    if lines.iter().all(String::is_empty) {
        lines = vec![format!("Calls {call}.")];
    } else {
        docs::append(&mut lines, vec![call]);
    }
    docs::append(&mut lines, failures::section(&operation.errors, types));
    lines
}
