//! One edit of the base document for each kind of change, with what it means in both directions.

/// An edit, and the changes that it makes: kind, wire and crate of each; forwards and backwards.
pub(super) struct Edit {
    pub(super) name: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) forwards: &'static [Expected],
    pub(super) backwards: &'static [Expected],
}

pub(super) type Expected = (&'static str, &'static str, &'static str);

pub(super) const fn edit(
    name: &'static str,
    (from, to): (&'static str, &'static str),
    forwards: &'static [Expected],
    backwards: &'static [Expected],
) -> Edit {
    Edit { name, from, to, forwards, backwards }
}

/// All edits.
pub(super) fn edits() -> impl Iterator<Item = &'static Edit> {
    super::pairs_of_calls::EDITS.iter().chain(super::pairs_of_schemas::EDITS)
}
