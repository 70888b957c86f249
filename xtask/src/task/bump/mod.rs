//! `cargo xtask bump`.
//!
//! In: a new document of an API that is there. Out: the version, with everything that can be done without a decision, and
//! the decisions that are left. Must not: leave anything half done: the version is tried in a copy first.

mod edits;
mod questions;
mod staging;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use clap::Parser;

use super::diff::compile;
use super::error::TaskError;
use super::{Outcome, output, workspace};
use crate::cli::{BumpArgs, Cli, Command};
use crate::diag::{Colour, render_text};
use crate::diff::{self, Comparison, Version};
use crate::layout::ApiFolder;
use crate::load::Limits;
use crate::overlay::Match;
use crate::pipeline::{self, Compiled};
use crate::report::print;
use crate::review::{self, Page};
use crate::rust::{self, crate_name, version_module};
use crate::sync;
use staging::Staged;

/// Adds a version to an API.
pub(super) fn bump(args: &BumpArgs) -> Result<Outcome, TaskError> {
    let from = std::path::absolute(&args.from).map_err(|error| format!("bad path {}: {error}", args.from.display()))?;
    let api = api(args)?;
    if !args.force {
        clean_tree()?;
    }
    let staged = Staged::new(&api, args, &from)?;
    let (old, new) = staged.within(|| (compile(&staged.previous), compile(&staged.input)))?;
    let (Some(_), Some(new_api)) = (&old.api, &new.api) else {
        print(&render_text(&new.diagnostics.usual(), &new.sources, Colour::Never));
        print(
            "Nothing was written. Give actions that no longer match an `x-sdk-until`, and add what takes their place.\n",
        );
        return Ok(Outcome::Problems);
    };
    let comparison = compared(&staged, (&old, &new)).ok_or("the documents cannot be compared")?;
    let page = review_page(&staged, &comparison)?;
    if let Some(folder) = page.0.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    let written = Written::new(&staged, &comparison, new_api, args)?;
    written.write()?;
    let outcome = generate();
    if outcome != Outcome::Fine {
        written.undo()?;
        let _ = generate();
        print("Nothing was kept: the crates cannot be generated with this version.\n");
        return Ok(outcome);
    }
    sync::plain(&page.0, &page.1)?;
    output::to_stdout(&closing(&staged, &comparison, (&old, &new), &page.0));
    Ok(Outcome::Fine)
}

fn api(args: &BumpArgs) -> Result<ApiFolder, TaskError> {
    let apis = workspace::discover()?;
    let known: Vec<String> = apis.iter().map(|api| api.name.clone()).collect();
    let Some(api) = apis.into_iter().find(|api| api.name == args.api) else {
        return Err(format!("no API {} under spec/; it has: {}", args.api, known.join(", ")).into());
    };
    let has = api.versions.iter().any(|input| input.version.as_deref() == Some(&args.version));
    if has && !args.force {
        return Err(
            format!("{} has the version {} already; --force replaces its document", args.api, args.version).into()
        );
    }
    Ok(api)
}

/// Refuses to mix a bump with other changes.
fn clean_tree() -> Result<(), TaskError> {
    let output = Process::new("git")
        .args(["status", "--porcelain"])
        .output()
        .map_err(|error| format!("cannot run git: {error}; --force goes on without it"))?;
    if output.status.success() && output.stdout.is_empty() {
        return Ok(());
    }
    Err("the working tree has changes that are not committed; commit them, or use --force".into())
}

fn compared(staged: &Staged, (old, new): (&Compiled, &Compiled)) -> Option<Comparison> {
    let views = [old, new].map(|side| side.api.as_ref().map(rust::version_view));
    let [old_view, new_view] = views;
    let (old_view, new_view) = (old_view?, new_view?);
    let before = Version {
        file: &staged.previous_label,
        contract: old.contract.as_ref()?,
        api: old.api.as_ref()?,
        view: &old_view,
    };
    let after =
        Version { file: &staged.label, contract: new.contract.as_ref()?, api: new.api.as_ref()?, view: &new_view };
    Some(diff::compare(before, after))
}

/// The page that a reviewer reads, and where it goes.
fn review_page(staged: &Staged, comparison: &Comparison) -> Result<(PathBuf, String), TaskError> {
    let file = format!("{}-{}-{}.html", staged.api, staged.previous_version(), staged.version());
    let text = review::render(Page::Review, comparison)?;
    Ok((Path::new("target").join("review").join(file), text))
}

