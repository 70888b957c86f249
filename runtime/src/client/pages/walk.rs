//! From page to page.
//!
//! In: a call and how to read its pages. Out: one page after another, each as a `P`. One request at a time, sent only
//! when a page is needed; a request that was started continues when waiting was cancelled.

use crate::client::call::{Call, Decoder, undecoded};
use crate::client::core::Client;
use crate::client::decode::{RawResponse, Reader};
use crate::client::error::{DecodeFacts, Error, Kind, ReceivedResponse};
use crate::client::response::Response;
use crate::client::send;
use crate::client::visitor::ResponseVisitor;
use crate::description::operation::Operation;
use crate::policy::paging::{self, ItemList, Next, PageFacts, Paging, Position, UnknownNext};
use crate::transport::seams::BoxFuture;
use crate::wire::json::LeftOut;
use bytes::Bytes;
use std::collections::VecDeque;
use std::fmt;
use std::task::{Context, Poll};

/// A page under way.
pub(crate) type Fetch<P> = BoxFuture<'static, Result<Fetched<P>, Failed>>;

/// Asks for a page.
type Sender<P> = dyn Fn(&Next) -> Fetch<P> + Send + Sync;

/// A page, and the facts of its position.
pub(crate) struct Fetched<P> {
    response: Response<P>,
    facts: PageFacts,
    /// Those of items that cannot be decoded; they are not in the page.
    errors: VecDeque<Error>,
}

/// Why there is no page, and the facts of its position where only its content cannot be decoded.
pub(crate) struct Failed {
    error: Error,
    facts: Option<Box<PageFacts>>,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self { error, facts: None }
    }
}

/// The way through the pages of one call. Hides the type of the payload behind that of what is made of it.
pub(crate) struct Walk<P> {
    #[cfg_attr(not(feature = "blocking"), allow(dead_code, reason = "its worker is what blocking waits on"))]
    pub(super) client: Client,
    operation: &'static Operation,
    send: Box<Sender<P>>,
    position: Position,
    flight: Option<Fetch<P>>,
    /// A page that comes after the errors of its items.
    held: Option<Fetched<P>>,
    /// Whether an error was returned, which ends streams and iterators.
    #[cfg(any(feature = "stream", feature = "blocking"))]
    pub(super) broken: bool,
}

impl<P: Send + 'static> Walk<P> {
    /// The way from where the call starts. `make` converts a payload into the form of the pages.
    pub(super) fn new<T: Send + 'static, I: 'static>(
        call: Call<T>,
        paging: Paging<T, I>,
        make: fn(&Paging<T, I>, T) -> P,
    ) -> Self {
        let (client, operation) = (call.parts.client.clone(), call.parts.operation);
        let position = match &operation.pagination {
            Some(pagination) => call.parts.position(pagination),
            None => Position::refused("the operation has no pages".to_owned()),
        };
        let send = Box::new(move |next: &Next| -> Fetch<P> {
            let mut call = call.clone();
            if let (Next::At(text), Some(pagination)) = (next, &operation.pagination) {
                call.parts.set_page(pagination, text);
            }
            Box::pin(fetch(call, paging, make))
        });
        Self {
            client,
            operation,
            send,
            position,
            flight: None,
            held: None,
            #[cfg(any(feature = "stream", feature = "blocking"))]
            broken: false,
        }
    }
}

impl<P> Walk<P> {
    /// Begins at this cursor, number or URL in place of the start.
    pub(super) fn start_at(&mut self, cursor: &str) {
        self.position.start_at(cursor);
        self.flight = None;
        self.held = None;
    }

    /// Where the next page is, as text for the parameter, or its URL.
    pub(super) fn cursor(&self) -> Option<&str> {
        match &self.position.next {
            Next::At(text) => Some(text),
            Next::Start | Next::End | Next::Fault(_) | Next::Refused(_) => None,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.position.next == Next::End
    }

    /// Begins the next page; `None` at the end.
    pub(super) fn begin(&mut self) -> Option<Result<Fetch<P>, Error>> {
        match &self.position.next {
            Next::End => None,
            Next::Fault(message) => {
                let message = message.clone();
                Some(Err(self.error(Error::new(Kind::Decode(DecodeFacts::message(message))))))
            }
            Next::Refused(message) => Some(Err(self.error(Error::request(message.clone())))),
            next @ (Next::Start | Next::At(_)) => Some(Ok(self.flight.take().unwrap_or_else(|| (self.send)(next)))),
        }
    }

    fn error(&self, mut error: Error) -> Error {
        error.facts_mut().operation = Some(self.operation.id);
        error
    }

    /// Drops a request that was started; the page is requested again.
    #[cfg(feature = "blocking")]
    pub(super) fn forget(&mut self) {
        self.flight = None;
    }

    /// What there is without a request: the errors of a page's items, and then the page.
    pub(super) fn ready(&mut self) -> Option<Result<Response<P>, Error>> {
        if let Some(error) = self.held.as_mut()?.errors.pop_front() {
            return Some(Err(error));
        }
        let held = self.held.take()?;
        Some(self.pass(held))
    }

    /// Whether more comes after an error, without a request.
    #[cfg(any(feature = "stream", feature = "blocking"))]
    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Goes on behind a page, also behind one whose content cannot be read: it would be the same the next time. After
    /// any other error the same page is still the next one; also after a response that does not say where the next page
    /// is, which is an error, too.
    pub(super) fn finish(&mut self, result: Result<Fetched<P>, Failed>) -> Result<Response<P>, Error> {
        match result {
            Ok(mut fetched) => match fetched.errors.pop_front() {
                None => self.pass(fetched),
                Some(error) => {
                    self.held = Some(fetched);
                    Err(error)
                }
            },
            Err(failed) => {
                if let Some(facts) = &failed.facts {
                    // Where the body does not say it either, the same page stays the next one.
                    let _ = self.position.advance(facts);
                }
                Err(failed.error)
            }
        }
    }

    /// Goes on behind a page that was read.
    fn pass(&mut self, fetched: Fetched<P>) -> Result<Response<P>, Error> {
        let Err(UnknownNext(message)) = self.position.advance(&fetched.facts) else { return Ok(fetched.response) };
        let mut error = self.error(Error::new(Kind::Decode(DecodeFacts::message(message.to_owned()))));
        let meta = fetched.response.into_meta();
        error.facts_mut().attempts = meta.attempts.clone();
        error.facts_mut().response = Some(ReceivedResponse { meta, body: None });
        Err(error)
    }

    /// The next page, when it is there.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<P>, Error>>> {
        if let Some(ready) = self.ready() {
            return Poll::Ready(Some(ready));
        }
        let mut flight = match self.begin() {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(flight)) => flight,
        };
        match flight.as_mut().poll(context) {
            Poll::Ready(result) => Poll::Ready(Some(self.finish(result))),
            Poll::Pending => {
                self.flight = Some(flight);
                Poll::Pending
            }
        }
    }
}

