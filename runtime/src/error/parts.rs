//! What an error is made of.
//!
//! In: facts from the pipeline. Out: data for the accessors and the text. Private, so that it can change.

use crate::attempts::Attempts;
use crate::error_table::{ErrorRow, RawCode};
use crate::missing::MissingMember;
use crate::response::Meta;
use crate::transport::TransportError;
use bytes::Bytes;

/// All that an error knows.
pub(crate) struct Facts {
    pub(crate) operation: Option<&'static str>,
    pub(crate) kind: Kind,
    pub(crate) answer: Option<Answer>,
    pub(crate) attempts: Attempts,
}

/// The answer that came with the error.
pub(crate) struct Answer {
    pub(crate) meta: Meta,
    pub(crate) body: Bytes,
}

/// What went wrong.
pub(crate) enum Kind {
    /// The API answered with an error.
    Api(ApiFacts),
    /// There was no whole answer.
    Transport(TransportError),
    /// An answer of success could not be read.
    Decode(DecodeFacts),
    /// A member that the description requires is not there.
    Missing(MissingMember),
    /// The call was refused before it was sent.
    Request(String),
    /// The client's options are at fault.
    Config(String),
    /// The deadline passed before the first attempt.
    Deadline,
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
    pub(crate) message: String,
    pub(crate) path: Option<String>,
    pub(crate) snippet: Option<String>,
    pub(crate) source: Option<serde_json::Error>,
}
