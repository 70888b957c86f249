//! The rules of a schema beyond its type.
//!
//! In: a schema of the typed document. Out: its constraints, entered in the account. Must not: read what decides the
//! type; `facets` does that.

use openapiv3::{AnySchema, ArrayType, IntegerType, NumberType, ObjectType, Schema, SchemaKind, StringType, Type};
use serde_json::Number;

use super::facets::Facets;
use crate::coverage::{Keyword, Reads};
use crate::ir::{Bound, Constraints, End};

/// Reads every rule of one schema; rules of schemas inside it stand there.
pub(super) fn read(schema: &Schema, facets: &Facets<'_>, reads: &mut Reads) -> Constraints {
    let mut rules = match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => of_string(string, reads),
        SchemaKind::Type(Type::Number(number)) => of_number(number, reads),
        SchemaKind::Type(Type::Integer(integer)) => of_integer(integer, reads),
        SchemaKind::Type(Type::Array(array)) => of_array(array, reads),
        SchemaKind::Type(Type::Object(object)) => of_object(object, reads),
        SchemaKind::Any(any) => of_any(any, reads),
        SchemaKind::Type(Type::Boolean(_))
        | SchemaKind::OneOf { .. }
        | SchemaKind::AllOf { .. }
        | SchemaKind::AnyOf { .. }
        | SchemaKind::Not { .. } => Constraints::default(),
    };
    rules.format = reads.carried(Keyword::Format, &facets.format).as_deref().map(str::to_owned);
    rules
}

fn of_string(string: &StringType, reads: &mut Reads) -> Constraints {
    Constraints {
        min_length: size(reads, Keyword::MinLength, string.min_length),
        max_length: size(reads, Keyword::MaxLength, string.max_length),
        patterns: reads.carried(Keyword::Pattern, &string.pattern).iter().cloned().collect(),
        ..Constraints::default()
    }
}

fn of_number(number: &NumberType, reads: &mut Reads) -> Constraints {
    let least = number.minimum.and_then(Number::from_f64);
    let most = number.maximum.and_then(Number::from_f64);
    let step = number.multiple_of.and_then(Number::from_f64);
    range(reads, (least, number.exclusive_minimum), (most, number.exclusive_maximum), step)
}

fn of_integer(integer: &IntegerType, reads: &mut Reads) -> Constraints {
    let least = integer.minimum.map(Number::from);
    let most = integer.maximum.map(Number::from);
    let step = integer.multiple_of.map(Number::from);
    range(reads, (least, integer.exclusive_minimum), (most, integer.exclusive_maximum), step)
}

fn range(
    reads: &mut Reads,
    least: (Option<Number>, bool),
    most: (Option<Number>, bool),
    step: Option<Number>,
) -> Constraints {
    let mut bound = |keywords: [Keyword; 2], (value, exclusive): (Option<Number>, bool)| {
        let end = if *reads.carried(keywords[1], &exclusive) { End::Exclusive } else { End::Inclusive };
        reads.carried(keywords[0], &value);
        value.map(|value| Bound { value, end })
    };
    let minimum = bound([Keyword::Minimum, Keyword::ExclusiveMinimum], least);
    let maximum = bound([Keyword::Maximum, Keyword::ExclusiveMaximum], most);
    reads.carried(Keyword::MultipleOf, &step);
    Constraints { minimum, maximum, multiple_of: step, ..Constraints::default() }
}

fn of_array(array: &ArrayType, reads: &mut Reads) -> Constraints {
    Constraints {
        min_items: size(reads, Keyword::MinItems, array.min_items),
        max_items: size(reads, Keyword::MaxItems, array.max_items),
        unique_items: *reads.carried(Keyword::UniqueItems, &array.unique_items),
        ..Constraints::default()
    }
}

fn of_object(object: &ObjectType, reads: &mut Reads) -> Constraints {
    Constraints {
        min_properties: size(reads, Keyword::MinProperties, object.min_properties),
        max_properties: size(reads, Keyword::MaxProperties, object.max_properties),
        ..Constraints::default()
    }
}

/// A schema that says more than one typed variant holds.
fn of_any(any: &AnySchema, reads: &mut Reads) -> Constraints {
    let number = |value: Option<f64>| {
        let whole = value.filter(|value| value.fract() == 0.0 && value.abs() < 9e15);
        whole.map(|value| Number::from(value as i64)).or_else(|| value.and_then(Number::from_f64))
    };
    let rules = range(
        reads,
        (number(any.minimum), any.exclusive_minimum.unwrap_or_default()),
        (number(any.maximum), any.exclusive_maximum.unwrap_or_default()),
        number(any.multiple_of),
    );
    Constraints {
        min_length: size(reads, Keyword::MinLength, any.min_length),
        max_length: size(reads, Keyword::MaxLength, any.max_length),
        patterns: reads.carried(Keyword::Pattern, &any.pattern).iter().cloned().collect(),
        min_items: size(reads, Keyword::MinItems, any.min_items),
        max_items: size(reads, Keyword::MaxItems, any.max_items),
        unique_items: *reads.carried(Keyword::UniqueItems, &any.unique_items.unwrap_or_default()),
        min_properties: size(reads, Keyword::MinProperties, any.min_properties),
        max_properties: size(reads, Keyword::MaxProperties, any.max_properties),
        ..rules
    }
}

fn size(reads: &mut Reads, keyword: Keyword, size: Option<usize>) -> Option<u64> {
    reads.carried(keyword, &size).map(|size| u64::try_from(size).unwrap_or(u64::MAX))
}
