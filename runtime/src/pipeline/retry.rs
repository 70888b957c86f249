//! The decision whether a call is sent again.
//!
//! In: the policy, what the operation allows, how often it was sent, why it failed. Out: a wait, or the end. Pure: no
//! clock is read and nothing is drawn here.

use crate::attempts::RetryCause;
use crate::error::Error;
use crate::operation::Idempotency;
use std::time::Duration;

/// What the client allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Policy {
    pub(super) max_retries: u32,
}

/// What to do after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// Give the error to the caller.
    Stop,
    /// Send again after a wait.
    Repeat { cause: RetryCause, wait: Duration },
}

/// Decides. For now a call is repeated only when no connection came about: then nothing was processed.
pub(super) fn decide(policy: &Policy, _idempotency: Idempotency, sent: u32, error: &Error) -> Decision {
    if sent > policy.max_retries || !error.is_connect() {
        return Decision::Stop;
    }
    let wait = Duration::from_millis(250).saturating_mul(1 << sent.min(6));
    Decision::Repeat { cause: RetryCause::Connect, wait }
}
