//! Facts of the guides about values: properties of requests and responses.
//!
//! In: parts of the IR and of the view. Out: texts and pieces of code. Must not: decide which page uses them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::docs;
use super::hint::{Hint, text};
use super::view::{
    AccessorOutput, ClearingFacts, Constructor, EnumView, FieldView, ModelKind, NamedFacts, NullFacts, OperationView,
    ReadingFacts, RustType, Serialization, StructView, SuccessFacts, VersionView,
};
use super::wire_tests;
use crate::ir::{Api, EnumRepr, Operation};

fn structs(version: &VersionView) -> impl Iterator<Item = (String, &StructView)> {
    version.models.iter().filter_map(|model| match &model.kind {
        ModelKind::Struct(structure) => Some((model.name.to_string(), structure)),
        _ => None,
    })
}

/// The request with most strings that can be cleared.
pub(super) fn clearing(version: &VersionView) -> Option<ClearingFacts> {
    let text = RustType::maybe(RustType::String);
    let found = structs(version).filter_map(|(ty, structure)| {
        let fields = structure.fields.iter().filter(|field| field.ty == text && field.deprecated.is_none());
        let setters: Vec<_> =
            fields.filter(|field| !field.redacted).filter_map(|field| field.setter.as_ref()).collect();
        Some((ty, setters.first()?.method.to_string(), setters.len()))
    });
    // On a tie, the first.
    let best = found.reduce(|best, next| if next.2 > best.2 { next } else { best });
    best.map(|(ty, setter, _)| ClearingFacts { ty, setter })
}

/// An enum to be matched.
pub(super) fn named(version: &VersionView) -> Option<NamedFacts> {
    let text = |item: &&EnumView| item.repr == EnumRepr::String && !item.variants.is_empty();
    let item =
        version.enums.iter().find(text).or_else(|| version.enums.iter().find(|item| !item.variants.is_empty()))?;
    Some(NamedFacts {
        ty: item.name.to_string(),
        variant: item.variants.first()?.ident.to_string(),
        fallback: item.fallback.to_string(),
        text: text(&item),
    })
}

/// A response with required properties: that of the first call in the guide, if it has some.
pub(super) fn reading(version: &VersionView, first: &OperationView) -> Option<ReadingFacts> {
    let facts = |(ty, structure): (String, &StructView)| {
        let promised = structure.fields.iter().filter(|field| field.deprecated.is_none());
        let accessors = promised.filter_map(|field| Some((field.wire.clone(), field.accessor.as_ref()?)));
        let (wire, accessor) = accessors.into_iter().find(|(_, accessor)| accessor.output == AccessorOutput::Str)?;
        let extra_format = if structure.extra_ty == RustType::Extra { "{value}" } else { "{value:?}" };
        let (accessor, extra) = (accessor.method.to_string(), structure.extra.to_string());
        Some(ReadingFacts { ty, accessor, wire, extra, extra_format })
    };
    let shown = structs(version).filter(|(ty, _)| is_type(&first.output, ty)).find_map(facts);
    shown.or_else(|| structs(version).find_map(facts))
}

fn is_type(ty: &RustType, name: &str) -> bool {
    ty.name().is_some_and(|ident| ident.as_str() == name)
}

/// The request with most strings that are optional but not nullable.
pub(super) fn null(version: &VersionView) -> Option<NullFacts> {
    // Parts of a form are never null.
    let json = |structure: &StructView| matches!(structure.writes, Serialization::Both | Serialization::Only);
    let open = |structure: &StructView| structure.extra_ty == RustType::Extra;
    let found = structs(version).filter(|(_, structure)| json(structure) && open(structure));
    let found = found.filter_map(|(ty, structure)| {
        let text = RustType::option(RustType::String);
        let text = structure.fields.iter().filter(|field| field.ty == text);
        let plain = text.filter(|field| field.deprecated.is_none() && !field.redacted);
        let fields: Vec<_> = plain.filter_map(|field| field.setter.as_ref().map(|_| &field.wire)).collect();
        // Updates clear values; a request without required properties is probably one.
        let rank = (matches!(structure.constructor, Constructor::Default), fields.len());
        let (wire, extra) = (format!("{:?}", fields.first()?), structure.extra.to_string());
        Some((rank, NullFacts { ty, wire, extra }))
    });
    // On a tie, the first.
    let best = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, facts)| facts)
}

/// Names of the properties that `Debug` hides, as code; with the type before them where others show a property of that
/// name.
pub(super) fn redacted(version: &VersionView) -> Vec<String> {
    let fields =
        || structs(version).flat_map(|(ty, structure)| structure.fields.iter().map(move |field| (ty.clone(), field)));
    let shown: BTreeSet<String> =
        fields().filter(|(_, field)| !field.redacted).map(|(_, field)| field.ident.to_string()).collect();
    let name = |(ty, field): (String, &FieldView)| {
        let name = field.ident.to_string();
        docs::code(&if shown.contains(&name) { format!("{ty}.{name}") } else { name })
    };
    let names: BTreeSet<String> = fields().filter(|(_, field)| field.redacted).map(name).collect();
    names.into_iter().collect()
}

/// The response of the first call in the guide, and a property that is read from it.
pub(super) fn success(
    api: &Api,
    version: &VersionView,
    operation: &Operation,
    first: &OperationView,
) -> Option<SuccessFacts> {
    let reading = reading(version, first).filter(|facts| is_type(&first.output, &facts.ty))?;
    let text = text(Hint { wire: &reading.wire, example: None });
    let payload = Value::Object(Map::from_iter([(reading.wire, Value::from(text.as_str()))]));
    let (status, body) = wire_tests::success(api, operation, payload)?;
    Some(SuccessFacts { status, body, accessor: reading.accessor, text: format!("{text:?}") })
}
