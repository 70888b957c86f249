//! Text and open enums.
//!
//! In: a JSON string, number or boolean. Out: text, or the enum value that the text names. Enums never refuse a value.

use super::decode::Decode;
use crate::wire::pull::{JsonKind, Reader, Stop};
use std::borrow::Cow;

/// Reads text; numbers and booleans read as their JSON text.
pub(super) fn any_text<'de>(reader: &mut Reader<'de>) -> Result<Cow<'de, str>, Stop> {
    match reader.kind()? {
        JsonKind::String => reader.string(),
        JsonKind::Integer | JsonKind::Float => reader.number().map(Cow::Borrowed),
        JsonKind::Boolean => reader.boolean().map(|value| Cow::Borrowed(if value { "true" } else { "false" })),
        _ => reader.wrong_type("a string"),
    }
}

/// A text of an open enum.
#[derive(Debug)]
pub enum KnownText {
    /// The one of this number.
    Known(usize),
    /// Another.
    Unknown(String),
}

/// Reads text that is likely one of these; numbers and booleans read as their JSON text.
///
/// # Errors
/// For `null`, arrays and objects.
pub fn known_text(reader: &mut Reader<'_>, texts: &[&str]) -> Result<KnownText, Stop> {
    let text = any_text(reader)?;
    Ok(position(texts, &text).map_or_else(|| KnownText::Unknown(text.into_owned()), KnownText::Known))
}

/// The number of a text in a list.
pub fn position(texts: &[&str], text: &str) -> Option<usize> {
    texts.iter().position(|known| *known == text)
}

/// Made from a number without fail: open integer enums.
pub trait FromInt: Sized {
    /// From the number.
    fn from_int(value: i64) -> Self;
}

/// Reads an open integer enum.
///
/// # Errors
/// When the value is not an integer in any spelling.
pub fn decode_int_enum<T: FromInt>(reader: &mut Reader<'_>) -> Result<T, Stop> {
    i64::decode(reader).map(T::from_int)
}
