//! Applies an OpenAPI Overlay 1.0 to a document: what it cannot express, or has wrong.
//!
//! In: a document and an overlay. Out: the document changed in place, and diagnostics that point into the overlay.
//! Must not: accept an action that changes nothing; it is stale.

mod action;
mod edit;
mod narrow;
mod nearest;
mod target;

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Pointer, SourceId, SourceMap, Span};
use crate::load::Document;
use crate::load::shape::{DEEPEST, depth};
use action::{Action, Change};

/// What an overlay did to a document.
#[derive(Debug, Default)]
pub struct Applied {
    pub diagnostics: Diagnostics,
    /// One for each action that was applied.
    pub matches: Vec<Match>,
}

/// An action, and how much it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The overlay.
    pub file: String,
    /// The action, in the overlay.
    pub at: Pointer,
    pub target: String,
    /// How many parts of the document the target has.
    pub count: usize,
}

/// Applies every action for this version in order. An action that is wrong is reported and left out; the others still
/// apply.
pub fn apply(document: &mut Document, overlay: Document, version: Option<&str>) -> Applied {
    let Document { value, sources, mut diagnostics } = overlay;
    let file = sources.name(SourceId::MAIN).to_owned();
    let source = document.sources.absorb(sources);
    let mut reporter = Reporter { file, diagnostics: Diagnostics::default() };
    let Value::Object(root) = value else {
        reporter.report(codes::OVERLAY_TYPE, &Pointer::default(), "the overlay is not a mapping", HEAD);
        return Applied { diagnostics: reporter.diagnostics, matches: Vec::new() };
    };
    check_head(&root, &mut reporter);
    let actions = Pointer::default().child("actions");
    let mut root = root;
    let mut matches = Vec::new();
    match root.remove("actions") {
        Some(Value::Array(list)) if !list.is_empty() => {
            let mut target =
                DocumentTarget { value: &mut document.value, sources: &mut document.sources, source, version };
            for (index, action) in list.into_iter().enumerate() {
                let Some(action) = Action::parse(action, actions.index(index), &mut reporter) else { continue };
                action.versions.check(version, &action.at, &mut reporter);
                if action.versions.hold(version) {
                    let (at, path, file) = (action.at.clone(), action.target.clone(), reporter.file.clone());
                    let count = target.apply(action, &mut reporter);
                    matches.push(Match { file, at, target: path, count });
                }
            }
        }
        Some(Value::Array(_)) | None => {
            reporter.report(
                codes::OVERLAY_NO_ACTIONS,
                &actions,
                "the overlay has no actions",
                "add one, or remove the file",
            );
        }
        Some(_) => {
            reporter.report(codes::OVERLAY_TYPE, &actions, "`actions` is not a list", "make it a list of actions")
        }
    }
    if depth(&document.value) > DEEPEST {
        let message = format!("with this overlay the document is more than {DEEPEST} levels deep");
        reporter.report(codes::OVERLAY_TOO_DEEP, &actions, message, "use flatter updates, and refer to them");
    }
    diagnostics.extend(reporter.diagnostics);
    Applied { diagnostics, matches }
}

const HEAD: &str = "an overlay begins with `overlay: 1.0.0`, `info` and `actions`";

/// Diagnostics with spans in the overlay.
pub(super) struct Reporter {
    file: String,
    diagnostics: Diagnostics,
}

impl Reporter {
    pub(super) fn report(&mut self, code: Code, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        let span = Span::In { file: self.file.clone(), pointer: at.clone() };
        self.diagnostics.report_at(code, span, message, help);
    }
}

/// The properties beside `actions`.
fn check_head(root: &Map<String, Value>, reporter: &mut Reporter) {
    let top = Pointer::default();
    match root.get("overlay") {
        Some(Value::String(version)) if version == "1.0" || version.starts_with("1.0.") => {}
        Some(other) => {
            let message = format!("the overlay version {other} is not supported");
            reporter.report(codes::OVERLAY_VERSION, &top.child("overlay"), message, "write `overlay: 1.0.0`");
        }
        None => reporter.report(codes::OVERLAY_VERSION, &top, "`overlay` is missing", HEAD),
    }
    match root.get("info") {
        Some(Value::Object(info)) => {
            for name in ["title", "version"] {
                if !info.get(name).is_some_and(Value::is_string) {
                    let message = format!("`info.{name}` is missing or not a string");
                    reporter.report(
                        codes::OVERLAY_INFO,
                        &top.child("info").child(name),
                        message,
                        "write it as a string",
                    );
                }
            }
        }
        _ => reporter.report(codes::OVERLAY_INFO, &top, "`info` is missing or not a mapping", HEAD),
    }
    if root.get("extends").is_some_and(|v| !v.is_string()) {
        reporter.report(
            codes::OVERLAY_TYPE,
            &top.child("extends"),
            "`extends` is not a string",
            "give the path of the document",
        );
    }
    action::unknown_keys(root, &["overlay", "info", "extends", "actions"], &top, reporter);
}

