//! Bodies of requests: how they are taken, and the method of the runtime that sends them.
//!
//! In: an `ir::Body`. Out: an argument, a call, the encodings of a form. Must not: convert types itself; `types` does.

use super::ident::RustIdent;
use super::types::{Binary, Types};
use super::view::{
    AppliedInput, Argument, ArgumentForm, BodyTarget, InputTarget, MultipartContent, PartsFacts, RustType,
};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Body, BodyKind, Operation, TypeKind, TypeRef};

/// How the body is taken from the caller.
pub(super) fn argument(types: &Types<'_>, body: &Body, ident: &RustIdent) -> Argument {
    let target = match body.kind {
        BodyKind::Text => RustType::String,
        BodyKind::Binary => RustType::Upload,
        BodyKind::Multipart => return types.with(Binary::File, |types| types.argument(ident, &body.ty)),
        BodyKind::Json | BodyKind::Form => return types.argument(ident, &body.ty),
    };
    Argument { ident: ident.clone(), form: ArgumentForm::Into, target }
}

/// How the body is sent. `parts` is the name of the static that holds the encodings of a form.
pub(super) fn applied(types: &Types<'_>, body: &Body, ident: &RustIdent, parts: Option<&RustIdent>) -> AppliedInput {
    let media_type = &body.media_type;
    let parts = parts.cloned();
    let target = match body.kind {
        BodyKind::Json => {
            let usual = media_type.eq_ignore_ascii_case("application/json") || media_type.contains('*');
            let wrapper = body.wrapper.as_ref().map(|wrapper| wrapper.0.clone());
            BodyTarget::Json { wrapper, media_type: (!usual).then(|| media_type.clone()) }
        }
        BodyKind::Form => BodyTarget::Form { parts },
        BodyKind::Multipart => {
            let whole = !has_parts(types, &body.ty);
            let content = if whole { MultipartContent::Whole } else { MultipartContent::Properties };
            BodyTarget::Multipart { parts, content }
        }
        BodyKind::Text => BodyTarget::Text { media_type: media_type.clone() },
        BodyKind::Binary => BodyTarget::Bytes { media_type: media_type.clone() },
    };
    AppliedInput { ident: ident.clone(), target: InputTarget::Body(target) }
}

/// The static that holds the encodings of a form's properties.
pub(super) fn parts(operation: &Operation, fact: &RustIdent) -> Option<PartsFacts> {
    let body = operation.body.as_ref()?;
    if body.parts.is_empty() || !matches!(body.kind, BodyKind::Form | BodyKind::Multipart) {
        return None;
    }
    Some(PartsFacts { name: RustIdent::literal(&format!("{fact}_PARTS")), parts: body.parts.clone() })
}

/// Whether the type defines its parts.
fn has_parts(types: &Types<'_>, ty: &TypeRef) -> bool {
    match types.resolve(ty) {
        TypeRef::Map(_) => true,
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            types.def(*id).is_some_and(|def| matches!(def.kind, TypeKind::Struct { .. }))
        }
        _ => false,
    }
}

/// Forms consist of properties: the document does not define how anything else is sent.
pub(super) fn note_problems(types: &Types<'_>, operation: &Operation, diagnostics: &mut Diagnostics) {
    let Some(body) = &operation.body else { return };
    let form = matches!(body.kind, BodyKind::Form | BodyKind::Multipart);
    if form && !has_parts(types, &body.ty) && !matches!(types.resolve(&body.ty), TypeRef::Json) {
        let done =
            if body.kind == BodyKind::Form { "is rejected unless" } else { "is sent as the single part `body` unless" };
        diagnostics.report(
            codes::RUST_FORM_WITHOUT_PROPERTIES,
            &operation.origin.pointer,
            format!("the form that `{}` sends {done} its value is an object", operation.id),
            "Describe the body as an object with a property for each field.",
        );
    }
}
