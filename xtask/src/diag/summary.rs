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
}

impl Summary {
    /// Counts the diagnostics as they come.
    pub fn of<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Note => counts.notes += 1,
            }
        }
        counts
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = false;
        for (count, word) in [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")] {
            if count == 0 {
                continue;
            }
            let comma = if written { ", " } else { "" };
            let plural = if count == 1 { "" } else { "s" };
            write!(f, "{comma}{count} {word}{plural}")?;
            written = true;
        }
        if written { Ok(()) } else { f.write_str("no diagnostics") }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Diagnostics, Pointer};

    #[test]
    fn repeats_count_once() {
        let mut diagnostics = Diagnostics::default();
        assert_eq!(diagnostics.summary().to_string(), "no diagnostics");
        let at = Pointer::new("/a");
        diagnostics.error("x-y", &at, "wrong", "mend it");
        diagnostics.error("x-y", &at, "wrong", "mend it");
        diagnostics.note("x-z", &at, "odd", "look");
        diagnostics.note("x-z", &at, "odd again", "look");
        assert_eq!(diagnostics.summary().to_string(), "1 error, 2 notes");
        assert_eq!(diagnostics.unique().count(), 3);
    }
}
