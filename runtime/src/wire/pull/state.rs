//! What a reader keeps beside its position.
//!
//! In: nothing. Out: data of the reader. Must not: read.

/// A value to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(super) at: usize,
    pub(super) depth: u16,
    /// Whether something before it was left out.
    pub(super) is_partial: bool,
    /// How many values before it were noted.
    pub(super) noted: usize,
}

/// Where an element that its type cannot take is an error of the whole, and not left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strict {
    Nowhere,
    /// In the lists this deep.
    At(u16),
    /// In no list; in those this deep, what is wrong with each element that is left out is kept.
    Reported(u16),
    /// There was one: nothing is recovered any more.
    Failed,
}

/// What was met on the way that no type has a place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    /// Properties that their type does not know.
    pub(crate) unknown: usize,
    /// Values that their type does not take.
    pub(crate) odd: usize,
}

/// What a union does with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It chooses its branch.
    Read,
    /// It is skipped: a union outside of it is only counting what its own branches do not know.
    Count,
}
