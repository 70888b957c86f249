//! Responses that are read while they arrive: downloads, events, lines.
//!
//! In: a response whose status has been judged, with its body unread. Out: chunks or items, as the caller asks for them.
//! Must not: read ahead, hold more than one item, or send anything again but what each type documents.

#[cfg(feature = "blocking")]
pub(crate) mod blocking;
mod connection;
pub(crate) mod download;
pub(crate) mod events;
pub(crate) mod lines;
pub mod open;
mod resume;
mod save;

pub(crate) use connection::OpenedResponse;
