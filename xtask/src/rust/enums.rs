//! Enums, unions and responses by status.
//!
//! In: the other kinds of `TypeKind`. Out: their views. Must not: convert types itself; `types` does.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::facts::Facts;
use super::docs::{self, DocLines};
use super::http::status_text;
use super::ident::{RustIdent, Scope};
use super::types::{TypeName, Types};
use super::view::{
    Conversion, ConversionSource, EnumVariant, EnumView, PayloadKind, RustType, Serialization, StatusVariantView,
    UnionVariant, UnionView,
};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{
    EnumRepr, EnumValue, MatchRule, Payload, StatusVariant, TypeDef, TypeKind, TypeRef, UnionRule, Variant,
};

/// Names for the variant of unknown values, best first.
const FALLBACKS: &[&str] = &["Unknown", "Unrecognized", "UnknownValue", "UnrecognizedValue"];

/// The first fallback name that no variant uses.
fn fallback<'w>(candidates: impl Iterator<Item = &'w RustIdent> + Clone) -> RustIdent {
    let free = |name: &&&str| candidates.clone().all(|candidate| candidate.as_str() != **name);
    // All four are used: the scope claims this one first, so the variant is renamed.
    RustIdent::literal(FALLBACKS.iter().find(free).copied().unwrap_or("Unknown"))
}

/// Variants of an enum, each with its value; a value that is listed twice is one variant.
pub(super) struct Variants<'v> {
    pub(super) fallback: RustIdent,
    pub(super) named: Vec<(RustIdent, &'v EnumValue)>,
    /// Values that have no variant of their own.
    pub(super) dropped: Vec<&'v EnumValue>,
}

pub(super) fn variants(repr: EnumRepr, values: &[EnumValue]) -> Variants<'_> {
    let candidates: Vec<RustIdent> = values.iter().map(|value| RustIdent::pascal(&value.name)).collect();
    let fallback = fallback(candidates.iter());
    let mut scope = Scope::reserving(&[fallback.as_str()]);
    let mut seen = BTreeSet::new();
    let mut out = Variants { fallback, named: Vec::new(), dropped: Vec::new() };
    for (value, candidate) in values.iter().zip(&candidates) {
        let usable = repr == EnumRepr::String || value.wire.0.parse::<i64>().is_ok();
        if usable && seen.insert(value.wire.0.as_str()) {
            out.named.push((scope.claim(candidate, "Value").ident, value));
        } else {
            out.dropped.push(value);
        }
    }
    out
}

pub(super) fn enum_view(
    def: &TypeDef,
    name: &TypeName,
    repr: EnumRepr,
    values: &[EnumValue],
    diagnostics: &mut Diagnostics,
) -> EnumView {
    let Variants { fallback, named, dropped } = variants(repr, values);
    for value in dropped {
        diagnostics.report(
            codes::RUST_DROPPED_ENUM_VALUE,
            &def.origin.pointer,
            format!("the value `{}` of the enum `{}` has no variant", value.wire, def.name),
            "It is listed twice, or is not a number in an enum of numbers; correct the list.",
        );
    }
    let variants = named.into_iter().map(|(ident, value)| EnumVariant {
        ident,
        docs: docs::lines(&value.docs, &format!("The value {}.", docs::code(&value.wire.0))),
        wire: value.wire.0.clone(),
    });
    let fallback_docs = format!("Values of {}.", docs::code(&def.name.to_string()));
    EnumView {
        module: name.module.clone(),
        name: name.ident.clone(),
        docs: docs::lines(&def.docs, &fallback_docs),
        repr,
        fallback,
        variants: variants.collect(),
        origin: def.origin.clone(),
    }
}

/// Names of a union's variants, and of the fallback.
pub(super) fn union_idents(variants: &[Variant]) -> (RustIdent, Vec<RustIdent>) {
    let candidates: Vec<RustIdent> = variants.iter().map(|variant| RustIdent::pascal(&variant.name)).collect();
    let fallback = fallback(candidates.iter());
    let mut scope = Scope::reserving(&[fallback.as_str()]);
    let idents = candidates.iter().map(|candidate| scope.claim(candidate, "Variant").ident).collect();
    (fallback, idents)
}

pub(super) fn union_view(
    types: &Types<'_>,
    rule: &UnionRule,
    variants: &[Variant],
    writes: Serialization,
) -> UnionView {
    let (fallback, idents) = union_idents(variants);
    let views: Vec<UnionVariant> = variants
        .iter()
        .zip(idents)
        .map(|(variant, ident)| UnionVariant {
            ident,
            ty: if variant.rule == MatchRule::Null { RustType::Unit } else { types.ty(&variant.ty) },
            docs: variant_lines(variant),
            rule: variant.rule.clone(),
        })
        .collect();
    let structs = variants.iter().filter(|variant| is_struct(types, &variant.ty)).count();
    UnionView {
        from: conversions(types, variants, &views),
        variants: views,
        fallback,
        tag: match rule {
            UnionRule::Discriminator(wire) => Some(wire.0.clone()),
            UnionRule::Ordered => None,
        },
        writes,
        uneven: structs > 0 && variants.len() > 1,
    }
}

