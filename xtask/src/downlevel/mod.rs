//! Brings OpenAPI 3.1 into the shape of 3.0, and corrects what the 3.0 model cannot hold.
//!
//! In: a document as loaded and overlaid. Out: a value that `openapiv3` takes, and a diagnostic for all that was
//! changed in meaning. Must not: drop anything in silence, touch data (`example`, `default`, `enum`, `x-…`), or resolve
//! references.
//!
//! What could be corrected is reported as a note or a warning. Errors are reserved for documents that are not OpenAPI
//! 3.

mod bodies;
mod context;
mod detect;
mod fix;
mod hoist;
mod media;
mod operations;
mod parameters;
mod path_items;
mod refs;
mod root;
mod schema;
mod security;
mod servers;
mod version;

use serde_json::Value;

use crate::coverage::Account;
use crate::diag::{Diagnostics, SourceMap};
use context::Context;
pub use version::Version;

/// Rewrites a document; the source map and the account learn of every subtree that moves, and the account of what goes.
#[must_use]
pub fn downlevel(value: Value, sources: &mut SourceMap, account: &Account) -> (Value, Diagnostics) {
    let mut value = value;
    let mut cx = Context::new(sources, account);
    let Some(version) = detect::detect(&mut cx, &mut value) else {
        return (value, cx.finish());
    };
    cx.version = version;
    hoist::definitions(&mut cx, &mut value);
    path_items::inline(&mut cx, &mut value);
    root::document(&mut cx, &mut value);
    refs::follow_moves(&mut cx, &mut value);
    (value, cx.finish())
}

#[cfg(test)]
mod tests;
