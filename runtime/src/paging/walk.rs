//! From page to page.
//!
//! In: a call and how to ask its pages. Out: one page after another, each as a `P`. One request at a time, sent only
//! when a page is wanted; a request that was begun goes on where it was when waiting is broken off.

use super::facts::{self, PageFacts, Paging};
use super::position::{Next, Position};
use crate::call::{Call, Sink, undecoded};
use crate::client::Client;
use crate::decode::{Reader, Reply};
use crate::error::{DecodeFacts, Error, Kind};
use crate::operation::Operation;
use crate::pipeline;
use crate::response::Response;
use crate::seams::BoxFuture;
use std::fmt;
use std::task::{Context, Poll};

/// A page under way.
pub(crate) type Fetch<P> = BoxFuture<'static, Result<Fetched<P>, Error>>;

/// Asks for a page.
type Sender<P> = dyn Fn(&Next) -> Fetch<P> + Send + Sync;

/// A page, and what it says of its place.
pub(crate) struct Fetched<P> {
    response: Response<P>,
    facts: PageFacts,
}

/// The way through the pages of one call. Hides the type of the payload behind that of what is made of it.
pub(crate) struct Walk<P> {
    #[cfg_attr(not(feature = "blocking"), allow(dead_code, reason = "its worker is what blocking waits on"))]
    pub(super) client: Client,
    operation: &'static Operation,
    send: Box<Sender<P>>,
    position: Position,
    flight: Option<Fetch<P>>,
    /// Whether an error was given, which ends streams and iterators.
    #[cfg(any(feature = "stream", feature = "blocking"))]
    pub(super) broken: bool,
}

impl<P: Send + 'static> Walk<P> {
    /// The way from where the call starts. `make` turns a payload into what the pages are wanted as.
    pub(super) fn new<T: Send + 'static, I: 'static>(
        call: Call<T>,
        paging: Paging<T, I>,
        make: fn(&Paging<T, I>, T) -> P,
    ) -> Self {
        let (client, operation) = (call.parts.client.clone(), call.parts.operation);
        let position = match &operation.pagination {
            Some(pagination) => Position::new(pagination, &call.parts),
            None => Position::refused("the operation has no pages".to_owned()),
        };
        let send = Box::new(move |next: &Next| -> Fetch<P> {
            let mut call = call.clone();
            if let (Next::At(text), Some(pagination)) = (next, &operation.pagination) {
                call.parts.replace_query(pagination.param(), text);
            }
            Box::pin(fetch(call, paging, make))
        });
        Self {
            client,
            operation,
            send,
            position,
            flight: None,
            #[cfg(any(feature = "stream", feature = "blocking"))]
            broken: false,
        }
    }
}

impl<P> Walk<P> {
    /// Where the next page is, as text for the parameter.
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
                let facts = DecodeFacts { message, path: None, snippet: None, source: None };
                Some(Err(self.error(Error::new(Kind::Decode(facts)))))
            }
            Next::Refused(message) => Some(Err(self.error(Error::request(message.clone())))),
            next @ (Next::Start | Next::At(_)) => Some(Ok(self.flight.take().unwrap_or_else(|| (self.send)(next)))),
        }
    }

    fn error(&self, mut error: Error) -> Error {
        error.facts_mut().operation = Some(self.operation.id);
        error
    }

    /// Forgets a request that was begun; the page is asked for anew.
    #[cfg(feature = "blocking")]
    pub(super) fn forget(&mut self) {
        self.flight = None;
    }

    /// Goes on behind a page. After an error the same page is still the next one.
    pub(super) fn finish(&mut self, result: Result<Fetched<P>, Error>) -> Result<Response<P>, Error> {
        result.map(|fetched| {
            self.position.advance(&fetched.facts);
            fetched.response
        })
    }

    /// The next page, when it is there.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<P>, Error>>> {
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
) -> Result<Fetched<P>, Error> {
    let operation = call.parts.operation;
    let mut slot = PageSlot { decode: call.decode, paging, operation, page: None, facts: PageFacts::default() };
    let meta = pipeline::run(&call.parts, &mut slot).await?;
    let page = slot.page.ok_or_else(undecoded)?;
    Ok(Fetched { response: Response::new(make(&paging, page), meta), facts: slot.facts })
}

/// Takes a page, and asks it for its place while the body is there.
struct PageSlot<T, I> {
    decode: Reader<T>,
    paging: Paging<T, I>,
    operation: &'static Operation,
    page: Option<T>,
    facts: PageFacts,
}

impl<T: Send, I> Sink for PageSlot<T, I> {
    fn take(&mut self, reply: &Reply<'_>) -> Result<(), Error> {
        (self.decode)(reply, &mut self.page)?;
        if let (Some(page), Some(pagination)) = (&self.page, &self.operation.pagination) {
            self.facts = facts::read(&self.paging, pagination, page, reply.body());
        }
        Ok(())
    }
}
