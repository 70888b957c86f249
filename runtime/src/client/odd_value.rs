//! Values of responses that their fields cannot take.
//!
//! In: what was left out while a response was decoded. Out: a report for the client's hook. Must not: hold or print a value.

use super::decode::RawResponse;
use super::response::Meta;
use crate::description::operation::Operation;
use crate::wire::json::{DecodeError, LeftOut};
use std::fmt;
use std::sync::Arc;

/// What a client does with the reports.
pub(crate) type OddValueHook = Arc<dyn Fn(&OddValue<'_>) + Send + Sync>;

/// A value of a response that is not as the API's document says, so that its field is `None`. The value itself is kept
/// in `extra`, beside unknown properties; in [`TypedExtra::odd`](crate::TypedExtra::odd) where `extra` is typed.
///
/// `Display` names the operation, the place and the kinds; no value of the response is in it.
///
/// See [`Builder::on_odd_value`](crate::Builder::on_odd_value).
#[derive(Debug)]
pub struct OddValue<'a> {
    operation: &'static Operation,
    meta: &'a Meta,
    error: &'a DecodeError,
}

impl OddValue<'_> {
    /// The id of the operation.
    pub const fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// The place in the body: `data.items[3].count`.
    pub fn path(&self) -> &str {
        self.error.path()
    }

    /// What is wrong: `invalid type: string, expected an integer that fits i64`.
    pub fn reason(&self) -> impl fmt::Display + use<> {
        self.error.kind()
    }

    /// The HTTP status of the response.
    pub const fn status(&self) -> u16 {
        self.meta.status
    }

    /// The id of the request, where the API sends one.
    pub fn request_id(&self) -> Option<&str> {
        self.meta.request_id()
    }
}

impl fmt::Display for OddValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}`: {}", self.operation(), self.path(), self.reason())?;
        match self.request_id() {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

/// Takes what is left out while a response is decoded; nothing where nobody asks for it.
pub(crate) struct OddValues<'a> {
    hook: Option<&'a OddValueHook>,
    found: LeftOut,
}

impl<'a> OddValues<'a> {
    pub(crate) fn of(hook: Option<&'a OddValueHook>) -> Self {
        Self { hook, found: LeftOut::default() }
    }

    /// The response, read so that what is left out comes here.
    pub(crate) fn noted<'b>(&'b self, response: RawResponse<'b>) -> RawResponse<'b> {
        response.noting(self.hook.map(|_| &self.found))
    }

    /// Hands the reports to the hook.
    pub(crate) fn report(self, operation: &'static Operation, meta: &Meta) {
        let Some(hook) = self.hook else { return };
        for error in self.found.into_inner() {
            hook(&OddValue { operation, meta, error: &error });
        }
    }
}
