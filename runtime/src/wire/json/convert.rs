//! Whole texts to values and back.
//!
//! In: the bytes of one JSON text, or a value. Out: the other. Must not: look into an envelope; `at_path` does.

use super::decode::Decode;
use super::json_value;
use crate::wire::encode::Encode;
use crate::wire::pull::{DecodeError, Reader, Stop, Writer, body_text};
use serde_json::Value;

/// Reads one JSON text, such as a line of a stream or the data of an event.
///
/// Bytes that are no UTF-8 become replacement characters.
///
/// # Errors
/// When the text is no JSON, or the value is of a kind that its type cannot take.
///
/// ```
/// use sdk_runtime::__private::wire::decode_slice;
/// let counts: Vec<i64> = decode_slice(br#"[1, "2", 3.0]"#)?;
/// assert_eq!(counts, [1, 2, 3]);
/// let error = decode_slice::<Vec<i64>>(b"true").unwrap_err();
/// assert_eq!(error.to_string(), "invalid type: boolean, expected an array at line 1 column 1");
/// # Ok::<(), sdk_runtime::__private::wire::DecodeError>(())
/// ```
pub fn decode_slice<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    let text = body_text(bytes);
    let mut reader = Reader::new(&text);
    match whole(&mut reader) {
        Ok(value) => Ok(value),
        Err(_) => Err(reader.error()),
    }
}

fn whole<T: Decode>(reader: &mut Reader<'_>) -> Result<T, Stop> {
    let value = match T::from_null() {
        Some(nothing) if reader.null()? => nothing,
        _ => T::decode(reader)?,
    };
    reader.end()?;
    reader.complete()?;
    Ok(value)
}

/// Reads a value of no type as a `T`.
///
/// # Errors
/// When it is of a kind that its type cannot take.
pub fn from_value<T: Decode>(value: &Value) -> Result<T, DecodeError> {
    decode_slice(value.to_string().as_bytes())
}

/// The JSON text of a value.
#[inline]
pub(crate) fn json_text<T: Encode + ?Sized>(value: &T) -> String {
    let mut out = Writer::new();
    value.encode(&mut out);
    out.into_text()
}

/// A value as one of no type.
#[inline]
pub(crate) fn to_value<T: Encode + ?Sized>(value: &T) -> Value {
    written(&|out| value.encode(out))
}

fn written(encode: &dyn Fn(&mut Writer)) -> Value {
    let mut out = Writer::new();
    encode(&mut out);
    json_value::parse(&out.into_text())
}
