//! The parts of a call, but the type of its response.
//!
//! In: an operation, its parameters and its body. Out: all that is needed to send it, as often as it takes. The first
//! fault is kept until the call is sent, so that builders need no `?`.

use crate::client::core::{Client, Inner};
use crate::client::error::Error;
use crate::client::response::Meta;
use crate::client::visitor::ResponseVisitor;
use crate::content::source::Open;
use crate::content::upload::{Content, Spent};
use crate::description::operation::Operation;
use crate::description::options::{OptionName, within};
use crate::policy::headers;
use crate::policy::retry::Replay;
use crate::policy::retry::RetryOptions;
use crate::transport::body::Body;
use crate::transport::seams::BoxFuture;
use crate::wire::body::RequestBody;
use crate::wire::encoding::{Reserved, from_percent, percent};
use crate::wire::list_length::list_length;
use crate::wire::param::{Explode, QueryPair, Style, query_pairs};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::time::Duration;

/// The URL of a page, and what puts the credentials of the query into it, which only calls of pages name.
#[derive(Clone)]
pub(crate) struct PageUrl {
    pub(crate) url: Uri,
    pub(crate) complete: fn(&Uri, &Inner, &[QueryPair]) -> Result<Uri, String>,
}

/// What sends the attempts of a call that streams a body. Only what may set such a body names it, so that a program
/// without streams is not linked with them.
pub(crate) struct Streaming {
    /// Opens the content of the request.
    pub(crate) open: for<'a> fn(&'a Content) -> BoxFuture<'a, Result<Open, String>>,
    pub(crate) exchange: StreamExchange,
}

/// Sends once, within what is left of the deadline, and has the response taken.
pub(crate) type StreamExchange = for<'a> fn(
    &'a CallParts,
    Option<Duration>,
    http::Request<Body>,
    &'a mut dyn ResponseVisitor,
) -> BoxFuture<'a, Result<Meta, Error>>;

/// Everything of a call but the type of its response.
#[derive(Clone)]
pub(crate) struct CallParts {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    /// Encoded already, by parameter name.
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Vec<QueryPair>,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: Option<RequestBody>,
    /// There wherever a body may be something else than bytes.
    pub(crate) streaming: Option<&'static Streaming>,
    /// The whole URL, in place of path and query: that of a page.
    pub(crate) url: Option<PageUrl>,
    /// Bounds each wait of an exchange that streams. Zero is no bound.
    pub(crate) idle_timeout: Option<Duration>,
    /// Zero, where the API allows it, is no bound.
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) retry: RetryOptions,
    /// The first fault.
    pub(crate) fault: Option<String>,
}

impl CallParts {
    pub(crate) fn fail(&mut self, fault: String) {
        self.fault.get_or_insert(fault);
    }

    /// Refuses the call where a number is not within the bounds that hold for the client.
    pub(super) fn hold(&mut self, option: OptionName, name: &str, value: u64) {
        if let Err(rule) = within(self.client.api().options, option, &value.to_string()) {
            self.fail(format!("the option `{name}` {rule}"));
        }
    }

    pub(super) fn set_body(&mut self, body: Result<RequestBody, String>) {
        match body {
            Ok(body) => self.body = Some(body),
            Err(fault) => self.fail(fault),
        }
    }

    /// The body, unless it is a longer list than the operation takes. `wrapper` is the property that holds it.
    pub(super) fn within_batch(&self, body: RequestBody, wrapper: Option<&str>) -> Result<RequestBody, String> {
        let (Some(batch), Some(bytes)) = (self.operation.batch, body.content.as_bytes()) else { return Ok(body) };
        match list_length(bytes, wrapper.into_iter().chain(batch.path.iter().copied())) {
            Some(count) if count > u64::from(batch.max_items) => {
                Err(format!("the list has {count} items, and at most {} are allowed in one call", batch.max_items))
            }
            _ => Ok(body),
        }
    }

    /// Sets a query parameter, in place of all pairs that it has; `value` is plain text.
    pub(crate) fn replace_query(&mut self, name: &str, value: &str) {
        let pair = (percent(name, Reserved::Escape), percent(value, Reserved::Escape));
        match self.query.iter_mut().find(|(known, _)| *known == pair.0) {
            Some(found) => *found = pair,
            None => self.query.push(pair),
        }
    }

    /// The plain text of a query parameter that is set.
    pub(crate) fn query_text(&self, name: &str) -> Option<String> {
        let name = percent(name, Reserved::Escape);
        self.query.iter().find(|(known, _)| *known == name).map(|(_, value)| from_percent(value))
    }

    pub(super) fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => headers::set(&mut self.headers, name, value),
            (Err(_), _) => self.fail(format!("`{name}` is not a header name")),
            // The value may be a secret: it is not shown.
            (_, Err(_)) => {
                self.fail(format!("the value of the header `{name}` has characters that headers cannot have"))
            }
        }
    }

    pub(super) fn add_query(&mut self, name: &str, style: Style, explode: Explode, reserved: Reserved, json: &str) {
        self.query.extend(query_pairs(name, style, explode, reserved, json));
    }

    /// Keeps the first body's media type and replaces it.
    pub(super) fn set_media_type(&mut self, media_type: &str) {
        if let Some(body) = &mut self.body {
            body.media_type = media_type.to_owned();
        }
    }

    /// The content of the body, unless it is bytes.
    pub(crate) fn streamed_content(&self) -> Option<&Content> {
        self.body.as_ref().map(|body| &body.content).filter(|content| content.as_bytes().is_none())
    }

    /// Whether the body can be sent once more.
    pub(crate) fn replay(&self) -> Replay {
        match self.body.as_ref().map(|body| body.content.spent()) {
            Some(Spent::Yes) => Replay::BodySpent,
            Some(Spent::No) | None => Replay::Possible,
        }
    }

    /// A multipart boundary from the client's random source.
    pub(super) fn boundary(&self) -> String {
        let random = self.client.random();
        format!("sdk-{:016x}{:016x}", random.next_u64(), random.next_u64())
    }
}
