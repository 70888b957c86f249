//! A version of an API, with all that is compared of it.
//!
//! In: references to the results of other stages. Out: the same. Must not: compute.

use super::walk;
use crate::contract::Contract;
use crate::ir::Api;
use crate::rust::VersionView;

/// One of the two sides.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// As it was asked for: a file, or `API@VERSION`.
    pub file: &'a str,
    pub contract: &'a Contract,
    pub api: &'a Api,
    pub view: &'a VersionView,
}

impl<'a> Version<'a> {
    pub(super) const fn on_the_wire(self) -> walk::Version<'a> {
        walk::Version { contract: self.contract, api: self.api }
    }
}
