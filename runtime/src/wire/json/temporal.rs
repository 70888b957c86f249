//! Reading and writing of dates, points in time and base64.
//!
//! In: a JSON string. Out: the value that keeps its text. Must not: check the text; that is done when numbers are wanted.

use super::decode::Decode;
use crate::value::temporal::{Base64, Base64Url, Date, DateTime};
use crate::wire::encode::{Encode, EncodeParts};
use crate::wire::pull::{Reader, Stop, Writer};

macro_rules! text_values {
    ($($ty:ident),*) => {$(
        impl Decode for $ty {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
                super::text::any_text(reader).map(Self::from)
            }
        }

        impl<'de> serde::Deserialize<'de> for $ty {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::deserialize(deserializer)
            }
        }

        impl Encode for $ty {
            fn encode(&self, out: &mut Writer) {
                out.string(self.as_str());
            }
        }

        impl EncodeParts for $ty {}
    )*};
}

text_values!(Date, DateTime, Base64, Base64Url);
