//! Tests of `lower`, by what they look at.

mod calls;
mod extensions;
mod naming;
mod representations;
mod shapes;

use serde_json::{Value, json};

use super::{Lowered, Settings, lower};
use crate::coverage::{Account, Raw};
use crate::diag::{Diagnostics, Level};
use crate::ir::{Api, Operation, Payload, TypeDef, TypeKind, TypeRef};
use crate::resolve::resolve;

/// Lowers a whole document.
fn lowered(value: &Value) -> Lowered {
    let account = Account::of(value);
    let parsed = crate::parse::parse(value, &account).unwrap();
    let resolved = resolve(&parsed, Raw { root: value, account: &account });
    assert!(!resolved.diagnostics.has_errors(), "{:?}", resolved.diagnostics);
    lower(&resolved.model, Settings { version: None })
}

fn document(paths: Value, schemas: Value) -> Value {
    json!({"openapi": "3.0.3", "info": {"title": "Test API", "version": "1"}, "paths": paths, "components": {"schemas": schemas}})
}

/// A document of one operation that returns `schema`.
fn with_response(schema: Value, schemas: Value) -> Value {
    document(json!({"/a": {"get": {"operationId": "get-a", "responses": {"200": ok(schema)}}}}), schemas)
}

fn ok(schema: Value) -> Value {
    json!({"description": "", "content": {"application/json": {"schema": schema}}})
}

fn reference(key: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{key}")})
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|d| d.code.id()).collect()
}

fn errors(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().filter(|d| d.level == Level::Error).map(|d| d.code.id()).collect()
}

fn operation<'a>(api: &'a Api, name: &str) -> &'a Operation {
    let mut all = api.services.iter().flat_map(|service| &service.operations);
    all.find(|operation| operation.name.to_string() == name).unwrap_or_else(|| panic!("no operation {name}"))
}

fn def<'a>(api: &'a Api, name: &str) -> &'a TypeDef {
    let names: Vec<String> = api.types.iter().map(|def| def.name.to_string()).collect();
    api.types.iter().find(|def| def.name.to_string() == name).unwrap_or_else(|| panic!("no type {name} in {names:?}"))
}

fn names(api: &Api) -> Vec<String> {
    api.types.iter().map(|def| def.name.to_string()).collect()
}

/// `name: type` of every field.
fn fields(api: &Api, name: &str) -> Vec<String> {
    match &def(api, name).kind {
        TypeKind::Struct { fields, .. } => fields.iter().map(|f| format!("{}: {}", f.name, text(api, &f.ty))).collect(),
        other => panic!("{name} is {other:?}"),
    }
}

fn text(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(id) => api.types[id.0].name.to_string(),
        TypeRef::Boxed(id) => format!("box {}", api.types[id.0].name),
        TypeRef::List(inner) => format!("[{}]", text(api, inner)),
        TypeRef::Map(inner) => format!("{{{}}}", text(api, inner)),
        TypeRef::Nullable(inner) => format!("{} or null", text(api, inner)),
        other => format!("{other:?}"),
    }
}

fn payload(api: &Api, name: &str) -> String {
    match &operation(api, name).success.payload {
        Payload::Json(ty) => text(api, ty),
        Payload::OptionalJson(ty) => format!("optional {}", text(api, ty)),
        Payload::ByStatus(id) => format!("by status {}", api.types[id.0].name),
        other => format!("{other:?}"),
    }
}
