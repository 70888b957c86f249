//! Which diagnostics are allowed, and which are denied.
//!
//! In: the command line, `sdk.toml`, and `allow` of the `x-sdk` extension. Out: diagnostics with their state, and the
//! entries that match nothing. Must not: hide an error, or decide the exit code.

mod extension;
mod file;
mod pattern;

use std::path::{Path, PathBuf};

use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostic, Diagnostics, Level, SourceId, SourceMap, Span, State};

pub use extension::allowances;
pub use file::{FILE_NAME, load};
pub use pattern::Pattern;

/// A diagnostic that somebody has looked at and accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    pub code: Code,
    /// Only there; everywhere in the document if absent.
    pub pattern: Option<Pattern>,
    pub reason: String,
    pub scope: Scope,
    /// Where the entry is written.
    pub span: Span,
}

/// What is an error although its level is lower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    pub what: Deny,
    pub scope: Scope,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deny {
    Warnings,
    /// Warnings too.
    Notes,
    Code(Code),
}

/// What an entry is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Given on the command line, which is stronger than every file.
    CommandLine,
    /// The `sdk.toml` of the workspace.
    Workspace,
    /// The `sdk.toml` in a folder of documents.
    Folder(PathBuf),
    /// An overlay of these documents.
    Documents(Vec<String>),
}

/// All entries of a run.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    allow: Vec<(Allowance, Use)>,
    deny: Vec<Denial>,
    /// The texts in which entries are written.
    sources: SourceMap,
}

/// Whether an entry has matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Unused,
    Used,
}

impl Policy {
    /// Adds an entry. The entry of an overlay comes once with every document of the overlay.
    pub fn allow(&mut self, entry: Allowance) {
        let known = self.allow.iter_mut().find(|(known, _)| known.span == entry.span && known.code == entry.code);
        match known {
            Some((known, _)) => known.scope.widen(entry.scope),
            None => self.allow.push((entry, Use::Unused)),
        }
    }

    pub fn deny(&mut self, entry: Denial) {
        self.deny.push(entry);
    }

    /// Adds the entries of a document's extension.
    pub fn allow_of_document(&mut self, entries: &[Allowance], sources: &SourceMap) {
        if !entries.is_empty() {
            self.sources.absorb(sources.clone());
        }
        entries.iter().for_each(|entry| self.allow(entry.clone()));
    }

    /// The texts in which entries are written.
    #[must_use]
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Gives every diagnostic of a document its state.
    pub fn apply(&mut self, diagnostics: &mut Diagnostics, sources: &SourceMap) {
        let document = sources.name(SourceId::MAIN).to_owned();
        for diagnostic in diagnostics.iter_mut() {
            if diagnostic.level == Level::Error {
                continue;
            }
            diagnostic.state = self.state(diagnostic, &document, sources);
            if diagnostic.state == State::Denied {
                diagnostic.level = Level::Error;
            }
        }
    }

    /// The command line comes first, then what a file allows, then what it denies, then whole levels.
    fn state(&mut self, diagnostic: &Diagnostic, document: &str, sources: &SourceMap) -> State {
        let command_line = |scope: &Scope| *scope == Scope::CommandLine;
        if let Some(reason) = self.reason(diagnostic, document, sources, command_line) {
            return State::Allowed(reason);
        }
        let code = Deny::Code(diagnostic.code);
        if self.deny.iter().any(|denial| denial.what == code && command_line(&denial.scope)) {
            return State::Denied;
        }
        if let Some(reason) = self.reason(diagnostic, document, sources, |scope| !command_line(scope)) {
            return State::Allowed(reason);
        }
        let denied = self.deny.iter().filter(|denial| denial.scope.holds(document)).any(|denial| match denial.what {
            Deny::Code(code) => code == diagnostic.code,
            Deny::Warnings => diagnostic.level == Level::Warning,
            Deny::Notes => true,
        });
        if denied { State::Denied } else { State::Reported }
    }

