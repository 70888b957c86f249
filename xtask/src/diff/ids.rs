//! What operations and pairs of schemas are referred to by.
//!
//! In: nothing. Out: ids. Must not: hold what they stand for.

/// Who sends what a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Direction {
    Request,
    Response,
}

/// Index of an operation in the list of both documents' operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OperationId(pub(super) usize);

/// Index of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PairId(pub(super) usize);
