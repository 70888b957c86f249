//! Bodies of requests: how they are taken, and the method of the runtime that sends them.
//!
//! In: an `ir::Body`. Out: an argument, a call, the encodings of a form. Must not: write types itself; `types` does.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::RustIdent;
use super::literals::{explode, style};
use super::types::{Binary, Types};
use super::view::Argument;
use crate::diag::Diagnostics;
use crate::ir::{Body, BodyKind, Operation, TypeKind, TypeRef, WireName};

/// How the body is taken from the caller.
pub(super) fn argument(types: &Types<'_>, body: &Body, ident: &RustIdent) -> Argument {
    let (form, target) = match body.kind {
        BodyKind::Text => (quote!(impl Into<String>), quote!(String)),
        BodyKind::Binary => (quote!(impl Into<sdk_runtime::Bytes>), quote!(sdk_runtime::Bytes)),
        BodyKind::Multipart => return types.with(Binary::File, |types| types.argument(ident, &body.ty)),
        BodyKind::Json | BodyKind::Form => return types.argument(ident, &body.ty),
    };
    Argument { ident: ident.clone(), form, target, value: quote!(#ident.into()) }
}

/// The method of `Call` that takes it.
pub(super) fn applied(types: &Types<'_>, body: &Body, ident: &RustIdent, parts: Option<&RustIdent>) -> TokenStream {
    let media_type = &body.media_type;
    let parts = parts.map_or_else(|| quote!(&[]), |name| quote!(#name));
    match body.kind {
        BodyKind::Json => {
            let call = match &body.wrapper {
                Some(WireName(wrapper)) => quote!(.json_in(#wrapper, &#ident)),
                None => quote!(.json(&#ident)),
            };
            let usual = media_type.eq_ignore_ascii_case("application/json") || media_type.contains('*');
            if usual { call } else { quote!(#call.media_type(#media_type)) }
        }
        BodyKind::Form => quote!(.form(&#ident, #parts)),
        BodyKind::Multipart if has_parts(types, &body.ty) => quote!(.multipart(&#ident, #parts)),
        BodyKind::Multipart => quote!(.multipart(&sdk_runtime::multipart::Whole(&#ident), #parts)),
        BodyKind::Text => quote!(.text(#media_type, #ident)),
        BodyKind::Binary => quote!(.bytes(#media_type, #ident)),
    }
}

/// The static that holds the encodings of a form's properties.
pub(super) fn parts(operation: &Operation, fact: &RustIdent) -> Option<(RustIdent, Vec<TokenStream>)> {
    let body = operation.body.as_ref()?;
    if body.parts.is_empty() || !matches!(body.kind, BodyKind::Form | BodyKind::Multipart) {
        return None;
    }
    let items = body.parts.iter().map(|part| {
        let (wire, explode, style) = (&part.wire.0, explode(part.explode), style(part.style));
        let media_type = part.media_type.as_ref().map(|media_type| quote!(.media_type(#media_type)));
        quote!(sdk_runtime::Part::new(#wire)#media_type.style(#style, #explode))
    });
    Some((RustIdent::literal(&format!("{fact}_PARTS")), items.collect()))
}

/// Whether the type knows itself what its parts are.
fn has_parts(types: &Types<'_>, ty: &TypeRef) -> bool {
    match types.resolve(ty) {
        TypeRef::Map(_) => true,
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            types.def(*id).is_some_and(|def| matches!(def.kind, TypeKind::Struct { .. }))
        }
        _ => false,
    }
}

/// Forms are made of properties: what has none is sent in a way that the document does not tell.
pub(super) fn note_problems(types: &Types<'_>, operation: &Operation, diagnostics: &mut Diagnostics) {
    let Some(body) = &operation.body else { return };
    let form = matches!(body.kind, BodyKind::Form | BodyKind::Multipart);
    if form && !has_parts(types, &body.ty) && !matches!(types.resolve(&body.ty), TypeRef::Json) {
        let done =
            if body.kind == BodyKind::Form { "is refused unless" } else { "goes out as the one part `body` unless" };
        diagnostics.warn(
            "rust-form-without-properties",
            &operation.origin.pointer,
            format!("the form that `{}` sends {done} its value is an object", operation.id),
            "Describe the body as an object with a property for each field.",
        );
    }
}
