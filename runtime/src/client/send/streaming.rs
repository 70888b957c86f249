//! Attempts of which a body is streamed.
//!
//! In: a call with such a body, or one whose response is wanted unread. Out: the opened content; the response, judged and
//! taken by the visitor, or the error. Must not: be named by anything but what may set such a body, since a program is
//! linked with all that is named.

use super::attempt::Exchange;
use crate::client::error::Error;
use crate::client::request::{CallParts, Streaming};
use crate::client::response::Meta;
use crate::client::visitor::{BodyMode, ResponseVisitor};
use crate::content::source::Open;
use crate::content::upload::Content;
use crate::description::envelope::SuccessRule;
use crate::transport::body::Body;
use crate::transport::idle::IdleWatch;
use crate::transport::seams::BoxFuture;
use crate::transport::{Collected, SendOptions, TransportError};
use bytes::Bytes;
use http::response::Parts;
use std::time::Duration;

/// For every call that may have a body that is streamed.
pub(crate) static STREAMING: Streaming = Streaming { open, exchange };

fn open(content: &Content) -> BoxFuture<'_, Result<Open, String>> {
    Box::pin(content.open())
}

fn exchange<'a>(
    call: &'a CallParts,
    bound: Option<Duration>,
    request: http::Request<Body>,
    visitor: &'a mut dyn ResponseVisitor,
) -> BoxFuture<'a, Result<Meta, Error>> {
    let exchange = Exchange { call, client: call.client.inner(), bound };
    Box::pin(async move { exchange.stream(request, visitor).await })
}

impl Exchange<'_> {
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
