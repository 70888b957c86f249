//! The inputs of an operation, and what the operations of a file have in common.
//!
//! In: an `ir::Operation`. Out: its parameters and body, each with its name. Must not: give them types.

use super::ident::{RustIdent, Scope};
use super::representations::{Senders, senders};
use super::sample::Samples;
use super::types::Types;
use super::view::ClientView;
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Body, Operation, Param};

/// Methods that a request builder has, or would have with pages or with blocking calls.
const TAKEN_SETTERS: &[&str] = &[
    "clone",
    "deadline",
    "header",
    "idle_timeout",
    "into_future",
    "items",
    "max_retries",
    "pages",
    "query_param",
    "repeat",
    "retry_policy",
    "send",
    "send_blocking",
    "send_with_meta",
    "send_with_meta_blocking",
    "stream",
    "timeout",
];

/// What the operations of a file have in common.
pub(super) struct OperationContext<'c, 'a> {
    pub(super) types: &'c Types<'a>,
    pub(super) samples: &'c Samples<'c, 'a>,
    pub(super) client: &'c ClientView,
    /// Method on the client that leads to the service.
    pub(super) service: &'c RustIdent,
}

/// Parameters and body, each with its name.
pub(super) struct Inputs<'o> {
    pub(super) params: Vec<(&'o Param, RustIdent)>,
    pub(super) body: Option<(&'o Body, RustIdent)>,
    /// Methods that send for another representation of the response.
    pub(super) senders: Vec<Senders>,
}

impl<'o> Inputs<'o> {
    pub(super) fn new(operation: &'o Operation) -> Self {
        let mut scope = Scope::reserving(TAKEN_SETTERS);
        let senders = senders(operation, &mut scope);
        let params = operation
            .params
            .iter()
            .map(|param| (param, scope.claim(&RustIdent::snake(&param.name), "_param").ident))
            .collect();
        let body =
            operation.body.as_ref().map(|body| (body, scope.claim(&RustIdent::literal("body"), "_content").ident));
        Self { params, body, senders }
    }

    /// Reports names that differ from those of the document.
    pub(super) fn note_problems(&self, diagnostics: &mut Diagnostics) {
        for (param, ident) in &self.params {
            if *ident != RustIdent::snake(&param.name) {
                diagnostics.report(
                    codes::RUST_RENAMED_PARAMETER,
                    &param.origin.pointer,
                    format!("the parameter `{}` is named `{ident}` in Rust", param.wire),
                    "Every call already has a method of that name, or another parameter has it.",
                );
            }
        }
    }
}
