//! From an answer to a value.
//!
//! In: status, headers, body and where the payload sits. Out: the value, or an error that says what is wrong. The
//! payload is read in one pass, straight into its type. The order is fixed: envelope, success rule, code table,
//! status; a body that is no JSON is judged by its status.

mod failure;
mod locate;
mod path;
mod pick;
mod reply;

pub use reply::{ByStatus, Reply};

pub(crate) use path::body_at;
pub(crate) use pick::pick;

use crate::Error;
use crate::wire::Decode;
use bytes::Bytes;

/// Reads a JSON payload.
///
/// # Errors
/// When the envelope says failure, or the payload is missing or cannot be a `T`.
pub fn json<T: for<'de> Decode<'de>>(reply: &Reply<'_>) -> Result<T, Error> {
    let (value, code) = read(reply);
    match value {
        Ok(Some(value)) => reply.judge(code).map(|()| value),
        // The body may lack its payload because the envelope says failure: that comes first.
        Ok(None) => Err(reply.judge(code).err().unwrap_or_else(|| reply.no_payload())),
        Err(error) => Err(reply.judge_body().err().unwrap_or_else(|| reply.unreadable(error))),
    }
}

/// Reads a JSON payload that may be left out.
///
/// # Errors
/// When the envelope says failure, or there is a payload that cannot be a `T`.
pub fn optional_json<T: for<'de> Decode<'de>>(reply: &Reply<'_>) -> Result<Option<T>, Error> {
    if reply.body().trim_ascii().is_empty() {
        return Ok(None);
    }
    let (value, code) = read(reply);
    match value {
        Ok(value) => reply.judge(code).map(|()| value),
        Err(error) => Err(reply.judge_body().err().unwrap_or_else(|| reply.unreadable(error))),
    }
}

fn read<T: for<'de> Decode<'de>>(
    reply: &Reply<'_>,
) -> (Result<Option<T>, serde_json::Error>, Option<serde_json::Value>) {
    let mut code = reply.wanted_code();
    let value = path::read(reply.body(), reply.operation().payload, &mut code);
    (value, code.found())
}

/// Reads text. Bytes that are not UTF-8 become replacement characters.
///
/// # Errors
/// When the envelope says failure.
pub fn text(reply: &Reply<'_>) -> Result<String, Error> {
    reply.judge_body()?;
    Ok(String::from_utf8_lossy(reply.body()).into_owned())
}

/// Takes the body as it is.
///
/// # Errors
/// When the envelope says failure.
pub fn bytes(reply: &Reply<'_>) -> Result<Bytes, Error> {
    reply.judge_body()?;
    Ok(reply.body().clone())
}

/// Wants nothing of the body.
///
/// # Errors
/// When the envelope says failure.
pub fn empty(reply: &Reply<'_>) -> Result<(), Error> {
    reply.judge_body()
}

/// Reads a body that differs by status.
///
/// # Errors
/// Those of the variant's own reading.
pub fn by_status<T: ByStatus>(reply: &Reply<'_>) -> Result<T, Error> {
    T::from_reply(reply)
}

/// Applies a reader; lets a macro name the type that it gives.
///
/// # Errors
/// Those of the reader.
#[doc(hidden)]
pub fn through<T>(reply: &Reply<'_>, read: fn(&Reply<'_>) -> Result<T, Error>) -> Result<T, Error> {
    read(reply)
}
