//! From a response to a stream, for generated code.
//!
//! In: a response with its body unread. Out: the stream of the type that the operation describes. Must not: read the
//! body.

use super::connection::OpenedResponse;
use super::download::Download;
use super::events::Events;
use super::lines::Lines;
use crate::client::decode;
use crate::client::error::Error;
use crate::wire::json::Decode;
use crate::wire::lines::Framing;

/// Makes a stream of a response.
pub type Opener<T> = fn(OpenedResponse) -> Result<T, Error>;

/// A download.
///
/// # Errors
/// Never.
pub fn download<E>(response: OpenedResponse) -> Result<Download<E>, Error> {
    Ok(Download::new(response))
}

/// Events whose data is JSON.
///
/// # Errors
/// When the response has a content type, and that is not `text/event-stream`.
pub fn events<T: Decode, E>(response: OpenedResponse) -> Result<Events<T, E>, Error> {
    Events::new(response, decode::json)
}

/// Events whose data is text.
///
/// # Errors
/// As [`events`].
pub fn text_events<E>(response: OpenedResponse) -> Result<Events<String, E>, Error> {
    Events::new(response, decode::text)
}

/// Lines of JSON.
///
/// # Errors
/// Never.
pub fn lines<T: Decode, E>(response: OpenedResponse) -> Result<Lines<T, E>, Error> {
    Ok(Lines::new(response, Framing::Lines, decode::json))
}

/// A sequence of JSON texts.
///
/// # Errors
/// Never.
pub fn sequence<T: Decode, E>(response: OpenedResponse) -> Result<Lines<T, E>, Error> {
    Ok(Lines::new(response, Framing::Sequence, decode::json))
}
