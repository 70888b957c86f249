//! Counts of diagnostics, for the last line of a run.
//!
//! In: diagnostics. Out: one line. Must not: choose an exit code.

use std::fmt;

use super::{Diagnostic, Level};

/// How many diagnostics of each level there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    /// Warnings and notes that somebody has accepted; they are in no other count.
    pub allowed: usize,
}

impl Summary {
    /// Counts the diagnostics as they come.
    pub fn of<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.level {
                _ if diagnostic.is_allowed() => counts.allowed += 1,
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Note => counts.notes += 1,
            }
        }
        counts
    }
}

impl Summary {
    /// Counts what another document has, too.
    pub fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.allowed += other.allowed;
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut counts = Vec::new();
        for (count, word) in [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")] {
            let plural = if count == 1 { "" } else { "s" };
            counts.extend((count > 0).then(|| format!("{count} {word}{plural}")));
        }
        counts.extend((self.allowed > 0).then(|| format!("{} allowed", self.allowed)));
        f.write_str(if counts.is_empty() { "no diagnostics".to_owned() } else { counts.join(", ") }.as_str())
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Diagnostics, Pointer, State, codes};

    #[test]
    fn repeats_count_once() {
        let mut diagnostics = Diagnostics::default();
        assert_eq!(diagnostics.summary().to_string(), "no diagnostics");
        let at = Pointer::new("/a");
        diagnostics.report(codes::LOAD_TAG, &at, "wrong", "correct it");
        diagnostics.report(codes::LOAD_TAG, &at, "wrong", "correct it");
        diagnostics.report(codes::RESOLVE_REQUIRED_CHOICE, &at, "odd", "look");
        diagnostics.report(codes::RESOLVE_REQUIRED_CHOICE, &at, "odd again", "look");
        assert_eq!(diagnostics.summary().to_string(), "1 error, 2 notes");
        assert_eq!(diagnostics.unique().count(), 3);
        diagnostics.iter_mut().last().unwrap().state = State::Allowed("known".to_owned());
        assert_eq!(diagnostics.summary().to_string(), "1 error, 1 note, 1 allowed");
    }
}
