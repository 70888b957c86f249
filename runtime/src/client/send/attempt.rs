//! One attempt: a request, and what comes of it.
//!
//! In: a request that is ready to be sent, and what bounds it. Out: the response, judged and taken by the visitor, or the
//! error. Must not: send anything again.

use super::permit;
use crate::client::core::Inner;
use crate::client::decode::RawResponse;
use crate::client::error::{Error, ReceivedResponse};
use crate::client::request::CallParts;
use crate::client::response::Meta;
use crate::client::visitor::{BodyMode, ResponseVisitor};
use crate::policy::rate::{RateKey, RatePermit};
use crate::policy::retry::Policy;
use crate::policy::retry::attempts::Attempts;
use crate::transport::body::Body;
use crate::transport::{Head, SendOptions, TransportError};
use bytes::Bytes;
use http::response::Parts;
use std::time::{Duration, SystemTime};

/// One attempt.
pub(super) struct Attempt<'a> {
    pub(super) exchange: Exchange<'a>,
    pub(super) key: RateKey,
    pub(super) permit: RatePermit,
    pub(super) policy: &'a Policy,
}

/// What is sent in it.
pub(super) struct Exchange<'a> {
    pub(super) call: &'a CallParts,
    pub(super) client: &'a Inner,
    /// What is left of the deadline.
    pub(super) bound: Option<Duration>,
}

impl Attempt<'_> {
    /// Sends once, judges and decodes.
    pub(super) async fn run(
        &self,
        request: http::Request<Body>,
        visitor: &mut dyn ResponseVisitor,
    ) -> Result<Meta, Error> {
        let Exchange { call, client, bound } = self.exchange;
        let has_stream = visitor.mode() == BodyMode::Stream || request.body().as_bytes().is_none();
        let judged = match call.streaming.filter(|_| has_stream) {
            Some(streaming) => (streaming.exchange)(call, bound, request, visitor).await,
            None => self.exchange.whole(request, visitor).await,
        };
        permit::observe(client, self.key, self.permit, self.policy, &judged);
        judged
    }
}

impl Exchange<'_> {
    /// An exchange of which both bodies are held as a whole.
    async fn whole(&self, request: http::Request<Body>, visitor: &mut dyn ResponseVisitor) -> Result<Meta, Error> {
        let (call, client) = (self.call, self.client);
        let timeout = call.timeout.map_or(client.timeout, |timeout| Some(timeout).filter(|bound| !bound.is_zero()));
        let timeout = timeout.into_iter().chain(self.bound).min();
        let response = client.transport.send(request, SendOptions::new().with_timeout(timeout)).await;
        let (head, body) = response.map_err(|error| self.broken(error))?.into_parts();
        match body.collect(client.max_body_bytes).await {
            Ok(body) => self.judge(head, body, visitor),
            Err(error) => Err(self.broken(error.after_head(head.status, head.headers))),
        }
    }

    /// Judges and decodes a response.
    pub(super) fn judge(&self, head: Parts, body: Bytes, visitor: &mut dyn ResponseVisitor) -> Result<Meta, Error> {
        let status = head.status.as_u16();
        let odd_values = self.client.odd_values();
        let response = odd_values.noted(self.raw(status, &body));
        let judged = response.judge_status().and_then(|()| visitor.take(&response));
        let meta = self.meta(status, head.headers);
        match judged {
            Ok(()) => {
                odd_values.report(self.call.operation, &meta);
                Ok(meta)
            }
            Err(mut error) => {
                error.facts_mut().response = Some(ReceivedResponse { meta, body: Some(body) });
                Err(error)
            }
        }
    }

    pub(super) fn raw<'b>(&self, status: u16, body: &'b Bytes) -> RawResponse<'b> {
        RawResponse::new(self.client.api, self.call.operation, status, body)
    }

    /// The error of an exchange without a whole response; with what had come of one.
    pub(super) fn broken(&self, mut error: TransportError) -> Error {
        let head = error.take_head();
        let mut error = Error::from(error);
        if let Some(Head { status, headers }) = head {
            error.facts_mut().response = Some(ReceivedResponse { meta: self.meta(status, headers), body: None });
        }
        error
    }

    pub(super) fn meta(&self, status: u16, headers: http::HeaderMap) -> Meta {
        let received = epoch_seconds(self.client.clock.now());
        Meta { api: self.client.api, status, headers, received, attempts: Attempts::default() }
    }
}

fn epoch_seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs()
}
