//! What the document describes beside the calls themselves: facts for docs, diffs and other tools.
//!
//! In: the resolved document and the types. Out: `ir` nodes, normalised and sorted. Must not: decide about code.

mod incoming;
mod info;
mod messages;

use super::types::Types;
use crate::resolve::Model;

pub(super) use info::{info, tags};

/// Reads the facts, with the types that they mention.
#[derive(Clone, Copy)]
pub(super) struct Facts<'f, 'd> {
    pub(super) model: &'f Model<'d>,
    pub(super) types: &'f Types<'f>,
}