impl<P> fmt::Debug for Walk<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk").field("operation", &self.operation.id).field("next", &self.position.next).finish()
    }
}

async fn fetch<T: Send, I, P: Send>(
    call: Call<T>,
    paging: Paging<T, I>,
    make: fn(&Paging<T, I>, T) -> P,
) -> Result<Fetched<P>, Failed> {
    let operation = call.parts.operation;
    // Pages are read as a whole.
    let Decoder::Whole(decode) = call.decoder else { return Err(undecoded().into()) };
    let mut slot =
        PageSlot { decode, paging, operation, page: None, facts: None, errors: VecDeque::new(), body: Bytes::new() };
    match send::start(&call.parts, &mut slot).await {
        Ok(meta) => {
            let page = slot.page.ok_or_else(undecoded)?;
            let mut facts = slot.facts.unwrap_or_default();
            facts.links = links(meta.headers());
            let mut errors = slot.errors;
            for error in &mut errors {
                let facts = error.facts_mut();
                facts.operation = Some(operation.id);
                facts.attempts = meta.attempts.clone();
                facts.response = Some(ReceivedResponse { meta: meta.clone(), body: Some(slot.body.clone()) });
                call.parts.client.inner().redact(error, &call.parts.headers);
            }
            Ok(Fetched { response: Response::new(make(&paging, page), meta), facts, errors })
        }
        Err(error) => {
            let mut facts = slot.facts;
            if let (Some(facts), Some(response)) = (&mut facts, &error.facts().response) {
                facts.links = links(response.meta.headers());
            }
            Err(Failed { error, facts: facts.map(Box::new) })
        }
    }
}

/// The values of the `Link` headers.
fn links(headers: &http::HeaderMap) -> Vec<String> {
    let values = headers.get_all(http::header::LINK).iter();
    values.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
}

/// Takes a page, and asks it for its place while the body is there.
struct PageSlot<T, I> {
    decode: Reader<T>,
    paging: Paging<T, I>,
    operation: &'static Operation,
    page: Option<T>,
    facts: Option<PageFacts>,
    /// Those of items that cannot be decoded.
    errors: VecDeque<Error>,
    /// What these errors are about.
    body: Bytes,
}

impl<T, I> PageSlot<T, I> {
    /// Reads a page. Where items of it cannot be decoded, it is read once more without them.
    fn read(&mut self, response: &RawResponse<'_>) -> Result<(), Error> {
        let read = (self.decode)(response, &mut self.page);
        let Err(error) = read else { return Ok(()) };
        if !error.is_decode() || self.operation.pagination.is_none() {
            return Err(error);
        }
        let rejected = LeftOut::default();
        // A fault behind the first of these items is one of the whole page.
        (self.decode)(&response.rejecting(&rejected), &mut self.page)?;
        self.errors = rejected.into_inner().iter().map(|error| response.unreadable(error)).collect();
        self.body = response.body().clone();
        Ok(())
    }
}

impl<T: Send, I> ResponseVisitor for PageSlot<T, I> {
    fn take(&mut self, response: &RawResponse<'_>) -> Result<(), Error> {
        let read = self.read(response);
        let Some(pagination) = &self.operation.pagination else { return read };
        let mut facts = match (&read, &self.page) {
            (Ok(()), Some(page)) => Some(paging::read(&self.paging, pagination, page, response.body())),
            (Err(error), _) if error.is_decode() => paging::read_body(pagination, response.body()),
            _ => None,
        };
        if let (Ok(()), Some(facts)) = (&read, &mut facts) {
            facts.count = facts.count.saturating_add(u64::try_from(self.errors.len()).unwrap_or(u64::MAX));
        }
        let is_odd = facts.as_ref().is_some_and(|facts| facts.list == ItemList::Odd);
        self.facts = facts;
        match read {
            // Its items would be missing without a word.
            Ok(()) if is_odd => Err(response.no_list(pagination.items_path())),
            read => read,
        }
    }
}
