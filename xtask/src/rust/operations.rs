//! Operations: the request builder, the constructor that takes what is required, the setters for the rest.
//!
//! In: an `ir::Operation`. Out: `OperationView`. Must not: convert types itself; `types` does.

use super::bodies;
use super::described;
use super::docs::facts::Facts;
use super::docs::{self, DocLines};
use super::example;
use super::facts::facts;
use super::failures;
use super::http::{method_name, path_text};
use super::ident::RustIdent;
use super::inputs::{Inputs, OperationContext};
use super::paging;
use super::representations;
use super::types::Types;
use super::view::{AppliedInput, Argument, CallSetter, InputTarget, OperationView};
use crate::diag::Diagnostics;
use crate::ir::{Operation, Param, ParameterLocation, Style, TypeRef};

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
        let call = bodies::applied(types, body, ident, parts.as_ref().map(|parts| &parts.name));
        if body.required {
            arguments.push(argument);
            applied.push(call);
        } else {
            let docs = docs::lines(&body.docs, "Sets the body.");
            let (method, origin) = (ident.clone(), None);
            setters.push(CallSetter { method, argument, docs, deprecated: None, applied: call, origin });
        }
    }
    let (decode, output) = representations::output(types, &operation.success.payload);
    let pages = paging::view(types, operation, diagnostics);
    OperationView {
        docs: operation_docs(context, operation, &inputs),
        deprecated: operation.deprecated.as_ref().map(docs::deprecation),
        example: example::view(context, operation, &inputs, &names.method),
        arguments,
        applied,
        setters,
        facts: facts(operation, &operation.success.path, &operation.success.accept),
        representations: representations::views(types, operation, inputs.senders, &names.fact),
        may_stream: representations::may_stream(operation),
        parts,
        decode,
        output,
        pages,
        method: names.method,
        ty: names.ty,
        fact: names.fact,
        origin: operation.origin.clone(),
    }
}

fn param_setter(param: &Param, argument: Argument, applied: AppliedInput) -> CallSetter {
    let mut docs = docs::lines(&param.docs, &format!("Sets {}.", docs::code(&param.wire.0)));
    let facts = Facts {
        constraints: Some(&param.constraints),
        default: param.default.as_ref(),
        example: param.example.as_ref(),
        ..Facts::default()
    };
    docs::append(&mut docs, docs::facts::paragraph(&facts, &param.docs.body));
    CallSetter {
        method: argument.ident.clone(),
        argument,
        docs,
        deprecated: param.deprecated.as_ref().map(docs::deprecation),
        applied,
        origin: Some(param.origin.clone()),
    }
}

/// Where a parameter goes.
fn apply_param(param: &Param, ident: &RustIdent, types: &Types<'_>) -> AppliedInput {
    let wire = param.wire.0.clone();
    let (style, explode) = (param.style, param.explode);
    let composite = !matches!(
        types.resolve(&param.ty),
        TypeRef::Bool
            | TypeRef::I32
            | TypeRef::I64
            | TypeRef::U32
            | TypeRef::U64
            | TypeRef::F32
            | TypeRef::F64
            | TypeRef::Decimal
            | TypeRef::String
            | TypeRef::Date
            | TypeRef::DateTime
            | TypeRef::Base64
            | TypeRef::Base64Url
    );
    let target = match param.location {
        ParameterLocation::Path if style == Style::Simple && !(composite && explode) => InputTarget::Path { wire },
        ParameterLocation::Path => InputTarget::PathAs { wire, style, explode },
        ParameterLocation::Query if param.json => InputTarget::QueryJson { wire },
        ParameterLocation::Query if style == Style::Form && (explode || !composite) && !param.allow_reserved => {
            InputTarget::Query { wire }
        }
        ParameterLocation::Query => InputTarget::QueryAs { wire, style, explode, allow_reserved: param.allow_reserved },
        ParameterLocation::Header if composite && explode => InputTarget::HeaderAs { wire, explode },
        ParameterLocation::Header => InputTarget::Header { wire },
        ParameterLocation::Cookie => InputTarget::Cookie { wire },
    };
    AppliedInput { ident: ident.clone(), target }
}

fn operation_docs(context: &OperationContext<'_, '_>, operation: &Operation, inputs: &Inputs<'_>) -> DocLines {
    let types = context.samples.types;
    let call = format!("{} {}", method_name(operation.method).to_ascii_uppercase(), path_text(&operation.path));
    let call = docs::code(&call);
    let mut lines = docs::lines(&operation.docs, "");
    if lines.iter().all(String::is_empty) {
        lines = docs::lines(&operation.path_docs, "");
    }
    if lines.iter().all(String::is_empty) {
        lines = vec![format!("Calls {call}.")];
    } else {
        docs::append(&mut lines, vec![call]);
    }
    docs::append(&mut lines, described::scopes(operation));
    docs::append(&mut lines, described::arguments(inputs, operation));
    docs::append(&mut lines, described::response_headers(operation, types.api()));
    docs::append(&mut lines, described::links(operation));
    docs::append(&mut lines, described::callbacks(operation, types));
    docs::append(&mut lines, failures::section(&operation.errors, types));
    lines
}
