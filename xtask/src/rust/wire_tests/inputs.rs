//! Sample arguments: the expression, and its serialized form.
//!
//! In: a type. Out: `SampleInput`. Each struct is made by `new` and all of its setters, down to a depth; a recursive
//! type by `new` alone. Must not: use anything that users of the crate could not write.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Map, Value, json};

use super::nesting::{BOTTOM, Nesting};
use crate::ir::{EnumRepr, Field, Id, MatchRule, Presence, TypeDef, TypeKind, TypeRef, UnionRule, Variant};
use crate::rust::enums;
use crate::rust::hint::{Hint, text};
use crate::rust::models::{self, WireUse};
use crate::rust::structs::{self, FieldPlan, FieldRole};
use crate::rust::types::{Binary, Types, is_plain};
use crate::rust::view::FieldShape;

/// The text of every file.
pub(super) const BYTES: &str = "bytes";
/// The same as base64.
pub(super) const BASE64: &str = "Ynl0ZXM=";
/// The same in the URL-safe alphabet, which has no padding.
pub(super) const BASE64_URL: &str = "Ynl0ZXM";

/// A value as the caller writes it, and as the server receives it.
#[derive(Debug, Clone)]
pub(super) struct SampleInput {
    pub(super) code: TokenStream,
    pub(super) json: Value,
}

impl SampleInput {
    fn new(code: TokenStream, json: impl Into<Value>) -> Self {
        Self { code, json: json.into() }
    }

    /// Whether it is an empty collection, because no item could be made.
    pub(super) fn is_empty(&self) -> bool {
        match &self.json {
            Value::Array(items) => items.is_empty(),
            Value::Object(properties) => properties.is_empty(),
            _ => false,
        }
    }
}

/// Makes values. One value a call, as it counts what it has made.
pub(super) struct InputSamples<'m, 'a> {
    types: &'m Types<'a>,
    wire: &'m WireUse,
    nesting: Nesting,
}

/// What is known about a value from its position.
#[derive(Debug, Clone, Copy)]
pub(super) struct ValueContext<'h> {
    pub(super) hint: Hint<'h>,
    /// What raw bytes are there.
    binary: Binary,
    /// Text that a property must have: the discriminator's.
    tag: Option<(&'h str, &'h str)>,
}

impl<'h> ValueContext<'h> {
    pub(super) fn new(wire: &'h str, example: Option<&'h Value>) -> Self {
        Self { hint: Hint { wire, example }, binary: Binary::Base64, tag: None }
    }

    /// In a multipart body.
    pub(super) fn file(self) -> Self {
        Self { binary: Binary::File, ..self }
    }
}

impl<'m, 'a> InputSamples<'m, 'a> {
    pub(super) fn new(types: &'m Types<'a>, wire: &'m WireUse) -> Self {
        Self { types, wire, nesting: Nesting::new() }
    }

