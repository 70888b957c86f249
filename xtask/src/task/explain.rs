//! `cargo xtask explain`.
//!
//! In: a code, or none. Out: its explanation, or the list of all codes, on standard output. Must not: read a file.

use super::{Outcome, output};
use crate::catalogue;
use crate::cli::ExplainArgs;
use crate::policy;

/// Explains a code, or lists all.
///
/// # Errors
/// If there is no such code; the message names the nearest one.
pub(super) fn explain(args: &ExplainArgs) -> Result<Outcome, String> {
    let text = match &args.code {
        None => catalogue::list(),
        Some(id) => {
            let code = policy::code(id).map_err(|(message, help)| format!("{message}; {help}"))?;
            catalogue::explain(code).map_err(|fault| output::fault(&fault))?
        }
    };
    output::to_stdout(&text);
    Ok(Outcome::Fine)
}
