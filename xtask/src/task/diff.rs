//! `cargo xtask diff`.
//!
//! In: two documents. Out: what differs, on standard output, and an exit code. Must not: compare; `diff` does.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Outcome, workspace};
use crate::cli::{DiffArgs, DiffFormat, FailOn};
use crate::diag::{Colour, Level, render_text, to_json};
use crate::diff::{self, Comparison, Documents, Semver, Version, Wire};
use crate::load::Limits;
use crate::pipeline::{self, Compiled, Input, Product, Strictness};
use crate::report::print;
use crate::rust;

/// Compares what is asked for.
pub(super) fn diff(args: &DiffArgs) -> Outcome {
    let inputs = match inputs(args) {
        Ok(inputs) => inputs,
        Err(message) => {
            print(&format!("error: {message}\n"));
            return Outcome::CannotRun;
        }
    };
    let [old, new] = both(&inputs);
    match (&old.contract, &new.contract) {
        (Some(_), Some(_)) => {}
        _ => return unreadable(args, [&old, &new]),
    }
    let Some(comparison) = compared(args, &old, &new) else { return unreadable(args, [&old, &new]) };
    let documents = if args.docs { Documents::WithTexts } else { Documents::Plain };
    match args.format {
        DiffFormat::Json => {
            let diagnostics = diagnostics(&old).into_iter().chain(diagnostics(&new)).collect();
            println(&diff::to_json(&comparison, documents, diagnostics).to_string());
        }
        DiffFormat::Text => println(&diff::to_text(&comparison, documents)),
    }
    if gate_closed(&comparison, args.fail_on) { Outcome::Problems } else { Outcome::Fine }
}

fn println(text: &str) {
    super::output::to_stdout(&format!("{text}\n"));
}

fn inputs(args: &DiffArgs) -> Result<[Input; 2], String> {
    let apis = if args.old.contains('@') || args.new.contains('@') { workspace::discover()? } else { Vec::new() };
    let input = |text: &str| -> Result<Input, String> {
        let Some((name, version)) = text.split_once('@').filter(|_| !std::path::Path::new(text).exists()) else {
            let document = PathBuf::from(text);
            return Ok(Input { version: None, document, overlays: Vec::new(), strictness: Strictness::Tolerant });
        };
        let Some(api) = apis.iter().find(|api| api.name == name) else {
            let known: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
            return Err(format!("no API {name} under spec/; it has: {}", known.join(", ")));
        };
        let found = api.versions.iter().find(|input| input.version.as_deref() == Some(version));
        found.cloned().ok_or_else(|| {
            let known: Vec<&str> = api.versions.iter().filter_map(|input| input.version.as_deref()).collect();
            format!("{name} has no version {version}; there is: {}", known.join(", "))
        })
    };
    Ok([input(&args.old)?, input(&args.new)?])
}

/// Both documents, each on its own thread.
fn both(inputs: &[Input; 2]) -> [Compiled; 2] {
    let limits = &Limits::default();
    let compile = |input: &Input| pipeline::compile_to(input, limits, Product::Contract);
    let [old, new] = inputs;
    std::thread::scope(|scope| {
        let running = scope.spawn(|| compile(old));
        let new = compile(new);
        [running.join().unwrap_or_else(|_| compile(old)), new]
    })
}

fn compared(args: &DiffArgs, old: &Compiled, new: &Compiled) -> Option<Comparison> {
    let views = [old, new].map(|side| side.api.as_ref().map(rust::version_view));
    let [old_view, new_view] = views;
    let (old_view, new_view) = (old_view?, new_view?);
    let old = Version { file: &args.old, contract: old.contract.as_ref()?, api: old.api.as_ref()?, view: &old_view };
    let new = Version { file: &args.new, contract: new.contract.as_ref()?, api: new.api.as_ref()?, view: &new_view };
    Some(diff::compare(old, new))
}

/// The warnings and errors of a document.
fn diagnostics(side: &Compiled) -> Vec<Value> {
    let Value::Array(all) = to_json(&side.diagnostics, &side.sources) else { return Vec::new() };
    let shown = |value: &Value| value.get("level").and_then(Value::as_str) != Some(Level::Note.word());
    all.into_iter().filter(shown).collect()
}

/// A document cannot be read: nothing was compared, and that is said.
fn unreadable(args: &DiffArgs, sides: [&Compiled; 2]) -> Outcome {
    for side in sides {
        print(&render_text(&side.diagnostics.usual(), &side.sources, Colour::Never));
    }
    if args.format == DiffFormat::Json {
        let all: Vec<Value> = sides.into_iter().flat_map(diagnostics).collect();
        let first = all.iter().find(|one| one.get("level").and_then(Value::as_str) == Some(Level::Error.word()));
        let fact = |key: &str| first.and_then(|one| one.get(key)).cloned().unwrap_or(Value::Null);
        let error = json!({"code": fact("code"), "message": fact("message"), "file": fact("file"),
                           "line": fact("line"), "column": fact("column")});
        println(&json!({"format": 1, "changes": null, "error": error, "diagnostics": all}).to_string());
    }
    Outcome::Unreadable
}

fn gate_closed(comparison: &Comparison, fail_on: Option<FailOn>) -> bool {
    let wire = |level: Wire| comparison.changes.iter().any(|change| change.wire >= level);
    let semver = |level: Semver| comparison.changes.iter().any(|change| change.semver >= level);
    match fail_on {
        None => false,
        Some(FailOn::Breaking) => wire(Wire::Breaking),
        Some(FailOn::Risky) => wire(Wire::Risky),
        Some(FailOn::Compatible) => wire(Wire::Compatible),
        Some(FailOn::Major) => semver(Semver::Major),
        Some(FailOn::Minor) => semver(Semver::Minor),
    }
}
