//! Responses that a server could return: JSON with every property of a type, and with fewer.
//!
//! In: a type. Out: JSON that is decoded, and encoded to the same. Must not: depend on anything but the type.

use std::cell::{Cell, RefCell};

use serde_json::{Map, Value, json};

use super::inputs::{BASE64, BASE64_URL};
use super::nesting::Nesting;
use crate::ir::{
    Additional, EnumRepr, EnumValue, Field, Id, MatchRule, Presence, TypeKind, TypeRef, UnionRule, Usage, Variant,
};
use crate::rust::enums;
use crate::rust::hint::{Hint, text};
use crate::rust::structs;
use crate::rust::types::Types;
use crate::rust::view::{FieldShape, SerializeWhen};

/// A property that no document has.
const UNKNOWN_PROPERTY: &str = "property_of_tomorrow";
const UNKNOWN_VALUE: &str = "value of tomorrow";

/// Makes responses. One value a response, as it counts what it has made.
pub(super) struct ResponseSamples<'m, 'a> {
    types: &'m Types<'a>,
    nesting: Nesting,
    /// The unknown property is not yet added.
    unknown: Cell<bool>,
    /// Properties without a field; `None` once there is a union that may look at a value in several ways.
    without_field: RefCell<Option<Vec<String>>>,
}

impl<'m, 'a> ResponseSamples<'m, 'a> {
    pub(super) fn new(types: &'m Types<'a>) -> Self {
        Self { types, nesting: Nesting::new(), unknown: Cell::new(true), without_field: RefCell::new(Some(Vec::new())) }
    }

    /// Leaves out all that can be left out.
    pub(super) fn lean(types: &'m Types<'a>) -> Self {
        Self { nesting: Nesting::lean(), unknown: Cell::new(false), ..Self::new(types) }
    }

    /// The properties of the value that no field takes, where that can be told.
    pub(super) fn without_field(self) -> Option<Vec<String>> {
        self.without_field.into_inner()
    }

    /// A value with every property. `None` where the type goes on for ever.
    pub(super) fn value(&self, ty: &TypeRef, hint: Hint<'_>) -> Option<Value> {
        let whole = hint.example.and_then(Value::as_i64).filter(|n| (0..1_000_000).contains(n)).unwrap_or(1);
        Some(match self.types.resolve(ty) {
            TypeRef::Bool => json!(true),
            TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => json!(whole),
            TypeRef::F32 | TypeRef::F64 | TypeRef::Decimal => json!(1.5),
            TypeRef::String => Value::from(text(hint)),
            TypeRef::Date => json!("2026-01-31"),
            TypeRef::DateTime => json!("2026-01-31T12:00:00Z"),
            TypeRef::Base64 | TypeRef::Binary => json!(BASE64),
            TypeRef::Base64Url => json!(BASE64_URL),
            TypeRef::Json => json!({"any": ["JSON", 1, null]}),
            TypeRef::List(_) if self.nesting.is_lean() => json!([]),
            TypeRef::Map(_) if self.nesting.is_lean() => json!({}),
            TypeRef::List(item) => Value::Array(self.value(item, hint).into_iter().collect()),
            TypeRef::Map(item) => {
                Value::Object(self.value(item, hint).map(|item| ("key".to_owned(), item)).into_iter().collect())
            }
            TypeRef::Nullable(inner) => self.value(inner, hint)?,
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.named(*id, hint)?,
        })
    }

    /// A property that no field takes.
    fn leave(&self, name: &str) {
        self.without_field.borrow_mut().iter_mut().for_each(|names| names.push(name.to_owned()));
    }

    fn named(&self, id: Id, hint: Hint<'_>) -> Option<Value> {
        let def = self.types.def(id)?;
        self.nesting.within(id, || match &def.kind {
            TypeKind::Enum { repr, values } => Some(choice(*repr, values)),
            TypeKind::Struct { fields, additional } => Some(self.structure(def.usage, fields, additional)),
            TypeKind::Union { rule, variants } => self.union(rule, variants, hint),
            TypeKind::Wrapper(inner) => self.value(inner, hint),
            TypeKind::Alias(_) | TypeKind::ByStatus(_) => None,
        })
    }

    fn structure(&self, usage: Usage, fields: &[Field], additional: &Additional) -> Value {
        // The outermost struct has it.
        let unknown = self.unknown.replace(false);
        let (plans, _) = structs::plans(self.types, usage, fields);
        let mut properties = Map::new();
        for plan in &plans {
            let field = plan.field;
            self.nesting.count();
            let value = if self.nesting.is_lean() { None } else { self.property(field) };
            let collection = self.types.is_collection(&field.ty);
            let empty = |value: &Value| collection && matches!(value, Value::Array(items) if items.is_empty());
            let empty_map = |value: &Value| collection && matches!(value, Value::Object(map) if map.is_empty());
            match value.filter(|value| !empty(value) && !empty_map(value)) {
                Some(value) => drop(properties.insert(field.wire.0.clone(), value)),
                // Written even when there is nothing in it.
                None if plan.sent(self.types) == SerializeWhen::Always => {
                    let nothing = match self.types.resolve(&field.ty) {
                        _ if plan.shape != FieldShape::Bare || field.presence == Presence::Nullable => Value::Null,
                        TypeRef::List(_) => json!([]),
                        TypeRef::Map(_) => json!({}),
                        _ => Value::Null,
                    };
                    properties.insert(field.wire.0.clone(), nothing);
                }
                None => {}
            }
        }
        if unknown && !fields.iter().any(|field| field.wire.0 == UNKNOWN_PROPERTY) {
            let value = match additional {
                Additional::Any => Some(json!([1, {"of": "which nothing is known"}])),
                Additional::Typed(ty) => self.value(ty, Hint { wire: UNKNOWN_PROPERTY, example: None }),
            };
            if let Some(value) = value {
                properties.insert(UNKNOWN_PROPERTY.to_owned(), value);
                // Properties to which the document gives a type are known.
                if matches!(additional, Additional::Any) {
                    self.leave(UNKNOWN_PROPERTY);
                }
            }
        }
        Value::Object(properties)
    }

