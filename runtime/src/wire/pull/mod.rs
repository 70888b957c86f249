//! JSON text: reading by pull, writing.
//!
//! In: the bytes of a body, or values. Out: tokens on demand, or text. Must not: know any type that is read or written,
//! hold a value in an error, or use the stack for what it skips.

mod error;
mod escape;
pub(crate) mod float;
mod locate;
mod number;
mod reader;
mod recover;
mod scan;
mod skip;
mod state;
mod writer;

pub use error::{DecodeError, DecodeErrorKind, JsonKind, Stop};
pub(crate) use number::Number;
pub use reader::Reader;
pub(crate) use state::{Mark, Mode};
pub use writer::Writer;

use std::borrow::Cow;

/// The body as text, without the byte-order mark that some servers put first. Checking all of it at once is quicker than
/// string by string, and a byte that is no UTF-8 becomes a replacement character instead of losing the response.
pub(crate) fn body_text(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    // Looked at first, because the lossy way is slow even for good text.
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// Whether a name is written in JSON as it is, without escapes.
pub(crate) fn is_plain(name: &str) -> bool {
    scan::string_stop(name.as_bytes(), 0) == name.len()
}
