//! What an error is made of.
//!
//! In: facts from the pipeline. Out: data for the accessors and the text. Private, so that it can change.

use crate::client::response::Meta;
use crate::description::error_table::{ErrorRow, RawCode};
use crate::policy::retry::attempts::Attempts;
use crate::transport::TransportError;
use crate::value::missing::MissingProperty;
use crate::wire::json::JsonKind;
use bytes::Bytes;
use std::fmt;

/// All that an error knows.
pub(crate) struct Facts {
    pub(crate) operation: Option<&'static str>,
    pub(crate) kind: Kind,
    pub(crate) response: Option<ReceivedResponse>,
    pub(crate) attempts: Attempts,
    /// How many seconds the clock of the signature was ahead of that of this machine.
    pub(crate) signed_ahead: i64,
}

/// The response that came with the error.
pub(crate) struct ReceivedResponse {
    pub(crate) meta: Meta,
    /// `None` where the response broke off.
    pub(crate) body: Option<Bytes>,
}

/// What went wrong.
pub(crate) enum Kind {
    /// The API responded with an error.
    Api(ApiFacts),
    /// There was no whole response.
    Transport(TransportError),
    /// A response of success could not be read.
    Decode(DecodeFacts),
    /// A property that the description requires is not there.
    Missing(MissingProperty),
    /// The call was refused before it was sent.
    Request(String),
    /// The client's options are at fault.
    Config(String),
    /// The deadline passed before the first attempt.
    Deadline(DeadlineExceeded),
}

/// When a deadline passed before anything was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeadlineExceeded {
    /// There was no time from the start.
    BeforeSending,
    /// While the call waited for its turn under the rate limit.
    Waiting,
}

/// What the API says of its error.
pub(crate) struct ApiFacts {
    pub(crate) meant_status: u16,
    pub(crate) code: Option<RawCode>,
    pub(crate) row: Option<&'static ErrorRow>,
    pub(crate) message: Option<String>,
    pub(crate) kind_word: Option<String>,
}

/// Why and where decoding failed.
pub(crate) struct DecodeFacts {
    pub(crate) kind: DecodeErrorKind,
    pub(crate) path: Option<String>,
    pub(crate) snippet: Option<String>,
    pub(crate) source: Option<Unreadable>,
}

impl DecodeFacts {
    /// A trouble with the response as a whole.
    pub(crate) const fn told(message: String) -> Self {
        Self { kind: DecodeErrorKind::Message(message), path: None, snippet: None, source: None }
    }
}

/// What is wrong with a response that cannot be read.
pub(crate) enum DecodeErrorKind {
    /// It is something else than JSON.
    NotJson,
    /// This; no value of the response is in it.
    Message(String),
}

/// What a reader of JSON says, without any value of the response.
#[derive(Debug)]
pub(crate) struct Unreadable {
    message: String,
    line: usize,
    column: usize,
}

impl Unreadable {
    /// Takes what is known to hold no value: faults of the syntax, and what this crate itself says of a value that it
    /// refuses. Anything else comes from a `Decode` of somebody else, and is left out.
    pub(crate) fn new(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let message = match error.is_data() && JsonKind::named_in(&text).is_none() {
            true => "a value is not of the form that its type has",
            false => text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text),
        };
        Self { message: message.to_owned(), line, column }
    }

    /// The kind of the value that was refused.
    pub(crate) fn found(&self) -> Option<JsonKind> {
        JsonKind::named_in(&self.message)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { message, line, column } = self;
        write!(f, "{message} at line {line} column {column}")
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::{Error as _, Unexpected};

    #[test]
    fn what_others_say_of_a_value_is_left_out() {
        let faults = [
            serde_json::Error::custom("Ann is no name"),
            serde_json::Error::custom("Ann at line 3 column 4"),
            serde_json::Error::invalid_type(Unexpected::Str("Ann\", expected x"), &"y"),
            serde_json::Error::unknown_variant("Ann", &["x"]),
        ];
        for fault in faults {
            assert!(fault.to_string().contains("Ann"));
            let told = Unreadable::new(&fault);
            assert!(!format!("{told} {told:?}").contains("Ann") && told.found().is_none(), "{told}");
        }
    }
}
