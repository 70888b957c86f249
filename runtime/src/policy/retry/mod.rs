//! Whether and when a call is sent again: what users set, and the pure decision.
//!
//! In: options, and why an attempt failed. Out: a wait, or the reason to stop. Must not: read a clock, draw a number
//! or wait; all of these come in as values.

pub(crate) mod attempts;
mod budget;
mod decide;
mod failure;
mod options;
mod pause;

pub(crate) use budget::Budget;
pub use budget::RetryBudget;
pub(crate) use decide::{Decision, Policy, Replay, decide};
pub(crate) use failure::{AttemptOutcome, Failure, FailureFacts, FailureKind, TransportKind};
pub(crate) use options::RetryOptions;
pub use options::{RetryPolicy, RetrySafety};
pub(crate) use pause::{Reset, asked_pause};
