//! One attempt: a request, and what comes of it.
//!
//! In: a request that is ready to be sent, and what bounds it. Out: the response, judged and taken by the visitor, or the
//! error. Must not: send anything again.

use super::permit;
use super::visitor::{BodyMode, ResponseVisitor};
use crate::client::core::Inner;
use crate::client::decode::RawResponse;
use crate::client::error::{Error, ReceivedResponse};
use crate::client::request::CallParts;
use crate::client::response::Meta;
use crate::description::envelope::SuccessRule;
use crate::policy::rate::{RateKey, RatePermit};
use crate::policy::retry::Policy;
use crate::policy::retry::attempts::Attempts;
use crate::transport::body::Body;
use crate::transport::idle::IdleWatch;
use crate::transport::{Collected, Head, SendOptions, TransportError};
use bytes::Bytes;
use http::response::Parts;
use std::time::{Duration, SystemTime};

/// One attempt.
pub(super) struct Attempt<'a> {
    pub(super) call: &'a CallParts,
    pub(super) client: &'a Inner,
    pub(super) key: RateKey,
    pub(super) permit: RatePermit,
    pub(super) policy: &'a Policy,
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
        let judged = match (visitor.mode(), request.body().as_bytes()) {
            (BodyMode::Whole, Some(_)) => self.exchange(request, visitor).await,
            _ => Box::pin(self.stream(request, visitor)).await,
        };
        permit::observe(self.client, self.key, self.permit, self.policy, &judged);
        judged
    }

    /// An exchange of which both bodies are held as a whole.
    async fn exchange(&self, request: http::Request<Body>, visitor: &mut dyn ResponseVisitor) -> Result<Meta, Error> {
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

    /// An exchange of which a body is streamed. It may take as long as something moves; the deadline bounds it up to the
    /// head of a response that is streamed.
    async fn stream(&self, request: http::Request<Body>, visitor: &mut dyn ResponseVisitor) -> Result<Meta, Error> {
        let (call, client) = (self.call, self.client);
        let idle = call.idle_timeout.map_or(client.idle_timeout, |idle| Some(idle).filter(|bound| !bound.is_zero()));
        let mut watch = IdleWatch::start(&client.clock, &client.timer, idle, self.bound);
        let request = request.map(|body| body.watched(&watch));
        let sending = client.transport.send(request, SendOptions::new());
        let response = watch.bound(sending).await;
        let (head, body) = response.map_err(|error| self.broken(error))?.into_parts();
        if visitor.mode() == BodyMode::Stream && self.is_streamed(&head) {
            visitor.open(body, watch.without_end());
            return Ok(self.meta(head.status.as_u16(), head.headers));
        }
        match collect(body, client.max_body_bytes, &mut watch).await {
            Ok(body) if visitor.mode() == BodyMode::Stream => {
                let meta = self.judge(head, body.clone(), visitor)?;
                visitor.open(body.into(), watch.without_end());
                Ok(meta)
            }
            Ok(body) => self.judge(head, body, visitor),
            Err(error) => Err(self.broken(error.after_head(head.status, head.headers))),
        }
    }

    /// Whether a response whose body is wanted as a stream is one of success, as far as its head tells. Where codes in the
    /// body decide, a body of JSON has to be read first.
    fn is_streamed(&self, head: &Parts) -> bool {
        let response = self.raw(head.status.as_u16(), &Bytes::new()).judge_status();
        let media_type = head.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = media_type.and_then(|text| text.split(';').next()).unwrap_or_default().trim();
        let may_hold_code = !matches!(self.client.api.envelope.success, SuccessRule::Status)
            && (essence.eq_ignore_ascii_case("application/json") || essence.ends_with("+json"));
        response.is_ok() && !may_hold_code
    }

    /// Judges and decodes a response.
    fn judge(&self, head: Parts, body: Bytes, visitor: &mut dyn ResponseVisitor) -> Result<Meta, Error> {
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

    fn raw<'b>(&self, status: u16, body: &'b Bytes) -> RawResponse<'b> {
        RawResponse::new(self.client.api, self.call.operation, status, body)
    }

    /// The error of an exchange without a whole response; with what had come of one.
    fn broken(&self, mut error: TransportError) -> Error {
        let head = error.take_head();
        let mut error = Error::from(error);
        if let Some(Head { status, headers }) = head {
            error.facts_mut().response = Some(ReceivedResponse { meta: self.meta(status, headers), body: None });
        }
        error
    }

    fn meta(&self, status: u16, headers: http::HeaderMap) -> Meta {
        let received = epoch_seconds(self.client.clock.now());
        Meta { api: self.client.api, status, headers, received, attempts: Attempts::default() }
    }
}

/// The whole body, as long as it goes on.
async fn collect(mut body: Body, limit: usize, watch: &mut IdleWatch) -> Result<Bytes, TransportError> {
    let mut whole = Collected::new(limit);
    watch.note();
    while let Some(chunk) = watch.bound(body.chunk()).await? {
        watch.note();
        whole.push(chunk)?;
    }
    Ok(whole.finish())
}

fn epoch_seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs()
}
