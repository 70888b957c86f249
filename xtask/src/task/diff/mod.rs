//! `cargo xtask diff`.
//!
//! In: two documents, or a revision. Out: what differs, on standard output, and an exit code. Must not: compare; `diff`
//! does.

mod base;
mod inputs;
mod run;

use std::io::IsTerminal;

use serde_json::{Value, json};

use super::error::TaskError;
use super::{Outcome, output};
use crate::cli::{DiffArgs, DiffFormat, FailOn};
use crate::diag::{Colour, Diagnostics, SourceMap, Span, codes, render_text};
use crate::diff::{self, Comparison, Documents, Semver, Wire};
use crate::report::print;
use crate::review::{self, Page};
use base::Relation;
pub(super) use inputs::{Paths, Source, source};
pub(super) use run::compile;
use run::{Compared, Failure};

/// Compares what is asked for.
pub(super) fn diff(args: &DiffArgs) -> Outcome {
    let done = match (&args.base, &args.old, &args.new) {
        (Some(revision), _, _) => against(args, revision),
        (None, Some(old), Some(new)) => two(args, old, new),
        _ => Err("diff needs OLD and NEW, or --base REVISION".into()),
    };
    done.unwrap_or_else(|error| super::cannot_run(&error))
}

/// Two documents.
fn two(args: &DiffArgs, old: &str, new: &str) -> Result<Outcome, TaskError> {
    let paths = Paths::of([old, new]);
    let (old, new) = (source(old, paths)?, source(new, paths)?);
    let approvals = args.approvals.as_deref().or(new.approvals.as_deref());
    let compared = match run::compare(&old, &new, approvals, &today(args)) {
        Ok(compared) => compared,
        Err(failure) => return Ok(unreadable(args, &failure)),
    };
    print(&compared.text);
    show(args, &compared)?;
    Ok(if gate_closed(&compared.comparison, args.fail_on) { Outcome::Problems } else { Outcome::Fine })
}

/// All of `spec/` at a revision beside the working tree.
fn against(args: &DiffArgs, revision: &str) -> Result<Outcome, TaskError> {
    let (pairs, gone) = base::pairs(revision)?;
    let today = today(args);
    let mut outcome = Outcome::Fine;
    let mut objects = Vec::new();
    for pair in &pairs {
        let approvals = args.approvals.as_deref().or(pair.new.approvals.as_deref());
        let compared = match run::compare(&pair.old, &pair.new, approvals, &today) {
            Ok(compared) => compared,
            Err(failure) => return Ok(unreadable(args, &failure)),
        };
        if compared.comparison.changes.is_empty() {
            continue;
        }
        print(&compared.text);
        let frozen = pair.relation == Relation::Same && compared.released.is_some();
        if frozen && unapproved(&compared.comparison).next().is_some() {
            let message = format!("{} is released, and its document has changed", pair.new.label);
            let file = pair.new.input.document.display().to_string();
            print(&frozen_document(file, message, "undo the change, or approve it in approvals.toml"));
            outcome = Outcome::Problems;
        }
        if gate_closed(&compared.comparison, args.fail_on) {
            outcome = Outcome::Problems;
        }
        match args.format {
            DiffFormat::Json => objects.push(object(args, &compared)),
            _ => {
                println(&format!("{} -> {}\n", pair.old.label, pair.new.label));
                show(args, &compared)?;
                println("");
            }
        }
    }
    for version in &gone {
        let message = format!("the document of {version} is gone");
        print(&frozen_document("spec".to_owned(), message, "put the document back: its users depend on it"));
        outcome = Outcome::Problems;
    }
    if args.format == DiffFormat::Json {
        println(&json!({"format": 1, "base": revision, "comparisons": objects, "gone": gone}).to_string());
    }
    Ok(outcome)
}

/// A released document is not what it was.
fn frozen_document(file: String, message: String, help: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    diagnostics.report_at(codes::DIFF_FROZEN_DOCUMENT, Span::File(file), message, help);
    render_text(&diagnostics, &SourceMap::default(), Colour::Never)
}

/// Colours are for people, not for files and pipes.
fn colour(args: &DiffArgs) -> Colour {
    if args.out.is_none() && std::io::stdout().is_terminal() { Colour::Always } else { Colour::Never }
}

fn documents(args: &DiffArgs) -> Documents {
    if args.docs { Documents::WithTexts } else { Documents::Plain }
}

fn object(args: &DiffArgs, compared: &Compared) -> Value {
    diff::to_json(&compared.comparison, documents(args), Value::Array(compared.diagnostics.clone()))
}

/// The comparison in the form that is asked for.
fn rendered(args: &DiffArgs, compared: &Compared) -> Result<String, TaskError> {
    let comparison = &compared.comparison;
    let page = |page| review::render(page, comparison);
    Ok(match args.format {
        DiffFormat::Json => object(args, compared).to_string(),
        DiffFormat::Text => diff::to_text(comparison, documents(args), colour(args)),
        DiffFormat::Changelog => page(Page::Changelog)?,
        DiffFormat::Guide => page(Page::Guide)?,
        DiffFormat::Html => page(Page::Review)?,
        DiffFormat::Github => diff::to_github(comparison),
        DiffFormat::Gitlab => diff::to_gitlab(comparison).to_string(),
        DiffFormat::Sarif => diff::to_sarif(comparison).to_string(),
        DiffFormat::Junit => diff::to_junit(comparison),
    })
}

fn show(args: &DiffArgs, compared: &Compared) -> Result<(), TaskError> {
    let text = rendered(args, compared)?;
    match &args.out {
        Some(file) => output::to_file(file, &text),
        None => {
            println(text.trim_end());
            Ok(())
        }
    }
}

fn println(text: &str) {
    output::to_stdout(&format!("{text}\n"));
}

/// A document cannot be read: nothing was compared, and that is said.
fn unreadable(args: &DiffArgs, failure: &Failure) -> Outcome {
    print(&failure.text);
    if args.format == DiffFormat::Json {
        let all = &failure.diagnostics;
        let first = all.iter().find(|one| one.get("level").and_then(Value::as_str) == Some("error"));
        let fact = |key: &str| first.and_then(|one| one.get(key)).cloned().unwrap_or(Value::Null);
        let error = json!({"code": fact("code"), "message": fact("message"), "file": fact("file"),
                           "line": fact("line"), "column": fact("column")});
        println(&json!({"format": 1, "changes": null, "error": error, "diagnostics": all}).to_string());
    }
    Outcome::Unreadable
}

fn unapproved(comparison: &Comparison) -> impl Iterator<Item = &diff::Change> {
    comparison.changes.iter().filter(|change| change.approved.is_none() && change.wire != Wire::Doc)
}

fn gate_closed(comparison: &Comparison, fail_on: Option<FailOn>) -> bool {
    let wire = |level: Wire| unapproved(comparison).any(|change| change.wire >= level);
    let semver = |level: Semver| unapproved(comparison).any(|change| change.semver >= level);
    match fail_on {
        None => false,
        Some(FailOn::Breaking) => wire(Wire::Breaking),
        Some(FailOn::Risky) => wire(Wire::Risky),
        Some(FailOn::Compatible) => wire(Wire::Compatible),
        Some(FailOn::Major) => semver(Semver::Major),
        Some(FailOn::Minor) => semver(Semver::Minor),
    }
}

/// The day on which approvals may have ended.
fn today(args: &DiffArgs) -> String {
    args.today.clone().unwrap_or_else(super::clock::today)
}
