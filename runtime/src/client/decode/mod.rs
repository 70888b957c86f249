//! From a response to a value.
//!
//! In: status, headers, body and the path of the payload. Out: the value, or an error with the reason. The
//! payload is read in one pass, straight into its type. The order is fixed: envelope, success rule, code table,
//! status; a body that is no JSON is judged by its status.

mod failure;
mod raw_response;

pub use raw_response::{ByStatus, RawResponse};

use crate::client::error::Error;
use crate::wire::json::{Decode, DecodeError, ItemList, JsonText, Notes, read_at};
use bytes::Bytes;

/// Reads a response into its place; an error leaves the place empty. Payloads may be large: they are not moved on the
/// way.
pub type Reader<T> = fn(&RawResponse<'_>, &mut Option<T>) -> Result<(), Error>;

/// Reads a JSON payload.
///
/// # Errors
/// When the envelope reports a failure, or the payload is missing or cannot be a `T`.
pub fn json<T: Decode>(response: &RawResponse<'_>, place: &mut Option<T>) -> Result<(), Error> {
    let (read, code) = read(response, place);
    let judged = match read {
        Ok(()) if place.is_some() => response.judge(code),
        // The body may lack its payload because the envelope reports a failure: that comes first.
        Ok(()) => Err(response.judge(code).err().unwrap_or_else(|| response.no_payload())),
        Err(error) => Err(response.judge_body().err().unwrap_or_else(|| response.unreadable(&error))),
    };
    emptied(judged, place)
}

/// Reads a JSON payload that may be left out.
///
/// # Errors
/// When the envelope reports a failure, or there is a payload that cannot be a `T`.
pub fn optional_json<T: Decode>(response: &RawResponse<'_>, place: &mut Option<Option<T>>) -> Result<(), Error> {
    let payload = place.insert(None);
    if response.body().trim_ascii().is_empty() {
        return Ok(());
    }
    let (read, code) = read(response, payload);
    let judged = match read {
        Ok(()) => response.judge(code),
        Err(error) => Err(response.judge_body().err().unwrap_or_else(|| response.unreadable(&error))),
    };
    emptied(judged, place)
}

fn read<T: Decode>(response: &RawResponse<'_>, place: &mut Option<T>) -> (Result<(), DecodeError>, Option<JsonText>) {
    let mut code = response.wanted_code();
    let operation = response.operation();
    let items = operation.pagination.as_ref().map(|pagination| pagination.items_path());
    let items = items.map(|path| ItemList { path, rejected: response.rejected });
    let notes = Notes { items, odd: response.odd };
    let read = read_at(response.body(), operation.payload, notes, &mut code, place);
    (read, code.found())
}

/// The judgement; a place with an error holds nothing.
fn emptied<T>(judged: Result<(), Error>, place: &mut Option<T>) -> Result<(), Error> {
    if judged.is_err() {
        *place = None;
    }
    judged
}

/// Reads text. Bytes that are not UTF-8 become replacement characters.
///
/// # Errors
/// When the envelope reports a failure.
pub fn text(response: &RawResponse<'_>, place: &mut Option<String>) -> Result<(), Error> {
    response.judge_body()?;
    *place = Some(String::from_utf8_lossy(response.body()).into_owned());
    Ok(())
}

/// Takes the body as it is.
///
/// # Errors
/// When the envelope reports a failure.
pub fn bytes(response: &RawResponse<'_>, place: &mut Option<Bytes>) -> Result<(), Error> {
    response.judge_body()?;
    *place = Some(response.body().clone());
    Ok(())
}

/// Ignores the body.
///
/// # Errors
/// When the envelope reports a failure.
pub fn empty(response: &RawResponse<'_>, place: &mut Option<()>) -> Result<(), Error> {
    response.judge_body()?;
    *place = Some(());
    Ok(())
}

/// Reads a body that differs by status.
///
/// # Errors
/// Those of the variant's own reading.
pub fn by_status<T: ByStatus>(response: &RawResponse<'_>, place: &mut Option<T>) -> Result<(), Error> {
    *place = Some(T::from_response(response)?);
    Ok(())
}

/// The value that a reader returns; lets a macro name its type.
///
/// # Errors
/// Those of the reader.
#[doc(hidden)]
pub fn through<T>(response: &RawResponse<'_>, read: Reader<T>) -> Result<T, Error> {
    let mut place = None;
    read(response, &mut place)?;
    place.ok_or_else(|| response.no_payload())
}
