//! Pairs of operations.
//!
//! In: filled by `operations`. Out: read by those that compare their parts. Must not: compare.

use super::ids::{Direction, OperationId};
use crate::contract::Operation;

/// Two operations that are one, and its name in the output.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Operation,
    pub(super) new: &'a Operation,
    pub(super) id: OperationId,
}

/// A call, and who sends what is compared.
pub(super) type Call = (OperationId, Direction);

/// Whose request it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sender {
    Caller,
    /// A webhook or a callback: what is sent is what the caller's server receives.
    Api,
}

/// `GET /parcels`.
pub(super) fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// The direction as the client sees it.
pub(super) fn direction(sender: Sender, direction: Direction) -> Direction {
    match (sender, direction) {
        (Sender::Caller, direction) => direction,
        (Sender::Api, Direction::Request) => Direction::Response,
        (Sender::Api, Direction::Response) => Direction::Request,
    }
}
