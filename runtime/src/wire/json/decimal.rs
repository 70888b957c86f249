//! Reading and writing of numbers that keep every digit.
//!
//! In: a JSON number, or a string that holds one. Out: its text. Must not: round.

use super::decode::Decode;
use crate::value::decimal::{Decimal, NotDecimal};
use crate::wire::encode::{Encode, EncodeParts};
use crate::wire::json_text::is_number;
use crate::wire::pull::{JsonKind, Reader, Stop, Writer};
use std::str::FromStr;

impl FromStr for Decimal {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        if is_number(text) { Ok(Self::of_number(text)) } else { Err(NotDecimal(())) }
    }
}

impl Decode for Decimal {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mark = reader.mark()?;
        match reader.kind()? {
            JsonKind::Integer | JsonKind::Float => reader.number().map(Self::of_number),
            JsonKind::String => match reader.string()?.trim().parse() {
                Ok(number) => Ok(number),
                Err(NotDecimal(())) => reader.wrong_value(mark, "a number"),
            },
            _ => reader.wrong_type("a number"),
        }
    }
}

impl Encode for Decimal {
    fn encode(&self, out: &mut Writer) {
        if is_number(self.as_str()) {
            out.raw(self.as_str());
        } else {
            out.null();
        }
    }
}

impl EncodeParts for Decimal {}

impl<'de> serde::Deserialize<'de> for Decimal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::deserialize(deserializer)
    }
}

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::serialize(self, serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{decode_slice, json_text};

    #[test]
    fn every_digit_stays() {
        for text in ["12345678901234567.89", "123456789012345678901234567890", "1e400", "-0.10", "7"] {
            let number: Decimal = decode_slice(text.as_bytes()).unwrap();
            assert_eq!((number.as_str(), json_text(&number).as_str()), (text, text));
            assert_eq!(decode_slice::<Decimal>(format!("\" {text}\"").as_bytes()), Ok(number), "text that is a number");
        }
        for text in ["\"\"", "\"1,5\"", "\"NaN\"", "true", "{}", "[1]"] {
            assert!(decode_slice::<Decimal>(text.as_bytes()).is_err(), "{text}");
        }
        assert_eq!(json_text(&Decimal::from(f64::NAN)), "null");
        assert_eq!(
            json_text(&[Decimal::from(0.1_f32), Decimal::from(-3), Decimal::from(1e21)][..]),
            "[0.1,-3,1000000000000000000000]"
        );
    }
}
