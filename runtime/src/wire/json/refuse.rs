//! Refusing what a type cannot take.
//!
//! In: the kind of JSON that came, and what was expected. Out: an error that names both. Must not: repeat the value
//! itself. Responses hold people's data, and errors end up in logs; serde's own wording would take it there, so every
//! visitor of this crate refuses each kind that it does not take by itself.

use serde::de::{Error, Expected};

/// A kind of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonKind {
    Null,
    Boolean,
    Integer,
    Float,
    String,
    Array,
    Object,
}

impl JsonKind {
    const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Float, Self::String, Self::Array, Self::Object];

    const fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Float => "floating point number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The kind that an error of this module names. Any other text gives nothing, and may hold a value: serde puts that
    /// right behind the kind, where this module has a comma.
    pub(crate) fn named_in(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(WRONG_TYPE).or_else(|| text.strip_prefix(WRONG_VALUE))?;
        let is_named = |found: &Self| rest.strip_prefix(found.word()).is_some_and(|rest| rest.starts_with(EXPECTED));
        Self::ALL.into_iter().find(is_named)
    }
}

const WRONG_TYPE: &str = "invalid type: ";
const WRONG_VALUE: &str = "invalid value: ";
const EXPECTED: &str = ", expected ";

/// A value of a kind that is not taken.
#[cold]
pub(crate) fn wrong_type<E: Error>(found: JsonKind, expected: &dyn Expected) -> E {
    E::custom(format_args!("{WRONG_TYPE}{}{EXPECTED}{expected}", found.word()))
}

/// A value that is not taken, although others of its kind are.
#[cold]
pub(super) fn wrong_value<E: Error>(found: JsonKind, expected: &dyn Expected) -> E {
    E::custom(format_args!("{WRONG_VALUE}{}{EXPECTED}{expected}", found.word()))
}

/// The methods of a visitor that refuse these kinds.
macro_rules! refuse {
    (boolean) => {
        fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Self::Value, E> {
            Err($crate::wire::wrong_type($crate::wire::JsonKind::Boolean, &self))
        }
    };
    (number) => {
        fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Self::Value, E> {
            Err($crate::wire::wrong_type($crate::wire::JsonKind::Integer, &self))
        }
        fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Self::Value, E> {
            Err($crate::wire::wrong_type($crate::wire::JsonKind::Integer, &self))
        }
        $crate::wire::refuse! { float }
    };
    (float) => {
        fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Self::Value, E> {
            Err($crate::wire::wrong_type($crate::wire::JsonKind::Float, &self))
        }
    };
    (string) => {
        fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Self::Value, E> {
            Err($crate::wire::wrong_type($crate::wire::JsonKind::String, &self))
        }
    };
    (null) => {
        fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Err($crate::wire::wrong_type($crate::wire::JsonKind::Null, &self))
        }
    };
    (array) => {
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err($crate::wire::wrong_type($crate::wire::JsonKind::Array, &self))
        }
    };
    ($($kind:ident),+) => {
        $($crate::wire::refuse! { $kind })+
    };
}

pub(crate) use refuse;

#[cfg(test)]
mod tests {
    use super::super::Decode;
    use super::*;
    use std::collections::BTreeMap;

    fn fault<T: for<'de> Decode<'de>>(text: &str) -> String {
        T::decode(&mut serde_json::Deserializer::from_str(text)).err().expect(text).to_string()
    }

    /// Every type against every kind that it does not take: none repeats what came.
    #[test]
    fn no_value_is_repeated() {
        const TEXT: &str = r#""Ann \", expected ` secret""#;
        let faults = |texts: &[&str], fault: fn(&str) -> String| -> Vec<String> {
            texts.iter().map(|text| fault(text)).collect()
        };
        let all = [
            faults(&["7531", "75.31", "-7531", "true", TEXT], fault::<Vec<i64>>),
            faults(&["7531", "75.31", "-7531", "true", TEXT], fault::<BTreeMap<String, i64>>),
            faults(&["75.31", "1e300", "true", "null", TEXT, "[7531]", r#"{"secret":1}"#], fault::<i64>),
            faults(&["7531e99", "-7531", "99999999999"], fault::<u32>),
            faults(&["true", "null", TEXT, "[7531]", r#"{"secret":1}"#], fault::<f64>),
            faults(&["7531", "-7531", "75.31", "null", TEXT, "[7531]", r#"{"secret":1}"#], fault::<bool>),
            faults(&["null", "[7531]", r#"{"secret":1}"#], fault::<String>),
        ];
        for fault in all.iter().flatten() {
            assert!(["75", "secret", "Ann", "true"].iter().all(|value| !fault.contains(value)), "{fault}");
            assert!(JsonKind::named_in(fault).is_some(), "{fault}");
        }
        assert_eq!(fault::<Vec<i64>>(TEXT), "invalid type: string, expected an array at line 1 column 27");
        assert_eq!(fault::<u32>("-1"), "invalid value: integer, expected an integer that fits u32 at line 1 column 2");
    }

    #[test]
    fn only_texts_of_this_module_are_known() {
        assert_eq!(JsonKind::named_in("invalid type: string, expected an array"), Some(JsonKind::String));
        for text in ["invalid type: string \"x\", expected y", "unknown variant `x`", "invalid type: ", "x, expected y"]
        {
            assert_eq!(JsonKind::named_in(text), None, "{text}");
        }
    }
}
