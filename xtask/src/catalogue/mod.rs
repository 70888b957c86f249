//! The catalogue of diagnostics for readers: what each code means, with an example that is run on the spot.
//!
//! In: the declared codes. Out: data for the page of the documentation and for `cargo xtask explain`.
//! Must not: declare a code, or read a file.

mod example;

use serde::Serialize;

use crate::diag::Level;
use crate::diag::codes::{self, BASE, Code, Example};
use crate::emit;

pub use example::run;

/// A code as the templates read it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    pub id: &'static str,
    /// What the code is about: the part of its id before the first hyphen.
    pub stage: &'static str,
    pub level: &'static str,
    /// Its level in a document of somebody else, where that differs.
    pub tolerant: Option<&'static str>,
    /// Whether it can be allowed.
    pub allowable: bool,
    pub title: &'static str,
    pub meaning: &'static str,
    pub loss: &'static str,
    pub fix: &'static str,
    /// The documents of the example, in the order in which they are read.
    pub files: Vec<ExampleFile>,
    /// What is run over them, where it is more than to read a document.
    pub command: Option<&'static str>,
    /// What the example yields.
    pub output: String,
    /// What has to happen, where there is no example.
    pub when: Option<&'static str>,
}

/// A file of an example.
#[derive(Debug, Clone, Serialize)]
pub struct ExampleFile {
    pub name: &'static str,
    pub text: &'static str,
    /// What a fence calls its language.
    pub language: &'static str,
}

fn file(name: &'static str, text: &'static str) -> ExampleFile {
    let language = match name.rsplit('.').next() {
        Some("toml") => "toml",
        Some("md") => "markdown",
        Some("rs") => "rust",
        _ => "yaml",
    };
    ExampleFile { name, text, language }
}

/// The codes of one stage.
#[derive(Debug, Clone, Serialize)]
pub struct Stage {
    pub name: &'static str,
    pub entries: Vec<Entry>,
}

/// All codes in order, by stage.
#[must_use]
pub fn stages() -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for entry in codes::all().map(entry) {
        match stages.last_mut().filter(|stage| stage.name == entry.stage) {
            Some(stage) => stage.entries.push(entry),
            None => stages.push(Stage { name: entry.stage, entries: vec![entry] }),
        }
    }
    stages
}

/// One code, with its example run.
#[must_use]
pub fn entry(code: Code) -> Entry {
    let (level, tolerant) = (code.level(), code.tolerant_level());
    let (files, command, when) = match code.example() {
        Example::Document(text) => (vec![file(example::DOCUMENT, text)], None, None),
        Example::Overlay(text) => (vec![file(example::DOCUMENT, BASE), file(example::OVERLAY, text)], None, None),
        Example::Command { words, files, .. } => {
            (files.iter().map(|(name, text)| file(name, text)).collect(), Some(words), None)
        }
        Example::None { when } => (Vec::new(), None, Some(when)),
    };
    Entry {
        id: code.id(),
        stage: code.id().split('-').next().unwrap_or_default(),
        level: level.word(),
        tolerant: (tolerant != level).then(|| tolerant.word()),
        allowable: tolerant != Level::Error,
        title: code.title(),
        meaning: code.meaning(),
        loss: code.loss(),
        fix: code.fix(),
        files,
        command,
        output: example::output(code),
        when,
    }
}

/// The page of all codes.
///
/// # Errors
/// If the template cannot be rendered: a fault of the generator, reported as diagnostics.
pub fn page() -> Result<String, crate::diag::Diagnostics> {
    emit::text("diagnostics.md", include_str!("../../../templates/diagnostics.md.jinja"), &stages())
}

/// The text that explains a code.
///
/// # Errors
/// As [`page`].
pub fn explain(code: Code) -> Result<String, crate::diag::Diagnostics> {
    emit::text("explain.txt", include_str!("../../../templates/explain.txt.jinja"), &entry(code))
}

/// One line for each code.
#[must_use]
pub fn list() -> String {
    codes::all().map(|code| format!("{:<32} {:<8} {}\n", code.id(), code.level().word(), code.title())).collect()
}

#[cfg(test)]
mod tests;