/// A target in a message: the start of one that is very long.
fn shown(target: &str) -> Cow<'_, str> {
    match target.char_indices().nth(200) {
        Some((end, _)) => Cow::Owned(format!("{}…", target.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(target),
    }
}

/// The document that is changed.
struct DocumentTarget<'d> {
    value: &'d mut Value,
    sources: &'d mut SourceMap,
    source: SourceId,
    version: Option<&'d str>,
}

impl DocumentTarget<'_> {
    /// How many parts the target has.
    fn apply(&mut self, action: Action, reporter: &mut Reporter) -> usize {
        let at = action.at.child("target");
        let path = match target::parse(&action.target) {
            Ok(path) => path,
            Err(fault) => {
                let message = format!("`{}` {fault}", shown(&action.target));
                let help = "write it as RFC 9535 defines it, as in `$.paths['/pets'].get`";
                reporter.report(codes::OVERLAY_BAD_TARGET, &at, message, help);
                return 0;
            }
        };
        let matches: Vec<Pointer> =
            path.query_located(self.value).locations().map(|l| Pointer::new(l.to_json_pointer())).collect();
        if matches.is_empty() {
            let mut message = format!("`{}` matches nothing", action.target);
            let mut help = nearest::help(self.value, &action.target);
            if let Some(version) = self.version {
                message.push_str(&format!(" in {version}"));
                help.push_str("; if it is for other versions only, give it `x-sdk-since` or `x-sdk-until`");
            }
            reporter.report(codes::OVERLAY_NO_MATCH, &at, message, help);
            return 0;
        }
        let count = matches.len();
        for one in narrow::alternatives(&action.target) {
            // What is no path of its own is not cut as it should be; the whole target was fine.
            let Ok(path) = target::parse(&one.target) else { continue };
            if path.query(self.value).is_empty() {
                let message = format!("`{}` in `{}` matches nothing; the rest matches", one.shown, action.target);
                let help = "correct it, remove it, or move it into its own action with `x-sdk-until`";
                reporter.report(codes::OVERLAY_NO_MATCH, &at, message, help);
            }
        }
        match action.change {
            Change::Remove => self.remove(matches, &action.at, reporter),
            Change::Update(update) => self.update(matches, update, &action.at, reporter),
        }
        count
    }

    /// Removes every match, the last one first, so that the pointers of the others stay valid.
    fn remove(&mut self, mut matches: Vec<Pointer>, at: &Pointer, reporter: &mut Reporter) {
        let mut seen = std::collections::HashSet::new();
        matches.retain(|m| seen.insert(m.clone()));
        matches.sort_by_key(edit::order);
        for here in matches.iter().rev() {
            if here.as_str().is_empty() {
                let help = "name the parts to remove";
                reporter.report(
                    codes::OVERLAY_REMOVE_ROOT,
                    &at.child("target"),
                    "the whole document would be removed",
                    help,
                );
                return;
            }
            edit::remove(self.value, self.sources, here);
        }
    }

    /// Applies the update to every match; the last one takes it without a copy.
    fn update(&mut self, matches: Vec<Pointer>, update: Value, at: &Pointer, reporter: &mut Reporter) {
        let there = at.child("update");
        let mut update = Some(update);
        let last = matches.len().saturating_sub(1);
        for (index, here) in matches.iter().enumerate() {
            let next = if index == last { update.take() } else { update.clone() };
            let (Some(next), Some(node)) = (next, self.value.pointer_mut(here.as_str())) else { continue };
            let mut merge = edit::Merge { sources: self.sources, source: self.source };
            if let Err(wrong) = merge.lay(node, next, here, &there) {
                let message = format!("the target `{here}` is {}, the update is {}", wrong.target, wrong.update);
                reporter.report(codes::OVERLAY_TYPE, &there, message, wrong.help);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests;
