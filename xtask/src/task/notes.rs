//! The notes beside a document.
//!
//! In: a version. Out: its notes in a comparison. Must not: interpret them.

use std::io::ErrorKind;

use crate::diag::{Diagnostics, SourceMap, Span, codes};
use crate::diff::{Comparison, add_notes};
use crate::layout;
use crate::pipeline::Input;

/// Adds the notes of a version, if it has some.
///
/// # Errors
/// If the file cannot be read or is not valid.
pub(super) fn add(comparison: &mut Comparison, new: &Input) -> Result<(), (Diagnostics, SourceMap)> {
    let Some(version) = &new.version else { return Ok(()) };
    let path = layout::notes(&new.document, version);
    let name = path.display().to_string();
    match std::fs::read_to_string(&path) {
        Ok(text) => add_notes(comparison, &name, &text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => {
            let mut diagnostics = Diagnostics::default();
            let message = format!("cannot read the file: {error}");
            diagnostics.report_at(codes::DIFF_NOTES_UNREADABLE, Span::File(name), message, "check its permissions");
            Err((diagnostics, SourceMap::default()))
        }
    }
}
