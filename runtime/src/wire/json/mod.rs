//! Reading and writing of JSON values.
//!
//! In: JSON as servers really send it. Out: typed values. Reading is lenient, because a deviation in one property must
//! not lose a response that came; writing is strict. Must not: know HTTP, an operation or a client.

mod at_path;
mod collections;
mod convert;
mod decimal;
mod decode;
mod extra;
pub(crate) mod json_value;
mod lookup;
mod object;
mod rest;
mod scalar;
mod serde_bridge;
mod shape;
mod temporal;
mod text;
mod typed_extra;
mod union;
#[cfg(feature = "test-util")]
pub(crate) mod unknown;

#[cfg(test)]
mod tests;

pub(crate) use crate::wire::pull::body_text;
pub use crate::wire::pull::{DecodeError, DecodeErrorKind, JsonKind, Reader, Stop, Writer};
pub(crate) use at_path::{ItemList, LeftOut, Notes, PickedCode, body_at, read_at};
pub use convert::{decode_slice, from_value};
pub(crate) use convert::{json_text, to_value};
pub use decode::{Decode, Slot};
pub use extra::Extra;
pub(crate) use lookup::{JsonText, json_body, pick, value_at};
pub use object::{Redacted, read_object, write_object};
pub use rest::{Keep, Rest, RestParts};
pub use serde_bridge::{deserialize, serialize};
pub use shape::{Empty, Property, Shape};
pub use text::{FromInt, KnownText, decode_int_enum, known_text, position};
pub use typed_extra::TypedExtra;
pub use union::{Branch, Rule, Tagged, decode_ordered, decode_tagged, encode_tagged, from_any};