fn variant_lines(variant: &Variant) -> DocLines {
    let mut lines = docs::lines(&variant.docs, &variant_docs(variant));
    let facts = Facts { constraints: Some(&variant.constraints), ..Facts::default() };
    docs::append(&mut lines, docs::facts::paragraph(&facts, &variant.docs.body));
    lines
}

fn is_struct(types: &Types<'_>, ty: &TypeRef) -> bool {
    match types.resolve(ty) {
        TypeRef::Named(id) => types.def(*id).is_some_and(|def| matches!(def.kind, TypeKind::Struct { .. })),
        _ => false,
    }
}

fn variant_docs(variant: &Variant) -> String {
    let list = |tags: &[String]| tags.iter().map(|tag| docs::code(tag)).collect::<Vec<_>>().join(", ");
    match &variant.rule {
        MatchRule::Tag(tags) => format!("Identified by {}.", list(tags)),
        MatchRule::TagOrAbsent(tags) => format!("Identified by {}, or by no value.", list(tags)),
        MatchRule::OneOf(values) => format!("One of {}.", list(&values[..values.len().min(5)])),
        MatchRule::Null => "Null.".to_owned(),
        MatchRule::Bool => "A boolean.".to_owned(),
        MatchRule::Integer => "A whole number.".to_owned(),
        MatchRule::Number => "A number.".to_owned(),
        MatchRule::String => "A string.".to_owned(),
        MatchRule::Array => "A list.".to_owned(),
        MatchRule::Object | MatchRule::Properties(_) => "An object.".to_owned(),
        MatchRule::Try => "One of the variants.".to_owned(),
    }
}

/// `From` for each variant whose type no other variant has, behind aliases and boxes.
fn conversions(types: &Types<'_>, variants: &[Variant], views: &[UnionVariant]) -> Vec<Conversion> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let keys: Vec<String> = variants.iter().map(|variant| key(types, &variant.ty, 0)).collect();
    for key in &keys {
        *count.entry(key.clone()).or_default() += 1;
    }
    let mut out = Vec::new();
    for ((variant, view), key) in variants.iter().zip(views).zip(&keys) {
        // The runtime's macro implements the conversion from any JSON.
        let json = matches!(types.resolve(&variant.ty), TypeRef::Json);
        if count.get(key) != Some(&1) || variant.rule == MatchRule::Null || json {
            continue;
        }
        let source = types.unboxed(&variant.ty);
        let boxed = matches!(variant.ty, TypeRef::Boxed(_));
        let source = if boxed { ConversionSource::Boxed(source) } else { ConversionSource::Type(source) };
        out.push(Conversion { variant: view.ident.clone(), source });
        if matches!(types.resolve(&variant.ty), TypeRef::String) {
            out.push(Conversion { variant: view.ident.clone(), source: ConversionSource::Str });
        }
    }
    out
}

/// Equal for types that are the same to the compiler.
fn key(types: &Types<'_>, ty: &TypeRef, depth: usize) -> String {
    if depth > 16 {
        return "deep".to_owned();
    }
    let inner = |ty: &TypeRef| key(types, ty, depth + 1);
    match types.resolve(ty) {
        TypeRef::List(item) => format!("list {}", inner(item)),
        TypeRef::Map(item) => format!("map {}", inner(item)),
        TypeRef::Nullable(item) => format!("nullable {}", inner(item)),
        TypeRef::Named(id) | TypeRef::Boxed(id) => format!("named {}", id.0),
        scalar => format!("{scalar:?}"),
    }
}

/// Names of the variants of a response by status.
pub(super) fn status_idents(variants: &[StatusVariant]) -> Vec<RustIdent> {
    let mut scope = Scope::default();
    variants.iter().map(|variant| scope.claim(&RustIdent::pascal(&variant.name), "Answer").ident).collect()
}

pub(super) fn by_status(types: &Types<'_>, variants: &[StatusVariant]) -> Vec<StatusVariantView> {
    variants
        .iter()
        .zip(status_idents(variants))
        .map(|(variant, ident)| {
            let (ty, payload) = payload(types, &variant.payload);
            StatusVariantView {
                ident,
                docs: format!("The response to status {}.", status_text(variant.status)),
                ty,
                status: variant.status,
                payload,
            }
        })
        .collect()
}

/// What the variant holds, and how it is read.
fn payload(types: &Types<'_>, payload: &Payload) -> (Option<RustType>, PayloadKind) {
    match payload {
        Payload::Empty => (None, PayloadKind::Empty),
        Payload::Json(ty) | Payload::OptionalJson(ty) => (Some(types.ty(ty)), PayloadKind::Json),
        // Streams are no bodies of one status among others: `lower` has made them text or bytes.
        Payload::Text | Payload::Events(_) | Payload::Lines(..) => (Some(RustType::String), PayloadKind::Text),
        Payload::Binary | Payload::Download => (Some(RustType::Bytes), PayloadKind::Bytes),
        Payload::ByStatus(id) => (Some(types.named(*id)), PayloadKind::Json),
    }
}