    /// Why a diagnostic is allowed. Every entry that matches is used.
    fn reason(
        &mut self,
        diagnostic: &Diagnostic,
        document: &str,
        sources: &SourceMap,
        from: impl Fn(&Scope) -> bool,
    ) -> Option<String> {
        let mut reason = None;
        for (entry, used) in &mut self.allow {
            let fits = from(&entry.scope)
                && entry.code == diagnostic.code
                && entry.scope.holds(document)
                && entry.pattern.as_ref().is_none_or(|pattern| at(pattern, diagnostic, sources));
            if fits {
                *used = Use::Used;
                reason.get_or_insert_with(|| entry.reason.clone());
            }
        }
        reason
    }

    /// The entries that have matched nothing, of those for which all documents have been read.
    #[must_use]
    pub fn stale(&self, complete: impl Fn(&Scope) -> bool) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let unused = self.allow.iter().filter(|(entry, used)| *used == Use::Unused && complete(&entry.scope));
        for (entry, _) in unused {
            let place = match &entry.pattern {
                Some(pattern) => format!(" at `{}`", pattern.as_str()),
                None => String::new(),
            };
            let message = format!("`{}` is allowed{place}, but not reported there", entry.code);
            let help = "remove the entry, or correct its code or its place";
            diagnostics.report_at(codes::POLICY_STALE_ALLOW, entry.span.clone(), message, help);
        }
        diagnostics
    }
}

fn at(pattern: &Pattern, diagnostic: &Diagnostic, sources: &SourceMap) -> bool {
    sources.locate(&diagnostic.span).pointer.is_some_and(|pointer| pattern.fits(&pointer))
}

impl Scope {
    fn holds(&self, document: &str) -> bool {
        match self {
            Self::CommandLine | Self::Workspace => true,
            Self::Folder(folder) => Path::new(document).parent() == Some(folder),
            Self::Documents(documents) => documents.iter().any(|known| known == document),
        }
    }

    fn widen(&mut self, other: Self) {
        if let (Self::Documents(mine), Self::Documents(theirs)) = (self, other) {
            for document in theirs {
                if !mine.contains(&document) {
                    mine.push(document);
                }
            }
        }
    }
}

/// The code with this id, or what to say where there is none.
///
/// # Errors
/// The message, and a help line that names the nearest code.
pub fn code(id: &str) -> Result<Code, (String, String)> {
    Code::find(id).ok_or_else(|| {
        let help = match Code::nearest(id) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`cargo xtask explain` lists all codes".to_owned(),
        };
        (format!("there is no code `{id}`"), help)
    })
}

/// The same, of a code that may be allowed.
///
/// # Errors
/// As [`code`], and if it is always an error.
fn allowable(id: &str) -> Result<Code, (Code, String, String)> {
    let code = code(id).map_err(|(message, help)| (codes::POLICY_UNKNOWN_CODE, message, help))?;
    if code.tolerant_level() == Level::Error {
        let message = format!("`{code}` is an error, which cannot be allowed");
        return Err((codes::POLICY_NOT_ALLOWABLE, message, "correct what it reports".to_owned()));
    }
    Ok(code)
}

/// The entry for `--allow CODE`.
///
/// # Errors
/// If the code does not exist or is an error.
pub fn allow_argument(id: &str) -> Result<Allowance, String> {
    let code = allowable(id).map_err(|(_, message, help)| format!("--allow: {message}; {help}"))?;
    Ok(Allowance {
        code,
        pattern: None,
        reason: "allowed on the command line".to_owned(),
        scope: Scope::CommandLine,
        span: Span::File(format!("--allow {id}")),
    })
}

/// The entry for `--deny WHAT`.
///
/// # Errors
/// If the code does not exist.
pub fn deny_argument(what: &str) -> Result<Denial, String> {
    let what = deny(what).map_err(|(message, help)| format!("--deny: {message}; {help}"))?;
    Ok(Denial { what, scope: Scope::CommandLine })
}

fn deny(what: &str) -> Result<Deny, (String, String)> {
    match what {
        "warnings" => Ok(Deny::Warnings),
        "notes" => Ok(Deny::Notes),
        id => code(id).map(Deny::Code),
    }
}

#[cfg(test)]
mod tests;
