//! `cargo xtask explain`.
//!
//! In: a code, an item, a pointer or a line. Out: its explanation, or the list of all codes, on standard output. Must
//! not: search; `catalogue` and `diff` do.

use std::fmt::Write as _;

use super::diff::{Paths, Source, compile, source};
use super::error::TaskError;
use super::{Outcome, output, workspace};
use crate::catalogue;
use crate::cli::ExplainArgs;
use crate::diff::{Question, Trace, Version, trace};
use crate::policy;
use crate::rust;

/// How many operations are listed with an item.
const MOST_OPERATIONS: usize = 8;

/// Explains what is asked for, or lists all codes.
///
/// # Errors
/// If there is no such code and no such item; the message names the nearest code.
pub(super) fn explain(args: &ExplainArgs) -> Result<Outcome, TaskError> {
    let text = match &args.what {
        None => catalogue::list(),
        Some(what) => match policy::code(what) {
            Ok(code) => catalogue::explain(code)?,
            Err((message, help)) if is_code(what) => return Err(format!("{message}; {help}").into()),
            Err(_) => traces(what, args.of.as_deref())?,
        },
    };
    output::to_stdout(&text);
    Ok(Outcome::Fine)
}

/// Codes are words with hyphens; no item and no pointer is.
fn is_code(what: &str) -> bool {
    what.contains('-') && what.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

fn traces(what: &str, of: Option<&str>) -> Result<String, TaskError> {
    let question = Question::of(what);
    let mut text = String::new();
    for source in sources(&question, of)? {
        let compiled = compile(&source.input);
        let (Some(contract), Some(api)) = (&compiled.contract, &compiled.api) else {
            return Err(format!("{} cannot be read; `cargo xtask lint` says why", source.label).into());
        };
        let view = rust::version_view(api);
        let found = trace(Version { file: &source.label, contract, api, view: &view }, &question);
        if !found.is_empty() {
            let _ = writeln!(text, "{}", source.label);
            found.iter().for_each(|one| show(one, &mut text));
        }
    }
    if text.is_empty() { Err(format!("nothing is called `{what}` and nothing is there").into()) } else { Ok(text) }
}

/// The documents to search: the one that is named, the one that has the line, or the newest version of each API.
fn sources(question: &Question<'_>, of: Option<&str>) -> Result<Vec<Source>, TaskError> {
    if let Some(of) = of {
        return Ok(vec![source(of, Paths::AsGiven)?]);
    }
    let mut found = Vec::new();
    for api in workspace::discover()? {
        let newest = api.versions.len().saturating_sub(1);
        for (index, input) in api.versions.into_iter().enumerate() {
            let wanted = match question {
                Question::Line { file, .. } => input.document.ends_with(file),
                Question::Item(_) | Question::Pointer(_) => index == newest,
            };
            let label = format!("{}@{}", api.name, input.version.clone().unwrap_or_default());
            if wanted {
                found.push(Source::here(input, label));
            }
        }
    }
    Ok(found)
}

fn show(one: &Trace, text: &mut String) {
    let _ = writeln!(text, "  {}  {}", one.item, one.signature);
    if let Some(written) = &one.written {
        let at = format!("{}:{}:{}", written.file, written.line, written.column);
        let _ = writeln!(text, "    document: {at}  {}", written.pointer);
    }
    for overlay in &one.overlays {
        let _ =
            writeln!(text, "    overlay: {}:{}:{}  {}", overlay.file, overlay.line, overlay.column, overlay.pointer);
    }
    if !one.operations.is_empty() {
        let shown: Vec<&str> = one.operations.iter().take(MOST_OPERATIONS).map(String::as_str).collect();
        let rest = one.operations.len().saturating_sub(MOST_OPERATIONS);
        let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        let _ = writeln!(text, "    used by: {}{rest}", shown.join(", "));
    }
}
