//! A bound on retries that all calls of a client share.
//!
//! In: retries that are about to be made, calls that succeeded. Out: whether there may be another retry. It keeps a
//! client from multiplying its calls while a server is down. Calls that were rejected for their rate are not counted
//! here: they wait as long as the server demands. Whether a retry that the budget refuses is made nevertheless is decided
//! by the caller.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many retries a client may make beyond those that its successful calls earn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryBudget {
    repeats: Option<u32>,
}

impl RetryBudget {
    /// This many. A call that succeeds after retries earns one; one that succeeds at once earns a tenth.
    pub const fn of(repeats: u32) -> Self {
        Self { repeats: Some(repeats) }
    }

    /// No bound but that of each call.
    pub const fn unlimited() -> Self {
        Self { repeats: None }
    }
}

impl Default for RetryBudget {
    /// One hundred.
    fn default() -> Self {
        Self::of(100)
    }
}

/// Tokens of one retry.
const REPEAT: u64 = 10;
/// Tokens that a call without retries earns.
const SUCCESS: u64 = 1;

/// The bucket.
pub(crate) struct Budget {
    capacity: Option<u64>,
    tokens: AtomicU64,
}

impl Budget {
    pub(crate) fn new(budget: RetryBudget) -> Self {
        let capacity = budget.repeats.map(|repeats| u64::from(repeats) * REPEAT);
        Self { capacity, tokens: AtomicU64::new(capacity.unwrap_or(0)) }
    }

    /// Takes the tokens of a retry, if there are as many.
    pub(crate) fn take(&self) -> bool {
        let take = |tokens: u64| tokens.checked_sub(REPEAT);
        self.capacity.is_none() || self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Gives back for a call that succeeded after so many attempts.
    pub(crate) fn succeeded(&self, attempts: u32) {
        let Some(capacity) = self.capacity else { return };
        // A full bucket, which is the rule, is only read.
        if self.tokens.load(Ordering::Relaxed) >= capacity {
            return;
        }
        let back = if attempts > 1 { REPEAT } else { SUCCESS };
        let give = |tokens: u64| Some(tokens.saturating_add(back).min(capacity));
        // The closure never rejects.
        let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_paid_by_successes() {
        let budget = Budget::new(RetryBudget::of(2));
        assert!(budget.take() && budget.take() && !budget.take());
        budget.succeeded(2);
        assert!(budget.take() && !budget.take());
        for _ in 0..9 {
            budget.succeeded(1);
            assert!(!budget.take());
        }
        budget.succeeded(1);
        assert!(budget.take() && !budget.take());
        for _ in 0..100 {
            budget.succeeded(1);
        }
        assert!(budget.take() && budget.take() && !budget.take());
        assert!(Budget::new(RetryBudget::unlimited()).take());
        assert!(!Budget::new(RetryBudget::of(0)).take());
    }
}
