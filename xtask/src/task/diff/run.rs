//! One comparison: both documents are compiled, compared, and their changes approved.
//!
//! In: two sources. Out: the comparison, or why there is none. Must not: print.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

use super::inputs::Source;
use crate::diag::codes;
use crate::diag::{Colour, Diagnostics, Level, SourceMap, Span, render_text, to_json};
use crate::diff::{self, Approvals, Comparison, Version};
use crate::load::Limits;
use crate::pipeline::{self, Compiled, Input, Product};
use crate::rust;

/// A comparison, with what was reported on the way.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) comparison: Comparison,
    /// For programs: warnings and errors.
    pub(super) diagnostics: Vec<Value>,
    /// For people: what approvals that do not fit say.
    pub(super) text: String,
    /// When the older version was released, where its overlay says so.
    pub(super) released: Option<String>,
}

/// Why nothing was compared.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) diagnostics: Vec<Value>,
    pub(super) text: String,
}

/// Compares two documents on a day.
pub(super) fn compare(old: &Source, new: &Source, approvals: Option<&Path>, today: &str) -> Result<Compared, Failure> {
    let [before, after] = both(&old.input, &new.input);
    let views = [&before, &after].map(|side| side.api.as_ref().map(rust::version_view));
    let comparison = match (version(&before, old, views[0].as_ref()), version(&after, new, views[1].as_ref())) {
        (Some(before), Some(after)) => diff::compare(before, after),
        _ => return Err(failure(&[(&before, old), (&after, new)])),
    };
    let mut comparison = comparison;
    if let Err((diagnostics, sources)) = super::super::notes::add(&mut comparison, &new.input) {
        let text = render_text(&diagnostics, &sources, Colour::Never);
        return Err(Failure { diagnostics: usual(&diagnostics, &sources), text });
    }
    for source in [old, new] {
        relabel(&mut comparison, source);
    }
    let mut diagnostics: Vec<Value> = usual(&before.diagnostics, &before.sources);
    diagnostics.extend(usual(&after.diagnostics, &after.sources));
    let (reported, sources) = approve(&mut comparison, approvals, today)?;
    diagnostics.extend(usual(&reported, &sources));
    let lifecycle = before.api.as_ref().and_then(|api| api.lifecycle.as_ref());
    Ok(Compared {
        comparison,
        diagnostics,
        text: render_text(&reported, &sources, Colour::Never),
        released: lifecycle.and_then(|lifecycle| lifecycle.released.clone()),
    })
}

fn version<'a>(side: &'a Compiled, source: &'a Source, view: Option<&'a rust::VersionView>) -> Option<Version<'a>> {
    Some(Version { file: &source.label, contract: side.contract.as_ref()?, api: side.api.as_ref()?, view: view? })
}

/// One document, with its contract.
pub(in crate::task) fn compile(input: &Input) -> Compiled {
    pipeline::compile_to(input, &Limits::default(), Product::Contract)
}

/// Both documents, each on its own thread.
fn both(old: &Input, new: &Input) -> [Compiled; 2] {
    std::thread::scope(|scope| {
        let running = scope.spawn(|| compile(old));
        let new = compile(new);
        [running.join().unwrap_or_else(|_| compile(old)), new]
    })
}

/// Gives files the names by which the user knows them.
fn relabel(comparison: &mut Comparison, source: &Source) {
    let Some((begins, shown)) = &source.shown else { return };
    let changes = comparison.changes.iter_mut();
    for place in changes.flat_map(|change| [&mut change.old, &mut change.new]).flatten() {
        if let Some(rest) = place.written.file.strip_prefix(begins) {
            place.written.file = format!("{shown}{rest}");
        }
    }
}

fn approve(comparison: &mut Comparison, file: Option<&Path>, today: &str) -> Result<(Diagnostics, SourceMap), Failure> {
    let mut sources = SourceMap::default();
    let Some(file) = file else { return Ok((Diagnostics::default(), sources)) };
    let name = file.display().to_string();
    let read = match std::fs::read_to_string(file) {
        Ok(text) => {
            sources.add(name.clone(), text.clone());
            Approvals::read(&name, &text)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Approvals::default()),
        Err(error) => {
            let mut diagnostics = Diagnostics::default();
            let message = format!("cannot read the file: {error}");
            let code = codes::DIFF_APPROVALS_UNREADABLE;
            diagnostics.report_at(code, Span::File(name), message, "check its permissions");
            Err(diagnostics)
        }
    };
    match read {
        Ok(approvals) => Ok((approvals.apply(comparison, today), sources)),
        Err(diagnostics) => Err(Failure {
            diagnostics: usual(&diagnostics, &sources),
            text: render_text(&diagnostics, &sources, Colour::Never),
        }),
    }
}

fn failure(sides: &[(&Compiled, &Source)]) -> Failure {
    let mut failure = Failure { diagnostics: Vec::new(), text: String::new() };
    for (side, _) in sides {
        failure.diagnostics.extend(usual(&side.diagnostics, &side.sources));
        failure.text.push_str(&render_text(&side.diagnostics.usual(), &side.sources, Colour::Never));
    }
    failure
}

/// Warnings and errors.
fn usual(diagnostics: &Diagnostics, sources: &SourceMap) -> Vec<Value> {
    let Value::Array(all) = to_json(&diagnostics.at_least(Level::Warning), sources) else { return Vec::new() };
    all
}
