//! The generator: OpenAPI documents in, SDK crates out.
//!
//! ```text
//! spec/ ─ load ─ overlay ─ downlevel ─ parse ─ resolve ─ lower ─▶ ir::Api ─ rust ─ emit ─ format ─ sync ─▶ generated/
//! ```
//!
//! Every stage but `load` and `sync` is a pure function. `policy` decides what becomes of diagnostics, `catalogue`
//! explains them, and `dump` writes the IR.

// What cannot go wrong is written so that nothing can panic; what can is an error or a diagnostic.
#![cfg_attr(
    not(test),
    warn(
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
pub mod cli;
pub mod layout;
pub mod pipeline;
pub mod report;
pub mod review;
pub mod revision;
pub mod task;

pub mod diag;

pub mod load;

pub mod catalogue;
pub mod coverage;
pub mod dump;
pub mod policy;

pub mod overlay;

pub mod downlevel;

pub mod order;

pub mod parse;

pub mod resolve;

pub mod lower;

pub mod contract;

pub mod diff;

pub mod ir;

pub mod rust;

pub mod emit;

pub mod format;

pub mod sync;