    fn property(&self, field: &Field) -> Option<Value> {
        if let Some(fixed) = field.fixed.as_ref().filter(|fixed| fits(self.types, &field.ty, fixed)) {
            return Some(fixed.clone());
        }
        let example = field.example.as_ref().or(field.default.as_ref()).filter(|_| !field.redacted);
        self.value(&field.ty, Hint { wire: &field.wire.0, example })
    }

    fn has_field(&self, ty: &TypeRef, wire: &str) -> bool {
        let (TypeRef::Named(id) | TypeRef::Boxed(id)) = self.types.resolve(ty) else { return false };
        match self.types.def(*id).map(|def| &def.kind) {
            Some(TypeKind::Struct { fields, .. }) => fields.iter().any(|field| field.wire.0 == wire),
            _ => false,
        }
    }

    /// A union keeps any value, so the first variant that can be made is used.
    fn union(&self, rule: &UnionRule, variants: &[Variant], hint: Hint<'_>) -> Option<Value> {
        if *rule == UnionRule::Ordered {
            self.without_field.replace(None);
        }
        variants.iter().filter(|variant| variant.rule != MatchRule::Null).find_map(|variant| {
            let mut value = match &variant.rule {
                MatchRule::OneOf(texts) => Value::from(texts.first()?.as_str()),
                _ => self.value(&variant.ty, hint)?,
            };
            if let (UnionRule::Discriminator(property), Some(tags), Value::Object(properties)) =
                (rule, variant.rule.tags(), &mut value)
            {
                properties.insert(property.0.clone(), Value::from(tags.first()?.as_str()));
                if !self.has_field(&variant.ty, &property.0) {
                    self.leave(&property.0);
                }
            }
            Some(value)
        })
    }
}

fn choice(repr: EnumRepr, values: &[EnumValue]) -> Value {
    let first = enums::variants(repr, values).named.into_iter().next().map(|(_, value)| value.wire.0.as_str());
    match repr {
        EnumRepr::String => Value::from(first.unwrap_or("text")),
        EnumRepr::Integer => Value::from(first.and_then(|wire| wire.parse::<i64>().ok()).unwrap_or(1)),
    }
}

/// Whether a fixed value has the type of its field.
fn fits(types: &Types<'_>, ty: &TypeRef, fixed: &Value) -> bool {
    match types.resolve(ty) {
        TypeRef::String => fixed.is_string(),
        TypeRef::Bool => fixed.is_boolean(),
        TypeRef::I64 => fixed.is_i64(),
        TypeRef::Named(id) => match types.def(*id).map(|def| &def.kind) {
            Some(TypeKind::Enum { repr: EnumRepr::String, .. }) => fixed.is_string(),
            Some(TypeKind::Enum { repr: EnumRepr::Integer, .. }) => fixed.is_i64(),
            _ => false,
        },
        _ => false,
    }
}

/// The properties of a struct, all null; and those that are enums, with values that no enum knows.
pub(super) fn poor(types: &Types<'_>, ty: &TypeRef) -> Option<Vec<Value>> {
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = types.resolve(ty) else { return None };
    let TypeKind::Struct { fields, .. } = &types.def(*id)?.kind else { return None };
    let nulls: Map<String, Value> = fields.iter().map(|field| (field.wire.0.clone(), Value::Null)).collect();
    let unknown: Map<String, Value> =
        fields.iter().filter_map(|field| Some((field.wire.0.clone(), unknown_value(types, &field.ty)?))).collect();
    let mut out = vec![json!({})];
    out.extend([nulls, unknown].into_iter().filter(|properties| !properties.is_empty()).map(Value::Object));
    Some(out)
}

fn unknown_value(types: &Types<'_>, ty: &TypeRef) -> Option<Value> {
    match types.resolve(ty) {
        TypeRef::List(item) => Some(json!([unknown_value(types, item)?])),
        TypeRef::Nullable(inner) => unknown_value(types, inner),
        TypeRef::Named(id) => match types.def(*id).map(|def| &def.kind) {
            Some(TypeKind::Enum { repr: EnumRepr::String, .. }) => Some(json!(UNKNOWN_VALUE)),
            Some(TypeKind::Enum { repr: EnumRepr::Integer, .. }) => Some(json!(i64::from(i32::MAX))),
            _ => None,
        },
        _ => None,
    }
}
