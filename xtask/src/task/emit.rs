//! `cargo xtask generate --emit`.
//!
//! In: a document or an API. Out: the IR or the document after its overlays, as JSON, on standard output or in a file.
//! Must not: write a crate.

use std::path::Path;

use super::error::TaskError;
use super::{Outcome, failed, in_parallel, output, policy, report_diagnostics, stand_alone_input, workspace};
use crate::cli::{Emit, GenerateArgs};
use crate::dump;
use crate::load::Limits;
use crate::pipeline::{self, Input, Product};
use crate::report::{Report, Verdict};

/// Writes what is asked for.
pub(super) fn emit(args: &GenerateArgs, what: Emit, report: &mut Report) -> Result<Outcome, TaskError> {
    let inputs = inputs(args, report)?;
    let text = match what {
        Emit::Ir => ir(&inputs, report)?,
        Emit::Document => document(&inputs, report)?,
    };
    match text {
        Err(outcome) => Ok(outcome),
        Ok(text) => {
            match &args.out {
                Some(file) => output::to_file(file, &text)?,
                None => output::to_stdout(&text),
            }
            Ok(Outcome::Fine)
        }
    }
}

/// The documents that are asked for, oldest first.
fn inputs(args: &GenerateArgs, report: &mut Report) -> Result<Vec<Input>, TaskError> {
    if let Some(spec) = &args.spec {
        let _ = policy::read(report, None, &[policy::folder(spec)]);
        return Ok(vec![stand_alone_input(args, spec)]);
    }
    let Some(name) = &args.api else {
        return Err("--emit needs --spec FILE or --api NAME".into());
    };
    let apis = workspace::discover()?;
    let _ = policy::read(report, Some(Path::new("")), &[]);
    let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    let Some(api) = apis.iter().find(|api| api.name == *name) else {
        return Err(format!("no such API under spec/; it has: {}", names.join(", ")).into());
    };
    let Some(version) = &args.version else { return Ok(api.versions.clone()) };
    let known: Vec<&str> = api.versions.iter().filter_map(|input| input.version.as_deref()).collect();
    match api.versions.iter().find(|input| input.version.as_ref() == Some(version)) {
        Some(input) => Ok(vec![input.clone()]),
        None => Err(format!("{name} has no version {version}; there is: {}", known.join(", ")).into()),
    }
}

fn ir(inputs: &[Input], report: &mut Report) -> Result<Result<String, Outcome>, TaskError> {
    let compiled = in_parallel(inputs, Product::Api);
    let apis: Vec<_> =
        compiled.iter().filter_map(|one| Some((report_diagnostics(one, report)?, &one.sources))).collect();
    if apis.len() < compiled.len() {
        return Ok(Err(failed(&compiled)));
    }
    Ok(Ok(dump::ir(apis)?))
}

fn document(inputs: &[Input], report: &mut Report) -> Result<Result<String, Outcome>, TaskError> {
    let [input] = inputs else {
        let known: Vec<&str> = inputs.iter().filter_map(|input| input.version.as_deref()).collect();
        return Err(format!("--emit document needs --version; there is: {}", known.join(", ")).into());
    };
    let overlaid = match pipeline::overlaid(input, &Limits::default()) {
        Ok(overlaid) => overlaid,
        Err((diagnostics, sources)) => {
            report.diagnostics(&diagnostics, &sources);
            return Ok(Err(Outcome::Problems));
        }
    };
    let document = overlaid.document;
    match report.diagnostics(&overlaid.diagnostics, &document.sources) {
        Verdict::Pass => Ok(Ok(dump::document(&document.value))),
        Verdict::Fail => Ok(Err(Outcome::Problems)),
    }
}
