//! What an error is made of.
//!
//! In: facts from the pipeline. Out: data for the accessors and the text. Private, so that it can change.

use crate::client::response::Meta;
use crate::description::error_table::{ErrorRow, RawCode};
use crate::policy::retry::attempts::Attempts;
use crate::transport::TransportError;
use crate::value::missing::MissingProperty;
use crate::wire::json::DecodeError;
use bytes::Bytes;

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
    /// A property that the document requires is not there.
    Missing(MissingProperty),
    /// The call was rejected before it was sent.
    Request(String),
    /// An option of the client is invalid.
    Config(String),
    /// The deadline passed before the first attempt.
    Deadline(DeadlineExceeded),
    /// A download could not be written to its file.
    File(std::io::Error),
}

/// When a deadline passed before anything was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeadlineExceeded {
    /// There was no time from the start.
    BeforeSending,
    /// While the call waited for a permit of the rate limit.
    Waiting,
}

/// The facts of an API's error.
pub(crate) struct ApiFacts {
    pub(crate) meant_status: u16,
    pub(crate) code: Option<RawCode>,
    pub(crate) row: Option<&'static ErrorRow>,
    pub(crate) message: Option<String>,
    pub(crate) kind_word: Option<String>,
}

/// Why and where decoding failed.
pub(crate) struct DecodeFacts {
    pub(crate) fault: Undecodable,
    pub(crate) path: Option<String>,
    pub(crate) snippet: Option<String>,
    pub(crate) source: Option<DecodeError>,
}

impl DecodeFacts {
    /// A trouble with the response as a whole.
    pub(crate) const fn message(message: String) -> Self {
        Self { fault: Undecodable::Message(message), path: None, snippet: None, source: None }
    }
}

/// What is wrong with a response that cannot be read.
pub(crate) enum Undecodable {
    /// It is something else than JSON.
    NotJson,
    /// This; no value of the response is in it.
    Message(String),
}
