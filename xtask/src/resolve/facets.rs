//! One flat view over the two ways in which openapiv3 holds a schema.
//!
//! In: a `Schema`, whose kind is a typed variant or the catch-all `Any`. Out: borrowed keywords, absent where not
//! given.
//! Must not: interpret them.

use std::borrow::Cow;

use openapiv3::{
    AdditionalProperties, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::Value;

/// The keywords of a schema that the generator reads.
#[derive(Debug, Default)]
pub(super) struct Facets<'s> {
    pub(super) ty: Option<&'s str>,
    pub(super) format: Option<Cow<'s, str>>,
    /// Without nulls.
    pub(super) values: Option<Vec<Value>>,
    pub(super) values_have_null: bool,
    pub(super) properties: Vec<(&'s str, &'s ReferenceOr<Box<Schema>>)>,
    pub(super) required: &'s [String],
    pub(super) additional: Option<&'s AdditionalProperties>,
    pub(super) items: Option<&'s ReferenceOr<Box<Schema>>>,
    pub(super) one_of: &'s [ReferenceOr<Schema>],
    pub(super) all_of: &'s [ReferenceOr<Schema>],
    pub(super) any_of: &'s [ReferenceOr<Schema>],
    pub(super) not: Option<&'s ReferenceOr<Schema>>,
    /// There is a keyword of strings: without `type`, it implies a string.
    pub(super) string_like: bool,
    /// There is a keyword of numbers.
    pub(super) number_like: bool,
}

impl<'s> Facets<'s> {
    pub(super) fn of(schema: &'s Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::typed(ty),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::Not { not } => Self { not: Some(not), ..Self::default() },
            SchemaKind::Any(any) => {
                let mut facets = Self {
                    ty: any.typ.as_deref(),
                    format: any.format.as_deref().map(Cow::Borrowed),
                    properties: any.properties.iter().map(|(name, schema)| (name.as_str(), schema)).collect(),
                    required: &any.required,
                    additional: any.additional_properties.as_ref(),
                    items: any.items.as_ref(),
                    one_of: &any.one_of,
                    all_of: &any.all_of,
                    any_of: &any.any_of,
                    not: any.not.as_deref(),
                    string_like: any.pattern.is_some() || any.min_length.is_some() || any.max_length.is_some(),
                    number_like: any.minimum.is_some() || any.maximum.is_some() || any.multiple_of.is_some(),
                    ..Self::default()
                };
                if !any.enumeration.is_empty() {
                    facets.set_values(any.enumeration.iter().map(|value| Some(value.clone())));
                }
                facets
            }
        }
    }

    fn typed(ty: &'s Type) -> Self {
        let mut facets = Self::default();
        match ty {
            Type::String(string) => {
                facets.ty = Some("string");
                facets.format = string_format(&string.format);
                facets.set_values(string.enumeration.iter().map(|v| v.clone().map(Value::String)));
            }
            Type::Number(number) => {
                facets.ty = Some("number");
                facets.format = number_format(&number.format);
                facets.set_values(number.enumeration.iter().map(|v| v.map(|n| serde_json::json!(n))));
            }
            Type::Integer(integer) => {
                facets.ty = Some("integer");
                facets.format = integer_format(&integer.format);
                facets.set_values(integer.enumeration.iter().map(|v| v.map(Value::from)));
            }
            Type::Boolean(boolean) => {
                facets.ty = Some("boolean");
                facets.set_values(boolean.enumeration.iter().map(|v| v.map(Value::Bool)));
            }
            Type::Object(object) => {
                facets.ty = Some("object");
                facets.properties = object.properties.iter().map(|(name, schema)| (name.as_str(), schema)).collect();
                facets.required = &object.required;
                facets.additional = object.additional_properties.as_ref();
            }
            Type::Array(array) => {
                facets.ty = Some("array");
                facets.items = array.items.as_ref();
            }
        }
        facets
    }

    fn set_values(&mut self, values: impl Iterator<Item = Option<Value>>) {
        let mut any = false;
        let mut kept = Vec::new();
        for value in values {
            any = true;
            match value {
                None | Some(Value::Null) => self.values_have_null = true,
                Some(value) => kept.push(value),
            }
        }
        self.values = any.then_some(kept);
    }
}

fn string_format(format: &VariantOrUnknownOrEmpty<StringFormat>) -> Option<Cow<'_, str>> {
    match format {
        VariantOrUnknownOrEmpty::Empty => None,
        VariantOrUnknownOrEmpty::Unknown(text) => Some(Cow::Borrowed(text)),
        VariantOrUnknownOrEmpty::Item(known) => Some(Cow::Borrowed(match known {
            StringFormat::Date => "date",
            StringFormat::DateTime => "date-time",
            StringFormat::Password => "password",
            StringFormat::Byte => "byte",
            StringFormat::Binary => "binary",
        })),
    }
}

fn number_format(format: &VariantOrUnknownOrEmpty<NumberFormat>) -> Option<Cow<'_, str>> {
    match format {
        VariantOrUnknownOrEmpty::Empty => None,
        VariantOrUnknownOrEmpty::Unknown(text) => Some(Cow::Borrowed(text)),
        VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => Some(Cow::Borrowed("float")),
        VariantOrUnknownOrEmpty::Item(NumberFormat::Double) => Some(Cow::Borrowed("double")),
    }
}

fn integer_format(format: &VariantOrUnknownOrEmpty<IntegerFormat>) -> Option<Cow<'_, str>> {
    match format {
        VariantOrUnknownOrEmpty::Empty => None,
        VariantOrUnknownOrEmpty::Unknown(text) => Some(Cow::Borrowed(text)),
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => Some(Cow::Borrowed("int32")),
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64) => Some(Cow::Borrowed("int64")),
    }
}
