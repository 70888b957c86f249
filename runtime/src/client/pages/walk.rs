//! From page to page.
//!
//! In: a call and how to ask its pages. Out: one page after another, each as a `P`. One request at a time, sent only
//! when a page is wanted; a request that was begun goes on where it was when waiting is broken off.

use crate::client::call::{Call, Decoder, undecoded};
use crate::client::core::Client;
use crate::client::decode::{RawResponse, Reader};
use crate::client::error::{DecodeFacts, Error, Kind};
use crate::client::response::Response;
use crate::client::send;
use crate::client::send::visitor::ResponseVisitor;
use crate::description::operation::Operation;
use crate::policy::paging::{self, Next, PageFacts, Paging, Position};
use crate::transport::seams::BoxFuture;
use std::fmt;
use std::task::{Context, Poll};

/// A page under way.
pub(crate) type Fetch<P> = BoxFuture<'static, Result<Fetched<P>, Failed>>;

/// Asks for a page.
type Sender<P> = dyn Fn(&Next) -> Fetch<P> + Send + Sync;

/// A page, and what it says of its place.
pub(crate) struct Fetched<P> {
    response: Response<P>,
    facts: PageFacts,
}

/// Why there is no page, and what its body says of its place where only its content cannot be read.
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
            Some(pagination) => Position::new(pagination, &|name| call.parts.query_text(name)),
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

    /// Forgets a request that was begun; the page is asked for anew.
    #[cfg(feature = "blocking")]
    pub(super) fn forget(&mut self) {
        self.flight = None;
    }

    /// Goes on behind a page, also behind one whose content cannot be read: it would be the same the next time. After
    /// any other error the same page is still the next one.
    pub(super) fn finish(&mut self, result: Result<Fetched<P>, Failed>) -> Result<Response<P>, Error> {
        match result {
            Ok(fetched) => {
                self.position.advance(&fetched.facts);
                Ok(fetched.response)
            }
            Err(failed) => {
                if let Some(facts) = &failed.facts {
                    self.position.advance(facts);
                }
                Err(failed.error)
            }
        }
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
) -> Result<Fetched<P>, Failed> {
    let operation = call.parts.operation;
    // Pages are read as a whole.
    let Decoder::Whole(decode) = call.decoder else { return Err(undecoded().into()) };
    let mut slot = PageSlot { decode, paging, operation, page: None, facts: None };
    match send::start(&call.parts, &mut slot).await {
        Ok(meta) => {
            let page = slot.page.ok_or_else(undecoded)?;
            let response = Response::new(make(&paging, page), meta);
            Ok(Fetched { response, facts: slot.facts.unwrap_or_default() })
        }
        Err(error) => Err(Failed { error, facts: slot.facts.map(Box::new) }),
    }
}

/// Takes a page, and asks it for its place while the body is there.
struct PageSlot<T, I> {
    decode: Reader<T>,
    paging: Paging<T, I>,
    operation: &'static Operation,
    page: Option<T>,
    facts: Option<PageFacts>,
}

impl<T: Send, I> ResponseVisitor for PageSlot<T, I> {
    fn take(&mut self, response: &RawResponse<'_>) -> Result<(), Error> {
        let read = (self.decode)(response, &mut self.page);
        let Some(pagination) = &self.operation.pagination else { return read };
        self.facts = match (&read, &self.page) {
            (Ok(()), Some(page)) => Some(paging::read(&self.paging, pagination, page, response.body())),
            (Err(error), _) if error.is_decode() => paging::read_body(pagination, response.body()),
            _ => None,
        };
        read
    }
}
