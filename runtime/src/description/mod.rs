//! An API as data.
//!
//! In: constants that the generator writes. Out: facts that the layers above read. Must not: act; nothing here sends,
//! decodes or decides.

pub(crate) mod api;
pub(crate) mod canonical;
pub(crate) mod endpoint;
pub(crate) mod envelope;
pub(crate) mod error_table;
pub(crate) mod operation;
pub(crate) mod options;
pub(crate) mod pagination;
pub(crate) mod signing;
