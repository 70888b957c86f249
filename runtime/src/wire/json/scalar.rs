//! Lenient reading of scalars.
//!
//! In: a JSON scalar. Out: a Rust primitive. Integers take `3.0` and `"3"`, floats take integers and numeric text,
//! booleans take `"true"`, `"false"`, 0 and 1.

use super::decode::Decode;
use super::text::any_text;
use crate::wire::encode::{Encode, EncodeParts, PartWriter, State};
use crate::wire::pull::{JsonKind, Number, Reader, Stop, Writer};

/// Reads a number in any of its spellings, if it is one that `take` takes.
fn number<T>(reader: &mut Reader<'_>, expected: &'static str, take: fn(Number) -> Option<T>) -> Result<T, Stop> {
    let mark = reader.mark()?;
    let number = match reader.kind()? {
        JsonKind::Integer | JsonKind::Float => Number::parse(reader.number()?),
        JsonKind::String => Number::parse(&reader.string()?),
        _ => return reader.wrong_type(expected),
    };
    match number.and_then(take) {
        Some(value) => Ok(value),
        None => reader.wrong_value(mark, expected),
    }
}

macro_rules! integers {
    ($($ty:ident by $take:ident and $write:ident as $wide:ident),* $(,)?) => {$(
        impl Decode for $ty {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
                number(reader, concat!("an integer that fits ", stringify!($ty)), |number| {
                    number.$take().and_then(|value| Self::try_from(value).ok())
                })
            }
        }

        impl Encode for $ty {
            fn encode(&self, out: &mut Writer) {
                out.$write($wide::from(*self));
            }
        }
    )*};
}

integers!(
    i32 by to_i64 and signed as i64,
    i64 by to_i64 and signed as i64,
    u32 by to_u64 and unsigned as u64,
    u64 by to_u64 and unsigned as u64,
);

impl Encode for usize {
    fn encode(&self, out: &mut Writer) {
        out.unsigned(*self as u64);
    }
}

/// Reads a float; where it has more digits than an `f64`, its text is kept beside it.
fn float(reader: &mut Reader<'_>) -> Result<f64, Stop> {
    let mark = reader.mark()?;
    let value = number(reader, "a number", |number| Some(number.to_float()))?;
    let text = reader.since(mark);
    // Nearly all are shorter.
    if text.len() >= SHORTEST_INEXACT || (value == 0.0 && text.len() > 1) {
        let text = text.trim_matches('"');
        if Number::parse(text).is_some_and(|number| !number.is_exact(text)) {
            reader.note_rounded();
        }
    }
    Ok(value)
}

/// 2^53 + 1, the smallest whole number that an `f64` cannot hold, has 16 digits.
const SHORTEST_INEXACT: usize = 16;

impl Decode for f64 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        float(reader)
    }
}

impl Encode for f64 {
    fn encode(&self, out: &mut Writer) {
        out.float(*self);
    }
}

impl Decode for f32 {
    #[allow(clippy::cast_possible_truncation, reason = "the document asked for single precision")]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        float(reader).map(|value| value as Self)
    }
}

impl Encode for f32 {
    fn encode(&self, out: &mut Writer) {
        out.single(*self);
    }
}

impl Decode for bool {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mark = reader.mark()?;
        let text = match reader.kind()? {
            JsonKind::Boolean => return reader.boolean(),
            JsonKind::Integer => reader.number()?.into(),
            JsonKind::String => reader.string()?,
            _ => return reader.wrong_type("a boolean"),
        };
        match &*text {
            "1" => Ok(true),
            "0" => Ok(false),
            text if text.eq_ignore_ascii_case("true") => Ok(true),
            text if text.eq_ignore_ascii_case("false") => Ok(false),
            _ => reader.wrong_value(mark, "a boolean"),
        }
    }
}

impl Encode for bool {
    fn encode(&self, out: &mut Writer) {
        out.boolean(*self);
    }
}

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        any_text(reader).map(std::borrow::Cow::into_owned)
    }

    fn decode_into(place: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), Stop> {
        // Nearly always it is a string, which the reader finds without being asked for the kind first.
        let text = if reader.is_string()? { reader.string()? } else { any_text(reader)? };
        *place = Some(text.into_owned());
        Ok(())
    }
}

impl Encode for String {
    fn encode(&self, out: &mut Writer) {
        out.string(self);
    }
}

impl EncodeParts for String {
    fn parts(&self, out: &mut PartWriter<'_>) {
        out.text(self);
    }
}

impl Encode for str {
    fn encode(&self, out: &mut Writer) {
        out.string(self);
    }
}

/// What has no form of its own in a multipart body.
macro_rules! plain_parts {
    ($($ty:ty),*) => {$(
        impl EncodeParts for $ty {}
    )*};
}

plain_parts!(i32, i64, u32, u64, f32, f64, bool, ());

impl<T: Encode + ?Sized> Encode for &T {
    fn state(&self) -> State {
        (**self).state()
    }

    fn encode(&self, out: &mut Writer) {
        (**self).encode(out);
    }
}

impl Decode for () {
    /// Takes anything: nothing of it is wanted.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.skip().map(drop)
    }

    fn from_null() -> Option<Self> {
        Some(())
    }
}

impl Encode for () {
    fn encode(&self, out: &mut Writer) {
        out.null();
    }
}