/// All crates, as `cargo xtask generate` makes them.
fn generate() -> Outcome {
    match Cli::try_parse_from(["xtask", "generate"]) {
        Ok(Cli { command: Command::Generate(args) }) => {
            super::generate(&args).unwrap_or_else(|error| super::cannot_run(&error))
        }
        _ => Outcome::Fault,
    }
}

/// The files of people that get a line, before and after. `None`: the file was not there.
struct Written {
    files: Vec<(PathBuf, Option<Vec<u8>>, Vec<u8>)>,
}

impl Written {
    fn new(staged: &Staged, comparison: &Comparison, api: &crate::ir::Api, args: &BumpArgs) -> Result<Self, TaskError> {
        let read = |path: &Path| std::fs::read(path).ok();
        let mut files = vec![(staged.document.clone(), read(&staged.document), staged.text.clone())];
        if let Some((path, text)) = &staged.overlay {
            files.push((path.clone(), read(path), text.clone().into_bytes()));
        }
        let name = crate_name::from_words(&api.name);
        let module = |version: &str| version_module(version).to_string();
        let lib_name = name.replace('-', "_");
        let text = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let modules = (module(staged.previous_version()), module(&args.version));
        if staged.is_newest
            && let Some(after) = edits::readme(&text("README.md"), &lib_name, &modules.0, &modules.1)
        {
            files.push((PathBuf::from("README.md"), read(Path::new("README.md")), after.into_bytes()));
        }
        let counts = comparison.changes.iter().filter(|change| change.wire == diff::Wire::Breaking).count();
        let entry = format!(
            "{name}: version {}, with {counts} breaking changes since {}.",
            args.version,
            staged.previous_version()
        );
        if let Some(after) = edits::changelog(&text("CHANGELOG.md"), &entry) {
            files.push((PathBuf::from("CHANGELOG.md"), read(Path::new("CHANGELOG.md")), after.into_bytes()));
        }
        Ok(Self { files })
    }

    fn write(&self) -> Result<(), TaskError> {
        for (path, _, after) in &self.files {
            let text = String::from_utf8_lossy(after);
            if let Err(error) = sync::plain(path, &text) {
                self.undo()?;
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Everything as it was.
    fn undo(&self) -> Result<(), TaskError> {
        for (path, before, _) in &self.files {
            let done = match before {
                Some(before) => std::fs::write(path, before),
                None if path.exists() => std::fs::remove_file(path),
                None => Ok(()),
            };
            done.map_err(|error| format!("cannot restore {}: {error}", path.display()))?;
        }
        Ok(())
    }
}

/// What was done, what matches less, what is left to decide, and what to read.
fn closing(staged: &Staged, comparison: &Comparison, sides: (&Compiled, &Compiled), page: &Path) -> String {
    let mut text = format!("{} is there, after {}.\n", staged.label, staged.previous_label);
    let less = matched_less(staged);
    if !less.is_empty() {
        let _ = writeln!(text, "\nOverlay actions that match less than in {}:", staged.previous_version());
        for line in &less {
            let _ = writeln!(text, "- {line}");
        }
    }
    if staged.overlay.is_none() {
        let _ = writeln!(text, "\nNo dates were written: give --released, or add them to `versions` in the overlay.");
    }
    if let (Some(old), Some(new)) = (&sides.0.api, &sides.1.api) {
        let questions = questions::all(old, new, comparison);
        if !questions.is_empty() {
            let _ = writeln!(
                text,
                "\nTo decide, each with an overlay action that has `x-sdk-since: {}`:",
                staged.version()
            );
        }
        for (index, one) in questions.iter().enumerate() {
            let _ = writeln!(text, "{}. {}: {}. {}.", index + 1, one.about, one.question, one.guess);
        }
    }
    let probable = comparison.changes.iter().filter(|change| change.inference.is_some()).count();
    if probable > 0 {
        let _ = writeln!(text, "\n{probable} changes are inferred, such as renames; look at them in the review.");
    }
    let _ = writeln!(text, "\nRead {}, then commit.", page.display());
    text
}

/// Actions whose targets have fewer matches than in the version before.
fn matched_less(staged: &Staged) -> Vec<String> {
    let matches = |input| pipeline::overlaid(input, &Limits::default()).map(|done| done.matches).unwrap_or_default();
    let both = staged.within(|| (matches(&staged.previous), matches(&staged.input)));
    let (old, new): (Vec<Match>, Vec<Match>) = both.unwrap_or_default();
    let less = new.iter().filter_map(|after| {
        let before = old.iter().find(|before| before.at == after.at && before.target == after.target)?;
        (after.count < before.count)
            .then(|| format!("`{}`: {} parts, {} before", after.target, after.count, before.count))
    });
    less.collect()
}