    /// An expression for an argument whose form is the one of `Types::argument`.
    pub(super) fn argument(&self, ty: &TypeRef, context: ValueContext<'_>) -> Option<SampleInput> {
        let (inner, context) = self.reach(ty, context);
        match inner {
            plain if is_plain(plain) => Some(self.number(plain, context, false)),
            TypeRef::String => {
                let text = text(context.hint);
                Some(SampleInput::new(quote!(#text), text))
            }
            TypeRef::Date => Some(SampleInput::new(quote!("2026-01-31"), "2026-01-31")),
            TypeRef::DateTime => Some(SampleInput::new(quote!("2026-01-31T12:00:00Z"), "2026-01-31T12:00:00Z")),
            TypeRef::Decimal => Some(SampleInput::new(quote!(1.5), 1.5)),
            TypeRef::Base64 => Some(SampleInput::new(bytes(), BASE64)),
            TypeRef::Base64Url => Some(SampleInput::new(bytes(), BASE64_URL)),
            TypeRef::Binary if context.binary == Binary::Base64 => Some(SampleInput::new(bytes(), BASE64)),
            TypeRef::Json => Some(SampleInput::new(quote!("any JSON"), "any JSON")),
            TypeRef::List(_) | TypeRef::Map(_) if self.nesting.is_lean() => Some(self.nothing(inner)),
            TypeRef::List(item) if !self.is_whole(item) => {
                let Some(SampleInput { code, json }) = self.argument(item, context) else {
                    return Some(self.nothing(inner));
                };
                Some(SampleInput::new(quote!([#code]), vec![json]))
            }
            TypeRef::Map(item) if !self.is_whole(item) => {
                let Some(SampleInput { code, json }) = self.argument(item, context) else {
                    return Some(self.nothing(inner));
                };
                Some(SampleInput::new(quote!([("key", #code)]), json!({"key": json})))
            }
            // The argument's conversion adds the box.
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.named(*id, context),
            other => self.exact(other, context),
        }
    }

    /// An expression that is of the type without any conversion.
    pub(super) fn exact(&self, ty: &TypeRef, context: ValueContext<'_>) -> Option<SampleInput> {
        let boxed = matches!(ty, TypeRef::Boxed(_));
        let (inner, context) = self.reach(ty, context);
        let input = match inner {
            plain if is_plain(plain) => self.number(plain, context, true),
            TypeRef::String => self.argument(inner, context)?.map(|code| quote!(#code.to_owned())),
            TypeRef::Date => self.argument(inner, context)?.map(|code| quote!(sdk_runtime::Date::from(#code))),
            TypeRef::DateTime => self.argument(inner, context)?.map(|code| quote!(sdk_runtime::DateTime::from(#code))),
            TypeRef::Decimal => self.argument(inner, context)?.map(|code| quote!(sdk_runtime::Decimal::from(#code))),
            TypeRef::Json => self.argument(inner, context)?.map(|code| quote!(sdk_runtime::Value::from(#code))),
            TypeRef::Binary if context.binary == Binary::File => {
                let bytes = bytes();
                SampleInput::new(quote!(sdk_runtime::File::new(#bytes).name("file.bin")), BASE64)
            }
            TypeRef::Base64Url => {
                let bytes = bytes();
                SampleInput::new(quote!(sdk_runtime::Base64Url::from(#bytes)), BASE64_URL)
            }
            TypeRef::Base64 | TypeRef::Binary => {
                let bytes = bytes();
                SampleInput::new(quote!(sdk_runtime::Base64::from(#bytes)), BASE64)
            }
            TypeRef::List(_) | TypeRef::Map(_) if self.nesting.is_lean() => self.nothing(inner),
            TypeRef::Nullable(_) if self.nesting.is_lean() => SampleInput::new(quote!(None), Value::Null),
            TypeRef::List(item) => match self.item(item, context) {
                Some(SampleInput { code, json }) => SampleInput::new(quote!(Vec::from([#code])), vec![json]),
                None => self.nothing(inner),
            },
            TypeRef::Map(item) => match self.item(item, context) {
                Some(SampleInput { code, json }) => SampleInput::new(
                    quote!(std::collections::BTreeMap::from([("key".to_owned(), #code)])),
                    json!({"key": json}),
                ),
                None => self.nothing(inner),
            },
            TypeRef::Nullable(some) => self.exact(some, context)?.map(|code| quote!(Some(#code))),
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.named(*id, context)?,
            _ => return None,
        };
        Some(if boxed { input.map(|code| quote!(Box::new(#code))) } else { input })
    }

    /// An item of a collection, which is never boxed.
    fn item(&self, item: &TypeRef, context: ValueContext<'_>) -> Option<SampleInput> {
        match item {
            TypeRef::Boxed(id) => self.exact(&TypeRef::Named(*id), context),
            other => self.exact(other, context),
        }
    }

    /// The type behind aliases; an alias decides what raw bytes in it are.
    fn reach<'t, 's>(&self, ty: &'t TypeRef, context: ValueContext<'s>) -> (&'t TypeRef, ValueContext<'s>)
    where
        'a: 't,
    {
        let (mut current, mut context) = (ty, context);
        for _ in 0..BOTTOM {
            let (TypeRef::Named(id) | TypeRef::Boxed(id)) = current else { break };
            let Some(TypeDef { kind: TypeKind::Alias(target), .. }) = self.types.def(*id) else { break };
            (current, context) = (target, ValueContext { binary: self.binary(*id), ..context });
        }
        (current, context)
    }

    fn binary(&self, id: Id) -> Binary {
        self.types.def(id).map_or(Binary::Base64, |def| models::binary(self.wire.writes(id, def.usage)))
    }

    fn is_whole(&self, item: &TypeRef) -> bool {
        matches!(self.types.resolve(item), TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Nullable(_))
    }

    /// An empty collection of this type.
    fn nothing(&self, ty: &TypeRef) -> SampleInput {
        match ty {
            TypeRef::Map(item) => {
                let item = self.types.unboxed(item);
                SampleInput::new(quote!(std::collections::BTreeMap::<String, #item>::new()), Map::new())
            }
            TypeRef::List(item) => {
                let item = self.types.unboxed(item);
                SampleInput::new(quote!(Vec::<#item>::new()), Vec::<Value>::new())
            }
            _ => SampleInput::new(quote!(Default::default()), Value::Null),
        }
    }

    fn number(&self, ty: &TypeRef, context: ValueContext<'_>, suffixed: bool) -> SampleInput {
        let whole = context.hint.example.and_then(Value::as_i64).filter(|n| (0..1_000_000).contains(n)).unwrap_or(1);
        let (text, json) = match ty {
            TypeRef::Bool => return SampleInput::new(quote!(true), true),
            TypeRef::F32 | TypeRef::F64 => ("1.5".to_owned(), json!(1.5)),
            _ => (whole.to_string(), json!(whole)),
        };
        let ty = self.types.ty(ty);
        let suffix = if suffixed { format!("_{}", quote!(#ty)) } else { String::new() };
        let literal: Option<Literal> = format!("{text}{suffix}").parse().ok();
        SampleInput::new(quote!(#literal), json)
    }

    fn named(&self, id: Id, context: ValueContext<'_>) -> Option<SampleInput> {
        let def = self.types.def(id)?;
        let inside = ValueContext { binary: self.binary(id), ..context };
        self.nesting.within(id, || match &def.kind {
            TypeKind::Enum { repr, values } => Some(self.choice(id, *repr, values)),
            TypeKind::Struct { fields, .. } => self.structure(id, fields, inside),
            TypeKind::Union { rule, variants } => self.union(id, rule, variants, inside),
            TypeKind::Wrapper(inner) => self.exact(inner, inside).map(|input| {
                let path = self.types.named(id);
                input.map(|code| quote!(#path(#code)))
            }),
            TypeKind::Alias(_) | TypeKind::ByStatus(_) => None,
        })
    }

    fn choice(&self, id: Id, repr: EnumRepr, values: &[crate::ir::EnumValue]) -> SampleInput {
        let path = self.types.named(id);
        let first = enums::variants(repr, values).named.into_iter().next();
        match (first, repr) {
            (Some((ident, value)), EnumRepr::String) => SampleInput::new(quote!(#path::#ident), value.wire.0.clone()),
            (Some((ident, value)), EnumRepr::Integer) => {
                SampleInput::new(quote!(#path::#ident), value.wire.0.parse::<i64>().unwrap_or_default())
            }
            (None, EnumRepr::String) => SampleInput::new(quote!(#path::from("text")), "text"),
            (None, EnumRepr::Integer) => SampleInput::new(quote!(#path::from(1_i64)), 1),
        }
    }

    fn structure(&self, id: Id, fields: &[Field], context: ValueContext<'_>) -> Option<SampleInput> {
        let (path, usage) = (self.types.named(id), self.types.def(id)?.usage);
        if usage == crate::ir::Usage::Out {
            return None;
        }
        let (plans, _) = structs::plans(self.types, usage, fields);
        let (mut arguments, mut setters) = (Vec::new(), Vec::new());
        let mut properties = Map::new();
        for plan in structs::arguments(&plans) {
            self.nesting.count();
            let input = self.constructor_argument(plan, context)?;
            arguments.push(input.code);
            properties.insert(plan.field.wire.0.clone(), input.json);
        }
        for plan in plans.iter().filter(|plan| plan.role != FieldRole::Argument) {
            let (ident, wire) = (&plan.ident, plan.field.wire.0.clone());
            self.nesting.count();
            match plan.role {
                FieldRole::Fixed => drop(properties.insert(wire, plan.field.fixed.clone().unwrap_or_default())),
                FieldRole::Setter if !self.nesting.is_lean() && self.nesting.has_room() => {
                    let Some(input) = self.set(plan, context).filter(|input| !input.is_empty_collection(self, plan))
                    else {
                        continue;
                    };
                    let code = input.code;
                    setters.push(quote!(.#ident(#code)));
                    properties.insert(wire, input.json);
                }
                FieldRole::Setter | FieldRole::Read | FieldRole::Argument => {}
            }
        }
        // Written in the order of the fields, which parameters and forms show.
        let written: Map<String, Value> =
            plans.iter().filter_map(|plan| properties.shift_remove_entry(&plan.field.wire.0)).collect();
        Some(SampleInput::new(quote!(#path::new(#(#arguments),*) #(#setters)*), written))
    }

    fn constructor_argument(&self, plan: &FieldPlan<'_>, context: ValueContext<'_>) -> Option<SampleInput> {
        if plan.field.presence != Presence::Nullable {
            return self.property(plan.field, context, |context| self.argument(&plan.field.ty, context));
        }
        let some = (!self.nesting.is_lean())
            .then(|| self.property(plan.field, context, |context| self.exact(&plan.field.ty, context)));
        Some(
            some.flatten().map_or_else(
                || SampleInput::new(quote!(None), Value::Null),
                |input| input.map(|code| quote!(Some(#code))),
            ),
        )
    }

    fn set(&self, plan: &FieldPlan<'_>, context: ValueContext<'_>) -> Option<SampleInput> {
        self.property(plan.field, context, |context| match plan.shape {
            FieldShape::Maybe => self.exact(&plan.field.ty, context),
            FieldShape::Bare | FieldShape::Optional => self.argument(&plan.field.ty, context),
        })
    }

    /// The value of a property: its tag, or what `make` makes with its example.
    fn property(
        &self,
        field: &Field,
        context: ValueContext<'_>,
        make: impl FnOnce(ValueContext<'_>) -> Option<SampleInput>,
    ) -> Option<SampleInput> {
        let wire = &field.wire.0;
        let tag = context.tag.filter(|(property, _)| property == wire).map(|(_, tag)| Value::from(tag));
        // Personal data and credentials are not shown, not even as an example.
        let example = if field.redacted { None } else { field.example.as_ref().or(field.default.as_ref()) };
        let example = tag.as_ref().or(example);
        make(ValueContext { hint: Hint { wire, example }, tag: None, ..context })
    }

    fn union(&self, id: Id, rule: &UnionRule, variants: &[Variant], context: ValueContext<'_>) -> Option<SampleInput> {
        let path = self.types.named(id);
        let idents = enums::union_idents(variants).1;
        let mut choice: Vec<_> =
            variants.iter().zip(idents).filter(|(variant, _)| variant.rule != MatchRule::Null).collect();
        // For a short value, a variant without a struct is preferred.
        choice.sort_by_key(|(variant, _)| {
            self.nesting.is_lean() && matches!(self.types.resolve(&variant.ty), TypeRef::Named(_) | TypeRef::Boxed(_))
        });
        choice.into_iter().find_map(|(variant, ident)| {
            let tag = match (rule, &variant.rule) {
                // What may be absent is not written for the caller.
                (UnionRule::Discriminator(property), MatchRule::Tag(tags)) => {
                    tags.first().map(|tag| (property.0.as_str(), tag.as_str()))
                }
                _ => None,
            };
            let mut input = self.exact(&variant.ty, ValueContext { tag, ..context })?;
            // The runtime writes the tag where the variant has none of its own.
            if let (Some((property, tag)), Value::Object(properties)) = (tag, &mut input.json) {
                let place = properties.entry(property).or_insert(Value::Null);
                if place.is_null() {
                    *place = Value::from(tag);
                }
            }
            Some(input.map(|code| quote!(#path::#ident(#code))))
        })
    }
}

impl SampleInput {
    pub(super) fn map(self, wrap: impl FnOnce(TokenStream) -> TokenStream) -> Self {
        Self { code: wrap(self.code), ..self }
    }

    /// A collection with nothing in it: not worth a setter.
    fn is_empty_collection(&self, samples: &InputSamples<'_, '_>, plan: &FieldPlan<'_>) -> bool {
        samples.types.is_collection(&plan.field.ty) && self.is_empty()
    }
}

fn bytes() -> TokenStream {
    let bytes = Literal::byte_string(BYTES.as_bytes());
    quote!(#bytes.to_vec())
}
