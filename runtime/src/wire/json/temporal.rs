//! Reading and writing of dates, points in time and base64.
//!
//! In: a JSON string. Out: the value that keeps its text. Must not: check the text; that is done when numbers are wanted.

use super::Decode;
use crate::value::temporal::{Base64, Date, DateTime};
use crate::wire::encode::Encode;

macro_rules! text_values {
    ($($ty:ident),*) => {$(
        impl<'de> Decode<'de> for $ty {
            fn decode<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as Decode>::decode(deserializer).map(Self::from)
            }
        }

        impl<'de> serde::Deserialize<'de> for $ty {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Decode::decode(deserializer)
            }
        }

        impl Encode for $ty {}
    )*};
}

text_values!(Date, DateTime, Base64);
