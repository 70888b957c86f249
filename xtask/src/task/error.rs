//! Why a task ends before its work is done.
//!
//! In: a message about what was asked for, or a diagnostic. Out: the text that is printed. Must not: print it.

use crate::diag::{Colour, Diagnostics, SourceMap, Span, render_text};
use crate::sync::SyncError;

/// The text, from its level to its last line break.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TaskError(String);

impl TaskError {
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl From<String> for TaskError {
    fn from(message: String) -> Self {
        Self(format!("error: {message}\n"))
    }
}

impl From<&str> for TaskError {
    fn from(message: &str) -> Self {
        message.to_owned().into()
    }
}

/// A fault of the generator itself.
impl From<Diagnostics> for TaskError {
    fn from(diagnostics: Diagnostics) -> Self {
        Self(render_text(&diagnostics, &SourceMap::default(), Colour::Never))
    }
}

impl From<SyncError> for TaskError {
    fn from(error: SyncError) -> Self {
        let mut diagnostics = Diagnostics::default();
        let message = match &error.source {
            Some(source) => format!("{}: {source}", error.message),
            None => error.message,
        };
        diagnostics.report_at(error.code, Span::File(error.path.display().to_string()), message, error.help);
        diagnostics.into()
    }
}
