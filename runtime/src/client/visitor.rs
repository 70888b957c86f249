//! Who takes the response of a call.
//!
//! In: a response, whole or with its body unread. Out: what is kept of it. Must not: send anything.

use crate::client::decode::RawResponse;
use crate::client::error::Error;
use crate::transport::body::Body;
use crate::transport::idle::IdleWatch;

/// Whether the body of a response is read before it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyMode {
    Whole,
    Stream,
}

/// Takes a response. Lets the pipeline be compiled once for all types.
pub(crate) trait ResponseVisitor: Send {
    /// How the body is taken, if the status is one of success.
    fn mode(&self) -> BodyMode {
        BodyMode::Whole
    }

    /// Decodes and keeps a response.
    fn take(&mut self, response: &RawResponse<'_>) -> Result<(), Error>;

    /// Keeps a body that has not been read.
    fn open(&mut self, _body: Body, _watch: IdleWatch) {}
}

/// Keeps the body of a response, unread.
#[derive(Default)]
pub(crate) struct BodyVisitor(Option<(Body, IdleWatch)>);

impl BodyVisitor {
    pub(crate) fn take(self) -> Option<(Body, IdleWatch)> {
        self.0
    }
}

impl ResponseVisitor for BodyVisitor {
    fn mode(&self) -> BodyMode {
        BodyMode::Stream
    }

    fn take(&mut self, response: &RawResponse<'_>) -> Result<(), Error> {
        response.judge_body()
    }

    fn open(&mut self, body: Body, watch: IdleWatch) {
        self.0 = Some((body, watch));
    }
}
