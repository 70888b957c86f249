//! The generator: OpenAPI documents in, SDK crates out.
//!
//! ```text
//! spec/ ─ load ─ overlay ─ downlevel ─ parse ─ resolve ─ lower ─▶ ir::Api ─ rust ─ emit ─ format ─ sync ─▶ generated/
//! ```
//!
//! Every stage but `load` and `sync` is a pure function.

pub mod diag;

pub mod ir;
pub mod lower;
pub mod parse;
pub mod resolve;
