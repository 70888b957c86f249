//! The error of text that is not a date or time.
//!
//! In: the text and the reason. Out: an error. Must not: print the text; a server may have put anything there.

use std::fmt;

/// The text is not a date, a time, or a date with a time.
///
/// Neither its `Display` nor its `Debug` prints the text, because errors end up in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct NotTemporal {
    text: String,
    pub(super) reason: &'static str,
}

impl NotTemporal {
    pub(super) fn new(text: impl Into<String>, reason: &'static str) -> Self {
        Self { text: text.into(), reason }
    }

    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for NotTemporal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is not a date or time: {}", self.reason)
    }
}

impl fmt::Debug for NotTemporal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotTemporal").field("reason", &self.reason).finish_non_exhaustive()
    }
}

impl std::error::Error for NotTemporal {}
