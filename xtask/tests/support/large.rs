//! An API of the size of a real version: 16 operations, 83 structs, 19 enums, 420 properties.
//!
//! In: nothing. Out: `ir::Api`. Must not: vary between two runs.

use xtask::ir::{
    Api, Body, BodyKind, Constraints, Docs, EnumRepr, Id, Method, Origin, ParameterLocation, Payload, Presence,
    Service, Style,
};
use xtask::ir::{TypeDef, TypeKind, TypeRef, Usage};

use super::operations::{operation, param};
use super::types::{enumeration, field, structure};
use super::{docs, words};

const STRUCTS: usize = 83;
const ENUMS: usize = 19;

pub(crate) fn api() -> Api {
    let mut api = super::api(Some("2026-07"));
    api.types = (0..STRUCTS).map(structure_def).chain((0..ENUMS).map(enum_def)).collect();
    api.services = (0..4)
        .map(|service| Service {
            name: words(&format!("service {service}")),
            docs: docs("A group."),
            operations: (0..4).map(|at| call(service * 4 + at)).collect(),
        })
        .collect();
    api
}

fn def(name: &str, usage: Usage, kind: TypeKind) -> TypeDef {
    let docs = Docs { summary: format!("The {name} of a thing."), ..Docs::default() };
    TypeDef {
        name: words(name),
        kind,
        usage,
        constraints: Constraints::default(),
        default: None,
        example: None,
        deprecated: None,
        docs,
        origin: Origin::default(),
    }
}

/// Structs from 60 on are sent, the others received.
fn structure_def(at: usize) -> TypeDef {
    let usage = if at >= 60 { Usage::In } else { Usage::Out };
    let fields = (0..5).map(|property| {
        let ty = match (at + property) % 6 {
            0 => TypeRef::I64,
            1 => TypeRef::List(Box::new(TypeRef::Named(Id((at + 1) % 60)))),
            2 if usage == Usage::Out => TypeRef::Named(Id(STRUCTS + at % ENUMS)),
            3 => TypeRef::DateTime,
            _ => TypeRef::String,
        };
        // What is sent refers to nothing that is received.
        let ty = if usage == Usage::In && matches!(ty, TypeRef::List(_)) {
            TypeRef::List(Box::new(TypeRef::String))
        } else {
            ty
        };
        let presence = match (at + property) % 5 {
            0 => Presence::Required,
            1 => Presence::OptionalNullable,
            _ => Presence::Optional,
        };
        let mut field = field(&format!("member_{property}"), ty, presence);
        field.docs = docs("What this property says of the thing, in a sentence of the usual length.");
        field
    });
    def(&format!("type {at}"), usage, structure(fields.collect()))
}

fn enum_def(at: usize) -> TypeDef {
    let names: Vec<String> = (0..10).map(|value| format!("value {value}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    def(&format!("values {at}"), Usage::Both, enumeration(EnumRepr::String, &names, &names))
}

fn call(at: usize) -> xtask::ir::Operation {
    let sends = at & 3 == 0;
    let method = if sends { Method::Post } else { Method::Get };
    let mut out = operation(&format!("call {at}"), method, Payload::Json(TypeRef::Named(Id(at))));
    out.docs = docs("Does something with a thing.");
    if sends {
        out.body = Some(Body {
            kind: BodyKind::Json,
            media_type: "application/json".to_owned(),
            ty: TypeRef::Named(Id(60 + at)),
            required: true,
            wrapper: None,
            parts: Vec::new(),
            docs: Docs::default(),
        });
    }
    out.params = (0..6)
        .map(|n| param(&format!("param_{n}"), ParameterLocation::Query, TypeRef::String, Style::Form, true))
        .collect();
    out
}
