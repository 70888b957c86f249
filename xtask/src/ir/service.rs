//! A group of operations.

use serde::Serialize;

use super::{Docs, Operation, Words};

/// A group of operations under one name: `client.tracking()`.
#[derive(Debug, Clone, Serialize)]
pub struct Service {
    pub name: Words,
    pub docs: Docs,
    /// Sorted by name.
    pub operations: Vec<Operation>,
}
