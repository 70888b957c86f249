//! Unions: one of several shapes, told by a property or by the kind of JSON.
//!
//! In: any JSON. Out: the variant that takes it, or the JSON itself as the unknown variant. A union never fails.

use super::Decode;
use serde::de::Deserializer;
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

/// What a variant takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// `null`.
    Null,
    /// A boolean.
    Bool,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// Any string.
    String,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// An array.
    Array,
    /// An object.
    Object,
    /// An object with all of these properties.
    Properties(&'static [&'static str]),
    /// Whatever decodes; of several, the first that knows all properties, else the first of those that know the most.
    Try,
}

/// Reads the JSON that a union chooses its variant by.
///
/// # Errors
/// The deserializer's own: the text is not JSON.
pub fn read_value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    serde::Deserialize::deserialize(deserializer)
}

/// Whether a rule takes the value.
pub fn matches(rule: Rule, value: &Value) -> bool {
    match rule {
        Rule::Null => value.is_null(),
        Rule::Bool => value.is_boolean(),
        Rule::Integer => value.is_i64() || value.is_u64(),
        Rule::Number => value.is_number(),
        Rule::String => value.is_string(),
        Rule::OneOf(texts) => value.as_str().is_some_and(|text| texts.contains(&text)),
        Rule::Array => value.is_array(),
        Rule::Object => value.is_object(),
        Rule::Properties(names) => {
            value.as_object().is_some_and(|map| names.iter().all(|name| map.contains_key(*name)))
        }
        Rule::Try => true,
    }
}

/// The value as a `T`, if it can be one.
pub fn try_decode<T: for<'a> Decode<'a>>(value: &Value) -> Option<T> {
    T::decode(value).ok()
}

/// How badly a variant that took the value fits it: by a rule that tells, not at all; by trying, by the properties that
/// it does not know.
pub fn misfit<'de, T: Decode<'de>>(rule: Rule, inner: &T) -> usize {
    if rule == Rule::Try { inner.unknown_properties() } else { 0 }
}

/// The best variant so far of those that only trying can tell.
#[derive(Debug)]
pub struct Best<U>(Option<(usize, U)>);

impl<U> Best<U> {
    /// None yet.
    #[allow(clippy::new_without_default, reason = "it is made in one place, by a macro")]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether a variant with this rule is worth a look. One that was found by trying loses only to another such.
    pub fn wants(&self, rule: Rule, value: &Value) -> bool {
        (self.0.is_none() || rule == Rule::Try) && matches(rule, value)
    }

    /// Takes a variant if it fits better than the one it has.
    pub fn offer(&mut self, misfit: usize, variant: impl FnOnce() -> U) {
        if self.0.as_ref().is_none_or(|(least, _)| misfit < *least) {
            self.0 = Some((misfit, variant()));
        }
    }

    /// The best one, or what is made where there is none.
    pub fn or_else(self, fallback: impl FnOnce() -> U) -> U {
        self.0.map_or_else(fallback, |(_, variant)| variant)
    }
}

/// The value as a `T`, if its discriminator is one of `tags`.
pub fn decode_tagged<T: for<'a> Decode<'a>>(value: &Value, property: &str, tags: &[&str]) -> Option<T> {
    let tag = value.get(property)?.as_str()?;
    if tags.contains(&tag) { try_decode(value) } else { None }
}

/// Writes a variant, with its discriminator where the value itself lacks it.
///
/// # Errors
/// The serializer's own.
pub fn encode_tagged<T: Serialize, S: Serializer>(
    value: &T,
    property: &str,
    tags: &[&str],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
    if let (Value::Object(map), Some(tag)) = (&mut value, tags.first()) {
        let place = map.entry(property).or_insert(Value::Null);
        if place.is_null() {
            *place = Value::from(*tag);
        }
    }
    value.serialize(serializer)
}
